"""Posts: who is lead, officer or assistant, with written duties and a quota of visits."""

from __future__ import annotations

from functools import cache
from importlib import resources

import numpy as np
import pandas as pd
import yaml

from gridplan.model.limits import catalogue
from gridplan.model.plan import PlanParams
from gridplan.model.role_views import view_of_post
from gridplan.model.words import BranchKind, Post, Role

COLUMNS = [
    "officer_id", "post", "duties_zh", "duties_en", "per_visit_day", "visit_days", "visits_week", "filings_week",
    "stationing_week", "data_scope",
]  # fmt: skip


def posts(
    officers: pd.DataFrame, branches: pd.DataFrame, assignments: pd.DataFrame, params: PlanParams
) -> pd.DataFrame:
    """
    Give every officer a post, its duties and its quota.

    Among the owners of a branch the one with the lightest utilisation, who has time to spare, is grid lead;
    the other owners are grid officers, who only covers is maintenance assistant, the rest marketing assistants.
    The quota is what the preset of the branch asks for on a visit day, but not more than the officer can make.
    Whoever owns grids files the middle of what suits the land (rule P07), but no more than there are visits, and
    stands in them as often as rule P06 wants.

    Parameters
    ----------
    officers
        Contract `OFFICERS` with `utilisation`.
    branches
        Branches with `kind`, indexed by `branch_id`.
    assignments
        Columns `grid_id`, `officer_id`, `role`.
    params
        Dials with the presets.

    Returns
    -------
    posts
        One row an officer, columns `COLUMNS`; duties one a line, visits, filings and slots on station a week, and the
        view of households that goes with the post (rule P09).
    """
    held = officer_posts(officers, assignments)
    kinds = officers["branch_id"].map(branches["kind"])
    wanted = kinds.map({kind: float(preset.visits_per_day) for kind, preset in params.presets.items()})
    per_day = pd.concat([wanted, officers["daily_capacity"]], axis=1).min(axis=1)
    table = pd.DataFrame({"officer_id": officers.index, "post": held.to_numpy(dtype=object)})
    for lang in ("zh", "en"):
        table[f"duties_{lang}"] = ["\n".join(duties()[post][lang]) for post in held]
    table["per_visit_day"] = per_day.to_numpy(dtype=float)
    table["visit_days"] = officers["visit_days"].to_numpy(dtype=float)
    table["visits_week"] = table["per_visit_day"] * table["visit_days"]
    owns = held.isin([str(Post.GRID_LEAD), str(Post.GRID_OFFICER)]).to_numpy()
    usual = np.where(
        kinds == BranchKind.MOUNTAIN, *(np.mean(catalogue()["P07"][land]) for land in ("mountain", "flat"))
    )
    table["filings_week"] = np.minimum(np.floor(usual), table["visits_week"]) * owns
    table["stationing_week"] = float(catalogue()["P06"]["min"]) * owns
    table["data_scope"] = held.map(view_of_post()).to_numpy(dtype=object)
    return table[COLUMNS]


def officer_posts(officers: pd.DataFrame, assignments: pd.DataFrame) -> pd.Series:
    """
    Name the post of every officer.

    Parameters
    ----------
    officers
        Contract `OFFICERS` with `utilisation`.
    assignments
        Columns `officer_id`, `role`.

    Returns
    -------
    posts
        Code of the post by officer.
    """
    owns = officers.index.isin(assignments.loc[assignments["role"] == Role.PRIMARY, "officer_id"])
    covers = officers.index.isin(assignments.loc[assignments["role"] == Role.BACKUP, "officer_id"])
    held = pd.Series(str(Post.MARKETING_ASSISTANT), index=officers.index, name="post")
    held[covers] = str(Post.MAINTENANCE_ASSISTANT)
    held[owns] = str(Post.GRID_OFFICER)
    owners = officers[owns].sort_index().sort_values("utilisation", kind="stable")
    held[owners.index[~owners["branch_id"].duplicated()]] = str(Post.GRID_LEAD)
    return held


@cache
def duties() -> dict[str, dict[str, list[str]]]:
    """
    Read the written duties of every post.

    Returns
    -------
    duties
        By post, then by language, at least three duties.
    """
    text = resources.files(__package__).joinpath("duties.yaml").read_text("utf-8")
    read: dict[str, dict[str, list[str]]] = yaml.safe_load(text)
    return read

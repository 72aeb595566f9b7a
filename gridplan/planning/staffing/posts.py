"""Posts: who is lead, officer, assistant, reviewer or head, with written duties, quotas and the data in view."""

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
    "officer_id", "branch_id", "post", "duties_zh", "duties_en", "per_visit_day", "visit_days", "visits_week",
    "filings_week", "stationing_week", "reviews_week", "grids_n", "data_scope",
]  # fmt: skip
_FIGURES = ["per_visit_day", "visit_days", "visits_week", "filings_week", "stationing_week"]


def posts(
    officers: pd.DataFrame,
    branches: pd.DataFrame,
    assignments: pd.DataFrame,
    params: PlanParams,
    office_staff: pd.DataFrame,
) -> pd.DataFrame:
    """
    Give every officer a post, and write down the duties and quotas of all posts.

    Among the owners of a branch the one with the lightest utilisation, who has time to spare, is grid lead;
    the other owners are grid officers, who only covers is maintenance assistant, the rest marketing assistants.
    The quota is what the preset of the branch asks for on a visit day, but not more than the officer can make.
    Whoever owns grids files the middle of what suits the land (rule P07), but no more than there are visits, and
    stands in them as often as rule P06 wants. Who reviews grids reviews what their owners file there.

    Parameters
    ----------
    officers
        Contract `OFFICERS` with `utilisation`.
    branches
        Branches with `kind`, indexed by `branch_id`.
    assignments
        Columns `grid_id`, `officer_id`, `role`, `post`.
    params
        Dials with the presets.
    office_staff
        The register of those who hold a post and serve no grid.

    Returns
    -------
    posts
        One row an officer, then one a post of office staff, columns `COLUMNS`; duties one a line, visits, filings,
        slots on station and reviews a week, grids that the post is assigned to, and the view of households that goes
        with it (rule P09).
    """
    ours = _of_officers(officers, branches, assignments, params)
    theirs = office_staff.rename(columns={"staff_id": "officer_id"})[["officer_id", "branch_id", "post"]]
    table = pd.concat([ours, theirs.astype(str).drop_duplicates()], ignore_index=True)
    for lang in ("zh", "en"):
        table[f"duties_{lang}"] = table["post"].map({post: "\n".join(said[lang]) for post, said in duties().items()})
    table["data_scope"] = table["post"].map(view_of_post())
    table[_FIGURES] = table[_FIGURES].fillna(0.0)
    keys = pd.MultiIndex.from_frame(table[["officer_id", "post"]])
    table["grids_n"] = _grids_n(assignments).reindex(keys).fillna(0).to_numpy(dtype=int)
    table["reviews_week"] = _reviews(assignments, ours).reindex(keys).fillna(0.0).to_numpy(dtype=float)
    return table[COLUMNS]


def _of_officers(
    officers: pd.DataFrame, branches: pd.DataFrame, assignments: pd.DataFrame, params: PlanParams
) -> pd.DataFrame:
    """Give every officer a post and its quotas."""
    held = officer_posts(officers, assignments)
    kinds = officers["branch_id"].map(branches["kind"])
    wanted = kinds.map({kind: float(preset.visits_per_day) for kind, preset in params.presets.items()})
    per_day = pd.concat([wanted, officers["daily_capacity"]], axis=1).min(axis=1)
    table = pd.DataFrame({"officer_id": officers.index, "branch_id": officers["branch_id"].to_numpy(dtype=object)})
    table["post"] = held.to_numpy(dtype=object)
    table["per_visit_day"] = per_day.to_numpy(dtype=float)
    table["visit_days"] = officers["visit_days"].to_numpy(dtype=float)
    table["visits_week"] = table["per_visit_day"] * table["visit_days"]
    owns = held.isin([str(Post.GRID_LEAD), str(Post.GRID_OFFICER)]).to_numpy()
    usual = np.where(
        kinds == BranchKind.MOUNTAIN, *(np.mean(catalogue()["P07"][land]) for land in ("mountain", "flat"))
    )
    table["filings_week"] = np.minimum(np.floor(usual), table["visits_week"]) * owns
    table["stationing_week"] = float(catalogue()["P06"]["min"]) * owns
    return table


def _grids_n(assignments: pd.DataFrame) -> pd.Series:
    """Count the grids that each post of each holder is assigned to."""
    return assignments.drop_duplicates(["grid_id", "officer_id", "post"]).groupby(["officer_id", "post"]).size()


def _reviews(assignments: pd.DataFrame, ours: pd.DataFrame) -> pd.Series:
    """Share out what each owner files in a week over the own grids, and add it up by reviewer."""
    rows = assignments[assignments["role"] == Role.REVIEWER]
    if rows.empty:
        return pd.Series(dtype=float, index=pd.MultiIndex.from_frame(rows[["officer_id", "post"]]))
    owners = assignments[assignments["role"] == Role.PRIMARY].drop_duplicates("grid_id")
    filed = owners["officer_id"].map(ours.set_index("officer_id")["filings_week"]).astype(float)
    a_grid = (filed / owners.groupby("officer_id")["grid_id"].transform("size")).set_axis(owners["grid_id"])
    a_week = rows["grid_id"].map(a_grid).fillna(0.0).astype(float)
    return a_week.groupby([rows["officer_id"], rows["post"]]).sum()


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

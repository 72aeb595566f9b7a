"""Who introduces whom: the hand-over of households from one owner to the next."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
import pandas as pd

from gridplan.model.plan import Plan
from gridplan.model.words import Product, Stage

#: Share of the households of a grid, those of most value, that the old owner introduces in person (rule S08).
INTRODUCED = 0.2
COLUMNS = ["unit_id", "grid_id", "households", "officer_from", "officer_to", "quarter", "since", "introduce_n",
           "introduce", "hours"]  # fmt: skip
_CARE = {"priority": 0, "periodic": 1, "develop": 2, "watch": 3}
_MARKS = [*map(str, Product), *map(str, Stage)]


def hand_over_list(before: Plan, after: Plan, moves: pd.DataFrame, gone: Collection[str]) -> pd.DataFrame:
    """
    List unit by unit what is handed over.

    The first fifth of each grid is introduced in person: by care class, then by the stages reached and the products
    held. A visit takes the minutes at the door and to the next one, for both officers while the old one is there.

    Parameters
    ----------
    before, after
        The plan before and after the event, with the households.
    moves
        One row a grid or unit with another owner: `grid_id`, `unit_id` ("" for the whole grid), `officer_from`,
        `officer_to`, `quarter`, `since`.
    gone
        Officers who are there no more.

    Returns
    -------
    list
        Columns `COLUMNS`; `introduce` holds ids of households in order, apart by blanks, where households are
        listed. `hours` are those of both officers together.
    """
    parts = [
        _of_move(before if row["unit_id"] else after, row, alone=row["officer_from"] in gone)
        for row in moves.to_dict("records")
    ]
    filled = [part for part in parts if len(part)]
    return pd.concat(filled, ignore_index=True)[COLUMNS] if filled else pd.DataFrame(columns=COLUMNS)


def _of_move(plan: Plan, move: Mapping[Any, Any], *, alone: bool) -> pd.DataFrame:
    one, units = move["unit_id"], plan.units
    units = units[units.index == one if one else units["grid_id"] == move["grid_id"]]
    first = _first_fifth(plan.households[plan.households["unit_id"].isin(units.index)])
    listed = first.groupby("unit_id")["household_id"]
    counted = np.ceil(units["households"] * INTRODUCED)
    number = listed.size().reindex(units.index).fillna(counted).astype(int)
    minutes = _visit_min(plan, str(units["branch_id"].iloc[0])) if len(units) else 0.0
    table = pd.DataFrame({
        **{name: move[name] for name in ("grid_id", "officer_from", "officer_to", "quarter", "since")},
        "households": units["households"].astype(float),
        "introduce_n": number,
        "introduce": listed.agg(" ".join).reindex(units.index).fillna(""),
        "hours": number * minutes / 60 * (1 if alone else 2),
    })  # fmt: skip
    return table.rename_axis("unit_id").reset_index()


def _visit_min(plan: Plan, branch_id: str) -> float:
    preset = plan.params.presets[str(plan.branches.at[branch_id, "kind"])]
    return plan.params.visit_min + preset.hop_min


def _first_fifth(households: pd.DataFrame) -> pd.DataFrame:
    """Take the fifth of a grid that is worth most; who is alike goes by id."""
    marks = [name for name in _MARKS if name in households]
    table = pd.DataFrame({
        "household_id": households.index.astype(str),
        "unit_id": households["unit_id"].to_numpy(),
        "care": households["care"].map(_CARE).fillna(len(_CARE)).to_numpy(),
        "marks": -households[marks].astype(bool).sum(axis=1).to_numpy(),
    })  # fmt: skip
    return table.sort_values(["care", "marks", "household_id"]).head(int(np.ceil(len(table) * INTRODUCED)))

"""Findings as the list beside a map reads them: what each says, and which units it is about."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from gridplan.maps.drawing import Json
from gridplan.model.plan import Plan
from gridplan.pages.cover.drill import take_pressed
from gridplan.pages.findings import MOST, mend_of
from gridplan.pages.map_tools import point_at
from gridplan.pages.places import Places


@dataclass(frozen=True)
class Told:
    """
    The findings of one branch, ready for the browser.

    Attributes
    ----------
    rows
        As `ranking.js` reads them, no more than are listed; `id` is empty where there is nothing to be shown.
    units
        Which units each of these ids is about.
    number
        How many findings there are in all.
    """

    rows: list[Json]
    units: Mapping[str, list[str]]
    number: int


def tell(findings: pd.DataFrame, plan: Plan, branch_id: str, lang: str) -> Told:
    """
    Get the findings of a branch ready.

    Parameters
    ----------
    findings
        Findings of the branch, gravest first.
    plan
        The plan that they are about.
    branch_id
        The branch.
    lang
        `zh` or `en`.

    Returns
    -------
    told
        What is listed.
    """
    listed = findings.head(MOST).to_dict("records")
    places = Places.of(plan, branch_id)
    about = {_id(row): places.units_of(str(row["object_type"]), str(row["object_id"])) for row in listed}
    units = {identity: found for identity, found in about.items() if found}
    return Told([_row(row, units, lang) for row in listed], units, len(findings))


def point_pressed(key: str, units: Mapping[str, list[str]]) -> None:
    """
    Have the map show what was pressed in the list; what was not listed there is shown to nobody.

    Parameters
    ----------
    key
        Names the list.
    units
        As `Told` has them.
    """
    take_pressed(key, "show", frozenset(units), lambda identity: point_at(units[identity]))


def _id(row: Mapping[Hashable, Any]) -> str:
    return f"{row['object_type']}|{row['object_id']}"


def _row(row: Mapping[Hashable, Any], units: Mapping[str, list[str]], lang: str) -> Json:
    told = {"severity": "severity", "rule": "rule", "object": "object_id", "message": f"message_{lang}"}
    said = {name: str(row[column]) for name, column in told.items()}
    return {**said, "mend": mend_of(row, lang), "id": _id(row) if _id(row) in units else ""}

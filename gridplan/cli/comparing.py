"""What changed between two versions of a plan, on the terminal."""

from __future__ import annotations

from typing import Any

import pandas as pd

from gridplan.cli.showing import Show
from gridplan.model.words import Change
from gridplan.planning.comparison import Comparison

_SHOWN = ["name", "grid_id_before", "grid_id_after", "officer_id_before", "officer_id_after", "moved", "change"]


def comparison_summary(told: Comparison) -> dict[str, Any]:
    """
    Lay a comparison out as JSON.

    Parameters
    ----------
    told
        The comparison.

    Returns
    -------
    summary
        `before`, `after`, `moved` (households with another owner), `moved_share`, `households` by what became of
        their unit, `totals`, the `units` that changed, and the `indicators` of branches and the county.
    """
    units, figures = changed_units(told), told.indicators
    return {
        "before": told.before,
        "after": told.after,
        "moved": told.moved,
        "moved_share": told.moved_share,
        "households": {str(change): number for change, number in told.households_by_change.items()},
        "totals": _rows(told.totals),
        "units": _rows(units.drop(columns=["was", "stands"]).reset_index()),
        "indicators": _rows(figures[figures["level"].isin(["branch", "county"])]),
    }


def changed_units(told: Comparison) -> pd.DataFrame:
    """
    Keep the units that changed in place or in figures.

    Parameters
    ----------
    told
        The comparison.

    Returns
    -------
    units
        Those whose branch, grid, owner or figures differ.
    """
    other = (told.units.filter(like="_change") != 0).any(axis=1)
    return told.units[other | (told.units["change"] != str(Change.NONE))]


def show_comparison(show: Show, told: Comparison) -> None:
    """
    Print a comparison: the units that moved, and the totals of branches.

    Parameters
    ----------
    show
        Where and in which language.
    told
        The comparison.
    """
    title = f"{told.before} → {told.after}"
    units = changed_units(told)
    named = units.assign(change=[Change(code).label(show.lang) for code in units["change"]])
    show.table(title, ["unit_id", *_SHOWN], named.reset_index()[["unit_id", *_SHOWN]].to_numpy().tolist())
    totals = told.totals[told.totals["level"].isin(["branch", "all"])].drop(columns="level")
    show.table(title, list(map(str, totals.columns)), totals.to_numpy().tolist())
    show.say(
        f"换A角 {told.moved:,.0f} 户（{told.moved_share:.1%}）",
        f"{told.moved:,.0f} households have another owner ({told.moved_share:.1%})",
    )


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]

"""How an indicator is named, explained and coloured on screen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gridplan.maps.colours import BAD, GOOD


@dataclass(frozen=True)
class Measure:
    """
    One indicator as people see it; texts are English and go through `gettext`.

    Attributes
    ----------
    code
        Code of the indicator.
    name
        Its name.
    formula
        What is divided by what.
    palette
        Colours from the lowest class to the highest.
    share
        Whether it is shown in percent.
    """

    code: str
    name: str
    formula: str
    palette: tuple[str, ...] = GOOD
    share: bool = True


_IN_REACH = "Households reached by at least one branch ÷ all households"
_PROMISED = "Households inside a circle that no branch reaches by road ÷ all households"
_AREA_IN_REACH = "Area reached by at least one branch ÷ area"
_OUT_OF_REACH = "Households reached by no branch ÷ all households"
_OVERLAP = "Area reached by two branches or more ÷ area reached by at least one"
_ENTRY = "Households in a base grid that has an owner ÷ all households"
_PENETRATION = "Households with at least one product ÷ households"
_PENETRATION_ELIGIBLE = "Eligible households with at least one product ÷ eligible households"
_FAR = "(Visited in the nearest fifth − visited in the farthest fifth) ÷ eligible households of a fifth"
_BALANCE = "Standard deviation of grid workload ÷ its mean"
_WITHIN = "Grids within 20 % of their branch's mean workload ÷ all grids"
_WEEKS = "First visits left to eligible households ÷ households met a week, until the last one"
_ALL = [
    Measure("spatial_coverage_hh_radius", "Coverage by circle (households)", _IN_REACH),
    Measure("spatial_coverage_hh_road", "Coverage by road (households)", _IN_REACH),
    Measure("circle_only_share", "Circle only (households)", _PROMISED, BAD),
    Measure("spatial_coverage_area_radius", "Coverage by circle (area)", _AREA_IN_REACH),
    Measure("spatial_coverage_area_road", "Coverage by road (area)", _AREA_IN_REACH),
    Measure("overlap_share", "Overlap", _OVERLAP, BAD),
    Measure("gap_share_radius", "Gap by circle", _OUT_OF_REACH, BAD),
    Measure("gap_share_road", "Gap by road", _OUT_OF_REACH, BAD),
    Measure("grid_entry_rate", "Grid entry", _ENTRY),
    Measure("penetration", "Penetration", _PENETRATION),
    Measure("penetration_eligible", "Penetration (eligible)", _PENETRATION_ELIGIBLE),
    Measure("visit_coverage", "Visit coverage", "Eligible households visited ÷ eligible households"),
    Measure("filing_rate", "Filing", "Households filed ÷ eligible households"),
    Measure("rating_rate", "Rating", "Households rated ÷ households filed"),
    Measure("credit_granted_rate", "Credit granted", "Households with a credit line ÷ eligible households"),
    Measure("credit_use_rate", "Credit drawn", "Households that have drawn ÷ households granted"),
    Measure("far_reach_gap", "Far-reach gap", _FAR, BAD),
    Measure("balance_cv", "Balance (spread of workload)", _BALANCE, BAD, share=False),
    Measure("within20_share", "Balanced grids", _WITHIN),
    Measure("capacity_utilisation", "Capacity in use", "Workload hours ÷ hours available", BAD),
    Measure("weeks_to_finish", "Weeks to finish", _WEEKS, BAD, share=False),
]
MEASURES: dict[str, Measure] = {measure.code: measure for measure in _ALL}


def figure(value: float, *, share: bool) -> str:
    """
    Write a figure as people read it.

    Parameters
    ----------
    value
        The figure; not a number where unknown.
    share
        Whether it is shown in percent.

    Returns
    -------
    text
        `42.0%`, `0.15`, or a dash.
    """
    if not np.isfinite(value):
        return "–"
    return f"{value:.1%}" if share else f"{value:.2f}"

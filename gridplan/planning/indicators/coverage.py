"""Who is in reach, by circle and by road; where circles overlap, and who is in no reach."""

from __future__ import annotations

import pandas as pd

from gridplan.planning.indicators.facts import Facts
from gridplan.planning.indicators.indicator import Share

Parts = tuple[pd.Series, pd.Series]


def _households(facts: Facts, reached: str, *, inside: bool) -> Parts:
    doors = facts.doors
    counted = (doors[reached] > 0) == inside
    return (facts.by_unit(doors["weight"] * counted, doors["unit"]), facts.by_unit(doors["weight"], doors["unit"]))


def _hh_radius(facts: Facts) -> Parts:
    return _households(facts, "reached_radius", inside=True)


def _hh_road(facts: Facts) -> Parts:
    return _households(facts, "reached_road", inside=True)


def _gap_radius(facts: Facts) -> Parts:
    return _households(facts, "reached_radius", inside=False)


def _gap_road(facts: Facts) -> Parts:
    return _households(facts, "reached_road", inside=False)


def _circle_only(facts: Facts) -> Parts:
    doors = facts.doors
    promised = (doors["reached_radius"] > 0) & (doors["reached_road"] == 0)
    return facts.by_unit(doors["weight"] * promised, doors["unit"]), facts.by_unit(doors["weight"], doors["unit"])


def _area_radius(facts: Facts) -> Parts:
    return facts.units["area_radius_m2"], facts.units["area_m2"]


def _area_road(facts: Facts) -> Parts:
    return facts.units["area_road_m2"], facts.units["area_m2"]


def _overlap(facts: Facts) -> Parts:
    return facts.units["area_overlap_m2"], facts.units["area_radius_m2"]


COVERAGE = [
    Share(
        "spatial_coverage_hh_radius", "空间覆盖率（户·圆）", "Coverage by circle (households)", "registered", _hh_radius
    ),
    Share("spatial_coverage_hh_road", "空间覆盖率（户·道路）", "Coverage by road (households)", "registered", _hh_road),
    Share("circle_only_share", "仅圆内（户）", "Circle only (households)", "registered", _circle_only),
    Share("spatial_coverage_area_radius", "空间覆盖率（面积·圆）", "Coverage by circle (area)", "area", _area_radius),
    Share("spatial_coverage_area_road", "空间覆盖率（面积·道路）", "Coverage by road (area)", "area", _area_road),
    Share("overlap_share", "重叠率", "Overlap", "area", _overlap),
    Share("gap_share_radius", "空白率（圆）", "Gap by circle", "registered", _gap_radius),
    Share("gap_share_road", "空白率（道路）", "Gap by road", "registered", _gap_road),
]

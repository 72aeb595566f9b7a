"""G02: no two base grids overlap by more than a hairline."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

from gridplan.model.findings import RuleFinding, Text
from gridplan.model.limits import Limits
from gridplan.model.plan import Plan
from gridplan.planning.rules.reading import base_grids
from gridplan.planning.rules.rule import Judgement, Rule

Pairs = tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float64]]


def no_overlap(plan: Plan, limits: Limits) -> Judgement:
    """Measure what each two base grids share."""
    grids, most = base_grids(plan), float(limits["pair_overlap_m2_max"])
    found = [
        _finding(limits, str(grids.index[one]), str(grids.index[other]), float(area))
        for one, other, area in zip(*_shared(grids.geometry.to_numpy(), float(limits["snap_m"])), strict=True)
        if area > most
    ]
    return Judgement(len(grids), tuple(found), max((one.figure for one in found), default=0.0), _limit(most))


def _shared(shapes: NDArray[np.object_], snap_m: float) -> Pairs:
    """Two grids share a hairline wherever they meet; only what is wider is an overlap."""
    one, other = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    one, other = one[one < other], other[one < other]
    met = shapely.intersection(shapes[one], shapes[other])
    wide = ~shapely.is_empty(shapely.buffer(met, -snap_m / 2))
    return one[wide], other[wide], shapely.area(met[wide])


def _finding(limits: Limits, one: str, other: str, area: float) -> RuleFinding:
    return limits.finding(
        "grid", one, area, _limit(float(limits["pair_overlap_m2_max"])),
        (f"与 {other} 重叠 {area:,.0f} 平方米", f"overlaps {other} by {area:,.0f} m2"),
        ("修正两格之间的单元边界", "mend the border of the units between the two"),
    )  # fmt: skip


def _limit(most: float) -> str:
    return f"<= {most:g} m2"


G02 = Rule(
    "G02",
    Text("基础网格不重叠", "No overlap"),
    Text("任何两个基础网格不重叠", "No two base grids overlap by more than a hairline"),
    no_overlap,
)

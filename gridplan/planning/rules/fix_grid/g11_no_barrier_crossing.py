"""G11: no barrier that can't be crossed runs through a base grid."""

from __future__ import annotations

import pandas as pd

from gridplan.model.findings import RuleFinding, Text
from gridplan.model.limits import Limits
from gridplan.model.plan import Plan
from gridplan.model.words import BarrierKind
from gridplan.planning.rules.barriers import closed_barriers
from gridplan.planning.rules.reading import base_grids, units_of
from gridplan.planning.rules.rule import Judgement, Rule, each
from gridplan.planning.zoning.graph import connected_parts, uncut_pairs


def no_barrier_crossing(plan: Plan, limits: Limits) -> Judgement:
    """Look for neighbours in a grid that a barrier keeps apart, and for barriers that part the shape of a grid."""
    grids, apart = base_grids(plan).index, _kept_apart(plan).groupby("grid_id")["barrier"]
    parted = _parted(plan, limits)
    number = apart.size().reindex(grids).fillna(0).astype(float) + grids.isin(parted.index)
    between = apart.first()

    def say(grid: str) -> RuleFinding:
        text = _between(between[grid]) if grid in between.index else _through(parted.get(grid))
        return limits.finding("grid", grid, number[grid], "0", *text)

    return each(number, say)


def _between(barrier: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return (
        (f"跨越无法通行的{barrier}，格内无路可绕", f"lies on both sides of {barrier}, with no way across inside"),
        ("把对岸的单元划给对岸的网格", "give the units beyond it to a grid on that side"),
    )


def _through(kind: BarrierKind | None) -> tuple[tuple[str, str], tuple[str, str]]:
    zh, en = (kind.zh, kind.en.lower()) if kind else ("", "")
    return (
        (f"被{zh}分成两半，附近没有通道", f"a {en} parts it, with no crossing nearby"),
        ("沿屏障拆分单元，再分给两侧网格", "split the unit along it, and give each side to a grid there"),
    )


def _kept_apart(plan: Plan) -> pd.DataFrame:
    """Take the cut pairs of neighbours of one grid between which no other way leads inside of it."""
    home, pairs = units_of(plan), plan.adjacency
    mine = pairs[(pairs["unit_a"].map(home) == pairs["unit_b"].map(home)).to_numpy(dtype=bool)]
    part = pd.Series(connected_parts(len(home), uncut_pairs(mine, home.index)), index=home.index)
    apart = mine["cut"].to_numpy(dtype=bool) & (mine["unit_a"].map(part) != mine["unit_b"].map(part)).to_numpy()
    return pd.DataFrame(mine[apart]).assign(grid_id=mine.loc[apart, "unit_a"].map(home))


def _parted(plan: Plan, limits: Limits) -> pd.Series:
    shapes = base_grids(plan).geometry
    return closed_barriers(shapes, plan.layers, crossing_m=limits["crossing_m"], part_share=limits["part_share_min"])


G11 = Rule(
    "G11",
    Text("不跨屏障", "No barrier across"),
    Text(
        "河流、铁路、高速、山脊不把基础网格隔开，除非有通道",
        "No river, railway, motorway or ridge parts a base grid, unless there is a crossing",
    ),
    no_barrier_crossing,
)

"""Fix the grid (定格): cover, overlap, shape, size, reach and balance of the base grids."""

from __future__ import annotations

from collections.abc import Iterator

import geopandas as gpd
import numpy as np
import shapely

from gridplan.model.findings import RuleFinding
from gridplan.model.plan import Plan, Preset
from gridplan.model.words import GridKind, GridType
from gridplan.planning.rules.catalogue import Limits
from gridplan.planning.rules.hopeless import hopeless

Findings = Iterator[RuleFinding]


def base_grids(plan: Plan) -> gpd.GeoDataFrame:
    """
    Take the base grids of a plan.

    Parameters
    ----------
    plan
        A plan.

    Returns
    -------
    grids
        Its grids without the special ones.
    """
    return plan.grids[plan.grids["kind"] == GridKind.BASE]


def full_cover(plan: Plan, limits: Limits) -> Findings:
    """G01: every unit lies in a base grid, and the grids leave no gap in the county."""
    grids = base_grids(plan)
    for unit in plan.units.index[~plan.units["grid_id"].isin(grids.index)]:
        name = plan.units.at[unit, "name"]
        yield limits.finding(
            "unit", unit, 1.0, "0", (f"{name} 不在任何基础网格内", f"{name} lies in no base grid"),
            ("在“划格”页把它划入相邻网格", "give it to a neighbouring grid on the page Draw grids"),
        )  # fmt: skip
    yield from _gap(plan, grids, limits)


def _gap(plan: Plan, grids: gpd.GeoDataFrame, limits: Limits) -> Findings:
    county = plan.layers.county
    if county is None or county.empty or grids.empty:
        return
    place = shapely.union_all(shapely.make_valid(county.geometry.to_numpy()))
    share = shapely.difference(place, shapely.union_all(grids.geometry.to_numpy())).area / place.area
    most = float(limits["gap_area_share_max"])
    if share > most:
        yield limits.finding(
            "plan", plan.meta.plan_id, share, f"<= {most:.1%}",
            (f"全县面积的 {share:.2%} 不在任何基础网格内", f"{share:.2%} of the county's area lies in no base grid"),
            ("检查单元图层是否铺满县界", "see whether the units cover the county's outline"),
        )  # fmt: skip


def no_overlap(plan: Plan, limits: Limits) -> Findings:
    """G02: no two base grids overlap by more than a hairline."""
    grids = base_grids(plan)
    shapes = grids.geometry.to_numpy()
    one, other = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    one, other = one[one < other], other[one < other]
    met = shapely.intersection(shapes[one], shapes[other])
    wide = ~shapely.is_empty(shapely.buffer(met, -float(limits["snap_m"]) / 2))
    most = float(limits["pair_overlap_m2_max"])
    for n in np.flatnonzero(wide & (shapely.area(met) > most)):
        a, b, area = grids.index[one[n]], grids.index[other[n]], shapely.area(met[n])
        yield limits.finding(
            "grid", a, area, f"<= {most:g} m2",
            (f"与 {b} 重叠 {area:,.0f} 平方米", f"overlaps {b} by {area:,.0f} m2"),
            ("修正两格之间的单元边界", "mend the border of the units between the two"),
        )  # fmt: skip


def follows_units(plan: Plan, limits: Limits) -> Findings:
    """G03: a base grid is the sum of its units; no unit is split."""
    grids = base_grids(plan)
    units = plan.units[plan.units["grid_id"].isin(grids.index)]
    outside = shapely.difference(units.geometry.to_numpy(), grids.geometry.loc[units["grid_id"]].to_numpy())
    split = ~shapely.is_empty(shapely.buffer(outside, -float(limits["snap_m"]) / 2))
    for n in np.flatnonzero(split):
        unit, grid, area = units.index[n], units["grid_id"].iloc[n], shapely.area(outside[n])
        yield limits.finding(
            "unit", unit, area, "0 m2",
            (f"单元被 {grid} 的边界切开，{area:,.0f} 平方米在格外", f"is split: {area:,.0f} m2 lie outside {grid}"),
            ("让网格边界沿单元边界走", "let the grid follow the unit's border"),
        )  # fmt: skip


def contiguous(plan: Plan, limits: Limits) -> Findings:
    """G04: a base grid hangs together without crossing a barrier."""
    grids = base_grids(plan)
    for grid, parts in grids["parts"][grids["parts"] > limits["parts_max"]].items():
        yield limits.finding(
            "grid", grid, parts, f"<= {limits['parts_max']}",
            (f"网格分成互不相通的 {parts:.0f} 块", f"falls into {parts:.0f} parts with no way between them"),
            ("把孤立的单元划给相邻网格", "give the stray units to the grid next door"),
        )  # fmt: skip


def household_size(plan: Plan, limits: Limits) -> Findings:
    """G05: a base grid has as many households as its kind of place wants."""
    grids = base_grids(plan)
    presets = _presets(plan, grids)
    for (grid, row), preset in zip(grids.iterrows(), presets, strict=True):
        number, units_n = float(row["households"]), int(row["units_n"])
        if preset.hh_min <= number <= preset.hh_max:
            continue
        hard = not preset.hh_hard[0] <= number <= preset.hh_hard[1]
        zh, en = ("，超出硬界限", ", beyond the hard limits") if hard else ("", "")
        yield limits.finding(
            "grid", grid, number, f"{preset.hh_min}-{preset.hh_max}",
            (
                f"{number:,.0f} 户，应为 {preset.hh_min:,}–{preset.hh_max:,} 户{zh}",
                f"{number:,.0f} households instead of {preset.hh_min:,} to {preset.hh_max:,}{en}",
            ), _resize(number, units_n, preset),
        )  # fmt: skip


def _resize(number: float, units_n: int, preset: Preset) -> tuple[str, str]:
    if number < preset.hh_min:
        return ("并入相邻网格，或划入相邻单元", "merge it into a neighbour, or give it more units")
    if units_n == 1:
        return ("把该单元按街区或自然村拆成更小的单元", "split its one unit into blocks or natural villages")
    return ("划出一部分单元", "give some of its units away")


def type_in_set(plan: Plan, limits: Limits) -> Findings:
    """G09: every grid is of a known type."""
    known = {str(kind) for kind in GridType}
    for grid, kind in plan.grids["type"][~plan.grids["type"].isin(known)].items():
        yield limits.finding(
            "grid", grid, 1.0, ", ".join(sorted(known)),
            (f"网格类型“{kind}”不在规定的八类之内", f"type {kind!r} is none of the eight"),
            ("改用八类之一", "choose one of the eight"),
        )  # fmt: skip


def reach_of_branch(plan: Plan, limits: Limits) -> Findings:
    """G10: the middle of a base grid lies within its branch's minutes; where no road is known, within its radius."""
    grids = base_grids(plan).join(plan.branches[["drive_min", "coverage_radius_m"]], on="branch_id")
    by_road = np.isfinite(grids["road_min"])
    late = by_road & (grids["road_min"] > grids["drive_min"])
    far = ~by_road & (grids["straight_m"] > grids["coverage_radius_m"])
    for grid, row in grids[late].iterrows():
        yield limits.finding(
            "grid", grid, row["road_min"], f"<= {row['drive_min']:.0f} min",
            (f"距网点 {row['road_min']:.0f} 分钟车程", f"{row['road_min']:.0f} minutes by road from its branch"),
            _nearer(),
        )  # fmt: skip
    for grid, row in grids[far].iterrows():
        km = row["straight_m"] / 1_000
        yield limits.finding(
            "grid", grid, row["straight_m"], f"<= {row['coverage_radius_m']:.0f} m",
            (f"距网点 {km:.1f} 公里，道路不通或未知", f"{km:.1f} km from its branch, no road known"), _nearer(),
        )  # fmt: skip


def _nearer() -> tuple[str, str]:
    return (
        "设服务点或每周驻点，或划给更近的网点",
        "set up a service point or a weekly station, or give it to a nearer branch",
    )


def workload_balance(plan: Plan, limits: Limits) -> Findings:
    """G13: workload stays within 20 % of the branch's mean, and the heaviest grid within 1.5 times the lightest."""
    grids, within = base_grids(plan), float(limits["within_share"])
    out, why = grids[grids["deviation"].abs() > within], hopeless(plan, grids, within)
    for grid, off, branch in zip(out.index, out["deviation"], out["branch_id"], strict=True):
        yield limits.finding(
            "grid", grid, off, f"+-{within:.0%}",
            (f"工作量偏离本支行均值 {off:+.0%}", f"workload is {off:+.0%} off its branch's mean"),
            why.get(branch, ("在相邻网格之间调整单元", "move units between neighbouring grids")),
        )  # fmt: skip
    most = float(limits["max_min_ratio"])
    for branch, load in grids.groupby("branch_id")["workload_h"]:
        ratio = load.max() / load.min() if load.min() > 0 else np.inf
        if ratio > most and np.isfinite(ratio):
            yield limits.finding(
                "branch", branch, ratio, f"<= {most:g}",
                (f"最重网格是最轻网格的 {ratio:.1f} 倍", f"its heaviest grid is {ratio:.1f} times the lightest"),
                ("重新均衡，或改变网格数", "balance again, or change the number of grids"),
            )  # fmt: skip


def _presets(plan: Plan, grids: gpd.GeoDataFrame) -> list[Preset]:
    kinds = grids["branch_id"].map(plan.branches["kind"])
    return [plan.params.presets[str(kind)] for kind in kinds]

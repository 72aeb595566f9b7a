"""G05: a base grid has as many households as its kind of place wants."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from gridplan.model.findings import RuleFinding, Text
from gridplan.model.limits import Limits
from gridplan.model.plan import Plan, Preset
from gridplan.model.words import GridType
from gridplan.planning.rules.reading import base_grids
from gridplan.planning.rules.rule import Judgement, Rule, beyond, each

#: Grids that are counted in merchants (rule G07).
SHOPS = (GridType.MARKET, GridType.STREET_SHOPS)


def household_size(plan: Plan, limits: Limits) -> Judgement:
    """Hold the households of each base grid against the preset of its branch."""
    grids = base_grids(plan)
    grids = grids[~grids["type"].isin(list(SHOPS))]
    preset = _presets(plan, grids)
    number = grids["households"].astype(float)

    def say(grid: str) -> RuleFinding:
        return _finding(limits, grid, number[grid], int(grids.at[grid, "units_n"]), preset[grid])

    low, high = (preset.map(lambda sizes, name=name: float(getattr(sizes, name))) for name in ("hh_min", "hh_max"))
    return each(beyond(number, low, high), say)


def _finding(limits: Limits, grid: str, number: float, units_n: int, preset: Preset) -> RuleFinding:
    hard = not preset.hh_hard[0] <= number <= preset.hh_hard[1]
    zh, en = ("，超出硬界限", ", beyond the hard limits") if hard else ("", "")
    return limits.finding(
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


def _presets(plan: Plan, grids: gpd.GeoDataFrame) -> pd.Series:
    kinds = grids["branch_id"].map(plan.branches["kind"])
    return pd.Series([plan.params.presets[str(kind)] for kind in kinds], index=grids.index, dtype=object)


G05 = Rule(
    "G05",
    Text("户数规模", "Households a grid"),
    Text(
        "基础网格的户数符合所在地类型的预设",
        "A base grid has as many households as the preset of its kind of place wants",
    ),
    household_size,
)

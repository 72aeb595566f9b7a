"""Where a plan contradicts itself: a figure that isn't the sum, an id that stands twice, a grid beyond its units."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
import shapely

from gridplan.model.findings import RuleFinding, Text
from gridplan.model.plan import Plan
from gridplan.model.words import Severity
from gridplan.planning.rules.reading import base_grids
from gridplan.planning.staffing.post_holders import SERVING
from gridplan.planning.zoning.outline import grid_shapes

#: Figures by table that must be what the units and assignments give.
FIGURES = {
    "grids": ("households", "workload_h", "units_n", "parts", "deviation"),
    "officers": ("households", "workload_h", "grids_n", "covers_n", "overload_h"),
}
NAMED = ("primary_officer_id", "backup_officer_id")
#: Slivers narrower than this are how two outlines of one border differ.
SNAP_M = 0.5
_TOLERANCE = 1e-6


def inconsistencies(plan: Plan, sound: Plan) -> Iterator[RuleFinding]:
    """
    Compare what a plan states with what its units and assignments give.

    Parameters
    ----------
    plan
        A plan as it was stored.
    sound
        The same, reckoned again.

    Yields
    ------
    finding
        `C01` a figure, `C02` an id that stands twice or is unknown, `C03` a grid that reaches beyond its units.
    """
    for title, columns in FIGURES.items():
        yield from _figures(title, getattr(plan, title), getattr(sound, title), columns)
    yield from _names(plan, sound)
    yield from _ids(plan)
    yield from _branches(plan)
    yield from _beyond(plan)


def doubled(plan: Plan) -> Iterator[RuleFinding]:
    """
    Find ids and duties that stand more than once.

    Parameters
    ----------
    plan
        A plan as it was stored.

    Yields
    ------
    finding
        `C02`.
    """
    for kind, ids in {"unit": plan.units.index, "grid": plan.grids.index, "officer": plan.officers.index}.items():
        for name in ids[ids.duplicated()].unique():
            yield _finding("C02", kind, name, 2.0, "1", "编号重复", "stands more than once")
    rows = plan.assignments
    for name in rows.loc[rows.duplicated(["grid_id", "officer_id", "role"]), "grid_id"].unique():
        yield _finding("C02", "grid", name, 2.0, "1", "分配行重复", "is given twice to the same person")


def _figures(title: str, stated: pd.DataFrame, given: pd.DataFrame, columns: tuple[str, ...]) -> Iterator[RuleFinding]:
    for column in columns:
        said, real = stated[column].astype(float), given[column].astype(float).reindex(stated.index)
        wrong = ~np.isclose(said, real, rtol=1e-9, atol=_TOLERANCE, equal_nan=True)
        for name in stated.index[wrong]:
            said_here, real_here = f"{said[name]:,.6g}", f"{real[name]:,.6g}"
            zh = f"{column} 写作 {said_here}，实为 {real_here}"
            yield _finding(
                "C01", title[:-1], name, said[name], real_here, zh, f"states {column} {said_here}, not {real_here}"
            )


def _names(plan: Plan, sound: Plan) -> Iterator[RuleFinding]:
    grids = base_grids(plan)
    for column in NAMED:
        said, real = grids[column].fillna(""), sound.grids[column].reindex(grids.index).fillna("")
        for grid in grids.index[said != real]:
            zh, en = "与分配表不一致", "isn't who the assignments name"
            yield _finding("C01", "grid", grid, 1.0, "0", f"{column} {zh}", f"its {column} {en}")


def _ids(plan: Plan) -> Iterator[RuleFinding]:
    rows, serving = plan.assignments, plan.assignments["role"].isin(SERVING)
    officer = rows["officer_id"].isin(plan.officers.index)
    # only officers serve; who assists, reviews or supervises may be of the office
    known = officer | (~serving & rows["officer_id"].isin(plan.registers.office_staff["staff_id"]))
    for kind, there in (("grid", rows["grid_id"].isin(plan.grids.index)), ("officer", known)):
        for name in rows.loc[~there, f"{kind}_id"].unique():
            yield _finding("C02", kind, name, 0.0, "1", "分配表中的编号不存在", "is assigned but unknown")


def _branches(plan: Plan) -> Iterator[RuleFinding]:
    theirs = plan.units["grid_id"].map(plan.grids["branch_id"])
    for unit in plan.units.index[theirs.notna() & (theirs != plan.units["branch_id"])]:
        yield _finding("C02", "unit", unit, 1.0, "0", "所属支行与网格不同", "belongs to another branch than its grid")


def _beyond(plan: Plan) -> Iterator[RuleFinding]:
    grids = base_grids(plan)
    grids = grids[grids.index.isin(plan.units["grid_id"])]
    own = grid_shapes(plan.units[plan.units["grid_id"].isin(grids.index)]).reindex(grids.index)
    more = shapely.difference(grids.geometry.to_numpy(), own.to_numpy())
    for n in np.flatnonzero(~shapely.is_empty(shapely.buffer(more, -SNAP_M / 2))):
        area = float(shapely.area(more[n]))
        zh, en = f"超出所含单元 {area:,.0f} 平方米", f"reaches {area:,.0f} m2 beyond its units"
        yield _finding("C03", "grid", grids.index[n], area, "0 m2", zh, en)


def _finding(rule: str, kind: str, name: object, figure: float, limit: str, zh: str, en: str) -> RuleFinding:
    mend = Text("重新规划，不要改动导出的数字", "plan again instead of changing figures")
    return RuleFinding(rule, Severity.ERROR, kind, str(name), float(figure), limit, Text(zh, en), mend)

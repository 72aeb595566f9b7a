"""An A3 poster for the wall of a branch or of the county's bank: the grids, who serves them, and how to read it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from gridplan.model.plan import Plan
from gridplan.storage.atomic import replacing
from gridplan.storage.exports.plain_text import plain_text
from gridplan.storage.exports.print.frame import Box, MapFrame
from gridplan.storage.exports.print.furniture import foot, heading, legend, scale_and_north, signs, table, watermark
from gridplan.storage.exports.print.ground import BRANCH, INK, ROAD, SPECIAL, WATER, Ground, base_grids, colours_of
from gridplan.storage.exports.print.paper import Paper
from gridplan.storage.exports.print.pen import Pen
from gridplan.storage.exports.taking import PLAIN, Taking
from gridplan.storage.exports.wording import SYNTHETIC, name

_WIDE, _HIGH, _EDGE, _SIDE = 420.0, 297.0, 12.0, 108.0
_TITLES = {"zh": "网格图", "en": "Grid map"}
_SIGNS = (
    ("mark", BRANCH, "branches"),
    ("area", SPECIAL, "special_grids"),
    ("line", ROAD, "roads"),
    ("line", WATER, "water"),
)
_APART = {"zh": "颜色只为区分相邻网格", "en": "Colours only tell neighbours apart"}


def export(plan: Plan, path: Path, lang: str, taking: Taking = PLAIN) -> None:
    """
    Write a poster of a plan as .pdf, A3.

    Parameters
    ----------
    plan
        The plan, cut to what the viewer may see.
    path
        The file.
    lang
        `zh` or `en`.
    taking
        The branch that is drawn, what grids are coloured by, and whose name the watermark bears.

    Raises
    ------
    StorageError
        If the disk fails; an older file stands.
    """
    label = SYNTHETIC if plan.meta.synthetic else ""
    title = sheet_title(plan, lang, taking)
    said = f"{plan.meta.plan_id} · {label}"
    paper = Paper(_WIDE, _HIGH, title=title, subject=plain_text(said), keywords=plain_text(plan.meta.credit))
    box = (_EDGE, 34.0, _WIDE - _SIDE - _EDGE, _HIGH - 18.0)
    heading(paper, plan, title, (_EDGE, 8.0, _WIDE - _EDGE, 30.0), 11.0)
    draw_map(paper, plan, box, lang, taking, size=3.2)
    _side(paper, plan, lang, taking)
    foot(paper, plan, taking, (_EDGE, _HIGH - 14.0, _WIDE - _EDGE, _HIGH), 2.8)
    paper.watermark(watermark(plan, taking), box, 5.0)
    with replacing(path) as beside:
        beside.write_bytes(paper.packed())


def sheet_title(plan: Plan, lang: str, taking: Taking) -> str:
    """
    Name a sheet.

    Parameters
    ----------
    plan
        The plan.
    lang
        `zh` or `en`.
    taking
        The branch that is drawn.

    Returns
    -------
    title
        The place, and that it is a map of grids.
    """
    place = plan.meta.county if taking.branch_id is None else plan.branches.at[taking.branch_id, "name"]
    return plain_text(f"{place} · {taking.shading.title if taking.shading else _TITLES[lang]}")


def draw_map(pen: Pen, plan: Plan, box: Box, lang: str, taking: Taking, *, size: float) -> None:
    """
    Draw the grids of a branch or of the county into a frame.

    Parameters
    ----------
    pen
        What draws.
    plan
        The plan.
    box
        Left, top, right, bottom on the sheet, millimetres.
    lang
        `zh` or `en`.
    taking
        The branch, and what grids are coloured by.
    size
        Of names of branches; those of grids are smaller.
    """
    chosen = base_grids(plan, taking.branch_id)
    frame = MapFrame.around(tuple(plan.grids.loc[chosen].total_bounds), box)
    ground = Ground(plan, pen, frame)
    ground.grids(colours_of(plan, taking), set(chosen))
    ground.land()
    ground.borders(taking.branch_id)
    ground.branches(None if taking.branch_id is None else {taking.branch_id}, size)
    owners = plan.grids["primary_officer_id"].map(plan.officers["name"]) if taking.branch_id else None
    ground.name_grids(lambda grid: _short(plan, grid, owners), chosen, size * (0.9 if taking.branch_id else 0.65))
    scale_and_north(pen, frame, lang, size * 0.8)
    left, top, right, bottom = box
    pen.area([np.array([(left, top), (right, top), (right, bottom), (left, bottom)])], None, INK, 0.4)


def _short(plan: Plan, grid: str, owners: pd.Series | None) -> str:
    # every branch has a grid of the same short number, so a sheet of the county writes it whole
    return plain_text(grid if owners is None else f"{grid.rsplit('-', 1)[-1]} {plan.grids.at[grid, 'name']}")


def _side(paper: Paper, plan: Plan, lang: str, taking: Taking) -> None:
    left, right, top = _WIDE - _SIDE, _WIDE - _EDGE, 34.0
    if taking.shading:
        top = legend(paper, taking.shading.title, taking.shading.rows, left, top, 3.2, right - left) + 4
    else:
        paper.write(left, top + 3, _APART[lang], 2.6, colour="#5b6770")
        top += 7
    top = signs(paper, [(kind, colour, name(code, lang)) for kind, colour, code in _SIGNS], left, top, 2.8) + 3
    box = (left, top, right, _HIGH - 18.0)
    if taking.branch_id is None:
        _of_branches(paper, plan, lang, box)
    else:
        _of_grids(paper, plan, lang, taking.branch_id, box)


def _of_branches(paper: Paper, plan: Plan, lang: str, box: Box) -> None:
    grids = plan.grids.loc[base_grids(plan, None)].groupby("branch_id")
    officers = plan.officers.groupby("branch_id").size()
    rows = [
        [
            plan.branches.at[branch, "name"],
            f"{len(own)}",
            f"{own['households'].sum():,.0f}",
            f"{officers.get(branch, 0)}",
        ]
        for branch, own in grids
    ]
    head = [name("branch", lang), name("grids_n", lang), name("households", lang), name("officers_n", lang)]
    table(paper, head, rows, box, (0.37, -0.17, -0.2, -0.26), 2.8)


def _of_grids(paper: Paper, plan: Plan, lang: str, branch_id: str, box: Box) -> None:
    own = plan.grids.loc[base_grids(plan, branch_id)]
    owner, backup = (own[f"{who}_officer_id"].map(plan.officers["name"]) for who in ("primary", "backup"))
    rows = [
        [grid.rsplit("-", 1)[-1], own.at[grid, "name"], owner[grid], backup[grid], f"{own.at[grid, 'households']:,.0f}"]
        for grid in map(str, own.index)
    ]
    head = [name(code, lang) for code in ("grid", "name", "owner", "backup", "households")]
    table(paper, head, rows, box, (0.11, 0.24, 0.26, 0.26, -0.13), 2.4)

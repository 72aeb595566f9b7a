"""The notice of a grid for the village board, A4: who serves it, when he comes, how to reach him, where to complain."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from gridplan.model.plan import Plan
from gridplan.storage.atomic import replacing
from gridplan.storage.exports.plain_text import plain_text
from gridplan.storage.exports.print.font import fitting
from gridplan.storage.exports.print.frame import Box, MapFrame
from gridplan.storage.exports.print.furniture import foot, paragraph, scale_and_north
from gridplan.storage.exports.print.ground import FAINT, INK, Ground, base_grids
from gridplan.storage.exports.print.paper import Paper
from gridplan.storage.exports.taking import PLAIN, Taking
from gridplan.storage.exports.wording import SYNTHETIC

_WIDE, _HIGH, _EDGE = 210.0, 297.0, 14.0
_BAND, _FILL, _MAP = "#1d4e6b", "#d6e8f2", (78.0, 172.0)
#: Where nothing is known a person writes with a pen.
_BLANK = "＿" * 10
_DAYS = {
    "zh": "一二三四五六日",
    "en": ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays"),
}
_WORDS = {
    "title": ("网格服务公示牌", "Who serves this grid"),
    "grid": ("网格", "Grid"),
    "owner": ("客户经理", "Officer"),
    "phone": ("工作电话", "Work phone"),
    "backup": ("备岗", "Stands in"),
    "days": ("驻点时间", "On station"),
    "branch": ("所属网点", "Branch"),
    "complaints": ("投诉电话", "Complaints"),
    "by_arrangement": ("请电话预约", "Call to arrange a visit"),
    "caution": (
        "上门服务不收取任何费用。我行人员不会索要密码、短信验证码，也不会让您先行转账。如遇此类情况，请拨打投诉电话。",
        "Visits are free. Our people never ask for a password, a code or a payment. If anybody does, please complain.",
    ),
}  # fmt: skip


def export(plan: Plan, path: Path, lang: str, taking: Taking = PLAIN) -> None:
    """
    Write a notice a grid as .pdf, A4, to hang in its villages: nothing of any customer is on it.

    Parameters
    ----------
    plan
        The plan.
    path
        The file.
    lang
        `zh` or `en`.
    taking
        Whose grids, work phones, and the line for complaints; what nobody knows is left to be written by hand.

    Raises
    ------
    StorageError
        If the disk fails; an older file stands.
    """
    label = SYNTHETIC if plan.meta.synthetic else ""
    subject = plain_text(f"{plan.meta.plan_id} · {label}")
    title = plain_text(f"{_word('title', lang)} · {plan.meta.county}")
    paper = Paper(_WIDE, _HIGH, title=title, subject=subject, keywords=plain_text(plan.meta.credit))
    wanted = base_grids(plan, taking.branch_id)
    printed = wanted if taking.grid_ids is None else wanted[wanted.isin(taking.grid_ids)]
    for number, grid in enumerate(map(str, printed)):
        _notice(paper, plan, grid, lang, taking)
        paper.sheet()
        taking.tell((number + 1) / len(printed))
    with replacing(path) as beside:
        beside.write_bytes(paper.packed())


def _notice(paper: Paper, plan: Plan, grid: str, lang: str, taking: Taking) -> None:
    row = plan.grids.loc[grid]
    _head(paper, plan, grid, lang)
    top, bottom = _MAP
    _map(paper, plan, grid, (_EDGE, top, _WIDE - _EDGE, bottom), lang)
    y = bottom + 6.0
    for word, content in _told(plan, row, lang, taking):
        y = _line(paper, _word(word, lang), content, y)
    paragraph(paper, _word("caution", lang), _EDGE, y + 3, 5.0, _WIDE - 2 * _EDGE)
    foot(paper, plan, Taking(plan.meta.plan_id), (_EDGE, _HIGH - 12.0, _WIDE - _EDGE, _HIGH), 2.8)


def _head(paper: Paper, plan: Plan, grid: str, lang: str) -> None:
    row = plan.grids.loc[grid]
    paper.area([np.array([(0, 0), (_WIDE, 0), (_WIDE, 36), (0, 36)], dtype=float)], _BAND)
    paper.write(_WIDE / 2, 24.0, _word("title", lang), 16.0, colour="#ffffff", anchor="middle")
    name = plain_text(f"{row['name']}")
    paper.write(_WIDE / 2, 56.0, fitting(name, 15.0, _WIDE - 2 * _EDGE), 15.0, anchor="middle")
    said = plain_text(f"{_word('grid', lang)} {grid} · {plan.branches.at[row['branch_id'], 'name']}")
    paper.write(_WIDE / 2, 68.0, fitting(said, 6.0, _WIDE - 2 * _EDGE), 6.0, anchor="middle", colour="#5b6770")
    if plan.meta.synthetic:
        paper.write(_WIDE - 4, 34.0, SYNTHETIC, 3.4, colour="#ffffff", anchor="right")


def _map(paper: Paper, plan: Plan, grid: str, box: Box, lang: str) -> None:
    frame = MapFrame.around(tuple(plan.grids.loc[[grid]].total_bounds), box)
    ground = Ground(plan, paper, frame)
    ground.grids({grid: _FILL}, {grid})
    ground.land()
    ground.branches({str(plan.grids.at[grid, "branch_id"])}, 4.0)
    ground.name_units({grid}, 3.6)
    scale_and_north(paper, frame, lang, 2.6)
    left, top, right, bottom = box
    paper.area([np.array([(left, top), (right, top), (right, bottom), (left, bottom)])], None, INK, 0.4)


def _told(plan: Plan, row: pd.Series, lang: str, taking: Taking) -> Iterator[tuple[str, str]]:
    owner, backup = (str(row.get(f"{who}_officer_id") or "") for who in ("primary", "backup"))
    yield "owner", _person(plan, owner)
    yield "phone", taking.phones.get(owner) or taking.phones.get(str(row["branch_id"])) or _BLANK
    yield "days", _days(plan, str(row.name), owner, lang)
    yield "backup", _person(plan, backup)
    yield "branch", str(plan.branches.at[row["branch_id"], "name"])
    yield "complaints", taking.complaint_line or _BLANK


def _person(plan: Plan, officer: str) -> str:
    known = officer in plan.officers.index and not bool(plan.officers.at[officer, "placeholder"])
    return str(plan.officers.at[officer, "name"]) if known else _BLANK


def _days(plan: Plan, grid: str, owner: str, lang: str) -> str:
    """Tell on which weekdays somebody is on station in the grid; of others nobody may rely on a day."""
    stations = plan.registers.stations
    units = plan.units["name"][plan.units["grid_id"] == grid]
    mine = stations[stations["unit_id"].isin(units.index) & (stations["officer_id"] == owner)]
    said = [
        f"每周{_DAYS['zh'][int(day) - 1]} {units[unit]}"
        if lang == "zh"
        else f"{_DAYS['en'][int(day) - 1]}, {units[unit]}"
        for day, unit in zip(mine["weekday"], mine["unit_id"], strict=True)
    ]
    return ("；" if lang == "zh" else "; ").join(said) or _word("by_arrangement", lang)


def _line(paper: Paper, word: str, content: str, y: float) -> float:
    paper.write(_EDGE, y + 7.0, word, 5.2, colour="#5b6770")
    room = _WIDE - 2 * _EDGE - 42.0
    paper.write(_EDGE + 42.0, y + 7.0, fitting(plain_text(content), 7.0, room), 7.0)
    paper.line(np.array([(_EDGE, y + 10.0), (_WIDE - _EDGE, y + 10.0)]), FAINT, 0.15)
    return y + 11.8


def _word(code: str, lang: str) -> str:
    zh, en = _WORDS[code]
    return zh if lang == "zh" else en

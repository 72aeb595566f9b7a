"""Events as words of the command line, and their repair on the terminal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import typer

from gridplan.cli.showing import Show
from gridplan.model.words import Role
from gridplan.planning.realignment import Close, Event, Ill, Leave, Merge, Open
from gridplan.workspace.repairing import Repaired

#: How each event is written.
FORMS = "leave:OFFICER, ill:OFFICER:FROM:TO, close:BRANCH, open:BRANCH:LON:LAT[:KIND[:NAME]], merge:UNIT:INTO"
#: By kind: how many words it needs, and how many it may have.
_WORDS = {"leave": (1, 1), "ill": (2, 3), "close": (1, 1), "open": (3, 5), "merge": (2, 2)}
#: What the table of steps shows.
_COLUMNS = ["grid_id", "unit_id", "role", "officer_from", "officer_to", "households", "since"]
_ENGLISH = ("Grid", "Unit", "Role", "From", "To", "Households", "Since")
_KINDS: dict[str, Callable[..., Event]] = {"leave": Leave, "ill": Ill, "close": Close, "merge": Merge}


def read_event(text: str) -> Event:
    """
    Read an event.

    Parameters
    ----------
    text
        Such as `leave:E001`; full-width colons do as well.

    Returns
    -------
    event
        The event.

    Raises
    ------
    typer.BadParameter
        If it is written in no known form.
    """
    kind, *words = (word.strip() for word in text.replace("：", ":").split(":"))
    least, most = _WORDS.get(kind, (1, 0))
    if not least <= len(words) <= most or not all(words[:least]):
        raise typer.BadParameter(f"{text!r} is none of {FORMS}", param_hint="--repair")
    if kind in _KINDS:
        return _KINDS[kind](*words)
    try:
        lon, lat = map(float, words[1:3])
    except ValueError as wrong:
        raise typer.BadParameter(f"longitude and latitude are degrees: {wrong}", param_hint="--repair") from wrong
    return Open(words[0], lon, lat, *words[3:])


def repair_summary(done: Repaired) -> dict[str, Any]:
    """
    Lay a repair out as JSON.

    Parameters
    ----------
    done
        The repair.

    Returns
    -------
    summary
        `plan` (the new version), `base`, `event`, the figures, `steps` and `handover`.
    """
    found = done.repair
    return {
        "plan": done.plan_id,
        "base": done.base,
        "event": {"kind": type(found.event).__name__.lower(), **asdict(found.event)},
        "households": float(found.households.sum()),
        "moved": found.moved,
        "moved_share": found.moved_share,
        "relations": found.relations,
        "hours": found.hours,
        "quarters": found.quarters,
        "needs_approval": found.needs_approval,
        "proved": found.proved,
        "unowned": list(found.unowned),
        "overload_h": {str(who): float(hours) for who, hours in found.overload_h.items()},
        "steps": found.steps.to_dict("records"),
        "handover": [row | {"introduce": row["introduce"].split()} for row in found.handover.to_dict("records")],
    }


def show_repair(show: Show, done: Repaired) -> None:
    """
    Print a repair: who moves and why, and what it costs.

    Parameters
    ----------
    show
        Where and in which language.
    done
        The repair.
    """
    found, zh = done.repair, show.lang == "zh"
    heads = ["网格", "单元", "角色", "原", "新", "户数", "自"] if zh else list(_ENGLISH)
    steps = found.steps.assign(role=[Role(role).label(show.lang) for role in found.steps["role"]])
    show.table(f"{done.base} → {done.plan_id}", heads, steps[_COLUMNS].to_numpy().tolist())
    # a sentence in a column of a narrow terminal is one word a line
    for grid, why in zip(found.steps["grid_id"], found.steps[show.lang], strict=True):
        typer.echo(f"{grid}: {why}")
    moved, share = f"{found.moved:,.0f}", f"{found.moved_share:.1%}"
    pairs, hours_all, quarters = f"{found.relations:,.0f}", f"{found.hours:,.1f}", found.quarters
    show.say(
        f"换A角 {moved} 户（{share}），断开关系 {pairs} 对，交接 {hours_all} 小时，分 {quarters} 个季度。",
        f"{moved} households get another owner ({share}), {pairs} relations end, handing over takes {hours_all} hours, "
        f"over {quarters} quarter(s).",
    )
    if found.needs_approval:
        show.say("单季调整超过上限，须报批（G15）。", "A quarter moves more than it may without an approval (G15).")
    for who, hours in found.overload_h.items():
        show.say(f"{who} 每年超出 {hours:,.0f} 小时", f"{who} has {hours:,.0f} hours a year too many")
    for grid in found.unowned:
        show.say(f"{grid} 无A角", f"{grid} has no owner")

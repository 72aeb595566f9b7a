"""Two heads changed one draft: both versions side by side, and which of them to go on with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from gridplan.maps.text import safe
from gridplan.model.bank_time import BANK_TIME, bank_clock
from gridplan.model.draft_steps import Assign, Drawn, Named, Step, read_step, sum_up
from gridplan.pages.draft import Draft
from gridplan.pages.frame import Frame
from gridplan.workspace.drafts import StoredDraft, keep_draft

#: Steps of each version that are listed.
_LAST = 6


def show_conflict(frame: Frame, draft: Draft, theirs: StoredDraft) -> None:
    """
    Show what somebody else saved beside what was done here; both stay until one is chosen.

    Parameters
    ----------
    frame
        The open plan.
    draft
        The draft of this session, not saved.
    theirs
        The save on the server.
    """
    st.warning(frame.say("Somebody else has saved this draft in the meantime. Nothing is lost: choose how to go on."))
    their_steps = [read_step(said) for said in theirs.steps[: theirs.done]]
    my_steps = draft.steps[: draft.done]
    one, other = st.columns(2)
    with one:
        show_side(frame, "Yours", frame.scope.account, "", my_steps)
        st.button(frame.say("Go on with mine"), key="conflict-mine", on_click=_mine, args=(draft, theirs))
    with other:
        when = f"{bank_clock(theirs.at)} · {frame.say('Version')} {theirs.version}"
        show_side(frame, "Theirs", theirs.account, when, their_steps)
        st.caption(frame.say("Yours stays as a draft of its own"))
        st.button(frame.say("Go on with theirs"), key="conflict-theirs", on_click=_theirs, args=(frame, draft, theirs))
    show_differing(frame, sum_up(my_steps), sum_up(their_steps))


def show_differing(frame: Frame, mine: Drawn, theirs: Drawn) -> None:
    """
    Show the units that two drafts put into different grids.

    Parameters
    ----------
    frame
        The open plan.
    mine, theirs
        What the drafts come to.
    """
    table = differing(frame.plan.units, mine, theirs)
    st.markdown(f"**{frame.say('Units that differ')}** · {len(table)}")
    heads = {"unit": "Unit", "plan": "in the plan", "mine": "Yours", "theirs": "Theirs"}
    st.dataframe(table, hide_index=True, column_config={name: frame.say(text) for name, text in heads.items()})


def differing(units: pd.DataFrame, mine: Drawn, theirs: Drawn) -> pd.DataFrame:
    """
    List the units that two drafts put into different grids.

    Parameters
    ----------
    units
        Units of the plan.
    mine, theirs
        What the drafts come to.

    Returns
    -------
    table
        Columns `unit`, `plan`, `mine`, `theirs`.
    """
    touched = sorted({*mine.grid_of, *theirs.grid_of} & set(units.index))
    names, stored = units["name"].astype(str), units["grid_id"].astype(str)
    rows = [
        {
            "unit": f"{names[unit]} · {unit}",
            "plan": stored[unit],
            "mine": mine.grid_of.get(unit, stored[unit]),
            "theirs": theirs.grid_of.get(unit, stored[unit]),
        }
        for unit in touched
    ]
    table = pd.DataFrame(rows, columns=["unit", "plan", "mine", "theirs"])
    return table[table["mine"] != table["theirs"]]


def say_step(frame: Frame, step: Step) -> str:
    """
    Say a step in a few words.

    Parameters
    ----------
    frame
        The open plan.
    step
        The step.

    Returns
    -------
    text
        Such as `Move: 3 units to B01-G02`; to be made safe where it is shown.
    """
    deed = step.deed.label(frame.lang)
    if isinstance(step, Assign):
        grids = ", ".join(sorted(set(step.grid_of.values())))
        return f"{deed}: {len(step.grid_of)} {frame.say('units')} → {grids}"
    return f"{deed}: {step.grid_id}{f' → {step.name}' if isinstance(step, Named) else ''}"


def show_side(frame: Frame, title: str, account: str, when: str, steps: Sequence[Step] | None = None) -> None:
    """
    Show one of two sides: whose it is, and its last steps.

    Parameters
    ----------
    frame
        The open plan.
    title
        Whose it is, in English.
    account
        By account.
    when
        When it was saved.
    steps
        Its steps, where it is a draft.
    """
    told = f"<b>{safe(frame.say(title))}</b> · {safe(account)} {safe(when)}"
    if steps is not None:
        lines = "".join(f"<li>{safe(say_step(frame, step))}</li>" for step in steps[-_LAST:])
        more = f"<small>{safe(frame.say('Earlier steps'))}: {len(steps) - _LAST}</small>" if len(steps) > _LAST else ""
        told += f"<br>{safe(frame.say('Steps'))}: {len(steps)}<ul>{lines}</ul>{more}"
    st.html(told)


def _mine(draft: Draft, theirs: StoredDraft) -> None:
    """Save mine upon theirs; theirs stays in the history of the draft."""
    draft.version = theirs.version


def _theirs(frame: Frame, draft: Draft, theirs: StoredDraft) -> None:
    """Go on with theirs; mine stays as a draft of its own."""
    steps, done = draft.said
    now = datetime.now(UTC)
    place = (frame.scope, frame.workspace, theirs.plan_id, theirs.branch_id)
    name = f"{frame.scope.account} {now.astimezone(BANK_TIME):%m-%d %H:%M:%S}"
    keep_draft(*place, steps=steps, done=done, expected_version=0, name=name, now=now)
    draft.adopt(theirs)

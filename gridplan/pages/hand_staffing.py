"""Choose owner and backup of a grid by hand, see what it does to the hours and the rules, and keep it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import pandas as pd
import streamlit as st

from gridplan.access.scope import Viewer
from gridplan.maps.paint import short
from gridplan.maps.text import safe
from gridplan.model.plan import Plan
from gridplan.model.roster import Hard
from gridplan.pages.choices import choose
from gridplan.pages.findings import findings_of
from gridplan.pages.frame import Frame, plain_errors
from gridplan.pages.load_bars import say_loan, team_of
from gridplan.pages.versions import open_newest
from gridplan.workspace.choosing_staff import kept_out, store_staff, try_staff

Wanted = dict[str, tuple[str, str]]
#: Findings of which more or fewer are told.
_TOLD = 6


def show_hand_staffing(frame: Frame, branch_id: str) -> None:
    """
    Let the branch head put people on grids.

    Parameters
    ----------
    frame
        The open plan.
    branch_id
        The branch.
    """
    if frame.scope.viewer is not Viewer.BRANCH_HEAD:
        return
    chosen: Wanted = st.session_state.setdefault(f"staff|{frame.plan.meta.plan_id}|{branch_id}", {})
    with st.expander(f"{frame.say('Choose by hand')} · {len(chosen)}", expanded=bool(chosen)):
        grids = frame.plan.grids
        mine = grids[(grids["kind"] == "base") & (grids["branch_id"] == branch_id)].sort_index()
        if mine.empty:
            st.info(frame.say("This branch has no grids yet"))
            return
        _pick(frame, branch_id, mine, chosen)
        if chosen:
            _outcome(frame, branch_id, chosen)


def _pick(frame: Frame, branch_id: str, mine: pd.DataFrame, chosen: Wanted) -> None:
    """Offer a grid, its owner and its backup."""
    grid = choose("staff_grid", frame.say("Grid"), list(map(str, mine.index)), lambda g: _called(mine, g))
    now = chosen.get(grid, (str(mine.at[grid, "primary_officer_id"]), str(mine.at[grid, "backup_officer_id"])))
    with plain_errors(frame.lang):
        out = _out(frame.key, branch_id, frame)
    out = out[out["grid_id"] == grid]
    one, two = st.columns(2)
    with one:
        owner = _offer(frame, branch_id, "Owner", f"owner|{grid}", now[0], out)
    with two:
        backup = _offer(frame, branch_id, "Backup", f"backup|{grid}", now[1], out[~out["owner_only"]])
    if not owner or not backup or (owner, backup) == now:
        return
    if owner == backup:
        st.warning(frame.say("Owner and backup must be two people"))
    elif st.button(frame.say("Take this choice"), key="take_staff", width="stretch"):
        chosen[grid] = (owner, backup)
        st.rerun()


def _offer(frame: Frame, branch_id: str, role: str, name: str, had: str, out: pd.DataFrame) -> str:
    """Offer who works at the branch, whoever has the role first; who may not take it at the end, with the rule."""
    people = team_of(frame.plan, branch_id).to_dict("index")
    rules = out.drop_duplicates("officer_id").set_index("officer_id")["rule"].to_dict()
    order = sorted(map(str, people), key=lambda who: (who != had, who in rules, who))
    texts = {str(who): _person(frame, row, rules.get(who), branch_id) for who, row in people.items()} | {"": "–"}
    begin = [] if had in people else [""]
    key = f"{name}|{frame.plan.meta.plan_id}|{frame.lang}"
    return str(st.selectbox(frame.say(role), [*begin, *order], format_func=texts.__getitem__, key=key))


def _called(mine: pd.DataFrame, grid: str) -> str:
    return " ".join(map(str, (short(grid), mine["name"][grid])))


def _person(frame: Frame, officer: Mapping[Hashable, object], rule: str | None, branch_id: str) -> str:
    loan = say_loan(frame, officer, branch_id)
    barred = "" if rule is None else f" · {frame.say('kept out by')} {Hard(rule).label(frame.lang)}"
    loan = f" · {loan}" if loan else ""
    return f"{officer['name']} · {float(str(officer['utilisation'])):.0%}{loan}{barred}"


@st.cache_data(show_spinner=False, max_entries=60)
def _out(key: str, branch_id: str, _frame: Frame) -> pd.DataFrame:
    del key
    return kept_out(_frame.scope, _frame.workspace, _frame.plan.meta.plan_id, branch_id)


@st.cache_resource(show_spinner=False, max_entries=8)
def _tried(key: str, wanted: tuple[tuple[str, tuple[str, str]], ...], _frame: Frame) -> Plan:
    del key
    return try_staff(_frame.scope, _frame.workspace, _frame.plan.meta.plan_id, dict(wanted))


def _outcome(frame: Frame, branch_id: str, chosen: Wanted) -> None:
    """Show hours before and after, and which findings come and go; then keep it or drop it."""
    with plain_errors(frame.lang), st.spinner(frame.say("Working it out")):
        plan = _tried(frame.key, tuple(sorted(chosen.items())), frame)
    st.html(_loads(frame, plan, branch_id) + _changes(frame, plan, branch_id))
    with st.container(horizontal=True):
        kept = st.button(frame.say("Save as new version"), key="save_staff", type="primary")
        st.button(frame.say("Drop the choice"), key="drop_staff", on_click=_drop, args=(chosen,))
    if kept:
        with plain_errors(frame.lang), st.spinner(frame.say("Saving")):
            version = store_staff(frame.scope, frame.workspace, frame.plan.meta.plan_id, chosen)
        _drop(chosen)
        open_newest(saved=version)
        st.rerun()


def _drop(chosen: Wanted) -> None:
    """Let every grid be offered with the people that it has."""
    chosen.clear()
    for key in [key for key in st.session_state if str(key).startswith(("owner|", "backup|"))]:
        del st.session_state[key]


def _loads(frame: Frame, plan: Plan, branch_id: str) -> str:
    mine = team_of(frame.plan, branch_id).index
    before, after = (each.officers["utilisation"].reindex(mine) for each in (frame.plan, plan))
    rows = [
        f"<tr><td>{safe(frame.plan.officers.at[who, 'name'])}</td><td>{before[who]:.0%}</td>"
        f"<td class='{'gp-bad' if after[who] > 1 else ''}'>{after[who]:.0%}</td></tr>"
        for who in mine[(before - after).abs() > 1e-9]  # noqa: PLR2004 # rounding
    ]
    head = "".join(f"<th>{safe(frame.say(text))}</th>" for text in ("Officer", "Now", "Then"))
    return f"<table class='gp-table'><tr>{head}</tr>{''.join(rows)}</table>" if rows else ""


def _changes(frame: Frame, plan: Plan, branch_id: str) -> str:
    """Tell findings that are new, and those that are gone."""
    old, new = (findings_of(frame, each.findings, branch_id) for each in (frame.plan, plan))
    keys = [set(zip(each["rule"], each["object_id"], strict=True)) for each in (old, new)]
    sides = (("New findings", new, keys[1] - keys[0]), ("Findings gone", old, keys[0] - keys[1]))
    parts = []
    for title, table, which in sides:
        rows = [row for row in table.to_dict("records") if (row["rule"], row["object_id"]) in which][:_TOLD]
        lines = [
            f"<div class='gp-finding gp-{safe(row['severity'])}'><b>{safe(row['object_id'])}</b> "
            f"{safe(row[f'message_{frame.lang}'])}</div>"
            for row in rows
        ]
        parts.append(f"<b>{safe(frame.say(title))} · {len(which)}</b>{''.join(lines)}")
    return "".join(parts)

"""The branch head's day: errors, weeks to finish, people missing, the draft that waits, who was not visited."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
import streamlit as st

from gridplan.model.words import PlanState, Severity
from gridplan.pages.draft_elsewhere import say_waiting
from gridplan.pages.findings import findings_of
from gridplan.pages.frame import Frame
from gridplan.pages.today.card import Way, show_card
from gridplan.pages.today.figures import explain, left_over, rows_of, say_figure
from gridplan.pages.today.way import say_plan
from gridplan.pages.versions import DRAWN_ON
from gridplan.pages.whose import name_of
from gridplan.workspace.drafts import waiting_drafts
from gridplan.workspace.overview import plans_under_way

_SHOWN = 3
#: Above this share of the hours there are, an officer has too much (rule S04).
_FULL = 1.0


def show_head(frame: Frame) -> None:
    """
    Show the cards in two columns; on a phone one below the other.

    Parameters
    ----------
    frame
        The open plan.
    """
    branch = min(frame.scope.branch_ids or ())
    left, right = st.columns(2, gap="medium")
    with left:
        _plans(frame, branch)
        _errors(frame, branch)
        _people(frame, branch)
        _draft(frame, branch)
    with right:
        _weeks(frame, branch)
        _unvisited(frame, branch)


def _errors(frame: Frame, branch: str) -> None:
    found = findings_of(frame, frame.plan.findings, branch)
    errors = found[found["severity"] == str(Severity.ERROR)]
    lines = [
        f"{row['object_id']} {row[f'message_{frame.lang}']} · {frame.say('rule')} {row['rule']}"
        for row in errors.head(_SHOWN).to_dict("records")
    ] or [frame.say("No finding")]
    ways = [Way("draw_grids", frame.say("Draw grids"), {"branch": branch})]
    title = frame.say("Errors against the three-fix rules")
    show_card(frame, title, str(len(errors)), lines, ways, bad=len(errors) > 0)


def _weeks(frame: Frame, branch: str) -> None:
    grids = rows_of(frame, "grid", "weeks_to_finish")
    weeks = frame.plan.officers.loc[frame.plan.officers["branch_id"] == branch, ["name", "weeks_to_finish"]]
    slow = weeks.dropna().sort_values("weeks_to_finish", ascending=False).head(_SHOWN)
    unit = frame.say("weeks")
    lines = [
        f"{name_of(frame.plan, 'grid', str(grid))}: {value:.0f} {unit}"
        for grid, value in grids["value"].head(_SHOWN).items()
    ]
    lines += [f"{row['name']}: {row['weeks_to_finish']:.0f} {unit}" for row in slow.to_dict("records")]
    whole = float(frame.plan.branches["weeks_to_finish"].get(branch, np.nan))
    said = f"{whole:.0f} {unit}" if np.isfinite(whole) else "–"
    ways = [
        Way("coverage", frame.say("By grid"), {"indicator": "weeks_to_finish", "level": "grid", "in": branch}),
        Way("staff", frame.say("By officer"), {"branch": branch}),
    ]
    show_card(frame, frame.say("Weeks to finish"), said, lines, ways, note=explain(frame, "weeks_to_finish"))


def _people(frame: Frame, branch: str) -> None:
    lines = list(_missing(frame, branch))
    said = lines or [frame.say("Everybody is at work and every grid has an owner and a backup")]
    ways = [Way("staff", frame.say("Staff"), {"branch": branch})]
    show_card(frame, frame.say("Staff who are missing"), str(len(lines)), said, ways, bad=bool(lines))


def _missing(frame: Frame, branch: str) -> Iterator[str]:
    """Name grids without owner or backup, officers away, and officers with too much."""
    plan = frame.plan
    grids = plan.grids[(plan.grids["branch_id"] == branch) & (plan.grids["kind"] == "base")]
    roles = {"primary_officer_id": "No owner", "backup_officer_id": "No backup"}
    for column, text in roles.items():
        bare = grids.index[grids[column].fillna("").astype(str) == ""]
        if len(bare):
            yield f"{frame.say(text)}: {', '.join(map(str, bare))}"
    officers = plan.officers[plan.officers["branch_id"] == branch]
    yield from (f"{frame.say('On leave')}: {name}" for name in officers.loc[officers["on_leave"], "name"])
    full = officers[officers["utilisation"].astype(float) > _FULL]
    for name, share in zip(full["name"], full["utilisation"], strict=True):
        yield f"{frame.say('More than the hours there are')}: {name} {share:.0%}"


def _plans(frame: Frame, branch: str) -> None:
    """Name the plans on their way: a returned one and one never submitted wait for the head, the others for others."""
    found = plans_under_way(frame.scope, frame.workspace)
    mine = found[found["state"] == str(PlanState.DRAFT)]
    lines = [say_plan(frame, row) for row in found.head(_SHOWN).to_dict("records")] or [
        frame.say("No plan is under way")
    ]
    ways = [
        Way("draw_grids", f"{frame.say('Draw grids')} {plan}", {"branch": branch, "version": str(plan)})
        for plan in mine["plan_id"].head(_SHOWN)
    ]
    ways += [
        Way("compare_plans", f"{frame.say('Compare')} {plan}", {"after": str(plan)})
        for plan in found["plan_id"].head(_SHOWN)
    ]
    note = frame.say("Submit, then a second person approves, then it is published")
    show_card(frame, frame.say("Plans under way"), str(len(found)), lines, ways, note=note, bad=len(mine) > 0)


def _draft(frame: Frame, branch: str) -> None:
    """Name the drafts that became no version yet, each with the way to the version that it waits on."""
    found = waiting_drafts(frame.scope, frame.workspace, branch)
    lines = [say_waiting(frame, draft) for draft in found[:_SHOWN]] or [frame.say("Nothing waits for you")]
    text = frame.say("Draw grids")
    versions = dict.fromkeys(draft.plan_id for draft in found[:_SHOWN])
    ways = [Way("draw_grids", f"{text} · {plan}", {"branch": branch, DRAWN_ON: plan}) for plan in versions]
    ways = ways or [Way("draw_grids", text, {"branch": branch})]
    show_card(frame, frame.say("Drafts that wait"), str(len(found)), lines, ways, bad=bool(found))


def _unvisited(frame: Frame, branch: str) -> None:
    grids = rows_of(frame, "grid", "visit_coverage")
    left = left_over(rows_of(frame, "branch", "visit_coverage"))
    lines = [_line(frame, str(grid), row) for grid, row in grids.head(_SHOWN).iterrows()]
    view = {"indicator": "visit_coverage", "level": "grid", "in": branch}
    ways = [Way("coverage", frame.say("Coverage and penetration"), view)]
    said = f"{left:,.0f}" if np.isfinite(left) else "–"
    title = frame.say("Eligible households not visited yet")
    show_card(frame, title, said, lines, ways, note=explain(frame, "visit_coverage"))


def _line(frame: Frame, grid: str, row: pd.Series) -> str:
    return f"{name_of(frame.plan, 'grid', grid)}: {say_figure(frame, 'visit_coverage', row)}"

"""The officer's day: whom to see next, how the week goes, how many nobody has seen; made for a phone."""

from __future__ import annotations

from datetime import UTC, datetime

import pandas as pd

from gridplan.model.eligibility import to_be_visited
from gridplan.model.words import Stage
from gridplan.pages.frame import Frame
from gridplan.pages.nearest import nearest_next
from gridplan.pages.today.card import Way, show_card
from gridplan.workspace.overview import week_so_far
from gridplan.workspace.visits import plan_with_visits, standing_visits

_NEXT_N = 5


def show_officer(frame: Frame) -> None:
    """
    Show the cards one below the other.

    Parameters
    ----------
    frame
        The open plan.
    """
    live = plan_with_visits(frame.scope, frame.plan, standing_visits(frame.scope, frame.workspace))
    left = unvisited(live.households)
    _next(frame, left)
    _week(frame)
    said = frame.say("Eligible households of your grids that nobody has visited")
    ways = [Way("my_households", frame.say("My households"), {"stage": str(Stage.VISITED)})]
    show_card(frame, frame.say("Eligible households not visited yet"), f"{len(left):,}", [said], ways)


def unvisited(households: pd.DataFrame) -> pd.DataFrame:
    """
    Keep the households that want a first visit.

    Parameters
    ----------
    households
        Households of a plan.

    Returns
    -------
    left
        Those to be visited whom nobody has visited.
    """
    wanted = to_be_visited(households)[1]
    seen = households.get(str(Stage.VISITED), pd.Series(data=False, index=households.index)).astype(bool)
    return households[wanted & ~seen]


def _next(frame: Frame, left: pd.DataFrame) -> None:
    branch = str(frame.plan.officers["branch_id"][str(frame.scope.officer_id)])
    point = frame.plan.branches.geometry.loc[branch]
    route = nearest_next(left, (point.x, point.y), _NEXT_N)
    names = frame.plan.units["name"]
    lines = [
        f"{household} · {names.get(left.at[household, 'unit_id'], '')} · {off_m:,.0f} m"
        for household, off_m in route.items()
    ] or [frame.say("All done")]
    ways = [Way("my_households", frame.say("My households"))]
    note = frame.say("From the branch, always to the nearest one left, as the crow flies")
    title = frame.say("Today's next households")
    show_card(frame, title, str(len(route)), lines, ways, note=note, ordered=bool(route))


def _week(frame: Frame) -> None:
    week = week_so_far(frame.scope, frame.workspace, now=datetime.now(UTC))
    quota = float(frame.plan.officers["quota_week"].get(str(frame.scope.officer_id), 0))
    lines = [
        f"{frame.say('Visits since Monday')} {week.visits_n} · {frame.say('met')} {week.met_n}",
        f"{frame.say('Wanted a week')} {quota:.0f}",
    ]
    share = f"{week.visits_n / quota:.0%}" if quota > 0 else "–"
    show_card(
        frame, frame.say("This week"), share, lines, (), note=frame.say("Visits since Monday ÷ visits wanted a week")
    )

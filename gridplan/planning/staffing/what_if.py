"""What another number of visit days, visits or officers would change at a branch."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from gridplan.model.params import PlanParams
from gridplan.model.plan import Plan
from gridplan.model.words import Care, GridKind
from gridplan.planning.staffing.forecast import first_visits, season_weeks
from gridplan.planning.staffing.frequency import COLUMNS, LIMIT, solve_frequencies
from gridplan.planning.staffing.hours import WEEK_DAYS
from gridplan.planning.staffing.loans import at_branch
from gridplan.planning.staffing.workload import class_counts, class_needs

#: What officers have who are yet to come to a branch where nobody is at work.
NEWCOMER = {"hours_week": 40.0, "visit_days": 3.0}


def what_if(
    plan: Plan,
    *,
    branch_id: str,
    visit_days: float | None = None,
    visits_per_day: float | None = None,
    officers: int = 0,
) -> pd.DataFrame:
    """
    Hold a branch as it is against what it would be with other visit days, visits or officers.

    Parameters
    ----------
    plan
        A plan with the households of that branch.
    branch_id
        The branch.
    visit_days
        Visit days a week of every officer; by default as now.
    visits_per_day
        Visits a visit day of every officer; by default as now.
    officers
        So many more or, below 0, fewer; they are like the mean of those at work.

    Returns
    -------
    table
        Rows `before` and `after`. Columns: `officers_n` at work; `available_h` and `quota_visits` a year; visits a year
        by care class as `freq_priority` ..., and `freq_limit`, what keeps them from being more; `visits` and
        `workload_h` a year that come of them; `utilisation` of the hours, `quota_use` of the visits; `first_visits`
        left and `weeks_to_finish` them.
    """
    now = _Team.at(plan, branch_id)
    then = now.changed(visit_days, visits_per_day, officers)
    branch = _Branch.of(plan, branch_id)
    return pd.DataFrame([branch.with_team(now), branch.with_team(then)], index=["before", "after"])


class _Team(NamedTuple):
    """The officers at work as so many like their mean."""

    number: int
    hours_week: float
    visit_days: float
    a_day: float
    usual_a_day: float

    @classmethod
    def at(cls, plan: Plan, branch_id: str) -> _Team:
        usual = float(plan.params.presets[str(plan.branches.at[branch_id, "kind"])].visits_per_day)
        people = at_branch(plan.officers, plan.registers.lent(plan.meta.created_at[:10]), branch_id)
        people = people[~people["on_leave"].astype(bool)]
        if people.empty:
            return cls(0, NEWCOMER["hours_week"], NEWCOMER["visit_days"], usual, usual)
        days = float(people["visit_days"].mean())
        # of the sums over the officers, not of their means, so that the branch stays what it is
        hours = float((people["visit_days"] * people["hours_week"]).mean()) / days
        return cls(len(people), hours, days, float(people["quota_week"].mean()) / days, usual)

    def changed(self, visit_days: float | None, visits_per_day: float | None, officers: int) -> _Team:
        return _Team(
            max(self.number + officers, 0),
            self.hours_week,
            self.visit_days if visit_days is None else visit_days,
            self.a_day if visits_per_day is None else visits_per_day,
            self.usual_a_day if visits_per_day is None else visits_per_day,
        )

    def hours(self, weeks: int) -> float:
        return self.number * weeks * self.visit_days * self.hours_week / WEEK_DAYS

    @property
    def quota_week(self) -> float:
        return self.number * self.a_day * self.visit_days


class _Branch(NamedTuple):
    branch_id: str
    params: PlanParams
    needs: pd.DataFrame
    usual_a_day: float
    first: float

    @classmethod
    def of(cls, plan: Plan, branch_id: str) -> _Branch:
        units = plan.units[plan.units["branch_id"] == branch_id]
        counts = class_counts(units, plan.households)
        grids = plan.grids.index[(plan.grids["kind"] == GridKind.BASE) & (plan.grids["branch_id"] == branch_id)]
        needs = class_needs(units, counts, plan.branches, plan.params)
        usual = float(plan.params.presets[str(plan.branches.at[branch_id, "kind"])].visits_per_day)
        first = first_visits(plan.households).reindex(grids).fillna(0.0).sum()
        return cls(branch_id, plan.params, needs, usual, float(first))

    def with_team(self, team: _Team) -> dict[str, Any]:
        year = {"hours": team.hours(self.params.weeks), "visits": team.quota_week * self.params.weeks}
        # more visits in a day share the way out to them
        needs = self.needs.assign(on_road_h=self.needs["on_road_h"] * self.usual_a_day / team.usual_a_day)
        found = solve_frequencies(needs, pd.DataFrame([year], index=[self.branch_id]), self.params).iloc[0]
        often = pd.Series({care: float(found[care]) for care in map(str, Care)})
        each = needs.droplevel("branch_id").mul(often, axis=0).sum()
        hours, quota = float(each["at_work_h"] + each["on_road_h"]), float(each["visits"])
        return {
            "officers_n": team.number,
            "available_h": year["hours"],
            "quota_visits": year["visits"],
            **{COLUMNS[care]: often[care] for care in map(str, Care)},
            LIMIT: str(found[LIMIT]),
            "visits": float(each["households"]),
            "workload_h": hours,
            "utilisation": hours / year["hours"] if year["hours"] else float("nan"),
            "quota_use": quota / year["visits"] if year["visits"] else float("nan"),
            "first_visits": self.first,
            "weeks_to_finish": self._weeks(team),
        }

    def _weeks(self, team: _Team) -> float:
        first, visits, days = (np.array([figure]) for figure in (self.first, team.quota_week, team.visit_days))
        return float(season_weeks(first, visits, days, self.params.met_rate)[0])

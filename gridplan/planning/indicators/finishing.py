"""When the first visits of a grid, a branch and the county are done, at the pace of the officers at work."""

from __future__ import annotations

import pandas as pd

from gridplan.planning.indicators.facts import Facts
from gridplan.planning.indicators.indicator import named
from gridplan.planning.staffing.forecast import first_visits, forecast


class WeeksToFinish:
    """
    First visits left, divided by the households met a week in the mean of the weeks that takes.

    It does not add up from units: the last weeks meet fewer, and branches don't help each other.
    """

    code = "weeks_to_finish"
    zh = "预计完成周数"
    en = "Weeks to finish"
    base = "met_week"

    def measure(self, facts: Facts, kept: pd.DataFrame | None = None) -> pd.DataFrame:
        """
        Forecast grids, branches and the county, which is done when its last branch is.

        Parameters
        ----------
        facts
            What is counted.
        kept
            Not asked; moving units changes the figure.

        Returns
        -------
        rows
            Levels grid, branch and county.
        """
        del kept
        left = first_visits(facts.households)
        found = forecast(facts.grids, facts.officers, facts.branches, left, facts.met_rate)
        last = found.branches["weeks"].max(skipna=False)
        whole = pd.DataFrame({"first_visits": found.branches["first_visits"].sum(), "weeks": last}, [facts.county])
        parts = [("grid", found.grids), ("branch", found.branches), ("county", whole)]
        return named(pd.concat([_rows(level, table) for level, table in parts], ignore_index=True), self)


def _rows(level: str, table: pd.DataFrame) -> pd.DataFrame:
    """Where nobody is left the pace is that of one a week, so that the weeks are none."""
    left, weeks = table["first_visits"], table["weeks"]
    pace = (left / weeks.where(weeks > 0)).where(left > 0, 1.0).fillna(0.0)
    return pd.DataFrame({"level": level, "id": table.index, "numerator": left, "denominator": pace})


FINISHING = [WeeksToFinish()]

from dataclasses import replace

import pandas as pd
import pytest

from gridplan.planning.rules.reading import as_of, away_on, months, owner_of, working_days
from tests.contract.breaking_rules import kept


def test_working_days_are_those_from_monday_to_friday():
    since = pd.Series(["2025-12-24", "2025-12-27", "", "2026-01-01"])
    assert working_days(since, "2026-01-01").tolist() == [6.0, 3.0, 0.0, 0.0]
    assert working_days(since, pd.Series(["2025-12-25", "", "2026-01-01", ""])).tolist() == [1.0, 0.0, 0.0, 0.0]


def test_months_are_counted_by_their_mean_length():
    assert months(pd.Series(["2023-01-01"]), "2026-01-01").iloc[0] == pytest.approx(36.0, abs=0.05)


def test_who_is_away_is_told_since_when(planned):
    leaves = [("B1-1", "2025-12-20", ""), ("B1-2", "2025-12-01", "2025-12-31"), ("B1-3", "2026-01-02", "")]
    assert away_on(kept(planned, leaves=leaves), as_of(planned)).to_dict() == {"B1-1": "2025-12-20"}


def test_a_grid_without_an_owner_has_an_empty_one(planned):
    nobody = replace(planned, assignments=planned.assignments.iloc[:0])
    grids = pd.Series(planned.grids.index)
    assert owner_of(nobody, grids).eq("").all()
    assert owner_of(planned, grids)[planned.grids["kind"].eq("base").to_numpy()].ne("").all()

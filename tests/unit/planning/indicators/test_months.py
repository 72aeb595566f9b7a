"""Months: counted by their end there, of the households that count today, and summed over every level."""

from datetime import UTC, datetime

import pandas as pd
import pytest

from gridplan.planning.indicators.months import month_names, month_of, monthly

UNITS = pd.DataFrame(
    {"grid_id": ["g1", "g1", "g2"], "branch_id": ["B1", "B1", "B2"], "town": ["t", "t", ""]}, index=["u1", "u2", "u3"]
)


def test_months_end_at_midnight_there():
    last_hour = datetime(2026, 10, 31, 16, 30, tzinfo=UTC)
    assert month_names(last_hour, 3) == ["2026-09", "2026-10", "2026-11"]
    said = pd.Series(["2026-10-31T15:59:59.000000+00:00", "2026-10-31T16:00:00.000000+00:00"])
    assert month_of(said).tolist() == ["2026-10", "2026-11"]


@pytest.fixture
def table():
    counted = pd.DataFrame(
        {"unit_id": ["u1", "u1", "u2", "u3"], "households_n": [1.0, 2.0, 1.0, 1.0]}, index=["a", "b", "c", "d"]
    )
    reached = pd.Series({"a": "2026-08", "b": "2026-10", "d": "2026-09", "elsewhere": "2026-09"})
    return monthly(counted, reached, UNITS, "county", ["2026-09", "2026-10"]).set_index(["level", "id", "month"])


def test_whoever_was_reached_before_counts_in_every_month(table):
    assert table.loc[("unit", "u1", "2026-09"), "numerator"] == 1
    assert table.loc[("unit", "u1", "2026-10"), "numerator"] == 3
    assert table.loc[("unit", "u2", "2026-10"), "numerator"] == 0


def test_the_base_is_the_same_in_all_months(table):
    assert table.loc[("county", "county", "2026-09")].tolist() == [2, 5]
    assert table.loc[("county", "county", "2026-10")].tolist() == [4, 5]


def test_levels_are_sums_of_units_and_no_town_is_no_place(table):
    assert table.loc[("grid", "g1", "2026-10")].tolist() == [3, 4]
    assert table.loc[("branch", "B2", "2026-10")].tolist() == [1, 1]
    assert set(table.loc["town"].index.get_level_values("id")) == {"t"}

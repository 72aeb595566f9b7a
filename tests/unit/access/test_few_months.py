"""Two months held against each other say nothing of fewer than k people, nor do sums over places."""

import pandas as pd

from gridplan.access.few_months import withhold_months
from gridplan.planning.indicators.months import monthly

MONTHS = ["2026-08", "2026-09", "2026-10", "2026-11"]
UNITS = pd.DataFrame(
    {"grid_id": ["g1", "g1", "g2", "g2"], "branch_id": ["B1"] * 4, "town": ["t"] * 4}, index=["u1", "u2", "u3", "u4"]
)


def _shown(reached_by_unit, n=60, k=5):
    """Reach so many new households of each unit in each month."""
    counted, reached = [], {}
    for unit, news in reached_by_unit.items():
        names = [f"{unit}-{i}" for i in range(n)]
        counted += [(name, unit) for name in names]
        months = [month for month, new in zip(MONTHS, news, strict=True) for _ in range(new)]
        reached |= dict(zip(names, months, strict=False))
    table = pd.DataFrame(counted, columns=["id", "unit_id"]).set_index("id").assign(households_n=1.0)
    every = monthly(table, pd.Series(reached), UNITS, "c", MONTHS)
    return withhold_months(every, UNITS, k=k).set_index(["level", "id", "month"])["numerator"]


def _even(**other):
    return {"u1": [10, 10, 10, 10], "u2": [10, 10, 10, 10], "u3": [10, 10, 10, 10], "u4": [10, 10, 10, 10]} | other


def test_large_changes_are_shown():
    assert _shown(_even()).notna().all()


def test_the_month_before_a_small_change_is_left_out():
    shown = _shown(_even(u1=[10, 10, 2, 10])).loc[("unit", "u1")]
    assert shown.notna().tolist() == [True, False, True, True]


def test_months_that_equal_one_left_out_are_left_out_with_it():
    shown = _shown(_even(u1=[10, 0, 2, 10])).loc[("unit", "u1")]
    assert shown.notna().tolist() == [False, False, True, True]


def test_no_change_at_all_is_shown():
    assert _shown(_even(u1=[10, 0, 0, 0])).loc[("unit", "u1")].notna().all()


def test_sums_over_places_do_not_give_it_away():
    shown = _shown(_even(u1=[10, 10, 2, 10]))
    others = [shown.loc[("unit", unit, "2026-09")] for unit in ("u2", "u3", "u4")]
    # either another unit of the grid is left out, too, or the grid itself
    assert pd.isna(others[0]) or pd.isna(shown.loc[("grid", "g1", "2026-09")])


def test_a_small_total_is_left_out():
    shown = _shown(_even(u1=[2, 0, 20, 10])).loc[("unit", "u1")]
    assert shown.isna().tolist()[:2] == [True, True]

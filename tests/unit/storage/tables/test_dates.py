from datetime import date

import pandas as pd
import pytest

from gridplan.storage.tables.dates import consent_day, day


@pytest.mark.parametrize(
    "said", ["2024-03-05", "2024.3.5", "2024/3/5", "2024年3月5日", "20240305", "45356", "２０２４-03-05"]
)
def test_a_date_is_read_however_it_is_written(said):
    assert day(pd.Series([said])).taken.tolist() == [date(2024, 3, 5)]


def test_a_day_that_is_not_in_the_calendar_is_said():
    assert day(pd.Series(["2024/2/30"])).faults["DATE_INVALID"].tolist() == [True]


@pytest.mark.parametrize("said", ["03/04/05", "5 March 2024", "明天"])
def test_a_date_with_several_readings_is_said(said):
    assert day(pd.Series([said])).faults["DATE_AMBIGUOUS"].tolist() == [True]


def test_an_empty_cell_is_blank_and_no_fault():
    cells = day(pd.Series(["", None, "2024-03-05"]))
    assert cells.blank.tolist() == [True, True, False]
    assert not cells.faults


def test_a_consent_may_be_told_by_its_month_or_not_at_all():
    cells = consent_day(pd.Series(["2025年3月", "无", "是", "/", "05/06/07"]))
    assert cells.taken.tolist()[:4] == [date(2025, 3, 1), None, None, None]
    assert cells.faults["DATE_AMBIGUOUS"].tolist() == [False] * 4 + [True]

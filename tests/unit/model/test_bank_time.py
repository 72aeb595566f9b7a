from datetime import UTC, date, datetime

import pytest

from gridplan.model.bank_time import bank_clock, bank_day, bank_moment, zoned_clock

LATE = datetime(2026, 11, 25, 18, 52, tzinfo=UTC)


def test_the_day_begins_at_midnight_in_china():
    assert bank_day(LATE) == date(2026, 11, 26)
    assert bank_moment(LATE) == "2026-11-26T02:52:00+08:00"
    assert bank_clock(LATE) == "2026-11-26 02:52"


@pytest.mark.parametrize("moment", [LATE, "2026-11-25T18:52:07", "2026-11-25T18:52+00:00", "2026-11-26T02:52:07+08:00"])
def test_a_time_on_a_file_names_its_zone(moment):
    assert zoned_clock(moment) == "2026-11-26 02:52 UTC+8"

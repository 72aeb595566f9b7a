from datetime import UTC, datetime, timedelta, timezone

from gridplan.access.stamps import lasts, moment, stamp

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_moments_are_written_in_utc_and_equally_long():
    china = NOON.astimezone(timezone(timedelta(hours=8)))
    assert stamp(china) == stamp(NOON) == "2026-03-01T12:00:00.000000+00:00"
    assert len(stamp(NOON + timedelta(microseconds=1))) == len(stamp(NOON))
    assert moment(stamp(china)) == NOON


def test_a_span_lasts_from_its_start_to_its_end():
    hour = timedelta(hours=1)
    assert lasts(stamp(NOON), hour, NOON)
    assert lasts(stamp(NOON), hour, NOON + timedelta(minutes=59))
    assert not lasts(stamp(NOON), hour, NOON + hour)


def test_a_start_in_the_future_never_lasts():
    assert lasts(stamp(NOON), timedelta(hours=1), NOON - timedelta(seconds=30))
    assert not lasts(stamp(NOON), timedelta(hours=1), NOON - timedelta(hours=1))

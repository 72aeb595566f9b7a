"""Days and times are those of the bank, whatever clock a machine goes by."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

#: China has one zone and no summer time.
BANK_TIME = timezone(timedelta(hours=8), "UTC+8")


def bank_day(moment: datetime) -> date:
    """
    Tell which day it is at the bank.

    Parameters
    ----------
    moment
        A time that knows its zone.

    Returns
    -------
    day
        The day in China.
    """
    return moment.astimezone(BANK_TIME).date()


def bank_moment(moment: datetime) -> str:
    """
    Write a moment down so that its first ten signs are the day at the bank.

    Parameters
    ----------
    moment
        A time that knows its zone.

    Returns
    -------
    text
        ISO, such as `2026-05-01T16:30:07+08:00`.
    """
    return moment.astimezone(BANK_TIME).isoformat(timespec="seconds")


def bank_clock(moment: datetime) -> str:
    """
    Tell the time as it is read at the bank.

    Parameters
    ----------
    moment
        A time that knows its zone.

    Returns
    -------
    text
        Day, hour and minute in China, such as `2026-05-01 16:30`.
    """
    return f"{moment.astimezone(BANK_TIME):%Y-%m-%d %H:%M}"


def zoned_clock(moment: datetime | str) -> str:
    """
    Tell the time for a file, which is read anywhere: it names its zone.

    Parameters
    ----------
    moment
        A time that knows its zone, or ISO text; a text that names none is in UTC.

    Returns
    -------
    text
        Such as `2026-05-01 16:30 UTC+8`.
    """
    at = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return f"{bank_clock(at if at.tzinfo else at.replace(tzinfo=UTC))} {BANK_TIME.tzname(None)}"

"""Moments as text: UTC, always equally long, so that both databases order them alike."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

#: How far a stored moment may lie ahead of the clock before we say that the clock was turned back.
TOLERANCE = timedelta(minutes=1)


def stamp(moment: datetime) -> str:
    """
    Write a moment down.

    Parameters
    ----------
    moment
        A moment that knows its time zone.

    Returns
    -------
    text
        ISO 8601 in UTC with microseconds.
    """
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment(text: str) -> datetime:
    """
    Read a moment.

    Parameters
    ----------
    text
        What `stamp` wrote.

    Returns
    -------
    moment
        The moment, in UTC.
    """
    return datetime.fromisoformat(text)


def lasts(since: str, span: timedelta, now: datetime) -> bool:
    """
    Tell whether a span that began at a stored moment still lasts.

    A start in the future means that the clock was turned back since: such a span is over, or it might last for years.

    Parameters
    ----------
    since
        The stored moment.
    span
        How long it lasts.
    now
        The moment to ask about.

    Returns
    -------
    lasting
        Whether it does.
    """
    return -TOLERANCE <= now - moment(since) < span

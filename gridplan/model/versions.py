"""How a plan version is named."""

from __future__ import annotations

from datetime import datetime

from gridplan.model.bank_time import BANK_TIME


def version_id(moment: datetime) -> str:
    """
    Name a plan version by its time.

    Parameters
    ----------
    moment
        The time.

    Returns
    -------
    plan_id
        Such as `20261125-093012-481`, in the bank's time, with milliseconds.
    """
    at = moment.astimezone(BANK_TIME)
    return f"{at:%Y%m%d-%H%M%S}-{at.microsecond // 1_000:03d}"

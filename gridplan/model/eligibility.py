"""Which households live here, and which may be offered credit: the bases of most figures."""

from __future__ import annotations

import pandas as pd

from gridplan.model.words import CreditList, Residence, Segment


def is_resident(households: pd.DataFrame) -> pd.Series:
    """
    Tell which households live here: at home, or partly away (base `resident`).

    Parameters
    ----------
    households
        Contract `HOUSEHOLDS`.

    Returns
    -------
    resident
        One mark a household.
    """
    return households["residence"].isin([str(Residence.AT_HOME), str(Residence.PART_AWAY)])


def is_eligible(households: pd.DataFrame) -> pd.Series:
    """
    Tell which households may be offered credit: resident, screened, neither excluded nor registered only.

    Parameters
    ----------
    households
        Contract `HOUSEHOLDS`.

    Returns
    -------
    eligible
        One mark a household (base `eligible`).
    """
    screened = households["list"].isin([str(CreditList.ELIGIBLE), str(CreditList.WATCH)])
    return is_resident(households) & screened & (households["segment"] != Segment.REGISTERED_ONLY)


def to_be_visited(households: pd.DataFrame) -> tuple[str, pd.Series]:
    """
    Tell whom first visits are for: the eligible, or all residents where nobody has been screened yet.

    Parameters
    ----------
    households
        Contract `HOUSEHOLDS`.

    Returns
    -------
    base
        `eligible` or `resident`.
    counted
        One mark a household.
    """
    if (households["list"] == CreditList.UNKNOWN).all():
        return "resident", is_resident(households)
    return "eligible", is_eligible(households)

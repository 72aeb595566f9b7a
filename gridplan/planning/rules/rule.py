"""What a rule is: what it asks for, which registers it hangs on, and how it judges a plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf, nan
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridplan.model.findings import RuleFinding, Text
from gridplan.model.limits import Limits
from gridplan.model.plan import Plan


@dataclass(frozen=True)
class Judgement:
    """
    What a rule found.

    Attributes
    ----------
    checked_n
        How many objects were looked at.
    findings
        Breaches; none where the rule holds.
    figure
        The worst figure of all objects, whether it holds or not; NaN where there is none.
    limit
        What was allowed there.
    """

    checked_n: int
    findings: tuple[RuleFinding, ...] = ()
    figure: float = nan
    limit: str = ""

    def __add__(self, other: Judgement) -> Judgement:
        """Judge two kinds of objects as one; the figure is that of the first breach."""
        worst = other if (other.findings and not self.findings) or not self.checked_n else self
        number = self.checked_n + other.checked_n
        return Judgement(number, self.findings + other.findings, worst.figure, worst.limit)


@dataclass(frozen=True)
class Rule:
    """
    One rule of 三定.

    Attributes
    ----------
    code
        Its id, such as `G05`.
    title
        Its name.
    asks
        What it asks for, in one sentence.
    judge
        Judges a plan; gives None where what it hangs on isn't known.
    needs
        Registers without which nobody knows whether it holds.
    uses
        Registers that are asked, too, if they are kept.
    """

    code: str
    title: Text
    asks: Text
    judge: Callable[[Plan, Limits], Judgement | None]
    needs: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()

    def judged(self, plan: Plan, limits: Limits) -> Judgement | None:
        """
        Judge a plan, as far as its registers tell.

        Parameters
        ----------
        plan
            A plan.
        limits
            What the rule allows.

        Returns
        -------
        judgement
            What was found; None where nobody knows.
        """
        kept = plan.registers.tables()
        return None if any(kept[name].empty for name in self.needs) else self.judge(plan, limits)


def beyond(figures: pd.Series, low: float | pd.Series = -inf, high: float | pd.Series = inf) -> pd.Series:
    """
    Tell by how much figures lie outside of what is allowed.

    Parameters
    ----------
    figures
        A figure an object.
    low, high
        What is allowed, both included.

    Returns
    -------
    off
        Above 0 outside, at most 0 inside; same index.
    """
    known = figures.to_numpy(dtype=float)
    least, most = (_along(figures, limit) for limit in (low, high))
    return pd.Series(np.maximum(least - known, known - most), index=figures.index, dtype=float)


def _along(figures: pd.Series, limit: float | pd.Series) -> float | NDArray[np.float64]:
    """Put limits into the order of the figures."""
    if not isinstance(limit, pd.Series):
        return limit
    known = limit if limit.index.equals(figures.index) else limit.reindex(figures.index)
    return known.to_numpy(dtype=float)


def each(off: pd.Series, say: Callable[[Any], RuleFinding]) -> Judgement:
    """
    Judge objects one by one.

    Parameters
    ----------
    off
        By how much each object is outside of what is allowed; above 0 it breaks the rule.
    say
        Tells the finding of an object.

    Returns
    -------
    judgement
        What was found.
    """
    if off.empty:
        return Judgement(0)
    by = off.to_numpy(dtype=float)
    worst = say(off.index[int(np.argmax(by))])
    return Judgement(len(off), tuple(say(one) for one in off.index[by > 0]), worst.figure, worst.limit)

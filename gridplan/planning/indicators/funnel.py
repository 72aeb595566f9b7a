"""The funnel: visited, filed, rated, granted, drawn; each share counts those who have passed the stage before."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from gridplan.model.words import Stage
from gridplan.planning.indicators.facts import Facts
from gridplan.planning.indicators.indicator import Share

Parts = tuple[pd.Series, pd.Series]


def _of_eligible(stage: Stage) -> Callable[[Facts], Parts]:
    def parts(facts: Facts) -> Parts:
        return _shares(facts, stage, facts.listed["eligible"])

    return parts


def _of_stage(stage: Stage, before: Stage) -> Callable[[Facts], Parts]:
    def parts(facts: Facts) -> Parts:
        return _shares(facts, stage, facts.households.get(str(before)))

    return parts


def _shares(facts: Facts, stage: Stage, base: pd.Series | None) -> Parts:
    """Without a funnel table nothing is known, and the base is empty."""
    doors, reached = facts.listed, facts.households.get(str(stage))
    if reached is None or base is None:
        nothing = pd.Series(0.0, index=facts.units.index)
        return nothing, nothing
    counted = doors["weight"] * base.to_numpy(dtype=bool)
    return facts.by_unit(counted * reached.to_numpy(dtype=bool), doors["unit"]), facts.by_unit(counted, doors["unit"])


FUNNEL = [
    Share("visit_coverage", "走访覆盖率", "Visit coverage", "eligible", _of_eligible(Stage.VISITED)),
    Share("filing_rate", "建档率", "Filing", "eligible", _of_eligible(Stage.FILED)),
    Share("rating_rate", "评级率", "Rating", "filed", _of_stage(Stage.RATED, Stage.FILED)),
    Share("credit_granted_rate", "授信率", "Credit granted", "eligible", _of_eligible(Stage.GRANTED)),
    Share("credit_use_rate", "用信率", "Credit drawn", "granted", _of_stage(Stage.DRAWN, Stage.GRANTED)),
]

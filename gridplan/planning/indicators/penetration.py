"""Penetration: households that hold at least one product of ours."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from gridplan.model.words import Product
from gridplan.planning.indicators.facts import Facts
from gridplan.planning.indicators.indicator import Share


def _of(mark: str) -> Callable[[Facts], tuple[pd.Series, pd.Series]]:
    def parts(facts: Facts) -> tuple[pd.Series, pd.Series]:
        return _holders(facts, mark)

    return parts


def _holders(facts: Facts, mark: str) -> tuple[pd.Series, pd.Series]:
    products = [str(product) for product in Product if str(product) in facts.households]
    doors = facts.listed
    holds = facts.households[products].any(axis=1).to_numpy() if products else False
    # without a table of holdings nothing is known, and the base is empty
    base = doors["weight"] * doors[mark] * bool(products)
    return facts.by_unit(base * holds, doors["unit"]), facts.by_unit(base, doors["unit"])


PENETRATION = [
    Share("penetration", "渗透率", "Penetration", "resident", _of("resident")),
    Share("penetration_eligible", "渗透率（白名单）", "Penetration (eligible)", "eligible", _of("eligible")),
]

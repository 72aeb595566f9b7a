"""Penetration: households that hold at least one product of ours."""

from __future__ import annotations

import pandas as pd

from gridplan.model.words import Product
from gridplan.planning.indicators.facts import Facts
from gridplan.planning.indicators.indicator import Share


def _penetration(facts: Facts) -> tuple[pd.Series, pd.Series]:
    products = [str(product) for product in Product if str(product) in facts.households]
    doors = facts.listed
    holds = facts.households[products].any(axis=1).to_numpy() if products else False
    # without a table of holdings nothing is known, and the base is empty
    base = doors["weight"] * doors["resident"] * bool(products)
    return facts.by_unit(base * holds, doors["unit"]), facts.by_unit(base, doors["unit"])


PENETRATION = [Share("penetration", "渗透率", "Penetration", "resident", _penetration)]

"""Who the households are: residence, segment and list, stages of the funnel, and what they hold."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtr

from gridplan.model.tables import FUNNEL, PRODUCTS, keep_contract
from gridplan.model.words import CreditList, Product, Residence, Segment, Stage
from gridplan.qinghe.parameters import Numbers

Array = NDArray[np.float64]
Ints = NDArray[np.int64]


def draw(shares: Array, rng: np.random.Generator) -> Ints:
    """
    Draw one class a row.

    Parameters
    ----------
    shares
        Share of each class, shape (n, classes); rows sum to 1.
    rng
        Random generator.

    Returns
    -------
    classes
        Position of the class of each row.
    """
    bound = np.cumsum(shares, axis=1)[:, :-1]
    return np.asarray((rng.random(len(shares))[:, None] > bound).sum(axis=1))


def marks(unit: Ints, urban: NDArray[np.bool_], numbers: Numbers, rng: np.random.Generator) -> pd.DataFrame:
    """
    Draw residence, segment and list of every household.

    Parameters
    ----------
    unit
        Unit of each household.
    urban
        Whether a unit is a street block.
    numbers
        Numbers of the demo county.
    rng
        Random generator.

    Returns
    -------
    marks
        Columns `residence`, `segment`, `list`, in the order of the households.
    """
    said = numbers["households"]
    words = [str(word) for word in Residence]
    village, community = (
        np.array([said[key][word] for word in words]) for key in ("residence_village", "residence_community")
    )
    by_unit = np.where(urban[:, None], community, village)
    by_unit = np.maximum(by_unit + rng.normal(0, said["residence_sd"], by_unit.shape) * by_unit / 0.46, 0.005)
    residence = draw((by_unit / by_unit.sum(axis=1, keepdims=True))[unit], rng)
    segments = [Segment.FARM, Segment.TRADE, Segment.WAGE_MIGRANT]
    country, town = (np.array([said[key][str(s)] for s in segments]) for key in ("segment", "segment_community"))
    mixed = np.where(urban[unit][:, None], town / town.sum(), country / country.sum())
    mixed = mixed * np.where((residence == words.index("away"))[:, None], [0.25, 0.6, 1.9], 1.0)
    segment = draw(mixed / mixed.sum(axis=1, keepdims=True), rng)
    names = np.array([str(s) for s in segments])[segment]
    names = np.where(np.array(words)[residence] == "registered_only", "registered_only", names)
    lists = [str(word) for word in CreditList]
    listed = draw(np.tile([said["list"][word] for word in lists], (len(unit), 1)), rng)
    return pd.DataFrame({"residence": np.array(words)[residence], "segment": names, "list": np.array(lists)[listed]})


def tiers(number: int, at_home: Array, numbers: Numbers, rng: np.random.Generator) -> list[str]:
    """
    Give every unit its tier: the best scores are A, the next B, the others C.

    Parameters
    ----------
    number
        Number of units.
    at_home
        Share of the households at home.
    numbers
        Numbers of the demo county.
    rng
        Random generator.

    Returns
    -------
    tiers
        A, B or C of each unit.
    """
    weight, share = numbers["scores"], numbers["tiers"]
    others = rng.normal(60, 15, (number, 3)) @ [weight["industry"], weight["committee"], weight["credit"]]
    score = others + weight["at_home"] * 100 * at_home
    rank = np.argsort(np.argsort(-score)) / number
    return [str(t) for t in np.select([rank < share["A"], rank < share["A"] + share["B"]], ["A", "B"], "C")]


def funnel(table: pd.DataFrame, tier: NDArray[np.str_], numbers: Numbers, rng: np.random.Generator) -> pd.DataFrame:
    """
    Draw the stages that every household has reached.

    Parameters
    ----------
    table
        Households with `residence` and `list`, indexed by `household_id`.
    tier
        Tier of the unit of each.
    numbers
        Numbers of the demo county.
    rng
        Random generator.

    Returns
    -------
    funnel
        Contract `FUNNEL`; a stage is never reached without the one before.
    """
    rates = {stage: _rates(tier, numbers["funnel_12m"], stage) for stage in map(str, Stage) if stage != "drawn"}
    drawn = _rates(tier, numbers["funnel_12m"], "drawn_of_granted")
    rates["drawn"] = drawn / (rates["notified"] * rates["signed"])
    weight = table["residence"].map(numbers["visit_weight"]).to_numpy()
    rates["visited"] = np.minimum(rates["visited"] * weight / weight.mean(), 1.0)
    refused = (table["list"] == "excluded").to_numpy()
    rates["granted"] = np.where(refused, 0.0, np.minimum(rates["granted"] / (1 - refused.mean()), 1.0))
    reached = np.ones(len(table), dtype=bool)
    stages = {}
    for stage in map(str, Stage):
        reached = reached & (rng.random(len(table)) < rates[stage])
        stages[stage] = reached
    return keep_contract(pd.DataFrame(stages, index=table.index), FUNNEL)


def holdings(funnel: pd.DataFrame, segment: pd.Series, numbers: Numbers, rng: np.random.Generator) -> pd.DataFrame:
    """
    Draw the products of every household; who has drawn a line has a loan, who trades has the codes.

    Parameters
    ----------
    funnel
        Stages of the households.
    segment
        Segment of the households.
    numbers
        Numbers of the demo county.
    rng
        Random generator.

    Returns
    -------
    products
        Contract `PRODUCTS`.
    """
    said = numbers["holdings"]
    tie, close = numbers["holdings_tie"], rng.normal(size=len(funnel))  # who is close to the bank holds several
    own = {str(p): rng.normal(size=len(funnel)) for p in Product}
    held = {p: ndtr(tie * close + np.sqrt(1 - tie**2) * z) < said[p] for p, z in own.items()}
    drawn, trades = funnel["drawn"].to_numpy(), (segment == "trade").to_numpy()
    rest = max(said["loan"] - drawn.mean(), 0) / (1 - drawn.mean())
    held["loan"] = drawn | (rng.random(len(funnel)) < rest)
    held["merchant_qr"] = trades & (rng.random(len(funnel)) < said["merchant_qr"] / trades.mean())
    return keep_contract(pd.DataFrame(held, index=funnel.index), PRODUCTS)


def _rates(tier: NDArray[np.str_], by_tier: Numbers, stage: str) -> Array:
    return np.select([tier == t for t in "ABC"], [by_tier[t][stage] for t in "ABC"])

"""How many households live in each hamlet, street block and along the open road."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from gridplan.qinghe.parameters import Numbers
from gridplan.qinghe.settlements import Settlements

Array = NDArray[np.float64]
Ints = NDArray[np.int64]

#: A hamlet takes no more households than one on so many metres of road, both sides together.
LEAST_FRONT_M = 4.5


def households_of(
    people: Settlements, frontage_m: Array, numbers: Numbers, rng: np.random.Generator
) -> tuple[Ints, Ints]:
    """
    Share the households of villages and communities out to the places where they can live.

    Parameters
    ----------
    people
        Settlements with the households of each village and community.
    frontage_m
        Road that houses can stand on, by settlement: hamlets, street blocks, open country of each village.
    numbers
        Numbers of the demo county.
    rng
        Random generator.

    Returns
    -------
    settlement
        Settlement of each household.
    unit
        Unit of each, ascending.
    """
    hamlets, blocks, country = np.split(frontage_m, np.cumsum([len(people.hamlets), len(people.blocks.town)]))
    villages = len(country)
    strays = rng.binomial(people.village_hh, np.where(country > 0, numbers["households"]["stray_share"], 0.0))
    room = np.minimum(people.hamlet_hh, hamlets / LEAST_FRONT_M) + 1e-9 * people.hamlet_hh
    in_hamlet = _shared(people.village_hh - strays, people.hamlet_village, room, rng)
    busy = (blocks + 1e-9) * rng.gamma(20.0, size=len(blocks))
    in_block = _shared(people.blocks.households, people.blocks.community, busy, rng)
    number = np.concatenate([in_hamlet, in_block, strays])
    unit = np.concatenate([people.hamlet_village, np.arange(len(blocks)) + villages, np.arange(villages)])
    settlement = np.repeat(np.arange(len(number)), number)
    order = np.argsort(unit[settlement], kind="stable")
    return settlement[order], unit[settlement][order]


def _shared(totals: Ints, owner: Ints, weight: Array, rng: np.random.Generator) -> Ints:
    """Share each total among the places of its owner by weight; owners ascend."""
    bound = np.searchsorted(owner, np.arange(len(totals) + 1))
    parts = [slice(first, last) for first, last in pairwise(bound)]
    shares = [rng.multinomial(total, weight[p] / weight[p].sum()) for total, p in zip(totals, parts, strict=True)]
    return np.concatenate(shares)

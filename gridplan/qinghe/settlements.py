"""Where people settle: villages with their hamlets, street blocks, their land, and the roads between."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from gridplan.qinghe.bridges import choose_bridges
from gridplan.qinghe.communities import StreetBlocks, lay_blocks
from gridplan.qinghe.ground import Ground
from gridplan.qinghe.links import join_neighbours, lead_out, link_towns, open_passes, reach_places
from gridplan.qinghe.parameters import Numbers
from gridplan.qinghe.roads import RoadBook, open_book
from gridplan.qinghe.villages import choose_hamlets, choose_villages, share_land

Array = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Settlements:
    """
    Where people settle.

    Attributes
    ----------
    blocks
        Street blocks of the communities.
    villages
        Point of each village.
    village_hh
        Households of each village.
    lone
        Positions of the street plans of seats without a community; their villages come first.
    land
        Unit of every point of the mesh: villages first, then street blocks.
    hamlets
        Point of each hamlet.
    hamlet_village
        Village of each hamlet.
    hamlet_share
        Share of the households of its village.
    book
        The roads between all of them.
    bridges
        Edges of the mesh that are bridges.
    """

    blocks: StreetBlocks
    villages: Ints
    village_hh: Ints
    lone: Ints
    land: Ints
    hamlets: Ints
    hamlet_village: Ints
    hamlet_share: Array
    book: RoadBook
    bridges: Ints

    @property
    def hamlet_hh(self) -> Array:
        """
        Say how many households each hamlet is made for.

        Returns
        -------
        households
            Shape (hamlets,).
        """
        return np.asarray(self.village_hh[self.hamlet_village] * self.hamlet_share)

    @property
    def seat_hamlets(self) -> Ints:
        """
        Name the hamlets that are town seats without a community.

        Returns
        -------
        hamlets
            One a seat, in the order of `lone`.
        """
        return np.searchsorted(self.hamlet_village, np.arange(len(self.lone)))


def make_settlements(ground: Ground, numbers: Numbers, rng: np.random.Generator) -> Settlements:
    """
    Settle the county: main roads first, villages along them, then a way to every hamlet.

    Parameters
    ----------
    ground
        The ground.
    numbers
        Numbers of the demo county.
    rng
        Random generator.

    Returns
    -------
    settlements
        Villages, hamlets, street blocks, land and roads.
    """
    mesh, seats = ground.mesh, ground.seats
    rivers = [shapely.get_coordinates(river) for river in ground.terrain.rivers]
    bridges = choose_bridges(mesh, mesh.xy[seats], rivers, ground.waters.wet_edges, numbers)
    book = open_book(mesh, bridges, ground.waters, numbers, rng)
    link_towns(book, seats, numbers)
    open_passes(book, ground.terrain.passes)
    lead_out(book, numbers)
    community_hh, village_hh = (
        counts(numbers["households"][key], n, rng)
        for key, n in (
            ("per_community", numbers["county"]["communities"]),
            ("per_village", numbers["county"]["villages"]),
        )
    )
    blocks = lay_blocks(mesh, community_hh, numbers)
    lone = np.setdiff1d(np.arange(len(seats)), blocks.town)
    attractive = np.vstack([mesh.xy[book.nodes()], shapely.get_coordinates(ground.waters.streams)])
    villages = choose_villages(mesh, attractive, seats[lone], book.reachable(), numbers, rng)
    village_hh = _largest_first(village_hh, len(lone), rng)
    land = share_land(mesh, villages, lone, blocks.of_point)
    main = np.where(
        np.arange(len(villages)) < len(lone), *(numbers["hamlets"][key] for key in ("seat_share", "main_share"))
    )
    hamlets, village, share = choose_hamlets(mesh, villages, land, village_hh, main, numbers, rng)
    reach_places(book, ground.banks, "tertiary", batches=1)
    reach_places(book, villages, "tertiary", batches=5)
    join_neighbours(book, villages, numbers)
    reach_places(book, hamlets, "unclassified", batches=3)
    return Settlements(blocks, villages, village_hh, lone, land, hamlets, village, share, book, bridges)


def counts(said: Numbers, number: int, rng: np.random.Generator) -> Ints:
    """
    Draw numbers of households.

    Parameters
    ----------
    said
        `mean`, `sigma` and `clip` of a lognormal.
    number
        How many.
    rng
        Random generator.

    Returns
    -------
    counts
        Whole numbers whose mean is the wanted one, each within the clip.
    """
    drawn = np.exp(rng.normal(0, said["sigma"], number))
    for _ in range(4):
        drawn = np.clip(drawn * said["mean"] / drawn.mean(), *said["clip"])
    return np.round(drawn).astype(np.int64)


def _largest_first(households: Ints, number: int, rng: np.random.Generator) -> Ints:
    """Size the villages: those at town seats, which come first, are the largest; the others in any order."""
    down = np.sort(households)[::-1]
    return np.concatenate([down[:number], rng.permutation(down[number:])])

"""Villages that are known by name and town alone get a likely place among the people of their town."""

from __future__ import annotations

import warnings

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.cluster.vq import kmeans2

from gridplan.model.words import UnitType
from gridplan.planning.estimates.households import sample_cells

#: Points drawn for each village before they are clustered.
SAMPLES = 200
#: How residents' committees of towns are told from villagers' committees by name.
COMMUNITY_WORDS = "居委会|社区|街道"


def place_villages(
    villages: pd.DataFrame, towns: gpd.GeoDataFrame, cells: gpd.GeoDataFrame, *, rng: np.random.Generator
) -> gpd.GeoDataFrame:
    """
    Put the villages of each town at the centres of its people; communities stand nearest to the seat.

    The people of a town are drawn from the population cells and clustered (k-means) into as many groups as
    it has villages. Which village stands at which centre is a guess: every row is labelled estimated.

    Parameters
    ----------
    villages
        Indexed by village code, with `name` and `town`.
    towns
        Town polygons indexed by town name, with the seat as `seat_x`, `seat_y`; metric CRS.
    cells
        Polygons with `weight`; same CRS.
    rng
        Random generator.

    Returns
    -------
    points
        One point a village of a known town, with `name`, `town`, `type` and `estimated`.
    """
    parts = [
        _place(villages[villages["town"] == town], towns.loc[town], cells, rng)
        for town in sorted(towns.index)
        if (villages["town"] == town).any()
    ]
    return gpd.GeoDataFrame(pd.concat(parts))


def _place(
    villages: pd.DataFrame, town: pd.Series, cells: gpd.GeoDataFrame, rng: np.random.Generator
) -> gpd.GeoDataFrame:
    seat = np.array([town["seat_x"], town["seat_y"]])
    centres = _centres(_people(cells, town["geometry"], rng, SAMPLES * len(villages)), len(villages), rng)
    centres = centres[np.argsort(np.hypot(*(centres - seat).T), kind="stable")]
    urban = villages["name"].str.contains(COMMUNITY_WORDS)
    ordered = villages.assign(urban=urban).sort_values(["urban", "name"], ascending=[False, True])
    kinds = ordered["urban"].map({True: str(UnitType.COMMUNITY), False: str(UnitType.VILLAGE)})
    return gpd.GeoDataFrame(
        {"name": ordered["name"], "town": ordered["town"], "type": kinds, "estimated": True},
        geometry=gpd.points_from_xy(*centres.T),
        crs=cells.crs,
    )


def _people(cells: gpd.GeoDataFrame, area: object, rng: np.random.Generator, n: int) -> NDArray[np.float64]:
    inside = cells[cells.intersects(area) & (cells["weight"] > 0)]
    if inside.empty:
        inside = gpd.GeoDataFrame({"weight": [1.0]}, geometry=[area], crs=cells.crs)
    whole = inside.area
    clipped = inside.clip(area)
    share = clipped.area / whole.loc[clipped.index]
    return sample_cells(clipped.assign(weight=clipped["weight"] * share), n, rng)


def _centres(xy: NDArray[np.float64], k: int, rng: np.random.Generator) -> NDArray[np.float64]:
    with warnings.catch_warnings():
        # an empty cluster keeps its first place, which is a place of people too
        warnings.simplefilter("ignore", UserWarning)
        return np.asarray(kmeans2(xy, k, minit="++", rng=rng)[0])

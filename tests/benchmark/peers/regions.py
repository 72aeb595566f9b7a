"""Regions by spopt, none of which asks for p regions of like load; Max-p asks for a least load."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
from libpysal.weights import W
from spopt.region import AZP, MaxPHeuristic, RegionKMeansHeuristic, Skater, WardSpatial

PLACE = ["x", "y"]
SEEDS = range(1, 11)


def ward(instance):
    frame, around = _laid_out(instance)
    yield _solved(WardSpatial(frame, around, PLACE, n_clusters=instance["p"]))


def region_means(instance):
    frame, around = _laid_out(instance)
    for seed in SEEDS:
        yield _solved(RegionKMeansHeuristic(frame[PLACE].to_numpy(), instance["p"], around, seed=seed))


def azp(instance):
    frame, around = _laid_out(instance)
    for seed in SEEDS:
        yield _solved(AZP(frame, around, PLACE, n_clusters=instance["p"], random_state=seed))


def skater(instance):
    frame, around = _laid_out(instance)
    yield _solved(Skater(frame, around, PLACE, n_clusters=instance["p"]))


def max_p(instance):
    frame, around = _laid_out(instance)
    least = frame["load"].sum() / instance["p"] * (1 - instance["tolerance"][0])
    for seed in SEEDS:
        np.random.seed(seed)  # noqa: NPY002 # the only seed that it knows
        yield _solved(MaxPHeuristic(frame, around, PLACE, "load", least, max_iterations_construction=10))


def _solved(model):
    model.solve()
    return model.labels_


def _laid_out(instance):
    xy, load = np.array(instance["xy"]), np.array(instance["weights"])[:, 0]
    around = {unit: [] for unit in range(len(xy))}
    for a, b in instance["edges"]:
        around[a].append(b)
        around[b].append(a)
    table = {"x": xy[:, 0], "y": xy[:, 1], "load": load}
    return gpd.GeoDataFrame(table, geometry=gpd.points_from_xy(*xy.T)), W(around, silence_warnings=True)

"""Every cut of a few units, for comparison."""

import math

import numpy as np


def small_county(seed, n=8, weights=1):
    rng = np.random.default_rng(seed)
    xy = rng.random((n, 2))
    cost = np.linalg.norm(xy[:, None] - xy, axis=2) ** rng.integers(1, 3) * (rng.random(n)[:, None] + 0.1)
    near = {(min(a, b), max(a, b)) for a in range(n) for b in np.argsort(cost[:, a])[1:3]}
    return cost, rng.integers(1, 9, (n, weights)).astype(float), np.array(sorted(near))


def partitions(n, grids):
    """All labels of n units, each set of grids once."""

    def grow(label, used):
        if len(label) == n:
            if used == grids:
                yield np.array(label)
            return
        for grid in range(min(used + 1, grids)):
            yield from grow([*label, grid], max(used, grid + 1))

    yield from grow([0], 1)


def whole(label, pairs):
    root = list(range(len(label)))
    for _ in root:
        for a, b in pairs:
            if label[a] == label[b]:
                root[a] = root[b] = min(root[a], root[b])
    return all(len({root[i] for i in np.flatnonzero(label == grid)}) == 1 for grid in np.unique(label))


def cost_of(label, cost):
    grids = (np.flatnonzero(label == grid) for grid in np.unique(label))
    return sum(cost[np.ix_(units, units)].sum(axis=0).min() for units in grids)


def excess_of(label, load, limits):
    loads = np.array([load[label == grid].sum(axis=0) for grid in np.unique(label)])
    return (np.maximum(loads - limits[1], 0) + np.maximum(limits[0] - loads, 0)) / limits.mean(axis=0)


def wished(label, fixed):
    units = np.flatnonzero(fixed >= 0)
    same = label[units][:, None] == label[units]
    return (same == (fixed[units][:, None] == fixed[units])).all()


def best_of_all(cost, load, limits, pairs, grids, fixed=None):
    best = (math.inf, math.inf)
    for label in partitions(len(cost), grids):
        if whole(label, pairs) and (fixed is None or wished(label, fixed)):
            best = min(best, (round(excess_of(label, load, limits).sum(), 9), cost_of(label, cost)))
    return best

"""Gerrychain: a random spanning tree, cut where one grid's load hangs; then two grids at a time drawn anew."""

from __future__ import annotations

import math
from functools import partial

import networkx as nx
import numpy as np
from gerrychain import Graph, Partition
from gerrychain.constraints import contiguous, within_percent_of_ideal_population
from gerrychain.optimization import SingleMetricOptimizer
from gerrychain.proposals import recom
from gerrychain.tree import recursive_tree_part
from gerrychain.updaters import Tally

SEEDS = range(1, 11)
#: Steps of a burst, and bursts.
BURST, BURSTS = 10, 300


def tree(instance):
    graph, target = _laid_out(instance)
    for seed in SEEDS:
        yield _labels(_cut(instance, graph, target, seed))


def bursts(instance):
    """Keep the most compact grids of short walks, as its authors advise where something is to be made small."""
    graph, target = _laid_out(instance)
    tolerance = instance["tolerance"][0]
    start = Partition(graph, _cut(instance, graph, target, 1), {"load": Tally("load", alias="load")})
    proposal = partial(recom, pop_col="load", pop_target=target, epsilon=tolerance, node_repeats=1)
    constraints = [contiguous, within_percent_of_ideal_population(start, tolerance, pop_key="load")]
    metric = partial(_moment, np.array(instance["xy"]), np.array(instance["weights"])[:, 0], instance["p"])
    search = SingleMetricOptimizer(proposal, constraints, start, metric, maximize=False, rng=1)
    for _ in search.short_bursts(BURST, BURSTS):
        pass
    yield _labels(search.best_part.assignment)


def _laid_out(instance):
    drawn = nx.Graph()
    drawn.add_nodes_from((unit, {"load": weights[0]}) for unit, weights in enumerate(instance["weights"]))
    drawn.add_edges_from(instance["edges"])
    return Graph.from_networkx(drawn), math.fsum(weights[0] for weights in instance["weights"]) / instance["p"]


def _cut(instance, graph, target, seed):
    return recursive_tree_part(graph, range(instance["p"]), target, "load", instance["tolerance"][0], rng=seed)


def _moment(xy, load, grids, partition):
    label = np.array(_labels(partition.assignment))
    total = np.bincount(label, load, grids)
    middle = np.column_stack([np.bincount(label, load * axis, grids) / total for axis in xy.T])
    return float((load * ((xy - middle[label]) ** 2).sum(axis=1)).sum())


def _labels(assignment):
    return [assignment[unit] for unit in range(len(assignment))]

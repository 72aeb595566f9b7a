"""METIS: few cut edges, contiguous, one weight balanced; several weights are added up, as its Python side takes one."""

from __future__ import annotations

import itertools

import numpy as np
import pymetis

#: Thousandths by which the heaviest grid may be above the mean; METIS has no lower limit, so tighter ones are tried.
IMBALANCES = (48, 30, 15)
SEEDS = range(1, 11)
#: Weights are whole numbers to METIS; a mean unit weighs so much.
WHOLE = 1000


def metis(instance):
    around = [[] for _ in instance["xy"]]
    for a, b in instance["edges"]:
        around[a].append(b)
        around[b].append(a)
    weights = np.array(instance["weights"])
    loads = np.maximum(1, (weights / weights.mean(axis=0)).mean(axis=1) * WHOLE).round().astype(int).tolist()
    for seed, imbalance in itertools.product(SEEDS, IMBALANCES):
        options = pymetis.Options(ufactor=imbalance, ncuts=1, seed=seed, contig=1)
        yield pymetis.part_graph(instance["p"], around, vweights=loads, recursive=False, options=options)[1]

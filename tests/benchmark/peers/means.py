"""k-means-constrained: it balances points, so a unit stands for as many points as it has loads of a few households."""

from __future__ import annotations

import numpy as np
from k_means_constrained import KMeansConstrained

#: Points of a mean unit: the finer, the better the balance and the longer the run.
POINTS = 4
SEEDS = range(1, 11)


def means(instance):
    load = np.array(instance["weights"])[:, 0]
    copies = np.maximum(1, np.round(load / load.mean() * POINTS)).astype(int)
    unit = np.repeat(np.arange(len(load)), copies)
    points = np.array(instance["xy"])[unit]
    mean, share = len(points) / instance["p"], instance["tolerance"][0]
    low, high = int(np.ceil(mean * (1 - share))), int(np.floor(mean * (1 + share)))
    for seed in SEEDS:
        model = KMeansConstrained(instance["p"], size_min=low, size_max=high, n_init=1, max_iter=20, random_state=seed)
        votes = np.zeros((len(load), instance["p"]))
        np.add.at(votes, (unit, model.fit_predict(points)), 1)
        yield votes.argmax(axis=1)

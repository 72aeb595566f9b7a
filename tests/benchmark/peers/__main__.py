"""`python -m tests.benchmark.peers METHOD FILE`: the best of another library's plans and their CPU seconds, as JSON."""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import resource
import sys
import time
import warnings
from pathlib import Path

from tests.benchmark.scoring import score

MODULES = {
    "metis": "metis", "tree": "chains", "bursts": "chains", "means": "means", "ward": "regions",
    "region_means": "regions", "skater": "regions", "azp": "regions", "max_p": "regions",
}  # fmt: skip
#: No further seed is begun once the former have taken so long; of the first seeds only where none is left for it.
ENOUGH_S, MOST_S = 15.0, 45.0
#: Seeds that are told one by one, and tries a seed where they are more than one.
TOLD, TRIES = 3, {"metis": 3}
KILOBYTE = 1024


def main() -> None:
    method, file = sys.argv[1:]
    instance = json.loads(Path(file).read_text(encoding="utf-8"))
    warnings.simplefilter("ignore")
    with contextlib.redirect_stdout(io.StringIO()):
        peer = getattr(importlib.import_module(f"tests.benchmark.peers.{MODULES[method]}"), method)
        plans, seconds = _plans(peer(instance), TRIES.get(method, 1))
    told = {"labels": _best(instance, plans), "seconds": seconds, "tries": len(plans)}
    told["seeds"] = [_seed(instance, mine) for mine in _by_seed(plans, TRIES.get(method, 1))]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KILOBYTE
    sys.stdout.write(json.dumps(told | {"peak": peak}))


def _plans(tries, per_seed):
    """Take one plan after the other until they end or enough time is spent."""
    plans, seconds = [], 0.0
    while seconds < ENOUGH_S or (len(plans) < TOLD * per_seed and seconds * (1 + 1 / len(plans)) < MOST_S):
        start = time.process_time()
        labels = next(tries, None)
        if labels is None:
            break
        seconds += time.process_time() - start
        plans.append([int(label) for label in labels])
    return plans, seconds


def _by_seed(plans, per_seed):
    return [plans[start : start + per_seed] for start in range(0, min(len(plans), TOLD * per_seed), per_seed)]


def _best(instance, plans):
    return min(plans, key=lambda labels: _worth(instance, labels))


def _seed(instance, plans):
    told = score(instance, _best(instance, plans))
    return {"feasible": told.feasible, "moment": told.moment}


def _worth(instance, labels):
    """Prefer what is in one piece and within tolerance, then what is compact; of the others what is least out."""
    told = score(instance, labels)
    out = 0.0 if told.feasible else told.imbalance
    return not told.feasible, told.grids != instance["p"], told.broken, out, told.moment


if __name__ == "__main__":
    main()

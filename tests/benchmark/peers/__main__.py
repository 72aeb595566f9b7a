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
#: No further seed is begun once the former have taken so long.
ENOUGH_S = 15.0
KILOBYTE = 1024


def main() -> None:
    method, file = sys.argv[1:]
    instance = json.loads(Path(file).read_text(encoding="utf-8"))
    warnings.simplefilter("ignore")
    with contextlib.redirect_stdout(io.StringIO()):
        peer = getattr(importlib.import_module(f"tests.benchmark.peers.{MODULES[method]}"), method)
        plans, seconds = _plans(peer(instance))
    told = {"labels": min(plans, key=lambda labels: _worth(instance, labels)), "seconds": seconds, "tries": len(plans)}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KILOBYTE
    sys.stdout.write(json.dumps(told | {"peak": peak}))


def _plans(tries):
    """Take one plan a seed until they end or enough time is spent."""
    plans, seconds = [], 0.0
    while seconds < ENOUGH_S:
        start = time.process_time()
        labels = next(tries, None)
        if labels is None:
            break
        seconds += time.process_time() - start
        plans.append([int(label) for label in labels])
    return plans, seconds


def _worth(instance, labels):
    """Prefer what is in one piece and within tolerance, then what is compact; of the others what is least out."""
    told = score(instance, labels)
    out = 0.0 if told.feasible else told.imbalance
    return not told.feasible, told.grids != instance["p"], told.broken, out, told.moment


if __name__ == "__main__":
    main()

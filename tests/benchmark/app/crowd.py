"""Many sessions at once, without a browser: each asks for another indicator, reads, thinks, and asks again."""

from __future__ import annotations

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from tests.attack.wire import App, stream

SESSIONS, THINK_S = 30, 15.0
INDICATORS = ("spatial_coverage_hh_road", "penetration", "filing_rate", "credit_granted_rate")


def crowd(app: App, seconds: float) -> float:
    """Let them work; tell the 95th percentile of all answers, seconds."""
    until, taken, lock = time.monotonic() + seconds, [], threading.Lock()

    def person(number: int) -> None:
        dice = random.Random(number)  # noqa: S311 - nothing is kept secret by it
        time.sleep(dice.uniform(0, THINK_S))
        with stream(app) as page:
            page.run("coverage", query="role=regional_manager")
            while time.monotonic() < until:
                time.sleep(dice.uniform(0.5, 1.5) * THINK_S)
                began = time.perf_counter()
                page.run("coverage", query=f"role=regional_manager&indicator={dice.choice(INDICATORS)}")
                with lock:
                    taken.append(time.perf_counter() - began)

    with ThreadPoolExecutor(SESSIONS) as people:
        list(people.map(person, range(SESSIONS)))
    return float(np.percentile(taken, 95))

"""Twenty processes that write a little now and then: hardly anybody waits."""

import pytest

from tests.faults.crowd import Crowd, send_all
from tests.faults.figures import keep

#: Milliseconds in which 99 of 100 answers come.
GOALS = {"sqlite": 300, "postgres": 100}


@pytest.mark.faults
def test_twenty_writers_near_idle(database):
    name = "sqlite" if database.is_sqlite else "postgres"
    report = send_all(database, Crowd(officers=20, visits=60, pause_s=1.0))
    keep(f"small_writers_{name}", report.figures)
    assert report.errors == []
    assert report.figures["p99_ms"] < GOALS[name]

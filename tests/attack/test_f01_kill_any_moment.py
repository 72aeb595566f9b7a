"""F01: kill -9 at any moment damages nothing and loses nothing that was acknowledged."""

from __future__ import annotations

import pytest

from tests.faults.figures import keep
from tests.faults.killing import kill_trials, warm
from tests.faults.kinds import KINDS
from tests.faults.town import lay_ground

FEW, MANY = 2, 200


@pytest.fixture(scope="module")
def server(tmp_path_factory, planned):
    where = tmp_path_factory.mktemp("killed")
    lay_ground(where, planned)
    with warm(where) as server:
        yield server


@pytest.mark.parametrize("kind", KINDS)
def test_f01_a_few_kills(server, kind):
    report = kill_trials(server, kind, FEW)
    assert report.faults == []
    assert report.trials == FEW


@pytest.mark.faults
@pytest.mark.parametrize("kind", KINDS)
def test_f01_two_hundred_kills(server, kind):
    report = kill_trials(server, kind, MANY, seed=2)
    keep(f"kill_{kind}", vars(report))
    assert report.faults == []
    assert report.killed > MANY / 2

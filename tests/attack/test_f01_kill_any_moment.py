"""F01: kill -9 at any moment damages nothing and loses nothing that was acknowledged."""

from __future__ import annotations

import pytest

from tests.faults.figures import keep
from tests.faults.killing import kill_trials
from tests.faults.kinds import KINDS

FEW, MANY = 2, 200


@pytest.mark.parametrize("kind", KINDS)
def test_f01_a_few_kills(trials, kind):
    report = kill_trials(trials, kind, FEW)
    assert report.faults == []
    assert report.trials == FEW


@pytest.mark.faults
@pytest.mark.parametrize("kind", KINDS)
def test_f01_two_hundred_kills(trials, kind):
    report = kill_trials(trials, kind, MANY, seed=2)
    keep(f"kill_{kind}", vars(report))
    assert report.faults == []
    assert report.killed > MANY / 2

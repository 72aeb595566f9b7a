"""F02: a disk that is full at any step gives a message and exit 5; the old state stands, nothing lies about."""

from __future__ import annotations

import pytest

from tests.faults.figures import keep
from tests.faults.full_disk import full_disk_trials, small_disk
from tests.faults.kinds import KINDS

FEW, MANY = 2, 40


@pytest.fixture
def disk(tmp_path):
    with small_disk(tmp_path / "disk") as disk:
        if disk is None:
            pytest.skip("only root may mount a disk in memory")
        yield disk


@pytest.mark.parametrize("kind", KINDS)
def test_f02_a_full_disk_now_and_then(trials, disk, kind):
    report = full_disk_trials(trials, kind, disk, FEW)
    assert report.faults == []
    assert report.refused


@pytest.mark.faults
@pytest.mark.parametrize("kind", KINDS)
def test_f02_a_full_disk_at_every_step(trials, disk, kind):
    report = full_disk_trials(trials, kind, disk, MANY)
    keep(f"full_disk_{kind}", vars(report) | {"messages": sorted(report.messages)})
    assert report.faults == []
    assert report.refused > 1

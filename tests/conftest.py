"""Fixtures that every room shares: the tiny town and the real places."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import Phase, settings

from gridplan.model.inputs import Inputs
from gridplan.model.plan import Plan
from tests.postgres.fixtures import database, door, empty_file, server
from tests.town import tiny_town
from tests.town.planned import plan_town

__all__ = ["database", "door", "empty_file", "server"]

#: The same examples on every run, so that no build fails by chance; `HYPOTHESIS=explore` looks for new ones.
_PHASES = set(Phase) - {Phase.explain}
settings.register_profile("house", max_examples=25, deadline=None, phases=_PHASES, derandomize=True)
settings.register_profile("explore", max_examples=100, deadline=None, phases=_PHASES)
settings.load_profile(os.environ.get("HYPOTHESIS", "house"))


@pytest.fixture(scope="session")
def town() -> Inputs:
    return tiny_town()


@pytest.fixture(scope="session")
def planned() -> Plan:
    return plan_town()


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real places lie beside the repository or where GRIDPLAN_PLACES points; nothing of them is committed."""
    beside = Path(__file__).parents[2] / "shared"
    folder = Path(os.environ.get("GRIDPLAN_PLACES", beside))
    if not (folder / "areas").is_dir():
        pytest.skip("needs the real places, which are not part of the repository")
    return folder

"""The seeded bank and the app on it, once for all attacks."""

from __future__ import annotations

from pathlib import Path

import pytest

from gridplan.access.scope import Scope
from tests.app.looking import CHROMIUM, open_browser
from tests.attack.hostile import hostile_county
from tests.attack.seeded import Bank, seed
from tests.attack.wire import serve
from tests.faults.killing import warm
from tests.faults.town import lay_ground


@pytest.fixture(scope="session")
def bank(tmp_path_factory) -> Bank:
    return seed(tmp_path_factory.mktemp("attack") / "bank")


@pytest.fixture(scope="session")
def app(bank, tmp_path_factory):
    with serve(bank.workspace.path, tmp_path_factory.mktemp("log") / "app.log") as running:
        yield running


@pytest.fixture(scope="session")
def hostile(tmp_path_factory):
    return hostile_county(tmp_path_factory.mktemp("hostile") / "town")


@pytest.fixture(scope="session")
def hostile_app(hostile, tmp_path_factory):
    with serve(hostile.path, tmp_path_factory.mktemp("log") / "app.log") as running:
        yield running


@pytest.fixture(scope="session")
def cookies(bank: Bank) -> dict[str, str]:
    """One open session for everybody."""
    return {name: bank.session_of(name) for name in bank.scopes}


@pytest.fixture
def newcomer(bank: Bank, request):
    """A fresh account and its session, for a test that spoils it."""

    def made(scope: Scope) -> tuple[str, str]:
        name = f"new-{len(seen)}-{abs(hash(request.node.name))}"[:40]
        seen.append(name)
        return bank.newcomer(name, scope), bank.session_of(name)

    seen: list[str] = []
    return made


@pytest.fixture(scope="session")
def trials(tmp_path_factory, planned):
    """The process that forks what is killed, and what finds the disk full."""
    where = tmp_path_factory.mktemp("trials")
    lay_ground(where, planned)
    with warm(where) as server:
        yield server


# a browser that stays open keeps a loop and a thread in this process; most other tests must find neither
@pytest.fixture(scope="module")
def browser():
    if not Path(CHROMIUM).exists():
        pytest.skip("needs Chromium; `make browser` installs it")
    with open_browser() as opened:
        yield opened

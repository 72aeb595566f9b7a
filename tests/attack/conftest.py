"""The seeded bank and the app on it, once for all attacks."""

from __future__ import annotations

import pytest

from tests.attack.seeded import PASSWORD, Bank, seed
from tests.attack.wire import App, serve


@pytest.fixture(scope="session")
def bank(tmp_path_factory) -> Bank:
    return seed(tmp_path_factory.mktemp("attack") / "bank")


@pytest.fixture(scope="session")
def app(bank, tmp_path_factory):
    with serve(bank.workspace.path, tmp_path_factory.mktemp("log") / "app.log") as running:
        yield running


@pytest.fixture(scope="session")
def cookies(app: App, bank: Bank) -> dict[str, str]:
    """One open session for everybody."""
    return {name: app.sign_in(name, PASSWORD) for name in bank.scopes}

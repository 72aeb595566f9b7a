"""A bank with two accounts, a demo county and a county without accounts."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from gridplan.access.accounts import create_account
from gridplan.storage.database.engine import open_database
from gridplan.web.site import Site
from tests.unit.web.doors import NAMES, OWN, PASSWORD, client, found


@pytest.fixture(scope="session")
def bank(tmp_path_factory) -> Site:
    site = found(tmp_path_factory.mktemp("door") / "bank")
    with open_database(site.folder).writing() as connection:
        for name, (role, branches) in NAMES.items():
            create_account(
                connection, name=name, password=PASSWORD, role=role, branch_ids=branches, now=datetime.now(UTC)
            )
    return site


@pytest.fixture
def demo(tmp_path) -> Site:
    return found(tmp_path / "demo", synthetic=True)


@pytest.fixture
def empty(tmp_path) -> Site:
    return found(tmp_path / "empty")


@pytest.fixture
def door(bank):
    return client(bank)


@pytest.fixture
def signed_in(door):
    answer = door.post("/sign-in", data={"name": "head.b1", "password": PASSWORD}, headers=OWN)
    assert answer.status_code == 303
    return door

"""S36: with a wrong or missing key nothing is read or written (exit 3); after a rotation every row is readable."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime

import pandas as pd
import pytest

from gridplan.access.keys import KeyRing, create_keys, read_keys, replace_keys
from gridplan.access.persons import open_persons, person_search, reseal_persons, seal_persons
from gridplan.access.scope import OPERATOR
from gridplan.errors import KeyMissingError
from gridplan.storage.database import persons as rows
from gridplan.workspace import keys
from gridplan.workspace.opening import Workspace

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


@pytest.fixture
def people():
    number = range(200)
    told = {"holder": "某", "id_card": None, "phone": [f"1990000{n:04}" for n in number], "consent": None}
    return pd.DataFrame(told | {"consent_valid": False}, index=[f"H{n:03}" for n in number])


@pytest.fixture
def file(tmp_path):
    return tmp_path / "gridplan.key"


@pytest.fixture
def sealed(database, file, people):
    with database.writing() as connection:
        rows.store_persons(connection, seal_persons(create_keys(file), people), now=NOW)
    return database


def test_s36_every_row_is_readable_after_a_rotation(sealed, file, people):
    ring = read_keys(file).rotated()
    # the new key is on the disk before any row needs it, the old one until no row does
    replace_keys(file, ring)
    with sealed.writing() as connection:
        rows.reseal_persons(connection, reseal_persons(ring, rows.read_persons(connection, past=True)))
    replace_keys(file, KeyRing((ring.current,)))
    with sealed.reading() as connection:
        opened = open_persons(read_keys(file), rows.read_persons(connection))
        found = rows.find_persons(connection, "phone_x", person_search(read_keys(file), "phone", "19900000007"))
    assert opened["phone"].tolist() == people["phone"].tolist()
    assert found == ["H007"]


def test_s36_a_wrong_key_is_refused_before_anything_is_written(sealed, file, tmp_path):
    other = create_keys(tmp_path / "other.key")
    with pytest.raises(KeyMissingError) as refusal:
        other.require(read_keys(file).fingerprint())
    assert refusal.value.exit_code == 3
    with sealed.reading() as connection, pytest.raises(KeyMissingError):
        open_persons(other, rows.read_persons(connection))


def test_s36_a_missing_key_is_refused(tmp_path):
    with pytest.raises(KeyMissingError) as refusal:
        read_keys(tmp_path / "gone.key")
    assert refusal.value.exit_code == 3


@pytest.fixture
def workspace(database, tmp_path, monkeypatch):
    (tmp_path / "gridplan.toml").write_text('name = "小镇"\n', encoding="utf-8")
    if not database.is_sqlite:
        monkeypatch.setenv("GRIDPLAN_DATABASE", database.url.render_as_string(hide_password=False))
    return Workspace.open(tmp_path)


def _at_once(monkeypatch, step, work):
    """Let two do a work at once; before a step of it each waits for the other, as long as that can be."""
    both, go_on = threading.Barrier(2), getattr(keys, step)

    def together(*told):
        with suppress(threading.BrokenBarrierError):
            both.wait(timeout=0.5)
        return go_on(*told)

    monkeypatch.setattr(keys, step, together)
    with ThreadPoolExecutor(2) as pool:
        return [done.result() for done in [pool.submit(work), pool.submit(work)]]


def test_s36_two_changes_at_once_lose_no_key(workspace, file, people, monkeypatch):
    with workspace.database.writing() as connection:
        ring = keys.open_keys(OPERATOR, workspace, connection)
        rows.store_persons(connection, seal_persons(ring, people), now=NOW)
    _at_once(monkeypatch, "replace_keys", lambda: keys.change_key(OPERATOR, workspace, now=NOW))
    assert len(read_keys(file).keys) == 3
    with workspace.database.reading() as connection:
        ring = keys.open_keys(OPERATOR, workspace, connection)
        assert open_persons(ring, rows.read_persons(connection))["phone"].tolist() == people["phone"].tolist()


def test_s36_two_first_imports_at_once_make_one_key(workspace, file, monkeypatch):
    def first():
        with workspace.database.writing() as connection:
            return keys.open_keys(OPERATOR, workspace, connection)

    assert _at_once(monkeypatch, "create_keys", first) == [read_keys(file)] * 2

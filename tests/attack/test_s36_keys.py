"""S36: with a wrong or missing key nothing is read or written (exit 3); after a rotation every row is readable."""

from datetime import UTC, datetime

import pandas as pd
import pytest

from gridplan.access.keys import KeyRing, create_keys, read_keys, replace_keys
from gridplan.access.persons import open_persons, person_search, reseal_persons, seal_persons
from gridplan.errors import KeyMissingError
from gridplan.storage.database import persons as rows

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

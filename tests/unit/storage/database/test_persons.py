from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest

from gridplan.storage.database.persons import (
    COLUMNS,
    find_persons,
    purge_persons,
    read_persons,
    reseal_persons,
    store_persons,
)

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def _person(household, nonce=b"1", digest=b"d"):
    sealed = [nonce + b"name", nonce + b"card", None]
    return [household, *sealed, b"card of " + household.encode(), None, "2026-01-01", True, digest]


def _store(database, *persons, now=NOON):
    with database.writing() as connection:
        return store_persons(connection, pd.DataFrame(persons, columns=COLUMNS), now=now)


@pytest.fixture
def stored(database):
    assert _store(database, _person("h1"), _person("h2")) == (2, 0)
    return database


def _read(database, *said, **more):
    with database.reading() as connection:
        return read_persons(connection, *said, **more)


def test_persons_come_back_sealed(stored):
    row = _read(stored, ["h1"]).iloc[0]
    assert [row[name] for name in COLUMNS] == _person("h1")


def test_another_ciphertext_of_the_same_person_is_no_change(stored):
    assert _store(stored, _person("h1", b"2"), _person("h2", b"2", b"e"), now=NOON + timedelta(1)) == (1, 1)
    assert _read(stored)["holder_c"].tolist() == [b"1name", b"2name"]
    assert len(_read(stored, past=True)) == 3


def test_a_person_is_found_by_index_alone(stored):
    with stored.reading() as connection:
        assert find_persons(connection, "id_card_x", [b"card of h2", b"other"]) == ["h2"]
        assert find_persons(connection, "phone_x", [b"card of h2"]) == []


def test_persons_are_sealed_anew_in_place(stored):
    persons = _read(stored, past=True).assign(holder_c=b"3name", digest=b"n")
    with stored.writing() as connection:
        reseal_persons(connection, persons)
    again = _read(stored)
    assert set(again["holder_c"]) == {b"3name"}
    assert again["phone_c"].isna().all()


def test_a_purged_person_is_gone_with_its_past(stored):
    _store(stored, _person("h1", digest=b"e"), _person("h2"), now=NOON + timedelta(1))
    with stored.writing() as connection:
        assert purge_persons(connection, ["h1", "nobody"]) == 2
    assert _read(stored, past=True)["household_id"].tolist() == ["h2"]

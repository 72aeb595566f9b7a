from datetime import UTC, datetime

import pytest
from geopandas.testing import assert_geodataframe_equal
from pandas.testing import assert_frame_equal

from gridplan.model.tables import CONTRACTS, SPATIAL, keep_contract
from gridplan.storage.database import cache
from gridplan.storage.database.batches import new_batch
from gridplan.storage.database.cache import LARGE, load_cached
from gridplan.storage.database.tables import load_tables, store_tables

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def tables(town):
    inputs = town.map_spatial(lambda table: table.to_crs("EPSG:4326"))
    return {name: keep_contract(getattr(inputs, name), schema) for name, schema in CONTRACTS.items()}


def _bring(database, tables):
    with database.writing() as connection:
        batch = new_batch(connection, at=NOON, account="b1", files={}, rows={})
        store_tables(connection, tables, batch_id=batch, now=NOON)


def _cached(database, names=tuple(CONTRACTS)):
    with database.reading() as connection:
        return load_cached(connection, database.folder, names)


def _files(database):
    return {path.name.split("-")[0]: path for path in (database.folder / "cache").glob("*")}


def _same(database, found):
    with database.reading() as connection:
        expected = load_tables(connection)
    for name, table in found.items():
        (assert_geodataframe_equal if name in SPATIAL else assert_frame_equal)(table, expected[name])


def test_the_cache_says_what_the_database_says(database, tables, monkeypatch):
    lost = tables["households"].copy()
    lost.loc[["h003"], "geometry"] = None
    _bring(database, tables | {"households": lost})
    _same(database, _cached(database))
    assert set(_files(database)) == set(LARGE)
    monkeypatch.setattr(cache, "load_tables", None)
    again = _cached(database, LARGE)
    _same(database, again)


def test_an_empty_database_has_empty_tables(database):
    _same(database, _cached(database))
    _same(database, _cached(database))


def test_a_later_import_is_read_and_the_older_copy_dropped(database, tables):
    _bring(database, tables)
    _cached(database)
    _bring(database, {"households": tables["households"].iloc[1:]})
    assert len(_cached(database)["households"]) == len(tables["households"]) - 1
    assert len(list((database.folder / "cache").iterdir())) == len(LARGE)


@pytest.mark.parametrize("harm", [lambda b: b[:-9], lambda b: b[:0], lambda b: b[:200] + b"\x00\xff\x00" + b[203:]])
def test_a_damaged_cache_is_made_anew(database, tables, harm):
    _bring(database, tables)
    _cached(database)
    file = _files(database)["households"]
    whole = file.read_bytes()
    file.write_bytes(harm(whole))
    _same(database, _cached(database))
    assert file.read_bytes() == whole


def test_a_folder_that_takes_no_files_costs_no_answer(database, tables):
    _bring(database, tables)
    (database.folder / "cache").write_text("in the way")
    _same(database, _cached(database))


def test_neighbours_lie_near_each_other(database, tables):
    _bring(database, tables)
    _cached(database)
    rows = cache.pq.read_table(_files(database)["households"]).to_pandas()
    hops = rows[["lon", "lat"]].diff().abs().sum(axis=1)
    by_id = rows.sort_values("household_id")[["lon", "lat"]].diff().abs().sum(axis=1)
    assert hops.sum() <= by_id.sum()


def test_the_copy_is_for_its_owner_alone(database, tables):
    _bring(database, tables)
    _cached(database)
    assert {path.stat().st_mode & 0o077 for path in _files(database).values()} == {0}

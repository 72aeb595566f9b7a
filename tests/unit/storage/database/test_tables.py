from datetime import UTC, datetime, timedelta

import pytest
from geopandas.testing import assert_geodataframe_equal
from pandas.testing import assert_frame_equal
from sqlalchemy import func, select

from gridplan.errors import GeometryError
from gridplan.model.tables import CONTRACTS, SPATIAL, empty_table, keep_contract
from gridplan.storage.database.batches import new_batch
from gridplan.storage.database.schema import CONTRACT_TABLES, IMPORT_BATCH
from gridplan.storage.database.tables import load_tables, store_tables

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def tables(town):
    inputs = town.map_spatial(lambda table: table.to_crs("EPSG:4326"))
    return {name: keep_contract(getattr(inputs, name), schema) for name, schema in CONTRACTS.items()}


def _bring(database, tables, now=NOON):
    with database.writing() as connection:
        batch = new_batch(connection, at=now, account="b1", files={}, rows={})
        return store_tables(connection, tables, batch_id=batch, now=now)


def _load(database, name, at=None):
    with database.reading() as connection:
        return load_tables(connection, [name], at)[name]


def _expected(table, name):
    columns = [*CONTRACTS[name].columns, *(["geometry"] if name in SPATIAL else [])]
    renamed = table if name not in SPATIAL or table.geometry.name == "geometry" else table.rename_geometry("geometry")
    return renamed[columns].sort_index()


@pytest.mark.parametrize("name", CONTRACTS)
def test_a_table_comes_back_as_it_was(database, tables, name):
    _bring(database, tables)
    assert_same = assert_geodataframe_equal if name in SPATIAL else assert_frame_equal
    assert_same(_load(database, name), _expected(tables[name], name))


@pytest.mark.parametrize("name", CONTRACTS)
def test_a_table_without_rows_keeps_its_contract(database, name):
    empty = _load(database, name)
    assert empty.empty
    assert empty.dtypes.to_dict() == _expected(empty_table(name), name).dtypes.to_dict()


def test_the_same_tables_again_change_nothing(database, tables):
    _bring(database, tables)
    assert set(map(str, _bring(database, tables, NOON + HOUR).values())) == {"{'opened': 0, 'closed': 0}"}


def test_a_changed_row_is_closed_and_opened_anew(database, tables):
    _bring(database, tables)
    changed = tables["households"].copy()
    changed.loc["h000", "residence"] = "away"
    assert _bring(database, {"households": changed}, NOON + HOUR) == {"households": {"opened": 1, "closed": 1}}
    assert _load(database, "households").at["h000", "residence"] == "away"
    before = _load(database, "households", NOON + HOUR / 2)
    assert before.at["h000", "residence"] == tables["households"].at["h000", "residence"]


def test_a_moved_place_is_a_change(database, tables):
    _bring(database, tables)
    moved = tables["households"].copy()
    moved.loc[["h001"], "geometry"] = moved.geometry.loc[["h001"]].translate(1e-9)
    assert _bring(database, {"households": moved}, NOON + HOUR)["households"] == {"opened": 1, "closed": 1}


def test_missing_rows_are_closed_and_missing_tables_stay(database, tables):
    _bring(database, tables)
    assert _bring(database, {"households": tables["households"].iloc[1:]}, NOON + HOUR)["households"]["closed"] == 1
    assert len(_load(database, "households")) == len(tables["households"]) - 1
    assert len(_load(database, "officers")) == len(tables["officers"])


def test_f04_a_clock_that_went_back_does_not_mix_the_order(database, tables):
    _bring(database, tables)
    changed = tables["branches"].assign(name="X")
    _bring(database, {"branches": changed}, NOON - HOUR)
    assert set(_load(database, "branches")["name"]) == {"X"}
    kept = CONTRACT_TABLES["branches"]
    with database.reading() as connection:
        backwards = select(func.count()).where(kept.c.valid_to <= kept.c.valid_from)
        assert connection.execute(backwards).scalar() == 0


def test_a_household_without_a_place_is_kept(database, tables):
    lost = tables["households"].copy()
    lost.loc[["h003"], "geometry"] = None
    _bring(database, {"households": lost})
    assert _load(database, "households").geometry.isna().sum() == 1


def test_degrees_are_asked_for(database, tables):
    with pytest.raises(GeometryError, match="EPSG:4326"):
        _bring(database, {"branches": tables["branches"].to_crs("EPSG:4550")})


def test_imports_are_numbered(database, tables):
    _bring(database, tables)
    with database.reading() as connection:
        assert connection.execute(select(IMPORT_BATCH.c.id)).scalars().all() == [1]

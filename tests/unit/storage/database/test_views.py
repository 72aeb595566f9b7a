from datetime import UTC, datetime

import geopandas as gpd
import pytest

from gridplan.model.tables import CONTRACTS, keep_contract
from gridplan.storage.database.batches import new_batch
from gridplan.storage.database.engine import open_database
from gridplan.storage.database.plans import save_plan
from gridplan.storage.database.tables import store_tables

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def served(server, tmp_path, town, planned):
    database = open_database(tmp_path, url=server)
    inputs = town.map_spatial(lambda table: table.to_crs("EPSG:4326"))
    tables = {name: keep_contract(getattr(inputs, name), schema) for name, schema in CONTRACTS.items()}
    with database.writing() as connection:
        batch = new_batch(connection, at=NOON, account="b1", files={}, rows={})
        store_tables(connection, tables, batch_id=batch, now=NOON)
        save_plan(connection, planned, account="maker", now=NOON)
    yield database
    database.close()


def _view(database, name):
    with database.reading() as connection:
        return gpd.read_postgis(f"SELECT * FROM {name} ORDER BY 1", connection)  # noqa: S608 # our own names


def test_a_gis_sees_the_current_county_and_plan(served, town, planned):
    grids = _view(served, "v_grid").set_index("grid_id")
    expected = planned.grids.to_crs("EPSG:4326")
    assert grids.geometry.geom_equals(expected.geometry.loc[grids.index]).all()
    assert set(grids["officer_id"].dropna()) <= set(planned.officers.index)
    units = _view(served, "v_unit").set_index("unit_id")
    assert units["grid_id"].to_dict() == planned.units["grid_id"].to_dict()
    households = _view(served, "v_household").set_index("household_id")
    assert households["grid_id"].to_dict() == planned.households["grid_id"].to_dict()
    assert len(_view(served, "v_branch")) == len(town.branches)
    assert str(households.crs) == "EPSG:4326"

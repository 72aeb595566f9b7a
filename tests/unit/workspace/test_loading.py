from datetime import UTC, datetime

import pytest

from gridplan.access.scope import OPERATOR
from gridplan.errors import FindingsError
from gridplan.storage.database.visits import add_visits
from gridplan.storage.folder import write_inputs
from gridplan.workspace.importing import check_paths
from gridplan.workspace.loading import load_inputs
from gridplan.workspace.opening import Workspace
from tests.unit.storage.rough import VILLAGES, codes, county_folder

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


def test_a_workspace_that_was_written_is_loaded(town, tmp_path):
    write_inputs(town, tmp_path / "w")
    inputs = load_inputs(OPERATOR, Workspace.open(tmp_path / "w"))
    assert inputs.units.index.tolist() == town.units.index.tolist()
    assert len(inputs.households) == len(town.households)


def test_visits_count_in_a_plan_that_is_made_anew(town, tmp_path):
    write_inputs(town, tmp_path / "w")
    workspace = Workspace.open(tmp_path / "w")
    before = load_inputs(OPERATOR, workspace).funnel
    new = before.index[~before["visited"]][0]
    said = {
        "uuid": "a",
        "household_id": new,
        "officer_id": "o",
        "grid_id": "",
        "outcome": "met",
        "note": "",
        "device": "",
    }
    with workspace.database.writing() as connection:
        add_visits(connection, [{**said, "device_at": NOW, "stage": "filed"}], now=NOW)
    after = load_inputs(OPERATOR, workspace).funnel
    assert after.loc[new, ["visited", "filed"]].all()
    assert after.drop(index=new).equals(before.drop(index=new))


def test_plain_files_are_loaded_with_units_as_polygons(tmp_path):
    inputs = load_inputs(OPERATOR, Workspace.open(county_folder(tmp_path / "c")))
    assert set(inputs.units.geom_type) == {"Polygon"}
    assert inputs.units.index.tolist() == ["320800100200", "320800100201"]


def test_errors_are_refused_with_file_row_column_and_mend(tmp_path):
    folder = county_folder(tmp_path / "c", villages__csv=VILLAGES.replace(",200,", ",-200,"))
    with pytest.raises(FindingsError) as refused:
        load_inputs(OPERATOR, Workspace.open(folder))
    assert "villages.csv, row 2, column 户籍户数: It is out of range (>= 0). Mend it." in str(refused.value)
    assert codes(check_paths(OPERATOR, [folder])) == ["NUM_RANGE"]


def test_the_first_ten_errors_are_named_and_the_others_counted(tmp_path):
    rows = "".join(f"V{k},村{k},-1,119.01,33.61\n" for k in range(14))
    folder = county_folder(tmp_path / "c", villages__csv="村编码,村名,户数,经度,纬度\n" + rows, households__csv=None)
    with pytest.raises(FindingsError) as refused:
        load_inputs(OPERATOR, Workspace.open(folder))
    lines = str(refused.value).splitlines()
    assert len(lines) == 11
    assert lines[-1] == "and 4 more"

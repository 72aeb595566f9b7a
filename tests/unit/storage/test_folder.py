from dataclasses import fields, replace

import geopandas as gpd
import geopandas.testing
import numpy as np
import pandas as pd
import pytest
import shapely

from gridplan.errors import StorageError
from gridplan.geo.datum import to_datum
from gridplan.model.plan import PRESETS, Layers
from gridplan.model.tables import CONTRACTS
from gridplan.storage import folder as room
from gridplan.storage.folder import read_inputs, write_inputs
from gridplan.storage.tables import writing
from tests.unit.storage.rough import BRANCHES, COUNTY, HOUSEHOLDS, SETTINGS, VILLAGES, codes, county_folder


def _same(read, written):
    if isinstance(written, gpd.GeoDataFrame):
        geopandas.testing.assert_geodataframe_equal(read[list(written.columns)], written)
    else:
        pd.testing.assert_frame_equal(read[list(written.columns)], written)


@pytest.mark.parametrize("large", [20_000, 10])
def test_what_was_written_is_read_back(town, tmp_path, monkeypatch, large):
    monkeypatch.setattr(writing, "LARGE", large)
    write_inputs(town, tmp_path / "w")
    read, findings = read_inputs(tmp_path / "w")
    assert findings == []
    for name in CONTRACTS:
        _same(getattr(read, name), getattr(town, name))
    for field in fields(Layers):
        _same(getattr(read.layers, field.name), getattr(town.layers, field.name))
    assert (read.county, read.synthetic, read.credit) == (town.county, town.synthetic, town.credit)


def test_notes_points_and_missing_tables_come_back(town, tmp_path):
    points = town.units.set_geometry(town.units.geometry.to_crs(4549).centroid.to_crs(4326))
    bare = replace(
        town,
        units=points,
        households=town.households.iloc[:0],
        funnel=town.funnel.iloc[:0],
        layers=replace(town.layers, roads=None),
        notes=('Say "so".', "说明"),
        synthetic=False,
    )
    write_inputs(bare, tmp_path / "w")
    read, findings = read_inputs(tmp_path / "w")
    assert findings == []
    assert read.notes == bare.notes
    assert not read.synthetic
    assert read.layers.roads is None
    _same(read.units, points)
    assert read.households.empty
    assert set(read.households.columns) == set(town.households.columns)


def test_the_same_county_makes_the_same_files(town, tmp_path):
    for name in ("a", "b"):
        write_inputs(town, tmp_path / name)
    files = sorted(path.relative_to(tmp_path / "a") for path in (tmp_path / "a").rglob("*") if path.is_file())
    assert len(files) > 10
    assert all((tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes() for file in files)


def test_every_file_of_an_invented_county_says_so(town, tmp_path):
    write_inputs(town, tmp_path / "w")
    for path in (tmp_path / "w").rglob("*.*"):
        assert b"synthetic" in path.read_bytes(), path.name


def test_a_folder_that_holds_a_workspace_is_left_alone(town, tmp_path):
    write_inputs(town, tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    with pytest.raises(StorageError, match="holds a workspace"):
        write_inputs(town, tmp_path)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_a_county_that_can_not_be_written_leaves_nothing(town, tmp_path, monkeypatch):
    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(room, "put_settings", fail)
    with pytest.raises(StorageError, match="No space left"):
        write_inputs(town, tmp_path / "w")
    assert list(tmp_path.iterdir()) == []


def test_plain_files_with_chinese_headers_make_a_county(tmp_path):
    inputs, findings = read_inputs(county_folder(tmp_path / "c"))
    assert codes(findings) == []
    assert inputs.county == "测试县"
    assert inputs.branches["coverage_radius_m"].tolist() == [3_000, 4_000]
    assert inputs.branches["drive_min"].tolist() == [PRESETS["town"].drive_min, PRESETS["rural"].drive_min]
    assert inputs.units.index.tolist() == ["320800100200", "320800100201"]
    assert inputs.units["type"].tolist() == ["village", "community"]
    assert inputs.officers["branch_id"].tolist() == ["B1", "B1", "B2"]
    assert "户主" not in inputs.households


def test_a_bank_may_turn_the_presets(tmp_path):
    folder = county_folder(tmp_path / "c", branches__csv=BRANCHES.replace("覆盖半径_km", "x"))
    presets = {**PRESETS, "town": replace(PRESETS["town"], radius_m=1_234.0)}
    assert read_inputs(folder, presets=presets)[0].branches["coverage_radius_m"].tolist() == [1_234.0, 10_000.0]


@pytest.mark.parametrize("datum", ["gcj02", "bd09"])
def test_places_are_brought_to_wgs84(tmp_path, datum):
    folder = county_folder(tmp_path / "c", gridplan__toml=SETTINGS.replace("wgs84", datum))
    inputs, _ = read_inputs(folder)
    xy = shapely.get_coordinates(inputs.branches.geometry.to_numpy())
    assert np.allclose(xy, to_datum([[119.0201, 33.6102], [119.0807, 33.6308]], datum, "wgs84"), atol=1e-9)
    corner = to_datum([[118.9, 33.5]], datum, "wgs84")[0]
    assert np.allclose(inputs.layers.county.total_bounds[:2], corner, atol=1e-3)


def test_files_in_china_that_state_no_datum_are_refused(tmp_path):
    inputs, findings = read_inputs(county_folder(tmp_path / "c", gridplan__toml='name = "x"\n'))
    refused = {finding.file for finding in findings if finding.code == "DATUM_MISSING"}
    assert refused == {"branches.csv", "villages.csv", "households.csv", "county.geojson"}
    assert inputs.branches.empty


def test_a_table_with_an_error_is_empty_and_the_others_stand(tmp_path):
    folder = county_folder(tmp_path / "c", villages__csv=VILLAGES.replace(",200,", ",-200,"))
    inputs, findings = read_inputs(folder)
    assert codes(findings) == ["NUM_RANGE"]
    assert inputs.units.empty
    assert len(inputs.branches) == 2


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"branches__csv": None}, ["TABLE_MISSING"]),
        ({"county__geojson": None}, ["LAYER_MISSING"]),
        ({"officers__csv": None}, []),
        ({"households__csv": None}, []),
        ({"villages__csv": None}, []),
        ({"villages__csv": "村编码,村名,户数\nV1,东庄村,20\n", "households__csv": None}, ["PLACE_MISSING"]),
    ],
)
def test_what_a_plan_can_not_do_without_is_asked_for(tmp_path, changed, said):
    assert codes(read_inputs(county_folder(tmp_path / "c", **changed))[1]) == said


def test_polygons_of_a_layer_join_the_table_of_units_by_id(tmp_path):
    square = "[[[119.0, 33.6], [119.03, 33.6], [119.03, 33.63], [119.0, 33.63], [119.0, 33.6]]]"
    far = square.replace("119.03", "119.1").replace("119.0,", "119.07,")
    feature = (
        '{{"type": "Feature", "properties": {{"村编码": "{}"}}, "geometry": {{"type": "Polygon", "coordinates": {}}}}}'
    )
    shapes = ", ".join((feature.format("320800100201", far), feature.format("320800100200", square)))
    folder = county_folder(tmp_path / "c", villages__csv=VILLAGES.replace("经度,纬度", "a,b"))
    (folder / "layers").mkdir()
    (folder / "layers" / "units.geojson").write_text(
        f'{{"type": "FeatureCollection", "features": [{shapes}]}}', encoding="utf-8"
    )
    inputs, findings = read_inputs(folder)
    assert codes(findings) == []
    assert inputs.units.total_bounds.round(2).tolist() == [119.0, 33.6, 119.1, 33.63]
    assert inputs.units.geometry["320800100200"].bounds[0] == 119.0


def test_a_household_without_place_stands_in_its_unit(tmp_path):
    folder = county_folder(tmp_path / "c", households__csv=HOUSEHOLDS.replace("119.0152,33.6123", ","))
    inputs, findings = read_inputs(folder)
    assert "COORD_FROM_UNIT" in {finding.code for finding in findings}
    assert inputs.households.geometry["H1"].equals(inputs.units.geometry["320800100200"])


def test_a_household_without_place_and_unit_is_refused(tmp_path):
    text = HOUSEHOLDS.replace("119.0152,33.6123", ",").replace("H1,320800100200", "H1,")
    findings = read_inputs(county_folder(tmp_path / "c", households__csv=text))[1]
    assert [(f.code, f.row) for f in findings if f.severity == "E"] == [("COORD_MISSING", 2)]


def test_radii_that_reach_no_unit_are_warned_of(tmp_path):
    text = BRANCHES.replace("覆盖半径_km", "覆盖半径").replace(",3\n", ",110\n").replace(",4\n", ",120\n")
    assert codes(read_inputs(county_folder(tmp_path / "c", branches__csv=text))[1]) == ["COVER_NONE"]


@pytest.mark.parametrize("header", ["网点编号", "网点名称", "经度"])
def test_a_table_without_a_column_that_must_be_there_is_said_and_compared_with_nothing(tmp_path, header):
    folder = county_folder(tmp_path / "c", branches__csv=BRANCHES.replace(header, "a"))
    inputs, findings = read_inputs(folder)
    assert codes(findings) == ["HDR_MISSING"]
    assert inputs.branches.empty


def test_a_layer_that_can_not_be_read_is_said_and_left_out(tmp_path):
    folder = county_folder(tmp_path / "c", county__geojson=COUNTY[:100])
    inputs, findings = read_inputs(folder)
    assert "FILE_DAMAGED" in codes(findings)
    assert inputs.layers.county is None

import pytest

from gridplan.storage.sources import find_sources, name_files, shapes_beside


def _touch(folder, *names):
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x")
    return find_sources(folder)


def test_a_workspace_has_tables_and_layers(tmp_path):
    sources, findings = _touch(
        tmp_path, "data/branches.csv", "data/households.parquet", "layers/county.gpkg", "gridplan.toml"
    )
    assert {(s.name, s.is_table, s.path.name) for s in sources} == {
        ("branches", True, "branches.csv"),
        ("households", True, "households.parquet"),
        ("county", False, "county.gpkg"),
    }
    assert findings == []


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("villages.xlsx", "units"),
        ("网点.csv", "branches"),
        ("客户经理.xlsx", "officers"),
        ("道路.shp", "roads"),
        ("县界.geojson", "county"),
    ],
)
def test_files_are_known_by_their_names_in_both_languages(tmp_path, file, name):
    assert [source.name for source in _touch(tmp_path, file)[0]] == [name]


def test_a_table_that_comes_twice_is_refused(tmp_path):
    assert [f.code for f in _touch(tmp_path, "branches.csv", "data/网点.xlsx")[1]] == ["FILE_TWICE"]


def test_polygons_of_units_may_lie_beside_their_table(tmp_path):
    sources, findings = _touch(tmp_path, "data/units.csv", "layers/units.gpkg")
    assert [(source.name, source.is_table) for source in sources] == [("units", False), ("units", True)]
    assert findings == []


def test_files_that_nobody_knows_are_mentioned_and_others_passed_over(tmp_path):
    sources, findings = _touch(tmp_path, "something.csv", "README.md", ".hidden.csv", "villages.dbf")
    assert sources == []
    assert [(f.code, f.file, f.action) for f in findings] == [("FILE_UNKNOWN", "something.csv", "accept")]


def test_an_unknown_file_that_does_harm_is_denied_all_the_same(tmp_path):
    (tmp_path / "some.kml").write_text('<!DOCTYPE x [<!ENTITY a "a">]>')
    assert [f.code for f in name_files([tmp_path / "some.kml"])[1]] == ["FILE_UNKNOWN", "XML_ENTITY"]


def test_a_list_of_layers_that_can_not_be_read_is_said(tmp_path):
    assert [f.code for f in _touch(tmp_path, "layers/layers.toml")[1]] == ["LAYER_LIST"]


def test_what_nobody_reads_refuses_a_folder_only_if_it_may_do_harm(tmp_path):
    (tmp_path / "~$villages.xlsx").write_bytes(b"lock")
    (tmp_path / "old.xls").write_bytes(b"not a table")
    (tmp_path / "notes.json").write_bytes(b"")
    _, findings = find_sources(tmp_path)
    assert [(f.code, f.file) for f in findings] == [("FILE_UNKNOWN", "notes.json"), ("FILE_UNKNOWN", "old.xls")]
    assert "FMT_UNSUPPORTED" in {f.code for f in name_files([tmp_path / "old.xls"], asked=True)[1]}


def test_polygons_of_units_beside_their_table_are_a_layer(tmp_path):
    named, _ = name_files([tmp_path / "units.csv", tmp_path / "units.gpkg", tmp_path / "roads.gpkg"])
    told = {source.path.name: source.is_table for source in shapes_beside(named)}
    assert told == {"units.csv": True, "units.gpkg": False, "roads.gpkg": False}


def test_polygons_of_units_alone_are_their_table(tmp_path):
    named, _ = name_files([tmp_path / "units.gpkg"])
    assert [source.is_table for source in shapes_beside(named)] == [True]

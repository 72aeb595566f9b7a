import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridplan.errors import InputError
from gridplan.storage.layer_list import FILE, LayerEntry, changed_list, layer_list_text, read_layer_list, toml_text

ENTRY = LayerEntry("county", "county.gpkg", "county", "county", "县界", "来源 “甲”", "CC BY 4.0", "wgs84")


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",))))
def test_any_text_is_read_back_from_toml(text):
    assert tomllib.loads(f"a = {toml_text(text)}") == {"a": text}


def test_a_list_is_read_back(tmp_path):
    entries = [ENTRY, LayerEntry("我的图层", "x.geojson")]
    (tmp_path / FILE).write_text(layer_list_text(entries), encoding="utf-8")
    assert read_layer_list(tmp_path) == entries


def test_without_a_list_files_are_taken_by_their_names(tmp_path):
    for name in ("county.geojson", "roads.osm.pbf", "photo.png", "towns.shp"):
        (tmp_path / name).touch()
    assert [(entry.role, entry.file) for entry in read_layer_list(tmp_path)] == [
        ("county", "county.geojson"),
        ("towns", "towns.shp"),
        ("roads", "roads.osm.pbf"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [("[county\n", "TOML"), ("[county]\nrole = 'county'\n", "file"), ("[a]\nfile = 'a'\nrole = 'moon'\n", "moon")],
)
def test_a_list_that_can_not_be_used_says_why(tmp_path, text, said):
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        read_layer_list(tmp_path)


def test_a_new_layer_takes_the_place_of_its_role_and_leaves_the_rest(tmp_path):
    text = (
        "# my notes\n[mine]\nfile = 'mine.gpkg'\ncolour = 'red'\n\n"
        "['old county']\nfile = 'old.shp'\nrole = 'county'\n\n[w]\nfile = 'w.gpkg'\nrole = 'water'\n"
    )
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    changed = changed_list(tmp_path, [ENTRY])
    assert "# my notes" in changed
    written = tomllib.loads(changed)
    assert written["mine"] == {"file": "mine.gpkg", "colour": "red"}
    assert {name: table.get("role") for name, table in written.items()} == {
        "mine": None,
        "w": "water",
        "county": "county",
    }


def test_the_first_list_names_the_layers_that_were_found_by_name(tmp_path):
    (tmp_path / "water.gpkg").touch()
    (tmp_path / "county.shp").touch()
    written = tomllib.loads(changed_list(tmp_path, [ENTRY]))
    assert {name: table["file"] for name, table in written.items()} == {"water": "water.gpkg", "county": "county.gpkg"}

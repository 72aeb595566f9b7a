import json
import sqlite3
from contextlib import closing

import pytest

from gridplan.errors import InputError
from gridplan.storage.basemap import basemap_tile, open_basemap
from gridplan.storage.folder import read_inputs

PNG = b"\x89PNG\r\n\x1a\n-picture"


def _mbtiles(folder, content=PNG, **metadata):
    with closing(sqlite3.connect(folder / "ground.mbtiles")) as database, database:
        database.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
        database.execute("CREATE TABLE tiles (zoom_level INT, tile_column INT, tile_row INT, tile_data BLOB)")
        database.executemany("INSERT INTO metadata VALUES (?, ?)", metadata.items())
        database.execute("INSERT INTO tiles VALUES (2, 3, 0, ?)", (content,))


def test_rows_are_counted_from_the_north(tmp_path):
    _mbtiles(tmp_path)
    assert basemap_tile(tmp_path, "ground.mbtiles", 2, 3, 3) == (PNG, "image/png")
    assert basemap_tile(tmp_path, "ground.mbtiles", 2, 3, 0) is None


def test_it_tells_zooms_and_credit_without_html(tmp_path):
    _mbtiles(tmp_path, minzoom="3", maxzoom="14", attribution='<a href="//x">© Survey</a>')
    told = open_basemap(tmp_path, "ground.mbtiles")
    assert (told.least, told.most, told.credit, told.shifted) == (3, 14, "© Survey", False)


def test_a_folder_of_tiles_serves_as_well(tmp_path):
    (tmp_path / "ground/2/3").mkdir(parents=True)
    (tmp_path / "ground/2/3/3.png").write_bytes(PNG)
    (tmp_path / "ground/metadata.json").write_text(json.dumps({"maxzoom": 14}))
    assert basemap_tile(tmp_path, "ground", 2, 3, 3) == (PNG, "image/png")
    assert open_basemap(tmp_path, "ground").most == 14


@pytest.mark.parametrize("at", [(-1, 0, 0), (2, 4, 0), (2, 0, -1), (99, 0, 0)])
def test_there_is_nothing_outside_of_the_world(tmp_path, at):
    _mbtiles(tmp_path)
    assert basemap_tile(tmp_path, "ground.mbtiles", *at) is None


def test_only_pictures_are_handed_out(tmp_path):
    _mbtiles(tmp_path, content=b"<script>alert(1)</script>")
    assert basemap_tile(tmp_path, "ground.mbtiles", 2, 3, 3) is None


@pytest.mark.parametrize("named", ["gone.mbtiles", "../outside.mbtiles", "/etc/hostname", "notes.mbtiles"])
def test_what_is_no_basemap_of_the_workspace_is_refused(tmp_path, named):
    folder = tmp_path / "county"
    folder.mkdir()
    (tmp_path / "outside.mbtiles").write_bytes(b"")
    (folder / "notes.mbtiles").write_text("no database, only some words")
    with pytest.raises(InputError):
        open_basemap(folder, named)


def test_vector_tiles_are_refused(tmp_path):
    _mbtiles(tmp_path, format="pbf")
    with pytest.raises(InputError, match="raster"):
        open_basemap(tmp_path, "ground.mbtiles")


@pytest.mark.parametrize(("named", "code"), [("ground.mbtiles", "BASEMAP_SHIFTED"), ("gone.mbtiles", "BASEMAP_UNREAD")])
def test_reading_a_county_warns(tmp_path, named, code):
    _mbtiles(tmp_path, crs="GCJ-02")
    (tmp_path / "gridplan.toml").write_text(f'name = "县"\n[map]\nbasemap = "{named}"\n', encoding="utf-8")
    said = {finding.code: finding for finding in read_inputs(tmp_path)[1]}
    assert said[code].severity == "W"
    assert "CFG_UNKNOWN" not in said

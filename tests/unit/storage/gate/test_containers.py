import sqlite3
import zipfile

import pytest

from gridplan.storage.gate import containers
from gridplan.storage.gate.containers import container_faults

ENTITIES = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><kml>&b;</kml>'


def _faults(folder, name, content=b"", members=None):
    path = folder / name
    if members is not None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for member, text in members.items():
                archive.writestr(member, text)
    else:
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return [(finding.code, finding.action) for finding in container_faults(path)]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("t.csv", "", "FILE_EMPTY"),
        ("t.csv", "MZ\x90\x00", "FMT_MISMATCH"),
        ("t.xlsx", b"\xd0\xcf\x11\xe0rest", "XLSX_ENCRYPTED"),
        ("t.xlsx", "id,name\n", "FMT_MISMATCH"),
        ("t.xls", "<html><table></table></html>", "XLS_IS_HTML"),
        ("t.xls", b"\xd0\xcf\x11\xe0rest", "FMT_UNSUPPORTED"),
        ("t.gpkg", "no database", "FMT_MISMATCH"),
        ("t.geojson", "[" * 100_000, "JSON_DEPTH"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(tmp_path, name, content, code):
    assert _faults(tmp_path, name, content) == [(code, "reject")]


@pytest.mark.parametrize("name", ["t.kml", "t.osm"])
def test_xml_with_entities_is_denied(tmp_path, name):
    assert _faults(tmp_path, name, ENTITIES) == [("XML_ENTITY", "deny")]


@pytest.mark.parametrize("member", ["../evil.py", "/etc/passwd", "C:\\evil.exe", "a/../../b"])
def test_an_archive_that_reaches_outside_is_denied(tmp_path, member):
    assert _faults(tmp_path, "t.zip", members={member: "x"}) == [("ZIP_SLIP", "deny")]


def test_an_archive_in_an_archive_is_denied(tmp_path):
    assert _faults(tmp_path, "t.zip", members={"inner.zip": "x"}) == [("ARCHIVE_NESTED", "deny")]


def test_an_archive_that_swells_is_denied(tmp_path):
    assert _faults(tmp_path, "t.xlsx", members={"sheet.xml": b"0" * (8 << 20)}) == [("ARCHIVE_BOMB", "deny")]


def test_two_layers_in_an_archive_must_be_chosen_from(tmp_path):
    assert _faults(tmp_path, "t.zip", members={"a.shp": "x", "b.shp": "x"}) == [("ARCHIVE_MULTI", "reject")]


def test_a_database_that_is_no_geopackage_is_refused(tmp_path):
    with sqlite3.connect(tmp_path / "t.gpkg") as base:
        base.execute("CREATE TABLE t (a)")
    base.close()
    assert [f.code for f in container_faults(tmp_path / "t.gpkg")] == ["FMT_MISMATCH"]


def test_a_file_beyond_the_limit_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(containers, "MAX_BYTES", 10)
    assert _faults(tmp_path, "t.csv", "x" * 11) == [("FILE_TOO_BIG", "reject")]


def test_depth_is_not_counted_in_texts(tmp_path):
    assert _faults(tmp_path, "t.json", '{"a": "' + "[" * 1000 + '"}') == []

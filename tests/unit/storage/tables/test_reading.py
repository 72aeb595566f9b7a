import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridplan.model.tables import keep_contract
from gridplan.storage.tables.kinds import KINDS
from gridplan.storage.tables.reading import finished, read_table
from tests.unit.storage.rough import BRANCHES, HOUSEHOLDS, OFFICERS, VILLAGES, codes, read_text, write_book

TEXTS = {"branches": BRANCHES, "units": VILLAGES, "households": HOUSEHOLDS, "officers": OFFICERS}


@pytest.mark.parametrize("kind", TEXTS)
def test_a_plain_table_has_nothing_to_mend(tmp_path, kind):
    draft = read_text(tmp_path, kind, TEXTS[kind])
    assert codes(draft.findings) == []
    assert len(draft.table) == TEXTS[kind].count("\n") - 1


@pytest.mark.parametrize("kind", TEXTS)
def test_a_workbook_reads_like_the_text_it_was_made_of(tmp_path, kind):
    rows = [line.split(",") for line in TEXTS[kind].splitlines()]
    write_book(tmp_path / f"{kind}.xlsx", rows)
    from_book = read_table(tmp_path / f"{kind}.xlsx", KINDS[kind])
    pd.testing.assert_frame_equal(from_book.table, read_text(tmp_path, kind, TEXTS[kind]).table, check_dtype=False)


def test_all_faults_of_a_file_are_said_at_once_with_row_and_column(tmp_path):
    draft = read_text(
        tmp_path,
        "units",
        "村编码,村名,类型,经度,纬度,户籍户数,常住户数\n"
        "V1,东庄村,村,119.01,33.61,-5,150\n"
        "V2,,村,119.02,33.62,200,约150\n"
        "V3,西庄村,城,119.03,33.63,200,12.5\n",
    )
    assert {(f.code, f.row, f.column, f.value) for f in draft.findings if f.severity == "E"} == {
        ("NUM_RANGE", 2, "户籍户数", "-5"),
        ("CELL_MISSING", 3, "村名", None),
        ("NUM_PARSE", 3, "常住户数", "约150"),
        ("ENUM", 4, "类型", "城"),
        ("NUM_INT", 4, "常住户数", "12.5"),
    }


@pytest.mark.parametrize(
    ("kind", "code"),
    [("branches", "NO_ROWS"), ("units", "NO_ROWS"), ("officers", "OFFICER_NONE"), ("households", None)],
)
def test_a_header_without_rows_is_said_where_there_must_be_some(tmp_path, kind, code):
    path = tmp_path / f"{kind}.csv"
    path.write_text(TEXTS[kind].splitlines()[0] + "\n", encoding="utf-8")
    read = read_table(path, KINDS[kind])
    assert codes(read if isinstance(read, list) else read.findings) == ([code] if code else [])


def test_what_is_not_told_is_taken_and_said(tmp_path):
    draft = read_text(tmp_path, "officers", OFFICERS)
    assert draft.table["hours_week"].tolist() == [40.0] * 3
    assert {f.column for f in draft.findings if f.code == "COL_DEFAULT"} == {
        "hours_week",
        "visit_days",
        "daily_capacity",
    }


def test_a_finished_table_keeps_its_contract_and_nothing_else(tmp_path):
    draft = read_text(tmp_path, "households", HOUSEHOLDS)
    table = finished(draft, KINDS["households"])
    assert isinstance(table, gpd.GeoDataFrame)
    assert list(table.columns) == [*KINDS["households"].schema.columns, "geometry"]
    keep_contract(table, KINDS["households"].schema)


def test_what_a_message_guesses_of_a_name_is_masked(tmp_path):
    garbled = "王小明".encode().decode("latin-1")
    draft = read_text(tmp_path, "officers", f"员工号,姓名,网点编号\nE1,{garbled},B1\n")
    (finding,) = [finding for finding in draft.findings if finding.code == "ENC_MOJIBAKE"]
    assert "王小明" not in finding.message.zh
    assert "王**" in finding.message.zh


@given(
    st.binary(max_size=400), st.sampled_from(["t.csv", "t.xlsx", "t.geojson", "t.kml", "t.gpkg", "t.parquet", "t.shp"])
)
def test_rubbish_is_a_finding_and_never_a_crash(tmp_path_factory, content, name):
    path = tmp_path_factory.mktemp("rubbish") / name
    path.write_bytes(content)
    read = read_table(path, KINDS["branches"])
    assert isinstance(read, list)
    assert any(finding.severity == "E" for finding in read)

"""S26: no text of a person becomes a formula in a spreadsheet, and every text comes back as it was."""

import csv
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
import streamlit
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from gridplan.access.scope import OPERATOR
from gridplan.maps.compose import plan_map
from gridplan.maps.offline import save_html
from gridplan.storage.exports import EXPORTS
from gridplan.storage.exports.marking import mark_workbook
from gridplan.storage.exports.sheets import write_sheet
from gridplan.storage.formulas import STARTS, defused
from gridplan.storage.importing import check_files
from gridplan.storage.tables.cells import BLANKS, as_texts
from gridplan.storage.tables.kinds import KINDS
from gridplan.storage.tables.reading import read_table
from gridplan.web.page_style import page_style, style_address
from gridplan.workspace.importing import import_paths
from gridplan.workspace.opening import Workspace
from gridplan.workspace.tables import stored_tables
from tests.unit.maps.drawn_town import drawn_town
from tests.unit.storage.rough import BRANCHES, county_folder, write_book


def _written(plan, form, path, lang="zh"):
    if form == "html":
        save_html(plan_map(plan, lang=lang), path)
    else:
        EXPORTS[form].export(plan, path, lang)
    return path


HOSTILE = [
    '=HYPERLINK("http://127.0.0.1:9/?"&A1,"点我")', "+1+1", "-2+3", "@SUM(1,1)", "=cmd|' /C calc'!A0", "＝1+1",
    "＋1", "－1", "＠A1", "'=1", "''=1", "#N/A", ";=1+1", '",=1+1', "张三",
]  # fmt: skip
RAW = [*HOSTILE, "\t=1+1", "\r=1+1", "\n=1+1", "a\n=1+1"]


def _named(table, texts):
    names = [texts[n % len(texts)] for n in range(len(table))]
    return table.assign(name=names)


@pytest.fixture
def plan():
    town = drawn_town()
    people = town.households.assign(unit_id="=1+1", **{"=2+5": "@x"})
    ids = pd.Index([f"{RAW[n % len(RAW)]}{n}" for n in range(len(people))], name="household_id")
    return replace(
        town,
        meta=replace(town.meta, credit="=1+1", county="@县", notes=("-1",)),
        branches=_named(town.branches, RAW),
        units=_named(town.units, RAW).assign(**{"=cmd": "+x", "＝x": 1.0}),
        grids=gpd.GeoDataFrame(_named(town.grids, RAW)),
        officers=_named(town.officers, RAW),
        households=people.set_index(ids),
    )


def _cells(path):
    book = openpyxl.load_workbook(path)
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row]


def _csv_cells(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [cell for row in csv.reader(file) for cell in row]


def _is_number(text):
    try:
        float(text)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_s26_no_cell_of_a_workbook_is_a_formula(plan, lang, tmp_path):
    cells = _cells(_written(plan, "xlsx", tmp_path / "plan.xlsx", lang))
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not [cell for cell in cells if cell.hyperlink]
    shown = [cell.value for cell in cells if isinstance(cell.value, str)]
    assert {"=cmd", "＝x", "=2+5", "+1+1", '=HYPERLINK("http://127.0.0.1:9/?"&A1,"点我")'} <= set(shown)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("households", [True, False])
def test_s26_no_cell_of_a_text_file_begins_like_a_formula(plan, lang, households, tmp_path):
    seen = plan if households else replace(plan, households=plan.households.iloc[:0])
    path = _written(seen, "csv", tmp_path / "plan.csv", lang)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    cells = _csv_cells(path)
    assert len(cells) > 20
    assert [cell for cell in cells if cell.startswith(STARTS) and not _is_number(cell)] == []
    # a spreadsheet that cuts at semicolons or tabs meets no formula either
    unquoted = [row for row in path.read_text("utf-8-sig").split("\r\n") if row and not row.startswith('"')]
    assert unquoted == []


def test_s26_texts_of_an_export_are_read_as_they_were(plan, tmp_path):
    path = _written(plan, "csv", tmp_path / "households.csv", "zh")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    ids = as_texts(pd.Series([row["户编号"] for row in rows])).taken
    assert ids.tolist() == [" ".join(name.strip(BLANKS).split("\r")) for name in plan.households.index]
    names = as_texts(pd.Series([row["网格名称"] for row in rows])).taken
    grids = plan.grids["name"].str.strip(BLANKS)
    assert names.tolist() == [grids[grid] for grid in plan.households["grid_id"]]


TEXTS = st.text(st.characters(codec="utf-8"), max_size=6).map(lambda text: text.strip(BLANKS))
#: What no workbook can hold.
CONTROLS = {code: None for code in range(32) if chr(code) not in "\t\n\r"}


@given(st.lists(TEXTS, min_size=1, max_size=9))
def test_s26_any_text_comes_back_from_a_text_file(texts):
    written = StringIO()
    defused(pd.Series(texts)).to_csv(written, index=False, header=False, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    cells = [row[0] for row in csv.reader(StringIO(written.getvalue(), newline=""))]
    assert [cell for cell in cells if cell.startswith(STARTS)] == []
    assert as_texts(pd.Series(cells)).taken.fillna("").tolist() == texts


@given(st.lists(TEXTS, min_size=1, max_size=9))
def test_s26_any_text_comes_back_from_a_workbook(texts):
    book, packed = Workbook(write_only=True), BytesIO()
    write_sheet(book, "texts", pd.DataFrame({"=head": texts}), {})
    book.save(packed)
    head, *cells = (row[0] for row in openpyxl.load_workbook(packed)["texts"].iter_rows(max_row=len(texts) + 1))
    assert "f" not in {cell.data_type for cell in (head, *cells)}
    values = pd.Series([cell.value for cell in cells], dtype=object)
    assert as_texts(values).taken.fillna("").tolist() == [text.translate(CONTROLS).strip(BLANKS) for text in texts]


def test_s26_a_workspace_keeps_texts_from_being_formulas(tmp_path):
    head, row, *_ = BRANCHES.splitlines()
    lines = [row.replace("B1", f"B{n}").replace("119.02", f"119.0{n % 10}{n // 10}") for n in range(len(HOSTILE))]
    quoted = ['"' + name.replace('"', '""') + '"' for name in HOSTILE]
    table = "\n".join([head, *(line.replace("城关支行", name) for line, name in zip(lines, quoted, strict=True))])
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / "branches.csv"
    path.write_text(table + "\n", encoding="utf-8")
    folder = county_folder(tmp_path / "c", branches__csv=None, officers__csv=None)
    before = read_table(path, KINDS["branches"]).table["name"].tolist()
    workspace = Workspace.open(folder)
    assert [f.code for f in import_paths(OPERATOR, workspace, [path], datum="wgs84") if f.severity == "E"] == []
    assert sorted(stored_tables(OPERATOR, workspace).branches["name"]) == sorted(before)
    assert before[:6] == HOSTILE[:6]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_s26_an_error_report_holds_no_formula(suffix, tmp_path):
    rows = [["户编号", "=1+1", "村编码", "分群"], *(["H1", text, text, text] for text in HOSTILE)]
    path = tmp_path / f"households{suffix}"
    if suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    else:
        write_book(path, [[f"'{cell}" if cell.startswith("=") else cell for cell in row] for row in rows])
    for lang in ("zh", "en"):
        mark_workbook(path, check_files([path], datum="wgs84"), tmp_path / "marked.xlsx", lang)
        cells = _cells(tmp_path / "marked.xlsx")
        assert {cell.data_type for cell in cells} <= {"s", "n", "e"}
        assert [cell for cell in cells if cell.comment]


@pytest.mark.parametrize("form", ["gpkg", "json", "html"])
def test_s26_other_forms_can_be_written_too(plan, form, tmp_path):
    assert _written(plan, form, tmp_path / f"plan.{form}").stat().st_size > 1000


def test_s26_the_browser_offers_no_text_file_of_its_own():
    label = "Download as CSV"
    served = TestClient(Starlette(routes=[Route("/style/{digest}.css", page_style)])).get(style_address()).text
    assert f'button[aria-label^="{label}"]) {{ display: none; }}' in served
    scripts = (Path(streamlit.__file__).parent / "static" / "static" / "js").glob("DataFrame*.js")
    assert any(label in script.read_text(encoding="utf-8") for script in scripts)

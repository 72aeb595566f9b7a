import functools
import re
import zipfile

import openpyxl
import pytest

from gridplan.storage.gate.saying import RefusedError
from gridplan.storage.tables.workbook import read_workbook
from tests.unit.storage.rough import write_book

KNOWN = frozenset({"id", "name", "town"})


def _refused(path):
    with pytest.raises(RefusedError) as refused:
        read_workbook(path, KNOWN)
    return [(finding.code, finding.row, finding.value) for finding in refused.value.findings]


def test_the_sheet_with_known_headers_is_taken_wherever_it_stands(tmp_path):
    path = write_book(tmp_path / "t.xlsx", [["说明"], ["请填写"]], [["id", "name"], ["001", "a"]])
    sheet = read_workbook(path, KNOWN)
    assert sheet.header == ["id", "name"]
    assert sheet.cells.to_numpy().tolist() == [["001", "a"]]


def test_short_rows_are_filled_with_nothing(tmp_path):
    path = write_book(tmp_path / "t.xlsx", [["id", "name", "town"], ["1"], [], ["2", "b", "c"]])
    assert read_workbook(path, KNOWN).rows.tolist() == [2, 4]


def test_cells_merged_downwards_are_filled_and_said(tmp_path):
    path = write_book(tmp_path / "t.xlsx", [["id", "town"], ["1", "城关镇"], ["2", None], ["3", "湖滨镇"]])
    book = openpyxl.load_workbook(path)
    book.active.merge_cells("B2:B3")
    book.save(path)
    sheet = read_workbook(path, KNOWN)
    assert sheet.cells[1].tolist() == ["城关镇", "城关镇", "湖滨镇"]
    assert [finding.code for finding in sheet.findings] == ["XLSX_MERGED"]


def test_a_blank_cell_that_is_not_merged_stays_blank(tmp_path):
    path = write_book(tmp_path / "t.xlsx", [["id", "town"], ["1", "城关镇"], ["2", None]])
    assert read_workbook(path, KNOWN).cells[1].isna().tolist() == [False, True]


def test_formulas_that_nobody_has_computed_are_refused(tmp_path):
    path = write_book(tmp_path / "t.xlsx", [["id", "name"], ["1", "=1+1"]])
    assert _refused(path) == [("XLSX_FORMULA_NOVALUE", 2, "=1+1")]


def test_error_values_are_refused_one_by_one(tmp_path):
    path = write_book(tmp_path / "t.xlsx", [["id", "name"], ["1", "#N/A"], ["2", "x"], ["3", "#REF!"]])
    assert _refused(path) == [("XLSX_ERRVAL", 2, "#N/A"), ("XLSX_ERRVAL", 4, "#REF!")]


def test_what_is_no_workbook_is_damaged(tmp_path):
    path = tmp_path / "t.xlsx"
    path.write_bytes(b"PK\x03\x04 and then nothing")
    assert _refused(path)[0][0] == "FILE_DAMAGED"


def test_tables_alike_on_several_sheets_are_not_chosen_between(tmp_path):
    path = write_book(tmp_path / "t.xlsx", [["id", "name"], ["1", "a"]], [["id", "name"], ["2", "b"]])
    assert _refused(path)[0][0] == "LAYER_CHOICE"


def test_a_hidden_sheet_is_named_and_not_read(tmp_path):
    path = write_book(tmp_path / "t.xlsx", [["id", "name"], ["1", "old"]], [["id", "name"], ["1", "new"]])
    book = openpyxl.load_workbook(path)
    book.worksheets[0].sheet_state = "hidden"
    book.active = 1
    book.save(path)
    sheet = read_workbook(path, KNOWN)
    assert sheet.cells[1].tolist() == ["new"]
    assert [(finding.code, finding.action) for finding in sheet.findings] == [("SHEET_IGNORED", "accept")]


def test_a_sheet_much_like_the_one_that_is_read_is_warned_of(tmp_path):
    path = write_book(tmp_path / "t.xlsx", [["id", "name", "town"], ["1", "a", "b"]], [["id", "name"], ["2", "c"]])
    assert [(f.code, f.action) for f in read_workbook(path, KNOWN).findings] == [("SHEET_IGNORED", "warn")]


def _rewritten(path, change):
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, change(content) if name.startswith("xl/worksheets/") else content)
    return path


@pytest.mark.parametrize("stated", [b'<dimension ref="A1"/>', b""])
def test_the_size_that_a_sheet_states_is_not_believed(tmp_path, stated):
    path = write_book(tmp_path / "t.xlsx", [["id", "name", "town"], ["1", "a"], ["2", "b", "c"]])
    _rewritten(path, lambda content: re.sub(rb"<dimension [^>]*/>", stated, content))
    assert read_workbook(path, KNOWN).cells[2].isna().tolist() == [True, False]


def test_formulas_are_found_behind_a_prefix(tmp_path):
    path = write_book(tmp_path / "t.xlsx", [["id", "name"], ["1", "=1+1"]])
    own = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    prefixed = [(rb"<(/?)(\w)", rb"<\1x:\2"), (b'xmlns="' + own, b'xmlns:x="' + own)]
    _rewritten(path, lambda content: functools.reduce(lambda text, pair: re.sub(*pair, text), prefixed, content))
    assert _refused(path) == [("XLSX_FORMULA_NOVALUE", 2, "=1+1")]


def test_columns_that_nobody_reads_may_hold_anything(tmp_path):
    path = write_book(tmp_path / "t.xlsx", [["id", "name", "area"], ["1", "a", "#N/A"], ["2", "b", "=1+1"]])
    assert read_workbook(path, KNOWN).rows.tolist() == [2, 3]


def test_a_formula_whose_value_is_an_empty_text_has_a_value(tmp_path):
    path = write_book(tmp_path / "t.xlsx", [["id", "name"], ["1", '=IF(1,"","")'], ["2", "b"]])
    _rewritten(path, lambda content: re.sub(rb'(<c r="B2")[^>]*>', rb'\1 t="str">', content))
    assert read_workbook(path, KNOWN).rows.tolist() == [2, 3]

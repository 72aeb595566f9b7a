import pytest

from gridplan.storage.gate.saying import RefusedError
from gridplan.storage.tables.delimited import read_delimited

KNOWN = frozenset({"id", "name", "lon"})


def _read(folder, text, name="t.csv"):
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_delimited(path, KNOWN)


def _refused(folder, text):
    with pytest.raises(RefusedError) as refused:
        _read(folder, text)
    return refused.value.findings[-1]


def test_rows_know_their_place_in_the_file(tmp_path):
    sheet = _read(tmp_path, "id,name\n1,a\n\n,\n2,b\n")
    assert sheet.header == ["id", "name"]
    assert sheet.cells.to_numpy().tolist() == [["1", "a"], ["2", "b"]]
    assert sheet.rows.tolist() == [2, 5]


def test_a_header_below_titles_is_found_and_said(tmp_path):
    sheet = _read(tmp_path, "某行网点一览表,\n单位：户,\nid,name\n1,a\n")
    assert sheet.header == ["id", "name"]
    assert [(finding.code, finding.row) for finding in sheet.findings] == [("HDR_OFFSET", 3)]


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_other_delimiters_are_found_and_said(tmp_path, delimiter):
    sheet = _read(tmp_path, f"id{delimiter}name\n1{delimiter}a\n")
    assert sheet.header == ["id", "name"]
    assert [finding.code for finding in sheet.findings] == ["CSV_DELIM"]


def test_tabs_in_a_tsv_are_nothing_to_speak_of(tmp_path):
    assert not _read(tmp_path, "id\tname\n1\ta\n", "t.tsv").findings


def test_the_full_width_comma_is_no_delimiter(tmp_path):
    assert _refused(tmp_path, "id，name\n1，a\n").code == "CSV_DELIM_FULLWIDTH"


def test_a_row_with_a_comma_too_many_is_refused(tmp_path):
    finding = _refused(tmp_path, "id,name,lon\n1,a,2\n2,b,c,3\n")
    assert (finding.code, finding.row) == ("CSV_RAGGED", 3)


def test_a_row_with_a_comma_too_few_is_refused(tmp_path):
    assert _refused(tmp_path, "id,name,lon\n1,a\n").code == "CSV_RAGGED"


def test_quoted_commas_and_line_ends_belong_to_the_cell(tmp_path):
    sheet = _read(tmp_path, 'id,name\n1,"a, b\nc"\n2,d\n')
    assert sheet.cells[1].tolist() == ["a, b\nc", "d"]


def test_a_quote_that_stays_open_is_refused(tmp_path):
    assert _refused(tmp_path, 'id,name\n1,"a\n').code == "CSV_QUOTE"


def test_a_carriage_return_within_a_line_ends_no_line(tmp_path):
    assert _read(tmp_path, b"id,name\n1,a\r=1\n").cells[1].tolist() == ["a =1"]


def test_a_file_of_blank_lines_is_empty(tmp_path):
    assert _refused(tmp_path, "\n,,\n \n").code == "FILE_EMPTY"

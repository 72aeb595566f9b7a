import hashlib
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from gridplan.errors import InputError, StorageError
from gridplan.storage.exports import returned
from gridplan.storage.exports.marking import mark_workbook
from gridplan.storage.gate.draft import Draft
from gridplan.storage.gate.saying import say
from gridplan.storage.tables.kinds import KINDS
from gridplan.storage.tables.reading import read_table
from tests.unit.storage.exports.reading import text_of
from tests.unit.storage.rough import write_book

RED, YELLOW = "00FFC7CE", "00FFEB9C"
HEAD = ["户编号", "村编码", "身份证号", "手机号"]
CARD, OTHER = "999999198001010004", "999999198001010003"
TITLES = {"zh": "问题清单", "en": "Findings"}


def _findings(path, kind="households"):
    read = read_table(path, KINDS[kind])
    return read.findings if isinstance(read, Draft) else read


def _marked(path, findings=None, lang="zh"):
    target = path.with_name("marked.xlsx")
    mark_workbook(path, _findings(path) if findings is None else findings, target, lang)
    return openpyxl.load_workbook(target)


@pytest.fixture
def households(tmp_path):
    rows = [HEAD, ["H1", "V1", CARD, "19900000001"], ["H2", "V1", OTHER, "0517-1234567"]]
    return write_book(tmp_path / "households.xlsx", rows)


def _comments(sheet):
    return {cell.coordinate: cell.comment.text for row in sheet for cell in row if cell.comment}


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "证件号校验位不对。请核对证件号。"),
        ("en", "The check digit of the id number is wrong. Check the number."),
    ],
)
def test_wrong_cells_are_coloured_and_say_how_to_mend_them(households, lang, said):
    book = _marked(households, lang=lang)
    assert book.sheetnames == [TITLES[lang], "Sheet"]
    sheet = book["Sheet"]
    assert sheet["C2"].fill.fgColor.rgb == RED
    assert sheet["C2"].comment.text == said
    assert sheet["D3"].fill.fgColor.rgb == YELLOW
    assert set(_comments(sheet)) == {"C2", "D3"}
    assert [cell.value for cell in sheet[3]] == ["H2", "V1", OTHER, "0517-1234567"]


def test_the_first_sheet_lists_all_findings_and_leads_to_the_cells(households):
    sheet = _marked(households).worksheets[0]
    _, first, *others = sheet.iter_rows(values_only=True)
    assert first[:6] == ("错误", "PII_CHECKSUM", "Sheet", 2, "C 身份证号", "999***********0004")
    assert len(others) == len(_findings(households)) - 1
    assert sheet["E2"].hyperlink.location == "'Sheet'!C2"
    assert sheet.freeze_panes == "A2"
    assert [other.sheet_view.tabSelected for other in sheet.parent] == [True, False]


def test_personal_values_are_not_repeated(households):
    said = say("FK_ORPHAN", "households.xlsx", layer="Sheet", row=2, column="户编号", value=CARD, target="units")
    book = _marked(households, [*_findings(households), said])
    texts = [*_comments(book["Sheet"]).values(), *(str(cell.value) for row in book.worksheets[0] for cell in row)]
    assert not [text for text in texts if CARD in text or "19900000001" in text or "0517-1234567" in text]


def test_the_original_is_untouched_and_never_overwritten(households):
    before = hashlib.sha256(households.read_bytes()).digest()
    _marked(households)
    with pytest.raises(InputError, match="the file itself"):
        mark_workbook(households, [], households, "zh")
    assert hashlib.sha256(households.read_bytes()).digest() == before


def test_a_text_file_becomes_a_workbook_of_texts(tmp_path):
    path = tmp_path / "households.csv"
    path.write_text(f"户编号,村编码,身份证号\n007,=1+1,{CARD}\n\n'@x,V1,\n", encoding="gb18030")
    sheet = _marked(path)["households"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        ["007", "=1+1", CARD],
        [None, None, None],
        ["'@x", "V1", None],
    ]
    assert {cell.data_type for row in sheet for cell in row if cell.value} == {"s"}
    assert sheet["A2"].number_format == "@"
    assert sheet["C2"].comment


def test_a_header_below_a_title_is_found(tmp_path):
    path = write_book(tmp_path / "households.xlsx", [["一览表"], [], HEAD, ["H1", "V1", CARD, ""]])
    sheet = _marked(path)["Sheet"]
    assert set(_comments(sheet)) == {"C4"}
    missing = [say("DATUM_MISSING", "households.xlsx", layer="Sheet", column="村编码")]
    assert set(_comments(_marked(path, missing)["Sheet"])) == {"B3"}


def test_a_row_is_marked_at_its_first_cell_and_two_findings_share_a_cell(households):
    where = {"file": "households.xlsx", "layer": "Sheet", "row": 3}
    found = [say("GEOM_NULL", **where), say("PII_PHONE", **where), say("NUM_PARSE", **(where | {"row": 99}))]
    sheet = _marked(households, found)["Sheet"]
    assert set(_comments(sheet)) == {"A3"}
    assert sheet["A3"].comment.text.count("\n") == 1
    assert sheet["A3"].fill.fgColor.rgb == RED


def test_merged_cells_are_marked_where_they_begin(tmp_path):
    book = Workbook()
    for row in (HEAD, ["H1", "V9", "", ""], ["H2", "", "", ""]):
        book.active.append(row)
    book.active.merge_cells("B2:B3")
    book.save(tmp_path / "households.xlsx")
    found = [say("FK_ORPHAN", "households.xlsx", layer="Sheet", row=3, column="村编码", value="V9", target="units")]
    assert set(_comments(_marked(tmp_path / "households.xlsx", found)["Sheet"])) == {"B2"}


def test_a_copy_that_was_mended_can_be_marked_again(households):
    mended = _marked(households)
    mended["Sheet"]["C2"].value = "99999919800101002X"
    mended["Sheet"]["A1"].comment = Comment("ours", "somebody")
    path = households.with_name("again.xlsx")
    mended.save(path)
    read = _findings(path)
    # the list of findings is a sheet that nobody reads
    assert {finding.layer for finding in read if finding.code != "SHEET_IGNORED"} == {"Sheet"}
    book = _marked(path, read, "zh")
    assert book.sheetnames == ["问题清单", "Sheet"]
    assert set(_comments(book["Sheet"])) == {"A1", "D3"}
    assert book["Sheet"]["C2"].fill.fill_type is None


def test_formulas_come_back_as_their_values(tmp_path, households):
    path = tmp_path / "cached.xlsx"
    with ZipFile(households) as source, ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = content.replace(b"</row></sheetData>", b"</row>" + FORMULAS + b"</sheetData>")
            target.writestr(name, content)
    sheet = _marked(path, [])["Sheet"]
    assert [cell.value for cell in sheet[4]] == [3, "=2+2", None, None]
    assert "f" not in {cell.data_type for row in sheet for cell in row}


FORMULAS = b'<row r="4"><c r="A4"><f>1+2</f><v>3</v></c><c r="B4" t="str"><f>"="&amp;"2+2"</f><v>=2+2</v></c></row>'


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut off", b"\xd0\xcf\x11\xe0"])
def test_of_a_file_that_cannot_be_read_the_list_alone_is_written(tmp_path, content):
    path = tmp_path / "households.xlsx"
    path.write_bytes(content)
    book = _marked(path)
    assert book.sheetnames == ["问题清单"]
    assert "原表未附" in [row[0] or "" for row in book.active.iter_rows(values_only=True)][-1]


def test_what_must_not_be_kept_is_not_copied(tmp_path):
    path = write_book(tmp_path / "households.xlsx", [["户编号", "交易密码"], ["H1", "s3cret"]])
    assert _marked(path).sheetnames == ["问题清单"]
    assert "s3cret" not in text_of(tmp_path / "marked.xlsx")


def test_a_million_rows_that_are_not_there_cost_nothing(tmp_path):
    book = Workbook()
    book.active.append(HEAD)
    book.active.cell(1_048_576, 4).number_format = "@"
    book.save(tmp_path / "households.xlsx")
    marked = returned.book_of(tmp_path / "households.xlsx")
    assert len(returned.cells_of(marked.active)) == 5
    mark_workbook(tmp_path / "households.xlsx", [], tmp_path / "marked.xlsx", "zh")
    assert len(returned.cells_of(openpyxl.load_workbook(tmp_path / "marked.xlsx")["Sheet"])) == 5


@pytest.mark.parametrize("limit", ["MOST_BYTES", "MOST_CELLS"])
def test_of_a_large_file_the_list_alone_is_written(households, monkeypatch, limit):
    monkeypatch.setattr(returned, limit, 10)
    assert _marked(households).sheetnames == ["问题清单"]


def test_a_file_without_findings_says_so(households):
    assert _marked(households, []).worksheets[0]["A2"].value == "没有发现问题。"


def test_when_the_disk_fails_the_older_copy_stands(households, monkeypatch):
    target = households.with_name("marked.xlsx")
    target.write_text("old")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    with pytest.raises(StorageError, match="No space"):
        mark_workbook(households, [], target, "en")
    monkeypatch.undo()
    assert target.read_text() == "old"
    assert sorted(path.name for path in target.parent.iterdir()) == ["households.xlsx", "marked.xlsx"]

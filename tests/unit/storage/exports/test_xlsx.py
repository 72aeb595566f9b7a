from dataclasses import replace

import openpyxl
import pandas as pd
import pytest

from gridplan.maps.measures import MEASURES
from gridplan.model.findings import RuleFinding, Text, rule_findings_table
from gridplan.model.words import Severity
from gridplan.storage.exports import xlsx
from gridplan.storage.exports.sheets import RATIOS
from tests.unit.maps.drawn_town import drawn_town, with_many_households


@pytest.fixture(scope="module")
def plan():
    finding = RuleFinding(
        "G05", Severity.WARNING, "grid", "B1-G01", 24, "500..1000", Text("户数太少", "few"), Text("合并", "merge")
    )
    duties = {"duties_zh": "走访\n建档\n授信", "duties_en": "visit\nfile\ngrant", "visits_week": 36.0}
    posts = pd.DataFrame({"officer_id": ["B1-1"], "post": ["grid_lead"], **duties})
    plan = replace(drawn_town(), findings=rule_findings_table([finding]), posts=posts)
    plan.grids.loc["B1-G02", "backup_officer_id"] = ""
    return plan


def _book(plan, folder, lang="zh"):
    xlsx.export(plan, folder / "plan.xlsx", lang)
    return openpyxl.load_workbook(folder / "plan.xlsx")


@pytest.fixture(scope="module")
def book(plan, tmp_path_factory):
    return _book(plan, tmp_path_factory.mktemp("xlsx"))


def _rows(sheet):
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_the_sheets_are_named_in_the_reader_s_language(book, plan, tmp_path):
    assert book.sheetnames == [
        "说明", "网格", "定岗定责", "定员", "三定检查", "指标", "基本单元", "网点", "农户",
    ]  # fmt: skip
    english = _book(plan, tmp_path, "en")
    assert english.sheetnames[:3] == ["About", "Grids", "Posts"]
    assert all(str(cell.value).isascii() for sheet in english for cell in sheet[1])


def test_a_grid_names_its_owner_and_backup(book):
    first, second = _rows(book["网格"])[:2]
    assert first["A角"] == "客户经理 B1-1"
    assert first["B角"] == "客户经理 B1-3"
    assert second["B角"] is None
    assert first["网点名称"] == "一支行"
    assert first["类型"] == "村域"


def test_a_post_says_its_duties(book):
    (post,) = _rows(book["定岗定责"])
    assert post["岗位"] == "网格长"
    assert post["职责"] == "走访\n建档\n授信"
    assert post["每周走访户数"] == 36


def test_a_finding_says_what_is_wrong_and_how_to_mend_it(book):
    (finding,) = _rows(book["三定检查"])
    assert (finding["严重程度"], finding["问题"], finding["整改办法"]) == ("警告", "户数太少", "合并")


def test_a_share_is_shown_in_percent_and_keeps_its_base(book, plan):
    sheet = book["指标"]
    head = [cell.value for cell in sheet[1]]
    column = head.index("数值") + 1
    formats = {sheet.cell(n, head.index("指标") + 1).value: sheet.cell(n, column).number_format for n in range(2, 50)}
    assert formats["渗透率"] == "0.0%"
    assert formats["均衡度（工作量离散）"] == "#,##0.00"
    first = _rows(sheet)[0]
    assert first["数值"] == pytest.approx(plan.indicators["value"].iloc[0])
    assert (first["层级"], first["口径"]) == ("网格", "户籍户")


def test_headers_stay_and_rows_can_be_filtered(book):
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.column_dimensions["A"].width > 5


def test_every_page_says_that_the_data_is_invented(book):
    assert all("synthetic" in sheet.oddHeader.center.text for sheet in book)


HOSTILE = ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "＝1", "＋1", "－1", "＠A", "#N/A", "=cmd|' /C calc'!A0", "a\x07b"]


def test_no_text_becomes_a_formula(plan, tmp_path):
    sheet = _book(replace(plan, units=plan.units.assign(name=HOSTILE)), tmp_path)["基本单元"]
    column = [head.value for head in sheet[1]].index("名称") + 1
    for row, text in enumerate(HOSTILE, start=2):
        cell = sheet.cell(row, column)
        assert cell.data_type == "s"
        assert cell.value == text.replace("\x07", "")
        assert cell.quotePrefix == text.startswith(tuple("=+-@\t＝＋－＠"))


def test_too_many_households_stay_out(plan):
    many = with_many_households(plan, xlsx.MOST_HOUSEHOLDS + 1)
    assert "household_rows" not in [title for title, _ in xlsx.sheets(many, "zh")]


def test_branches_say_where_they_stand(book):
    branch = _rows(book["网点"])[0]
    assert 120 < branch["经度"] < 125
    assert branch["类别"] == "镇区"


def test_no_header_and_no_word_is_a_code(plan, tmp_path):
    withheld = plan.indicators.assign(hidden=False)
    posts = plan.posts.assign(data_scope="officer")
    branches = plan.branches.assign(freq_limit="visits")
    book = _book(replace(plan, indicators=withheld, posts=posts, branches=branches), tmp_path)
    assert not [(sheet.title, cell.value) for sheet in book for cell in sheet[1] if cell.value.isascii()]
    assert _rows(book["定岗定责"])[0]["数据范围"] == "本人网格的户"
    assert _rows(book["网点"])[0]["走访频次受限于"] == "先用完走访定额"
    assert _rows(book["指标"])[0]["人数过少不列示"] == "否"


def test_every_figure_has_a_format_and_no_more_decimals_than_it_can_bear(book):
    figures = [
        cell
        for sheet in book
        for row in sheet.iter_rows(min_row=2)
        for cell in row
        if isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
    ]
    assert len(figures) > 500
    assert not [cell.coordinate for cell in figures if cell.number_format == "General"]
    assert not [cell.value for cell in figures if cell.value != round(cell.value, 6)]


def test_what_is_no_share_is_not_shown_in_percent():
    assert {code for code, measure in MEASURES.items() if not measure.share} == RATIOS

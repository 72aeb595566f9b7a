"""A person brings the first tables of a county on screen: template, files, findings, the marked file, commit."""

from __future__ import annotations

import openpyxl
import pytest

from gridplan.access.scope import OPERATOR
from gridplan.workspace.tables import stored_tables
from tests.app.first_county import bring, empty_county, town_files
from tests.app.looking import Looking
from tests.town import tiny_town

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A county that stays empty until the last test fills it."""
    with empty_county(tmp_path_factory.mktemp("wizard") / "county") as served:
        yield served


@pytest.fixture
def files(tmp_path):
    return town_files(tmp_path / "mine")


def _send(seen, files):
    bring(seen, files, "检查文件")


def test_a_wrong_file_comes_back_marked_and_changes_nothing(windows, empty, files, tmp_path):
    workspace, address = empty
    wrong = tmp_path / "branches.csv"
    source = next(file for file in files if file.stem == "branches")
    wrong.write_text(source.read_text("utf-8-sig").replace("B2", "B1"), encoding="utf-8-sig")
    seen = Looking(windows, address, "import_files")
    _send(seen, [wrong])
    seen.page.locator(".gp-finding.gp-E").first.wait_for(timeout=60_000)
    assert "branches.csv" in seen.page.locator(".gp-finding.gp-E").first.inner_text()
    with seen.page.expect_download() as taken:
        seen.page.get_by_role("button", name="下载标出问题的文件").click()
    taken.value.save_as(tmp_path / "marked.xlsx")
    assert openpyxl.load_workbook(tmp_path / "marked.xlsx").sheetnames[0] == "问题清单"
    seen.see("请先改正错误")
    assert seen.page.get_by_role("button", name="确认导入").count() == 0
    assert stored_tables(OPERATOR, workspace) is None
    seen.close()


def test_a_file_whose_name_says_nothing_is_asked_about(windows, empty, files, tmp_path):
    _, address = empty
    source = next(file for file in files if file.stem == "branches")
    odd = tmp_path / "2026年第3版.csv"
    odd.write_bytes(source.read_bytes())
    seen = Looking(windows, address, "import_files")
    seen.page.locator("input[type=file]").set_input_files(str(odd))
    seen.pick(f"这个文件是什么？ {odd.name}", "网点")
    seen.page.get_by_role("button", name="检查文件").click()
    seen.page.locator(".gp-finding").first.or_(seen.page.get_by_text("文件没有问题")).wait_for(timeout=60_000)
    seen.close()


def test_the_other_pages_of_an_empty_county_lead_to_the_import(windows, empty):
    _, address = empty
    seen = Looking(windows, address, "import_files")
    seen.page.goto(f"{address}/draw_grids")
    seen.page.get_by_text("还没有方案").wait_for(timeout=90_000)
    seen.page.locator("a[href^='/import_files']").click()
    seen.page.get_by_text("还没有文件").wait_for(timeout=60_000)
    seen.close()


def test_the_first_tables_of_a_county_are_brought_on_screen(windows, empty, files, tmp_path):
    workspace, address = empty
    seen = Looking(windows, address, "import_files")
    seen.see("还没有文件")
    with seen.page.expect_download() as taken:
        seen.page.get_by_role("button", name="下载模板").click()
    taken.value.save_as(tmp_path / "template.xlsx")
    assert openpyxl.load_workbook(tmp_path / "template.xlsx").sheetnames[0] == "branches"
    _send(seen, files)
    seen.page.get_by_role("button", name="确认导入").wait_for(timeout=120_000)
    seen.see("新增")
    seen.page.get_by_role("button", name="确认导入").click()
    seen.see("已导入")
    stored = stored_tables(OPERATOR, workspace)
    assert sorted(stored.branches.index) == sorted(tiny_town().branches.index)
    assert len(stored.households) == len(tiny_town().households)
    # the first plan is made in the story of the head
    seen.page.get_by_role("button", name="生成首个方案").wait_for()
    assert seen.hosts == {address.split("//")[1]}
    seen.close()

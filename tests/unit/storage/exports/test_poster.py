from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from gridplan.storage.exports import poster
from gridplan.storage.exports.taking import Shading, Taking
from tests.unit.maps.drawn_town import drawn_town


@pytest.fixture(scope="module")
def plan():
    return drawn_town()


def _page(plan, tmp_path, lang="zh", **taking):
    poster.export(plan, tmp_path / "poster.pdf", lang, Taking(**taking))
    (page,) = PdfReader(tmp_path / "poster.pdf").pages
    return page


def test_it_is_one_sheet_of_a3(plan, tmp_path):
    box = _page(plan, tmp_path).mediabox
    assert (round(box.width / 72 * 25.4), round(box.height / 72 * 25.4)) == (420, 297)


def test_that_of_a_branch_lists_its_grids_and_who_serves_them(plan, tmp_path):
    text = _page(plan, tmp_path, branch_id="B1").extract_text()
    assert f"{plan.branches.at['B1', 'name']} · 网格图" in text
    for grid in ("G01", "G02"):
        assert grid in text
    assert plan.officers.at["B1-1", "name"] in text


def test_that_of_the_county_lists_its_branches(plan, tmp_path):
    text = _page(plan, tmp_path, "en").extract_text()
    assert not [name for name in plan.branches["name"] if name not in text]


def test_it_bears_the_name_of_who_took_it_and_when(plan, tmp_path):
    text = _page(plan, tmp_path, who="head-b1", at=datetime(2026, 5, 1, 8, 30, tzinfo=UTC)).extract_text()
    assert "head-b1 · 2026-05-01 16:30 UTC+8" in text


def test_a_shading_brings_its_title_and_its_legend(plan, tmp_path):
    shading = Shading("渗透率", dict.fromkeys(plan.grids.index, "#a1dab4"), [("#a1dab4", "20 % – 40 %", "4")])
    text = _page(plan, tmp_path, shading=shading).extract_text()
    assert "渗透率" in text
    assert "20 % – 40 %" in text


def test_a_sheet_of_the_county_tells_grids_of_two_branches_apart(plan, tmp_path):
    text = _page(plan, tmp_path).extract_text()
    assert not [grid for grid in plan.grids.index[plan.grids["kind"] == "base"] if grid not in text]

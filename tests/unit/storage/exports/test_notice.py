from dataclasses import replace

import pandas as pd
import pytest
from pypdf import PdfReader

from gridplan.model.registers import Registers
from gridplan.storage.exports import notice
from gridplan.storage.exports.taking import Taking
from tests.unit.maps.drawn_town import drawn_town


@pytest.fixture(scope="module")
def plan():
    stations = pd.DataFrame([{"officer_id": "B1-1", "unit_id": "u11", "weekday": 4, "hours": 2.0}])
    return replace(drawn_town(), registers=Registers(stations=stations))


def _pages(plan, tmp_path, lang="zh", **taking):
    notice.export(plan, tmp_path / "notice.pdf", lang, Taking(**taking))
    return [page.extract_text() for page in PdfReader(tmp_path / "notice.pdf").pages]


def test_every_grid_of_the_branch_has_one_page(plan, tmp_path):
    pages = _pages(plan, tmp_path, branch_id="B1")
    assert ["B1-G01" in page for page in pages] == [True, False]
    assert all("网格服务公示牌" in page for page in pages)


def test_an_officer_takes_the_own_grids_alone(plan, tmp_path):
    assert len(_pages(plan, tmp_path, branch_id="B1", grid_ids=["B1-G02"])) == 1


def test_it_says_who_serves_and_how_to_reach_and_where_to_complain(plan, tmp_path):
    phones = {"B1-1": "0000-111", "B1": "0000-222"}
    first, second = _pages(plan, tmp_path, branch_id="B1", phones=phones, complaint_line="0000-999")
    assert plan.officers.at["B1-1", "name"] in first
    assert "0000-111" in first
    assert f"每周四 {plan.units.at['u11', 'name']}" in first
    assert "0000-999" in first
    assert "0000-222" in second
    assert "请电话预约" in second


def test_what_nobody_knows_is_left_to_be_written_by_hand(plan, tmp_path):
    assert "＿＿＿" in _pages(plan, tmp_path, branch_id="B1")[0]


def test_in_english_it_is_english(plan, tmp_path):
    page = _pages(plan, tmp_path, "en", branch_id="B1")[0]
    assert "Who serves this grid" in page
    assert f"Thursdays, {plan.units.at['u11', 'name']}" in page


def test_nothing_of_any_customer_is_on_it(plan, tmp_path):
    text = "\n".join(_pages(plan, tmp_path))
    assert not [household for household in plan.households.index if household in text]

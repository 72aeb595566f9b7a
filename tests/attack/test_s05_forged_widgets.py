"""S05: a widget is set to what it never offered; the service refuses, whatever the page believes."""

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState

from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.errors import AccessError
from gridplan.model.draft_steps import Drawn
from gridplan.workspace.auditing import audit_entries
from gridplan.workspace.drawing import follow_draft
from tests.attack.wire import stream


def test_s05_another_branch_in_the_filter(app, bank, cookies):
    with stream(app, cookies["head-B1"]) as page:
        seen = page.run("coverage")
        row, place, given = seen.choice("网点")
        assert [code for code, _ in given["options"]] == ["B1"]
        heard = page.run("coverage", states=seen.choosing("着色层级", "unit"))
        assert heard.choice("着色层级")[2]["chosen"] == "unit"
        run = page.run("coverage", states=seen.choosing("网点", "B2"))
        assert run.choice("网点")[2]["chosen"] == "B1"
        for told in ([place + 90, "B1"], [-1, "B1"], [place, ["B1"]], [str(place), "B1"], [place], "B1", None):
            again = page.run("coverage", states=seen.telling(row, told))
            assert again.alerts == []
            assert again.choice("网点")[2]["chosen"] == "B1"
    assert bank.seen_in(run.raw) <= bank.households_of("head-B1")


@pytest.mark.parametrize("sent", [{"unit": "u33", "click": 5}, {"unit": {"a": 1}, "click": 6}, [1], 5, {"click": 9}])
def test_s05_a_click_on_a_unit_of_another_branch(app, bank, cookies, sent):
    assert bank.plan.units.at["u33", "branch_id"] != "B1"
    with stream(app, cookies["head-B1"]) as page:
        seen = page.run("draw_grids")
        run = page.run("draw_grids", states=[seen.on_map(sent)])
    assert "已选单元" not in run.text
    assert bank.seen_in(run.raw) <= bank.households_of("head-B1")


def test_s05_a_button_that_was_not_offered(app, bank, cookies):
    foreign = bank.plan.grids.index[bank.plan.grids["branch_id"] == "B2"][0]
    with stream(app, cookies["head-B1"]) as page:
        page.run("draw_grids")
        forged = WidgetState(id=f"$$ID-0123456789abcdef0123456789abcdef-to-{foreign}", trigger_value=True)
        run = page.run("draw_grids", states=[forged])
    assert "未存为版本的步骤: 0" in run.text


def test_s05_the_use_case_itself_refuses(bank):
    head = Scope(Viewer.BRANCH_HEAD, frozenset({"B1"}), account="head-B1")
    units, grids = bank.plan.units, bank.plan.grids
    unit, grid = units.index[units["branch_id"] == "B2"][0], grids.index[grids["branch_id"] == "B2"][0]
    with pytest.raises(AccessError):
        follow_draft(head, bank.workspace, bank.plan.meta.plan_id, "B2", Drawn({unit: grid}))
    (entry,) = audit_entries(OPERATOR, bank.workspace, 1)
    assert (entry.account, entry.action, entry.subject) == ("head-B1", "edit_refused", bank.plan.meta.plan_id)

"""
From drawing to publishing, as two people do it: a branch head draws, a regional manager returns, approves, publishes.

In Chinese and in English; each ends with a picture, kept where `GRIDPLAN_PICTURES` names a folder.
"""

from __future__ import annotations

from shutil import copytree

import pytest

from gridplan.access.scope import OPERATOR, Viewer
from gridplan.model.words import PlanState
from gridplan.workspace.drafts import list_drafts
from gridplan.workspace.opening import Workspace
from gridplan.workspace.viewing import plan_in_use, plan_versions, view_plan
from tests.app.conftest import serve
from tests.app.looking import Looking
from tests.app.test_stories import LANGUAGES, Story

pytestmark = pytest.mark.browser
_WHY = "Known, and mended next year"
_BACK = "One more unit belongs there, too"


@pytest.fixture
def county(made_town, tmp_path):
    """Serve a town of our own: what is published here is in force for everybody."""
    workspace = Workspace.open(copytree(made_town, tmp_path / "town"))
    process, address = serve(workspace.path)
    yield workspace, address
    process.terminate()
    process.wait(timeout=20)


class Person(Story):
    """One of those who take part, in a browser of the own."""

    def __init__(self, windows, address: str, page: str, role: str, lang: str):
        self.home, self.role = address, role
        super().__init__(Looking(windows, address, f"{page}?role={role}&lang={lang}"), "zh")
        self.lang = lang

    def go(self, page: str) -> None:
        self.page.goto(f"{self.home}/{page}?role={self.role}&lang={self.lang}")
        self.seen.wait_for_page()

    def give(self, unit: str, grid: str) -> None:
        """Give a unit to another grid, by a click on it and a press."""
        steps = f"{self.say('Steps not yet saved as a version')}: 1"
        self.seen.wait_until_calm()
        self.seen.click_unit(unit)
        self.seen.wait_until_calm()
        self.page.get_by_role("button", name=f"→ {grid[-3:]}").first.click(timeout=60_000)
        self.page.get_by_text(steps).wait_for(timeout=60_000)

    def submit(self) -> None:
        self.seen.wait_until_calm()
        self.press("Save and submit for approval")
        reason = self.page.get_by_label(self.say("Why its errors are accepted"))
        submitted = self.page.locator(".gp-way b", has_text=PlanState.CHECKED.label(self.lang))
        reason.or_(submitted).first.wait_for(timeout=60_000)
        if reason.count():
            reason.fill(_WHY)
            self.press("Save and submit for approval")
        self.stands(PlanState.CHECKED)
        self.see("Somebody else approves it now, or returns it")

    def stands(self, state: PlanState) -> None:
        """Wait until the way of the plan is there, and the list of versions says so, too."""
        said = state.label(self.lang)
        self.page.locator(".gp-way b", has_text=said).wait_for(timeout=60_000)
        versions = self.page.get_by_label(self.say("Version of the plan"))
        versions.locator("option:checked", has_text=said).wait_for(state="attached", timeout=60_000)

    def opens(self, card: str, way: str) -> None:
        """Follow a way of a card of the overview."""
        self.page.locator(".gp-today", has_text=self.say(card)).first.wait_for(timeout=60_000)
        self.page.locator("[data-testid=stPageLink] a", has_text=self.say(way)).first.click()
        self.seen.wait_for_map()
        self.seen.wait_until_calm()

    def card(self, title: str) -> str:
        return self.page.locator(".gp-today", has_text=self.say(title)).first.inner_text()


def _newest(workspace: Workspace) -> str:
    return str(plan_versions(OPERATOR, workspace)["plan_id"].iloc[0])


def _border_units(plan):
    """Units of the first branch that can go to a neighbouring grid and leave their own one whole."""
    units = plan.units[plan.units["branch_id"] == "B1"]
    number = units["grid_id"].map(units["grid_id"].value_counts())
    open_ = plan.adjacency[~plan.adjacency["cut"].astype(bool)]
    for one, other in [*zip(open_["unit_a"], open_["unit_b"]), *zip(open_["unit_b"], open_["unit_a"])]:  # noqa: B905
        if (
            {one, other} <= set(units.index)
            and number[one] > 1
            and units.at[one, "grid_id"] != units.at[other, "grid_id"]
        ):
            yield str(one), str(units.at[other, "grid_id"])


def _return(manager: Person, returned: str) -> None:
    """See what waits, and send it back; not without a word of what is to be mended."""
    assert returned in manager.card("Plans that wait for you")
    manager.opens("Plans that wait for you", "See and approve")
    manager.stands(PlanState.CHECKED)
    manager.see("Households with another owner")
    manager.press("Return")
    manager.press("Return the plan")
    manager.see("Say first what has to be mended")
    manager.page.get_by_label(manager.say("What has to be mended")).fill(_BACK)
    manager.press("Return the plan")
    manager.see(_BACK)
    manager.stands(PlanState.DRAFT)
    manager.picture("returned")


def _publish(manager: Person, workspace: Workspace, wanted: str) -> str:
    """Approve and publish what was submitted again; tells which plan was in force until then."""
    manager.go("overview")
    manager.opens("Plans that wait for you", "See and approve")
    assert wanted in manager.page.locator(".gp-head").inner_text()
    manager.press("Approve")
    manager.stands(PlanState.APPROVED)
    until_then = plan_in_use(OPERATOR, workspace)
    manager.press("Publish")
    manager.stands(PlanState.ACTIVE)
    manager.see("Everybody works by this version")
    manager.picture("published")
    return until_then


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_draft_is_returned_mended_approved_and_published(windows, county, lang):
    workspace, address = county
    before = plan_in_use(OPERATOR, workspace)
    first, grid = next(_border_units(view_plan(OPERATOR, workspace)))
    head = Person(windows, address, "draw_grids", "branch_head", lang)
    head.give(first, grid)
    head.submit()
    returned = _newest(workspace)
    assert returned != before

    manager = Person(windows, address, "overview", "regional_manager", lang)
    _return(manager, returned)

    head.go("overview")
    assert _BACK in head.card("Plans under way")
    assert not [draft for draft in list_drafts(OPERATOR, workspace, before, "B1") if draft.done]
    head.opens("Plans under way", returned)
    assert returned in head.page.locator(".gp-head").inner_text()
    head.see(_BACK)
    head.see("Draw what is wanted, save and submit again")
    head.picture("to-mend")
    plan = view_plan(OPERATOR, workspace, returned)
    second, other = next(pair for pair in _border_units(plan) if pair[0] != first)
    head.give(second, other)
    head.submit()
    wanted = _newest(workspace)

    assert _publish(manager, workspace, wanted) == before
    assert plan_in_use(OPERATOR, workspace) == wanted

    head.go("overview")
    head.see("No plan is under way")
    plan = view_plan(OPERATOR, workspace)
    assert plan.units.loc[[first, second], "grid_id"].tolist() == [grid, other]
    who = str(plan.grids.at[grid, "primary_officer_id"])
    mine = plan.grids.index[plan.grids["primary_officer_id"] == who]
    officer = Person(windows, address, f"my_households?branch=B1&officer={who}", "officer", lang)
    assert wanted in officer.page.locator(".gp-head").inner_text()
    number = len(view_plan(workspace.demo_scope(Viewer.OFFICER, branch_id="B1", officer_id=who), workspace).households)
    assert number == plan.units.loc[plan.units["grid_id"].isin(mine), "households"].sum()
    officer.page.get_by_text(f"{officer.say('of')} {number} {officer.say('households')}").wait_for(timeout=60_000)
    officer.picture("officer")
    for person in (head, manager, officer):
        assert person.seen.hosts == {address.split("//")[1]}
        person.seen.close()

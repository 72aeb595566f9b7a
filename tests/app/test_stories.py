"""
One story a role, as that person would live it, in Chinese and in English.

The officer's is in `test_my_households.py`. Each ends with a picture, kept where `GRIDPLAN_PICTURES` names a folder.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from gridplan.access.scope import OPERATOR
from gridplan.locale import gettext
from gridplan.model.words import PlanState
from gridplan.workspace.viewing import plan_in_use, plan_versions, view_plan
from tests.app.first_county import bring, empty_county, town_files
from tests.app.looking import Looking

pytestmark = pytest.mark.browser
LANGUAGES = ("zh", "en")


class Story:
    """What a person does on the screens, in one language."""

    def __init__(self, seen: Looking, lang: str):
        self.seen, self.page, self.lang = seen, seen.page, lang
        if lang == "en":
            self.seen.pick("语言 Language", "English")
            self.seen.wait_until_calm()

    def say(self, text: str) -> str:
        return gettext(text, self.lang)

    def press(self, text: str) -> None:
        self.seen.wait_until_calm()
        self.page.get_by_role("button", name=self.say(text)).first.click(timeout=60_000)

    def see(self, text: str, seconds: int = 60) -> None:
        self.page.get_by_text(self.say(text)).filter(visible=True).first.wait_for(timeout=seconds * 1_000)

    def choose(self, label: str, option: str) -> None:
        self.seen.pick(self.say(label), self.say(option), exact=False)

    def turn_to(self, page: str) -> None:
        # a page that is about to draw itself again goes on with itself
        self.seen.wait_until_calm()
        self.page.get_by_role("link", name=self.say(page), exact=True).first.click()
        self.page.get_by_role("heading", name=self.say(page)).wait_for(timeout=60_000)
        self.seen.wait_for_map()

    def picture(self, name: str) -> None:
        self.seen.wait_until_calm()
        shown = self.page.screenshot()
        if folder := os.environ.get("GRIDPLAN_PICTURES"):
            (Path(folder) / f"{name}-{self.lang}.png").write_bytes(shown)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_head_imports_draws_locks_solves_compares_and_submits(windows, tmp_path, lang):
    with empty_county(tmp_path / "county") as (workspace, address):
        story = Story(Looking(windows, address, "import_files"), lang)
        bring(story.seen, town_files(tmp_path / "mine"), story.say("Check the files"))
        story.press("Take the files in")
        story.press("Make the first plan")
        # reading can not say how far it is, and so says what it is at, and for how long
        story.page.get_by_text(re.compile(rf"{story.say('Reading the tables')} 0% · \d+ {story.say('s')}")).wait_for()
        story.see("There is a plan now", 240)
        first = plan_in_use(OPERATOR, workspace)
        story.turn_to("Draw grids")
        plan = view_plan(OPERATOR, workspace, first)
        unit, grid = _border_unit(plan)
        story.seen.click_unit(unit)
        story.seen.wait_until_calm()
        story.page.get_by_role("button", name=f"→ {grid[-3:]}").first.click(timeout=60_000)
        story.see("Steps not yet saved as a version")
        story.page.get_by_text(re.compile(rf"{story.say('Steps not yet saved as a version')}: 1")).wait_for(
            timeout=60_000
        )
        story.seen.wait_until_calm()
        story.page.get_by_role("button", name=f"{story.say('Lock')} {grid[-3:]}").click(timeout=60_000)
        story.page.get_by_role("button", name=f"{story.say('Unlock')} {grid[-3:]}").wait_for(timeout=60_000)
        story.press("Solve the rest")
        story.page.get_by_role("button", name=story.say("Solve the rest")).wait_for(timeout=120_000)
        story.press("Save as new version")
        story.see("Saved as version", 120)
        story.turn_to("Compare plans")
        story.see("Households with another owner")
        # a role goes along from page to page
        role = story.page.get_by_label(story.say("Role (demo)")).locator("option:checked")
        assert role.inner_text() == story.say("Branch head")
        versions = plan_versions(OPERATOR, workspace).set_index("plan_id")
        (new,) = set(versions.index) - {first}
        after = view_plan(OPERATOR, workspace, new)
        assert after.units.at[unit, "grid_id"] == grid
        story.press("Submit for approval")
        reason = story.page.get_by_label(story.say("Why its errors are accepted"))
        submitted = story.page.locator(".gp-way b", has_text=PlanState.CHECKED.label(lang))
        reason.or_(submitted).first.wait_for(timeout=60_000)
        if reason.count():
            reason.fill("1")
            story.press("Submit for approval")
        submitted.wait_for(timeout=60_000)
        story.picture("head")
        assert plan_versions(OPERATOR, workspace).set_index("plan_id").at[new, "state"] == str(PlanState.CHECKED)
        assert story.seen.hosts == {address.split("//")[1]}
        story.seen.close()


def _border_unit(plan) -> tuple[str, str]:
    """A unit of the first branch that can go to a neighbouring grid and leaves its own one whole."""
    units = plan.units[plan.units["branch_id"] == "B1"]
    number = units["grid_id"].value_counts()
    open_ = plan.adjacency[~plan.adjacency["cut"].astype(bool)]
    for unit, grid in units.loc[units["grid_id"].map(number) > 1, "grid_id"].items():
        near = {*open_.loc[open_["unit_a"] == unit, "unit_b"], *open_.loc[open_["unit_b"] == unit, "unit_a"]}
        others = sorted(set(units["grid_id"].reindex(sorted(near)).dropna()) - {grid})
        if others:
            return str(unit), str(others[0])
    raise AssertionError


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_manager_finds_the_worst_grids_whose_and_why_and_prints_the_poster(look, tmp_path, lang):
    story = Story(look("overview?role=regional_manager"), lang)
    card = story.page.locator(".gp-today", has_text=story.say("The worst-covered grids")).first
    card.wait_for(timeout=60_000)
    worst = re.findall(r"B\d-G\d+", card.inner_text())
    assert worst
    story.page.locator("[data-testid=stPageLink] a", has_text=worst[0]).first.click()
    story.page.get_by_role("heading", name=story.say("Coverage and penetration")).wait_for(timeout=60_000)
    story.seen.wait_for_map()
    for word in ("Owner", "Backup"):
        story.see(word)
    story.page.get_by_text(story.say("Take away: map, tables, poster, notices, picture, layers")).click()
    story.see("File")
    story.choose("File", "Wall poster (A3, PDF)")
    story.press("Prepare")
    with story.page.expect_download(timeout=120_000) as taken:
        story.press("Download")
    taken.value.save_as(tmp_path / "poster.pdf")
    assert (tmp_path / "poster.pdf").read_bytes().startswith(b"%PDF")
    story.picture("manager")

"""A branch head gives a grid to another owner, sees the hours move, and may drop the choice again."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser


def test_another_owner_moves_the_hours_and_can_be_dropped(look):
    seen = look("staff")
    page = seen.page
    # a page that is still being drawn closes what was opened on it
    page.get_by_text("岗位、职责与定额").wait_for(timeout=60_000)
    page.get_by_test_id("stExpander").filter(has_text="手工指定").locator("summary").click()
    seen.pick("A角", -1)
    seen.pick("B角", 1)
    seen.wait_until_calm()
    page.get_by_role("button", name="采用此安排").click()
    told = page.get_by_test_id("stExpander").filter(has_text="手工指定 · 1")
    told.get_by_role("columnheader", name="届时").wait_for(timeout=60_000)
    assert told.locator("tr").count() >= 3
    told.get_by_text("新增问题").wait_for()
    seen.wait_until_calm()
    page.get_by_role("button", name="放弃此安排").click()
    page.get_by_text("手工指定 · 0").wait_for(timeout=60_000)
    assert page.get_by_role("button", name="放弃此安排").count() == 0

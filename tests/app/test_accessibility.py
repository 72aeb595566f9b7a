"""Everybody can use every page: no finding of axe that is serious, in either language, on a desktop and on a phone."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from gridplan.pages import PAGES
from tests.app.looking import SIZES

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("page", [page.name for page in PAGES])
def test_axe_finds_nothing_serious(look, page, size):
    seen = look(page, size=size)
    found = Axe().run(seen.page).response["violations"]
    grave = [(one["id"], one["nodes"][0]["html"][:200]) for one in found if one["impact"] in {"serious", "critical"}]
    assert grave == []

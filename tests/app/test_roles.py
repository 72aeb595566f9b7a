"""Roles are switched on invented data alone: every other county asks for a sign-in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gridplan.access.scope import OPERATOR
from gridplan.storage.folder import write_inputs
from gridplan.workspace.opening import Workspace
from gridplan.workspace.planning import make_plan
from tests.app.conftest import serve
from tests.town import tiny_town

pytestmark = pytest.mark.browser


@pytest.fixture
def real(tmp_path):
    folder = tmp_path / "real"
    write_inputs(replace(tiny_town(), synthetic=False), folder)
    make_plan(OPERATOR, Workspace.open(folder))
    process, address = serve(folder)
    yield address
    process.terminate()
    process.wait(timeout=20)


def test_a_real_county_shows_no_page(browser, real):
    page = browser.new_page()
    for path in ("", "draw_grids", "my_households"):
        page.goto(f"{real}/{path}")
        page.get_by_label("密码").or_(page.get_by_label("Password")).wait_for(timeout=60_000)
        assert page.locator(".gp-map").count() == 0
        assert page.locator(".gp-card").count() == 0
    page.close()

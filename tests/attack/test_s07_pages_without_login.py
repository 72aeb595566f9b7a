"""S07: no page is reached without a session, by address or by its hash over a raw websocket."""

import pytest

from gridplan.pages import PAGES
from tests.attack.wire import refused, stream


@pytest.mark.parametrize("page", ["", *(page.name for page in PAGES)])
def test_s07_the_address_of_a_page_leads_to_the_sign_in(app, page):
    answer = app.ask(f"/{page}", accept="text/html")
    assert (answer.status, answer.headers["location"]) == (303, "/sign-in")
    assert b"script" not in answer.body


@pytest.mark.browser
def test_s07_a_browser_is_shown_the_sign_in_and_no_more(app, browser):
    page = browser.new_page()
    for path in ("", "draw_grids", "my_households"):
        page.goto(f"{app.origin}/{path}")
        page.get_by_label("密码").or_(page.get_by_label("Password")).wait_for(timeout=60_000)
        assert page.locator(".gp-map").count() == 0
        assert page.locator(".gp-card").count() == 0
    page.close()


@pytest.mark.parametrize("cookie", ["", "x", "0" * 43])
def test_s07_no_websocket_opens(app, cookie):
    assert refused(app, cookie) == 403


def test_s07_a_header_or_another_cookie_helps_nobody(app, cookies):
    token = cookies["region"]
    for headers in (
        {"X-Gridplan-Account": "region"},
        {"Authorization": f"Bearer {token}"},
        {"Cookie": f"__Host-gridplan={token}"},
        {"Cookie": f"Gridplan={token}"},
    ):
        assert refused(app, headers=headers) == 403


def test_s07_the_hash_of_a_page_of_others_runs_none_of_theirs(app, bank, cookies):
    with stream(app, cookies["head-B1"]) as page:
        theirs = page.run("draw_grids").pages["draw_grids"]
    with stream(app, cookies["B2-2"]) as page:
        run = page.run("draw_grids", page_hash=theirs)
        assert "draw_grids" not in run.pages
        assert "划格" not in run.text
        assert bank.seen_in(run.raw) <= bank.households_of("B2-2")

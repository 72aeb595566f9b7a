"""A link to a view opens it after the sign-in; the way back never leads to another host or to a form."""

import pytest

from gridplan.web.returning import COOKIE, in_language
from tests.unit.web.doors import OWN, PASSWORD

PAGE = {"accept": "text/html,*/*"}
VIEW = "/coverage?indicator=penetration&base=registered&level=branch&place=B1"
SIGN_IN = {"name": "head.b1", "password": PASSWORD}


def test_a_linked_view_opens_after_the_sign_in(door):
    assert door.get(VIEW, headers=PAGE).headers["location"] == "/sign-in"
    assert door.post("/sign-in", data={**SIGN_IN, "password": "wrong"}, headers=OWN).status_code == 403
    answer = door.post("/sign-in", data=SIGN_IN, headers=OWN)
    assert answer.headers["location"] == VIEW
    assert COOKIE not in door.cookies


@pytest.mark.parametrize(
    ("view", "lang", "there"),
    [("/", "en", "/?lang=en"), ("/staff?branch=B1", "en", "/staff?branch=B1&lang=en"), ("/staff", "zh", "/staff"),
     ("/staff?lang=zh", "en", "/staff?lang=zh"), ("/", "//evil.example", "/")],
)  # fmt: skip
def test_the_language_of_the_sign_in_goes_along(view, lang, there):
    assert in_language(view, lang) == there


def test_without_a_link_the_first_page_opens(door):
    assert door.get("/", headers=PAGE).headers["location"] == "/sign-in"
    assert COOKIE not in door.cookies
    assert door.post("/sign-in", data=SIGN_IN, headers=OWN).headers["location"] == "/"


@pytest.mark.parametrize(
    "planted",
    ["//evil.example", "%2F%2Fevil.example", "https://evil.example/", "/\\evil.example", "/sign-out",
     "/coverage%0d%0aX:1", "/_stcore/stream", "/oidc/start", "/coverage?a=" + "x" * 2_000,
     "javascript:alert(1)", "/a/b"],
)  # fmt: skip
def test_a_planted_way_leads_nowhere_else(door, planted):
    door.cookies.set(COOKIE, planted)
    assert door.post("/sign-in", data=SIGN_IN, headers=OWN).headers["location"] == "/"


@pytest.mark.parametrize("path", ["/static/js/index.js", "/media/a.csv", "/component/x/index.html"])
def test_only_pages_are_remembered(door, path):
    door.get(path, headers=PAGE)
    assert COOKIE not in door.cookies


def test_a_link_from_another_site_is_asked_for_again_so_that_the_session_comes_along(door):
    answer = door.get(f"{VIEW}&x=%22%3E", headers=PAGE | {"sec-fetch-site": "cross-site"})
    assert answer.status_code == 200
    assert 'content="0;url=/coverage?indicator=penetration&amp;base=registered' in answer.text
    assert '">"' not in answer.text


def test_the_cookie_is_out_of_the_reach_of_scripts(door):
    cookie = door.get(VIEW, headers=PAGE).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie

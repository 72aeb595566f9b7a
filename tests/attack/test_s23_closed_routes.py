"""S23: metrics, the agent, the health of scripts and Streamlit's own sign-in are closed, to everybody."""

import pytest

PATHS = [
    "/_stcore/metrics",
    "/_stcore/agent/openapi.json",
    "/_stcore/agent/interact",
    "/_stcore/agent/mcp",
    "/_stcore/script-health-check",
    "/_stcore/bidi-components/x",
    "/_stcore/message",
    "/auth/login",
    "/auth/logout",
    "/oauth2callback",
]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_s23_closed(app, cookies, path, method):
    for cookie in ("", cookies["chief"], cookies["region"]):
        assert app.ask(path, method, cookie=cookie).status == 404


@pytest.mark.parametrize("path", ["/_stcore/agent/interact", "/_stcore/metrics"])
def test_s23_closed_to_posts(app, cookies, path):
    assert app.send(path, {}, cookies["chief"]).status == 404


@pytest.mark.parametrize(
    "path", ["//_stcore/metrics", "/./_stcore/metrics", "/x/../_stcore/metrics", "/%5Fstcore/metrics"]
)
def test_s23_no_other_spelling_gets_there(app, cookies, path):
    answer = app.ask(path, cookie=cookies["chief"])
    assert b"process_" not in answer.body
    assert b"cache_memory" not in answer.body


def test_s23_the_answer_for_a_watchdog_says_nothing_but_ok(app):
    assert app.ask("/healthz").body == b"ok\n"

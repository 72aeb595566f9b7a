from datetime import UTC, datetime

import pytest
from starlette.websockets import WebSocketDisconnect

from tests.unit.web.doors import OWN, client

PAGE = {"accept": "text/html,*/*"}


@pytest.mark.parametrize("path", ["/", "/coverage", "/static/js/index.js", "/component/x/index.html", "/anything"])
def test_nobody_gets_past_without_a_session(door, path):
    assert door.get(path).status_code == 401
    answer = door.get(path, headers=PAGE)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")


@pytest.mark.parametrize("path", ["/healthz", "/sign-in", "/sign-in/style.css", "/sign-in/icon.png", "/first-run"])
def test_the_way_in_is_open(door, path):
    assert door.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/", "/coverage", "/_stcore/health", "/_stcore/host-config"])
def test_a_session_opens_the_pages(signed_in, path):
    assert signed_in.get(path).text == f"page {path}"


def test_code_for_one_is_no_code_for_another(signed_in):
    path = "/static/js/index.js"
    assert [signed_in.get("/coverage").status_code, signed_in.get(path).status_code] == [200, 200]
    signed_in.cookies.clear()
    assert [signed_in.get("/coverage").status_code, signed_in.get(path).status_code] == [401, 401]


@pytest.mark.parametrize(
    "path",
    ["/_stcore/metrics", "/_stcore/agent/mcp", "/_stcore/script-health-check", "/auth/login", "/oauth2callback"],
)
def test_routes_of_the_frame_that_no_page_needs_are_closed_to_all(signed_in, path):
    assert signed_in.get(path).status_code == 404


@pytest.mark.parametrize("headers", [{}, {"origin": "http://evil.example"}, {"origin": "null"}])
def test_a_change_from_elsewhere_is_refused(signed_in, headers):
    assert signed_in.post("/sign-out", headers=headers).status_code == 403
    assert signed_in.get("/").status_code == 200


def test_a_websocket_needs_a_session_and_our_own_origin(bank, signed_in):
    for visitor, headers in ((client(bank), OWN), (signed_in, {"origin": "http://evil.example"}), (signed_in, {})):
        with pytest.raises(WebSocketDisconnect), visitor.websocket_connect("/_stcore/stream", headers=headers):
            pass
    with signed_in.websocket_connect("/_stcore/stream", headers=OWN) as stream:
        assert stream.receive_text() == ""


def test_a_stream_of_another_session_is_not_taken_up(signed_in):
    wanted = ["streamlit", "xsrf", "11111111-2222-3333-4444-555555555555"]
    with signed_in.websocket_connect("/_stcore/stream", subprotocols=wanted, headers=OWN) as stream:
        assert [part.strip() for part in stream.receive_text().split(",")] == wanted[:2]


def test_files_of_other_sessions_are_not_there(signed_in):
    assert signed_in.get("/media/0123456789abcdef.csv").status_code == 404


def test_the_demo_county_is_open_as_long_as_nobody_has_an_account(demo):
    visitor = client(demo)
    local = {"host": "localhost:8501"}
    assert visitor.get("/", headers=local).status_code == 200
    now = datetime.now(UTC)
    demo.desk.first_run(demo.desk.first_run_token(now=now), "chief", "Sturdy-Bridge-7", now=now)
    assert visitor.get("/", headers=local).status_code == 401


def test_the_open_demo_answers_to_no_foreign_name(demo):
    assert client(demo).get("/", headers={"host": "evil.example"}).status_code == 403


def test_the_icon_of_the_pages_is_ours(signed_in):
    assert signed_in.get("/favicon.png").content == signed_in.get("/sign-in/icon.png").content

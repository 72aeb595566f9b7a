"""Code of the screens is handed out to whoever was let in a moment ago; everything else is asked for anew."""

import pytest
from starlette.requests import HTTPConnection

from gridplan.web.let_in import CODE, LASTING_S, MOST, LetIn


def _asking(path="/static/js/index.js", cookie="a", host="bank", kind="http"):
    headers = [(b"cookie", f"gridplan={cookie}".encode()), (b"host", host.encode())]
    return HTTPConnection({"type": kind, "path": path, "headers": headers, "scheme": "http"})


class Clock:
    now = 1_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def lately(clock):
    lately = LetIn(clock)
    lately.note(_asking("/coverage"), secure=False)
    return lately


def test_code_is_there_for_a_minute(lately, clock):
    assert all(lately.may_have_code(_asking(f"{path}x"), secure=False) for path in CODE)
    clock.now += LASTING_S
    assert not lately.may_have_code(_asking(), secure=False)


@pytest.mark.parametrize("path", ["/", "/coverage", "/map/0123", "/media/a.csv", "/data/visits", "/_stcore/stream"])
def test_whatever_is_the_banks_is_asked_for_anew(lately, path):
    assert not lately.may_have_code(_asking(path), secure=False)


@pytest.mark.parametrize("other", [{"cookie": "b"}, {"cookie": ""}, {"host": "evil"}, {"kind": "websocket"}])
def test_nobody_else_is_taken_for_them(lately, other):
    assert not lately.may_have_code(_asking(**other), secure=False)


def test_a_cookie_of_http_is_none_of_https(lately):
    assert not lately.may_have_code(_asking(), secure=True)


def test_only_so_many_are_kept_in_mind(lately):
    for number in range(MOST):
        lately.note(_asking(cookie=str(number)), secure=False)
    assert not lately.may_have_code(_asking(), secure=False)
    assert lately.may_have_code(_asking(cookie="0"), secure=False)

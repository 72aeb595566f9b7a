"""S21: behind a TLS proxy the cookie is safe, and every answer carries the headers that Streamlit lacks."""

import pytest

from tests.attack.seeded import PASSWORD

PATHS = ["/", "/coverage", "/sign-in", "/_stcore/health", "/_stcore/host-config", "/data/households", "/nowhere"]


def test_s21_the_cookie_behind_tls(app):
    answer = app.post("/sign-in", {"name": "region", "password": PASSWORD}, X_Forwarded_Proto="https")
    name, *marks = (part.strip().casefold() for part in answer.headers["set-cookie"].split(";"))
    assert name.startswith("__host-gridplan=")
    assert {"secure", "httponly", "samesite=strict", "path=/"} <= set(marks)


@pytest.mark.parametrize("path", PATHS)
def test_s21_the_headers_of_every_answer(app, cookies, path):
    for answer in (app.ask(path), app.ask(path, cookie=cookies["region"])):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] in {"DENY", "SAMEORIGIN"}
        assert answer.headers["referrer-policy"] in {"no-referrer", "same-origin"}
        assert answer.headers["cache-control"] == "no-store"
        policy = answer.headers["content-security-policy"]
        assert "frame-ancestors" in policy
        assert "*" not in policy
        assert "http:" not in policy
    secure = app.ask(path, X_Forwarded_Proto="https")
    assert "max-age=31536000" in secure.headers["strict-transport-security"]

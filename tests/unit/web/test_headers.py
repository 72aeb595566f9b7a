import logging

import pytest

EXPECTED = {
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",
}


@pytest.mark.parametrize("path", ["/sign-in", "/nowhere", "/_stcore/metrics", "/healthz"])
def test_every_answer_carries_them(door, path):
    headers = door.get(path).headers
    assert {name: headers[name] for name in EXPECTED} == EXPECTED
    assert "default-src" in headers["content-security-policy"]
    assert "strict-transport-security" not in headers


def test_no_script_of_the_page_runs_but_the_known_ones(signed_in):
    scripts = _directive(signed_in.get("/").headers["content-security-policy"], "script-src")
    assert "'unsafe-inline'" not in scripts
    assert "'unsafe-eval'" not in scripts
    assert "sha256-" in scripts


def test_forms_run_no_script_and_stand_in_no_frame(door):
    headers = door.get("/sign-in").headers
    assert "script-src" not in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"


def test_code_may_stay_in_the_browser(signed_in):
    assert "cache-control" not in signed_in.get("/static/js/index.js").headers


def test_what_fails_gives_a_number_and_no_reason(signed_in, caplog):
    with caplog.at_level(logging.WARNING, "gridplan.web"):
        answer = signed_in.get("/broken")
    assert answer.status_code == 500
    number = answer.text.strip().rpartition(" ")[2]
    assert "RuntimeError" not in answer.text
    (line,) = [record.getMessage() for record in caplog.records if number in record.getMessage()]
    assert "RuntimeError" in line
    assert "8000" not in line
    assert "\n" not in line
    assert answer.headers["x-content-type-options"] == "nosniff"


def _directive(policy, name):
    return next(part.strip() for part in policy.split(";") if part.strip().startswith(name))

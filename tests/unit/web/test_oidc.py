from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from gridplan.access.scope import OPERATOR, Viewer
from gridplan.workspace.accounts import add_account
from tests.unit.access.sign_in_service import SignInService
from tests.unit.web.doors import ADDRESS, client


@pytest.fixture
def service(monkeypatch):
    running = SignInService(datetime.now(UTC))
    monkeypatch.setenv("GRIDPLAN_OIDC_ISSUER", running.issuer)
    monkeypatch.setenv("GRIDPLAN_OIDC_CLIENT", "gridplan")
    monkeypatch.setenv("GRIDPLAN_OIDC_SECRET", "s3cret")
    monkeypatch.setenv("GRIDPLAN_OIDC_BACK", f"{ADDRESS}/oidc/back")
    yield running
    running.close()


@pytest.fixture
def visitor(service, empty) -> TestClient:
    assert service.issuer
    add_account(OPERATOR, empty.workspace, "li", None, Viewer.REGIONAL_MANAGER, now=datetime.now(UTC))
    return client(empty)


def _go(visitor, service):
    """Go to the service as the browser does, and give the state that it would bring back."""
    there = visitor.get("/oidc/start")
    assert there.status_code == 303
    service.asked = {name: values[0] for name, values in parse_qs(urlsplit(there.headers["location"]).query).items()}
    return service.asked["state"]


def test_the_sign_in_page_offers_the_service(visitor):
    assert "/oidc/start" in visitor.get("/sign-in").text


def test_who_is_known_comes_in_with_a_strict_cookie(visitor, service):
    answer = visitor.get("/oidc/back", params={"code": "c0de", "state": _go(visitor, service)})
    assert answer.status_code == 200
    assert 'http-equiv="refresh"' in answer.text
    cookies = answer.headers.get_list("set-cookie")
    assert any(cookie.startswith("gridplan=") and "SameSite=strict" in cookie for cookie in cookies)
    assert visitor.get("/").status_code == 200


@pytest.mark.parametrize("lie", [{"preferred_username": "wang"}, {"nonce": "other"}, {"aud": "other"}])
def test_who_is_not_known_stays_outside(visitor, service, lie):
    service.lies = lie
    answer = visitor.get("/oidc/back", params={"code": "c0de", "state": _go(visitor, service)})
    assert answer.status_code == 403
    assert visitor.get("/").status_code == 401


def test_another_ones_journey_is_not_finished(visitor, service):
    _go(visitor, service)
    assert visitor.get("/oidc/back", params={"code": "c0de", "state": "planted"}).status_code == 403
    visitor.cookies.clear()
    assert visitor.get("/oidc/back?code=c0de&state=").status_code == 403


def test_a_service_that_is_away_is_said_to_be(visitor, monkeypatch):
    monkeypatch.setattr("gridplan.web.oidc.requests.request", _away)
    assert visitor.get("/oidc/start").status_code == 502


def test_without_a_service_both_lead_to_the_sign_in(door):
    for path in ("/oidc/start", "/oidc/back"):
        assert door.get(path).headers["location"] == "/sign-in"


def _away(*_, **__):
    raise ConnectionError

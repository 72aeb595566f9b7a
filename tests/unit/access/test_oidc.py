import hmac
import json
from base64 import urlsafe_b64encode
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc import jwt
from sqlalchemy import select

from gridplan.access import accounts, oidc
from gridplan.access.schema import ACCOUNT, AUDIT
from gridplan.access.scope import Viewer
from gridplan.access.sign_in import admit
from gridplan.errors import SettingsError, SignInError, StorageError
from tests.unit.access.sign_in_service import KEY, STRANGER, SignInService


@pytest.fixture(scope="module")
def ask():
    with httpx.Client() as client:
        yield client.request


@pytest.fixture
def provider(now):
    provider = SignInService(now)
    yield provider
    provider.close()


@pytest.fixture
def service(provider):
    return oidc.Service(provider.issuer, "gridplan", "s3cret", "https://grid.example/oidc/back")


@pytest.fixture
def travel(ask, provider, service, now):
    """Go to the service and come back, or go as somebody else would."""

    def there_and_back(code="c0de", **changed):
        journey = oidc.start_journey(service, ask)
        asked = urlsplit(journey.url)
        provider.asked = {name: value[0] for name, value in parse_qs(asked.query).items()}
        state = changed.pop("state", provider.asked["state"])
        return oidc.finish_journey(
            changed.pop("service", service), ask, replace(journey, **changed), code=code, state=state, now=now
        )

    return there_and_back


def test_the_service_says_who_came(travel, provider):
    assert travel() == "li"
    assert provider.asked["code_challenge_method"] == "S256"
    assert provider.asked["scope"] == "openid profile email"
    assert "s3cret" not in str(provider.asked)


def test_no_two_journeys_are_alike(ask, service):
    one, two = (oidc.start_journey(service, ask) for _ in range(2))
    assert {one.state, one.nonce, one.verifier}.isdisjoint({two.state, two.nonce, two.verifier})
    assert one.verifier not in one.url


@pytest.mark.parametrize(
    "lie",
    [
        {"iss": "https://elsewhere.example"},
        {"aud": "another"},
        {"aud": ["gridplan", "another"], "azp": "another"},
        {"nonce": "used before"},
        {"nonce": None},
        {"exp": 1},
        {"exp": None},
        {"iat": 4_000_000_000},
        {"sub": None},
        {"preferred_username": None},
        {"preferred_username": " "},
        {"preferred_username": ["li"]},
        {"at_hash": "wrong"},
    ],
    ids=str,
)
def test_a_token_with_a_wrong_claim_is_refused(travel, provider, lie):
    provider.lies = lie
    with pytest.raises(SignInError):
        travel()


def test_a_token_of_another_key_is_refused(travel, provider):
    provider.key = STRANGER
    with pytest.raises(SignInError):
        travel()


def _text(part):
    return urlsafe_b64encode(part).rstrip(b"=")


@pytest.mark.usefixtures("provider")
@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_a_token_without_a_private_key_is_refused(monkeypatch, travel, algorithm):
    def forge(_, claims, __):
        head = _text(json.dumps({"alg": algorithm, "kid": "k1"}).encode()) + b"." + _text(json.dumps(claims).encode())
        signed = hmac.digest(KEY.as_pem(private=False), head, "sha256") if algorithm == "HS256" else b""
        return (head + b"." + _text(signed)).decode()

    monkeypatch.setattr(jwt, "encode", forge)
    with pytest.raises(SignInError):
        travel()


def test_a_journey_that_somebody_else_started_is_refused(travel):
    with pytest.raises(SignInError):
        travel(state="another")
    with pytest.raises(StorageError):
        travel(verifier="another")
    with pytest.raises(StorageError):
        travel(code="guessed")


def test_a_mail_address_counts_only_where_it_is_proved(travel, service, provider):
    by_mail = replace(service, claim="email")
    provider.lies = {"email": "li@bank.example", "email_verified": False}
    with pytest.raises(SignInError):
        travel(service=by_mail)
    provider.lies["email_verified"] = True
    assert travel(service=by_mail) == "li@bank.example"


def test_a_service_that_is_another_one_or_away_is_told(ask, service, provider):
    provider.lies = {"described": "https://elsewhere.example"}
    with pytest.raises(SettingsError, match="describe"):
        oidc.start_journey(service, ask)
    away = replace(service, issuer="http://127.0.0.1:9")
    with pytest.raises(StorageError, match="reached"):
        oidc.start_journey(away, ask)


def test_a_service_without_https_is_refused():
    with pytest.raises(SettingsError, match="https"):
        oidc.Service("http://bank.example", "a", "b", "c")


def test_the_secret_does_not_show(service):
    assert "s3cret" not in repr(service)


def test_settings_are_all_there_or_none(monkeypatch):
    for name in (*oidc.VARIABLES, oidc.CLAIM):
        monkeypatch.delenv(name, raising=False)
    assert oidc.service_from_settings() is None
    monkeypatch.setenv("GRIDPLAN_OIDC_ISSUER", "https://bank.example")
    with pytest.raises(SettingsError, match="all of"):
        oidc.service_from_settings()
    for name in oidc.VARIABLES[1:]:
        monkeypatch.setenv(name, "x")
    assert oidc.service_from_settings() == oidc.Service("https://bank.example", "x", "x", "x")


def test_who_is_vouched_for_needs_an_account_here(database, now):
    with database.writing() as connection:
        accounts.create_account(connection, name="li", password=None, role=Viewer.REGIONAL_MANAGER, now=now)
    assert admit(database, name="li", address="10.0.0.1", now=now).role is Viewer.REGIONAL_MANAGER
    with database.writing() as connection:
        accounts.disable_account(connection, "li", now=now)
    for name in ("li", "wu"):
        with pytest.raises(SignInError):
            admit(database, name=name, address="10.0.0.1", now=now)
    with database.reading() as connection:
        assert connection.execute(select(ACCOUNT.c.name)).scalars().all() == ["li"]
        actions = connection.execute(select(AUDIT.c.action).order_by(AUDIT.c.seq)).scalars().all()
    assert actions == ["sign_in", "sign_in_refused", "sign_in_refused"]


@pytest.mark.parametrize("name", ["LI", "\uff4c\uff49", " li"])
def test_a_name_that_only_looks_alike_may_be_somebody_elses_over_there(database, now, name):
    with database.writing() as connection:
        accounts.create_account(connection, name="li", password=None, role=Viewer.REGIONAL_MANAGER, now=now)
    with pytest.raises(SignInError):
        admit(database, name=name, address="10.0.0.1", now=now)

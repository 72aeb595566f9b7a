"""
Let the bank's own sign-in service (OpenID Connect) vouch for people, by authorisation code with PKCE.

The service says who somebody is; whether that person has an account here, and in which role, our own table says.
"""

from __future__ import annotations

import hmac
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from urllib.parse import urlsplit

from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from gridplan.errors import SettingsError, SignInError, StorageError

VARIABLES = "GRIDPLAN_OIDC_ISSUER", "GRIDPLAN_OIDC_CLIENT", "GRIDPLAN_OIDC_SECRET", "GRIDPLAN_OIDC_BACK"
CLAIM = "GRIDPLAN_OIDC_CLAIM"
REFUSED = "the sign-in service's answer is not accepted; start again from the sign-in page"
#: Signatures by a private key alone: with a shared secret or with none anybody could vouch.
_ALGORITHMS = ["RS256", "PS256", "ES256"]
_TIMEOUT_S, _LEEWAY_S = 10.0, 60
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


class Response(Protocol):
    """What we need of an answer; those of requests and httpx will do."""

    def raise_for_status(self) -> object:
        """Raise where the status is an error."""

    def json(self) -> Any:  # noqa: ANN401 # whatever the service answers
        """Read the answer as JSON."""


#: Asks an address by a method, as `requests.request` and `httpx.request` do.
Ask = Callable[..., Response]


@dataclass(frozen=True)
class Service:
    """
    The sign-in service, and who we are there.

    Attributes
    ----------
    issuer
        Its address.
    client_id
        Our name there.
    client_secret
        Our secret there.
    back
        Address of ours where people come back to.
    claim
        What of its answer is the name of our account.
    """

    issuer: str
    client_id: str
    client_secret: str
    back: str
    claim: str = "preferred_username"

    def __post_init__(self) -> None:
        """Refuse a service that could be listened to."""
        where = urlsplit(self.issuer)
        if where.scheme != "https" and where.hostname not in _LOCAL:
            raise SettingsError(f"{VARIABLES[0]} is no https address")

    def __repr__(self) -> str:
        """Keep the secret out of logs."""
        return f"Service({self.issuer!r}, {self.client_id!r})"


@dataclass(frozen=True)
class Journey:
    """
    One way to the service and back; the browser keeps it in a cookie of its own, for some minutes.

    Attributes
    ----------
    url
        Where to send the browser.
    state
        Comes back in the address, so that nobody is made to finish another one's journey.
    nonce
        Comes back in the token, so that no token is used twice.
    verifier
        Proves that who started is who finishes.
    """

    url: str
    state: str
    nonce: str
    verifier: str


def service_from_settings() -> Service | None:
    """
    Read the service from the environment.

    Returns
    -------
    service
        The service, or None where none is named.

    Raises
    ------
    SettingsError
        If only some of the settings are there.
    """
    named = [os.environ.get(name, "") for name in VARIABLES]
    if not any(named):
        return None
    if not all(named):
        raise SettingsError(f"sign-in by a service needs all of {', '.join(VARIABLES)}")
    issuer, client_id, client_secret, back = named
    return Service(issuer, client_id, client_secret, back, os.environ.get(CLAIM) or Service.claim)


def start_journey(service: Service, ask: Ask) -> Journey:
    """
    Prepare to send somebody to the service.

    Parameters
    ----------
    service
        The service.
    ask
        How to ask: `requests.request` or `httpx.request`.

    Returns
    -------
    journey
        Where to, and what to remember.

    Raises
    ------
    StorageError
        If the service can't be reached.
    """
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    url = prepare_grant_uri(
        _described(service, ask)["authorization_endpoint"],
        service.client_id,
        "code",
        redirect_uri=service.back,
        scope="openid profile email",
        state=state,
        nonce=nonce,
        code_challenge=create_s256_code_challenge(verifier),
        code_challenge_method="S256",
    )
    return Journey(url, state, nonce, verifier)


def finish_journey(service: Service, ask: Ask, journey: Journey, *, code: str, state: str, now: datetime) -> str:
    """
    Ask the service who came back.

    Parameters
    ----------
    service
        The service.
    ask
        How to ask: `requests.request` or `httpx.request`.
    journey
        What the browser's cookie remembers.
    code
        What the address brought back as `code`.
    state
        What the address brought back as `state`.
    now
        The moment.

    Returns
    -------
    name
        Name of the account, for `sign_in.admit`.

    Raises
    ------
    SignInError
        If anything of the answer is not as it must be.
    StorageError
        If the service can't be reached.
    """
    if not hmac.compare_digest(state.encode(), journey.state.encode()):
        raise SignInError(REFUSED)
    described = _described(service, ask)
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": service.back}
    who = {"client_id": service.client_id, "client_secret": service.client_secret}
    answer = _answer(ask, "POST", described["token_endpoint"], form | who | {"code_verifier": journey.verifier})
    keys = _answer(ask, "GET", described["jwks_uri"])
    try:
        claims = _claims(service, answer, _key_set(keys), journey.nonce, now)
    except (JoseError, KeyError, TypeError, ValueError) as error:
        raise SignInError(REFUSED) from error
    return _name(service, claims)


def _described(service: Service, ask: Ask) -> dict[str, str]:
    described = _answer(ask, "GET", f"{service.issuer.rstrip('/')}/.well-known/openid-configuration")
    needed = {"issuer", "authorization_endpoint", "token_endpoint", "jwks_uri"}
    if not needed <= set(described) or described["issuer"] != service.issuer:
        raise SettingsError(f"{service.issuer} does not describe itself as a sign-in service")
    return described


def _answer(ask: Ask, method: str, url: str, form: Mapping[str, str] | None = None) -> dict[str, Any]:
    try:
        response = ask(method, url, data=form, timeout=_TIMEOUT_S)
        response.raise_for_status()
        answer = response.json()
    # each client has errors of its own, and their texts may hold the code
    except Exception:  # noqa: BLE001
        raise StorageError("the sign-in service can't be reached, or refuses; try again") from None
    return answer if isinstance(answer, dict) else {}


def _key_set(keys: Any) -> KeySet:  # noqa: ANN401 # joserfc checks what it is
    return KeySet.import_key_set(keys)


def _claims(
    service: Service, answer: Mapping[str, str], keys: KeySet, nonce: str, now: datetime
) -> Mapping[str, object]:
    token = jwt.decode(answer["id_token"], keys, algorithms=_ALGORITHMS)
    options: Any = {
        "iss": {"essential": True, "value": service.issuer},
        "aud": {"essential": True, "value": service.client_id},
        "nonce": {"essential": True, "value": nonce},
    }
    params = {"nonce": nonce, "client_id": service.client_id, "access_token": answer.get("access_token")}
    claims = CodeIDToken(token.claims, token.header, options, params)
    claims.validate(now=int(now.timestamp()), leeway=_LEEWAY_S)
    return dict(claims)


def _name(service: Service, claims: Mapping[str, object]) -> str:
    name = claims.get(service.claim)
    unproved = service.claim == "email" and claims.get("email_verified") is not True
    if not isinstance(name, str) or not name.strip() or unproved:
        raise SignInError(REFUSED)
    return name

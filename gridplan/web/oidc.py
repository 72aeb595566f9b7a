"""Sign in by the bank's own service: to it and back, with nothing but one short-lived cookie in between."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlencode

import requests
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gridplan.access.oidc import Journey, Service, finish_journey, service_from_settings, start_journey
from gridplan.errors import AccessError, SignInError, StorageError
from gridplan.web.cookies import give_token
from gridplan.web.forms import language_of, show_form, show_way
from gridplan.web.returning import forget_view, remembered_view
from gridplan.web.signing import SIGN_IN, address_of
from gridplan.web.site import Site

_COOKIE, _PATH, _MINUTES = "gridplan-journey", "/oidc", 10
_REFUSED = "The bank's service did not vouch for an account here"
_AWAY = "The bank's service does not answer; try again"


class Oidc:
    """
    The two routes of the journey.

    Parameters
    ----------
    site
        The running app.
    service
        The bank's service; None where there is none.
    """

    def __init__(self, site: Site, service: Service | None) -> None:
        self.site = site
        self.service = service

    @classmethod
    def from_environment(cls, site: Site) -> Oidc:
        """
        Read the service from the environment.

        Parameters
        ----------
        site
            The running app.

        Returns
        -------
        oidc
            The routes.
        """
        return cls(site, service_from_settings())

    async def start(self, request: Request) -> Response:
        """
        Send a person to the service.

        Parameters
        ----------
        request
            The request.

        Returns
        -------
        answer
            The way there; back to the sign-in page where there is no service.
        """
        if self.service is None:
            return RedirectResponse("/sign-in", 303)
        try:
            journey = await run_in_threadpool(start_journey, self.service, requests.request)
        except StorageError:
            return show_form(SIGN_IN, language_of(request), error=_AWAY, status=502)
        answer = RedirectResponse(journey.url, 303)
        kept = urlencode({name: value for name, value in asdict(journey).items() if name != "url"})
        secure = self.site.is_secure(request)
        # the service sends the person here from another site, with which a strict cookie would not come along
        answer.set_cookie(_COOKIE, kept, 60 * _MINUTES, path=_PATH, secure=secure, httponly=True, samesite="lax")
        return answer

    async def back(self, request: Request) -> Response:
        """
        Take a person who comes back.

        Parameters
        ----------
        request
            The request, with `code` and `state`.

        Returns
        -------
        answer
            The way to the pages with a new token, or the sign-in page.
        """
        if self.service is None:
            return RedirectResponse("/sign-in", 303)
        try:
            token = await run_in_threadpool(self._token, self.service, request)
        except AccessError:
            answer: Response = show_form(SIGN_IN, language_of(request), error=_REFUSED, status=403)
        except StorageError:
            answer = show_form(SIGN_IN, language_of(request), error=_AWAY, status=502)
        else:
            # a redirect would still count as coming from the other site, and leave the strict cookie behind
            answer = show_way(remembered_view(request), language_of(request))
            forget_view(answer, request)
            give_token(answer, token, secure=self.site.is_secure(request))
        answer.delete_cookie(_COOKIE, path=_PATH)
        return answer

    def _token(self, service: Service, request: Request) -> str:
        kept = dict(parse_qsl(request.cookies.get(_COOKIE, "")))
        if not all(kept.get(name) for name in ("state", "nonce", "verifier")):
            raise SignInError("no journey to the service was begun in this browser")
        journey = Journey("", kept["state"], kept["nonce"], kept["verifier"])
        code, state = (request.query_params.get(name, "") for name in ("code", "state"))
        now = datetime.now(UTC)
        name = finish_journey(service, requests.request, journey, code=code, state=state, now=now)
        return self.site.desk.vouched_for(name, address=address_of(request), now=now)

"""Sign in, sign out, the first administrator, a new password: forms that post to themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gridplan.errors import AccessError, InputError
from gridplan.web.cookies import give_token, read_token, take_token
from gridplan.web.forms import Field, Form, language_of, read_form, show_form
from gridplan.web.returning import forget_view, in_language, remembered_view
from gridplan.web.site import Site

_NAME = Field("name", "Account", hint="username")
_PASSWORD = Field("password", "Password", "password", "current-password")
_NEW = Field("new", "New password", "password", "new-password")
_AGAIN = Field("again", "New password once more", "password", "new-password")
_RULE = "At least 8 characters of three kinds: capitals, small letters, digits, signs"

SIGN_IN = Form("/sign-in", "Sign in", "Sign in", (_NAME, _PASSWORD))
SIGN_OUT = Form("/sign-out", "Sign out", "Sign out", note="All pages of this sign-in are left, in every tab")
FIRST_RUN = Form(
    "/first-run", "First administrator", "Create the account",
    (Field("token", "One-time token"), _NAME, _NEW, _AGAIN), note=_RULE,
)  # fmt: skip
PASSWORD = Form("/password", "Change the password", "Change the password", (_PASSWORD, _NEW, _AGAIN), note=_RULE)
_SERVICE = ("/oidc/start", "Sign in by the bank's service")
_REFUSED = "Account or password are not right, or the account is locked for a while"
_UNLIKE = "The two new passwords differ"
_WEAK = "This password can't be taken"


class Signing:
    """
    The routes of sign-in.

    Parameters
    ----------
    site
        The running app.
    oidc
        Whether the bank's own sign-in service is set up.
    """

    def __init__(self, site: Site, *, oidc: bool = False) -> None:
        self.site = site
        self.sign_in_form = replace(SIGN_IN, link=_SERVICE) if oidc else SIGN_IN

    async def sign_in(self, request: Request) -> Response:
        """
        Show the form, or take it.

        Parameters
        ----------
        request
            The request.

        Returns
        -------
        answer
            The form, or the way to the pages with a new token; a token that came along is worth nothing.
        """
        if request.method != "POST":
            return show_form(self.sign_in_form, language_of(request))
        filled = await read_form(request)
        try:
            token = await run_in_threadpool(
                self.site.desk.sign_in, filled.get("name", ""), filled.get("password", ""),
                address=address_of(request), now=datetime.now(UTC),
            )  # fmt: skip
        except AccessError:
            return show_form(self.sign_in_form, language_of(request, filled), error=_REFUSED, status=403)
        return self._enter(request, token, filled.get("lang", ""))

    async def sign_out(self, request: Request) -> Response:
        """
        End the session of this browser, in all its tabs.

        Parameters
        ----------
        request
            The request.

        Returns
        -------
        answer
            A question, or the way to the sign-in page.
        """
        if request.method != "POST":
            return show_form(SIGN_OUT, language_of(request))
        secure = self.site.is_secure(request)
        token = read_token(request, secure=secure)
        await run_in_threadpool(self.site.desk.sign_out, token, now=datetime.now(UTC))
        answer = RedirectResponse("/sign-in", 303)
        take_token(answer, secure=secure)
        return answer

    async def first_run(self, request: Request) -> Response:
        """
        Create the first administrator, by the token that the terminal showed.

        Parameters
        ----------
        request
            The request.

        Returns
        -------
        answer
            The form, or the way to the pages.
        """

        def create(filled: dict[str, str]) -> str:
            return self.site.desk.first_run(
                filled.get("token", ""), filled.get("name", ""), filled.get("new", ""), now=datetime.now(UTC),
            )  # fmt: skip

        return await self._with_new_password(request, FIRST_RUN, create)

    async def password(self, request: Request) -> Response:
        """
        Change one's own password; every session ends but the new one.

        Parameters
        ----------
        request
            The request.

        Returns
        -------
        answer
            The form, or the way to the pages.
        """

        def change(filled: dict[str, str]) -> str:
            token = read_token(request, secure=self.site.is_secure(request))
            return self.site.desk.change_password(
                token, filled.get("password", ""), filled.get("new", ""),
                address=address_of(request), now=datetime.now(UTC),
            )  # fmt: skip

        return await self._with_new_password(request, PASSWORD, change)

    async def _with_new_password(
        self, request: Request, form: Form, action: Callable[[dict[str, str]], str]
    ) -> Response:
        if request.method != "POST":
            return show_form(form, language_of(request))
        filled = await read_form(request)
        lang = language_of(request, filled)
        if filled.get("new") != filled.get("again"):
            return show_form(form, lang, error=_UNLIKE, status=400)
        try:
            token = await run_in_threadpool(action, filled)
        except InputError:
            return show_form(form, lang, error=_WEAK, status=400)
        except AccessError:
            return show_form(form, lang, error=_REFUSED, status=403)
        return self._enter(request, token, lang)

    def _enter(self, request: Request, token: str, lang: str) -> Response:
        answer = RedirectResponse(in_language(remembered_view(request), lang), 303)
        give_token(answer, token, secure=self.site.is_secure(request))
        forget_view(answer, request)
        return answer


def address_of(request: Request) -> str:
    """
    Tell where on the network a person is.

    Parameters
    ----------
    request
        The request; behind a proxy that is trusted, the server has put the person's address there.

    Returns
    -------
    address
        The address.
    """
    return request.client.host if request.client else ""

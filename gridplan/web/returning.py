"""Where a person wanted to go before the sign-in: a link to a view opens that view, whichever way one signs in."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from starlette.requests import HTTPConnection
from starlette.responses import Response

#: Holds the address of a view for as long as a sign-in takes; it opens nothing.
COOKIE = "gridplan-view"
_SECONDS = 600
#: A page of ours with its choices: never another host, whose address would begin with two strokes, never a form.
_LANG = re.compile(r"(^|&)lang=")
_VIEW = re.compile(r"/[a-z_]{1,40}(\?[!-~]{0,1500})?")


def remember_view(answer: Response, connection: HTTPConnection, *, secure: bool) -> None:
    """
    Keep the view that was asked for in the browser.

    Parameters
    ----------
    answer
        The answer that leads to the sign-in.
    connection
        The request for the view.
    secure
        Whether the person came by https.
    """
    view = asked_view(connection)
    if view != "/":
        # lax: the bank's own sign-in service sends the person back from another site
        answer.set_cookie(COOKIE, quote(view), _SECONDS, path="/", secure=secure, httponly=True, samesite="lax")


def asked_view(connection: HTTPConnection) -> str:
    """
    Tell which view a request asks for.

    Parameters
    ----------
    connection
        The request.

    Returns
    -------
    view
        Path with its choices; the bare address for anything that is no page of ours.
    """
    choices = connection.scope.get("query_string", b"").decode("ascii", "replace")
    return _safe(connection.scope["path"] + (f"?{choices}" if choices else ""))


def remembered_view(connection: HTTPConnection) -> str:
    """
    Tell where a person who has signed in wanted to go.

    Parameters
    ----------
    connection
        The request that signs in.

    Returns
    -------
    view
        Path with its choices; the bare address where none was asked for.
    """
    return _safe(unquote(connection.cookies.get(COOKIE, "")))


def in_language(view: str, lang: str) -> str:
    """
    Let a view open in the language in which a person signed in; one that says its own keeps it.

    Parameters
    ----------
    view
        Path with its choices.
    lang
        `zh` or `en`; pages are Chinese unless their address says otherwise.

    Returns
    -------
    view
        Path with its choices.
    """
    path, _, choices = view.partition("?")
    if lang != "en" or _LANG.search(choices):
        return view
    return f"{path}?{choices}&lang=en" if choices else f"{path}?lang=en"


def forget_view(answer: Response, connection: HTTPConnection) -> None:
    """
    Take the view out of the browser.

    Parameters
    ----------
    answer
        The answer that does.
    connection
        The request.
    """
    if COOKIE in connection.cookies:
        answer.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax")


def _safe(view: str) -> str:
    return view if _VIEW.fullmatch(view) else "/"

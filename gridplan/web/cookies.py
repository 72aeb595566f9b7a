"""The one cookie: a random token, of no meaning outside the table of sessions."""

from __future__ import annotations

from starlette.requests import HTTPConnection
from starlette.responses import Response

from gridplan.workspace.signing_in import COOKIE, SECURE_COOKIE


def cookie_name(*, secure: bool) -> str:
    """
    Name the cookie.

    Parameters
    ----------
    secure
        Whether the person came by https; then no other host and no plain http can set it.

    Returns
    -------
    name
        Name of the cookie.
    """
    return SECURE_COOKIE if secure else COOKIE


def read_token(connection: HTTPConnection, *, secure: bool) -> str:
    """
    Read the token of a request.

    Parameters
    ----------
    connection
        The request or websocket.
    secure
        Whether the person came by https.

    Returns
    -------
    token
        The token, or nothing.
    """
    return connection.cookies.get(cookie_name(secure=secure), "")


def give_token(answer: Response, token: str, *, secure: bool) -> None:
    """
    Put a token into the browser until it is closed.

    Parameters
    ----------
    answer
        The answer that carries it.
    token
        The token.
    secure
        Whether the person came by https.
    """
    answer.set_cookie(cookie_name(secure=secure), token, path="/", secure=secure, httponly=True, samesite="strict")


def take_token(answer: Response, *, secure: bool) -> None:
    """
    Take the token out of the browser.

    Parameters
    ----------
    answer
        The answer that does.
    secure
        Whether the person came by https.
    """
    answer.delete_cookie(cookie_name(secure=secure), path="/", secure=secure, httponly=True, samesite="strict")

"""Who stands at the door."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from starlette.requests import HTTPConnection

from gridplan.access.scope import Scope
from gridplan.web.cookies import read_token
from gridplan.web.site import Site

#: Where the gate leaves the visitor for routes of ours; no header of a client can reach it.
_PLACE = "gridplan.visitor"


@dataclass(frozen=True)
class Visitor:
    """
    One who was let in.

    Attributes
    ----------
    scope
        What the visitor may see; None in the demo county before it has accounts.
    token
        The token of the session, if there is one.
    must_change
        Whether the password has to be changed before anything else.
    """

    scope: Scope | None
    token: str = ""
    must_change: bool = False

    @property
    def holder(self) -> str:
        """
        Name the session without giving it away, and what it may see: with another role it is another holder.

        Returns
        -------
        holder
            A digest of the token and the scope; alike for all visitors of the demo county.
        """
        scope = "" if self.scope is None else self.scope.cache_key
        return hashlib.sha256(f"{self.token}|{scope}".encode()).hexdigest()


def recognise(site: Site, connection: HTTPConnection) -> Visitor | None:
    """
    Find out who is there; asked anew at every request, so that a role taken away is gone at once.

    Parameters
    ----------
    site
        The running app.
    connection
        The request or websocket.

    Returns
    -------
    visitor
        The visitor; None for nobody.
    """
    if site.is_demo_to_be:
        return Visitor(None)
    desk = site.desk
    token = read_token(connection, secure=site.is_secure(connection))
    account = desk.account_of(token, now=datetime.now(UTC))
    if account is not None:
        return Visitor(account.scope, token, account.must_change)
    return None if desk.needs_sign_in() else Visitor(None)


def remember(connection: HTTPConnection, visitor: Visitor) -> None:
    """
    Leave the visitor for the route.

    Parameters
    ----------
    connection
        The request.
    visitor
        Who was let in.
    """
    connection.scope[_PLACE] = visitor


def visitor_of(connection: HTTPConnection) -> Visitor:
    """
    Tell a route who asks.

    Parameters
    ----------
    connection
        The request.

    Returns
    -------
    visitor
        Who was let in; nobody where the gate asked nobody.
    """
    visitor = connection.scope.get(_PLACE)
    return visitor if isinstance(visitor, Visitor) else Visitor(None)

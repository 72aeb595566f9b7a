"""Who was let in a moment ago: a page wants some ninety pieces of code, and none holds anything of the bank."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from time import monotonic

from starlette.requests import HTTPConnection

from gridplan.web.cookies import read_token

#: Paths of the code of the screens.
CODE = ("/static/", "/style/", "/component/", "/_stcore/bidi-components/", "/map/assets/")
#: Seconds for which whoever was let in is asked no more for code; for everything else at every request.
LASTING_S = 60.0
#: People kept in mind; the oldest is asked again.
MOST = 2_000


class LetIn:
    """
    Remembers for a minute who was let in.

    Parameters
    ----------
    clock
        Tells seconds.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._until: OrderedDict[tuple[str, str], float] = OrderedDict()

    def may_have_code(self, connection: HTTPConnection, *, secure: bool) -> bool:
        """
        Tell whether a request asks for code, and comes from somebody who was let in a moment ago.

        Parameters
        ----------
        connection
            The request.
        secure
            Whether the person came by https.

        Returns
        -------
        may
            Whether it may be answered without asking who that is.
        """
        if connection.scope["type"] != "http" or not connection.scope["path"].startswith(CODE):
            return False
        return self._until.get(_who(connection, secure=secure), 0.0) > self._clock()

    def note(self, connection: HTTPConnection, *, secure: bool) -> None:
        """
        Remember one who was let in.

        Parameters
        ----------
        connection
            The request.
        secure
            Whether the person came by https.
        """
        who = _who(connection, secure=secure)
        self._until[who] = self._clock() + LASTING_S
        self._until.move_to_end(who)
        while len(self._until) > MOST:
            self._until.popitem(last=False)


def _who(connection: HTTPConnection, *, secure: bool) -> tuple[str, str]:
    """Tell a session by its token, and one without by the host that was asked for, which may be a foreign one."""
    return read_token(connection, secure=secure), connection.headers.get("host", "")

"""What was sent to which session: streams and files are for those alone who were given them."""

from __future__ import annotations

import re
from collections import OrderedDict

#: What follows a name in a message may look like more of it; so many signs name a file well enough.
_SIGNS = 32
_NAMED = re.compile(rb"/(?:media|map)/([0-9a-f]{32})")
#: Ids of files that are kept in mind; the oldest is forgotten, and then has to be made again.
MOST = 20_000


def names_files(message: bytes) -> bool:
    """
    Tell whether a message to a page names files or maps.

    Parameters
    ----------
    message
        The message as it is sent.

    Returns
    -------
    names
        Whether it does.
    """
    return _NAMED.search(message) is not None


class Belongings:
    """Remembers the holder of every stream and of every file that went out on it."""

    def __init__(self) -> None:
        self._streams: OrderedDict[str, str] = OrderedDict()
        self._files: OrderedDict[str, set[str]] = OrderedDict()

    def give_stream(self, holder: str, stream: str) -> None:
        """
        Remember whose stream it is.

        Parameters
        ----------
        holder
            The session.
        stream
            Streamlit's id of the open page.
        """
        self._streams[stream] = holder
        self._streams.move_to_end(stream)
        while len(self._streams) > MOST:
            self._streams.popitem(last=False)

    def owns_stream(self, holder: str, stream: str) -> bool:
        """
        Tell whether a stream is a session's own.

        Parameters
        ----------
        holder
            The session.
        stream
            Streamlit's id of the open page.

        Returns
        -------
        owns
            Whether it is.
        """
        return self._streams.get(stream) == holder

    def give_files(self, holder: str, message: bytes) -> None:
        """
        Remember the files that a message to a page names.

        Parameters
        ----------
        holder
            The session.
        message
            The message as it is sent.
        """
        for found in _NAMED.findall(message):
            self._files.setdefault(found.decode(), set()).add(holder)
        while len(self._files) > MOST:
            self._files.popitem(last=False)

    def may_fetch(self, holder: str, file: str) -> bool:
        """
        Tell whether a session was given a file.

        Parameters
        ----------
        holder
            The session.
        file
            Name of the file.

        Returns
        -------
        may
            Whether it was.
        """
        return holder in self._files.get(file[:_SIGNS], ())

"""Answers leave at once: Streamlit's socket holds back the end of a small one until its head is acknowledged."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from pathlib import Path
from stat import S_ISSOCK

#: Where Linux and macOS list what a process has open; elsewhere nothing is done.
_OPEN = Path("/dev/fd")


def answer_at_once() -> int:
    """
    Turn Nagle's algorithm off on every socket that listens, and so on all that it is going to accept.

    asyncio does so by itself only for sockets made with the protocol's number, which Streamlit leaves out; a browser
    that acknowledges late then waits some 40 ms for each small file, and as long between two small messages.

    Returns
    -------
    sockets_n
        How many listen.
    """
    numbers = [int(one.name) for one in _OPEN.iterdir() if one.name.isdigit()] if _OPEN.is_dir() else []
    return sum(map(_at_once, numbers))


def _at_once(number: int) -> bool:
    # what listed them is closed by now
    with suppress(OSError):
        if S_ISSOCK(os.fstat(number).st_mode):
            with socket.socket(fileno=os.dup(number)) as one:
                return _turned(one)
    return False


def _turned(one: socket.socket) -> bool:
    listens = one.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)
    if not listens or one.family not in {socket.AF_INET, socket.AF_INET6}:
        return False
    one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return True

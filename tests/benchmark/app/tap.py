"""Count what comes over a websocket as it lies on the line, packed, by standing between browser and app."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Thread
from urllib.parse import urlsplit

_CHUNK = 65_536


class Tap:
    """A port of our own that leads to the app."""

    def __init__(self, origin: str) -> None:
        self._to = (str(urlsplit(origin).hostname), int(urlsplit(origin).port or 80))
        self._listening = socket.create_server(("localhost", 0))
        self.origin = f"http://localhost:{self._listening.getsockname()[1]}"
        self.socket_n = 0

    def run(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                far = socket.create_connection(self._to)
                for side in (near, far):
                    # what the app holds back stays held back; nothing more is
                    side.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                Thread(target=self._pass, args=(near, far), daemon=True).start()
                Thread(target=self._pass_counting, args=(far, near), daemon=True).start()

    def close(self) -> None:
        self._listening.close()

    def _pass(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while content := source.recv(_CHUNK):
                sink.sendall(content)
            sink.shutdown(socket.SHUT_WR)

    def _pass_counting(self, source: socket.socket, sink: socket.socket) -> None:
        """Once a connection has become a websocket, all that follows is counted."""
        opened = False
        with suppress(OSError):
            while content := source.recv(_CHUNK):
                if opened:
                    self.socket_n += len(content)
                elif content.startswith(b"HTTP/1.1 101"):
                    opened = True
                    self.socket_n += len(content.partition(b"\r\n\r\n")[2])
                sink.sendall(content)
            sink.shutdown(socket.SHUT_WR)


@contextmanager
def tapped(origin: str) -> Iterator[Tap]:
    """Open a tap to an app."""
    tap = Tap(origin)
    Thread(target=tap.run, daemon=True).start()
    yield tap
    tap.close()

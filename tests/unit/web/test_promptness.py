import socket
from pathlib import Path

from gridplan.web.promptness import answer_at_once


def test_what_a_listening_socket_accepts_sends_at_once():
    with socket.socket() as listening:
        listening.bind(("localhost", 0))
        listening.listen()

        assert answer_at_once() >= 1

        with socket.create_connection(listening.getsockname()), listening.accept()[0] as accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_nothing_else_is_touched_or_left_open(tmp_path):
    with (tmp_path / "file").open("w"), socket.socket() as idle:
        before = list(Path("/dev/fd").iterdir())

        answer_at_once()

        assert not idle.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        assert len(list(Path("/dev/fd").iterdir())) == len(before)

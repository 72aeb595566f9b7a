"""The websocket of a page: what may go in, and whose it is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from google.protobuf.message import DecodeError
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from gridplan.web.belongings import Belongings, names_files

#: What a page sends; clearing caches of the whole process, reading git and debugging are not for browsers.
_WELCOME = frozenset({
    "rerun_script", "stop_script", "app_heartbeat", "backend_operation_request", "file_urls_request",
})  # fmt: skip
_PROTOCOLS = b"sec-websocket-protocol"


def keep_stream(
    belongings: Belongings,
    holder: str,
    scope: Scope,
    receive: Receive,
    send: Send,
    *,
    holder_now: Callable[[], Awaitable[str]] | None = None,
) -> tuple[Scope, Receive, Send]:
    """
    Bind a websocket to the session that opened it.

    Parameters
    ----------
    belongings
        What belongs to whom.
    holder
        The session.
    scope, receive, send
        As ASGI has them.
    holder_now
        Asks who the session is now, for a role may change while a page is open; by default it is who opened it.

    Returns
    -------
    scope, receive, send
        To be used instead: a stream of another session can't be taken up again, and odd messages are dropped.
    """
    opened = False

    async def sent(message: Message) -> None:
        nonlocal opened
        content = message.get("bytes") if message["type"] == "websocket.send" else None
        if content:
            if not opened and (stream := _stream_id(content)):
                belongings.give_stream(holder, stream)
                opened = True
            if names_files(content):
                belongings.give_files(await holder_now() if holder_now else holder, content)
        await send(message)

    async def received() -> Message:
        message = await receive()
        while message["type"] == "websocket.receive" and not _is_welcome(message.get("bytes")):
            message = await receive()
        return message

    return _own_stream_only(belongings, holder, scope), received, sent


def _stream_id(content: bytes) -> str:
    message = ForwardMsg()
    message.ParseFromString(content)
    return str(message.new_session.initialize.session_id)


def _is_welcome(content: bytes | None) -> bool:
    message = BackMsg()
    try:
        message.ParseFromString(content or b"")
    except DecodeError:
        return False
    return message.WhichOneof("type") in _WELCOME


def _own_stream_only(belongings: Belongings, holder: str, scope: Scope) -> Scope:
    """Take the stream that a reconnecting page names in third place away, unless it is the session's own."""
    headers = []
    for name, value in scope["headers"]:
        parts = value.decode("latin-1").split(",") if name == _PROTOCOLS else []
        foreign = len(parts) > 2 and not belongings.owns_stream(holder, parts[2].strip())  # noqa: PLR2004 - third place
        headers.append((name, ",".join(parts[:2]).encode("latin-1") if foreign else value))
    return {**scope, "headers": headers}

import asyncio

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from gridplan.web.belongings import Belongings
from gridplan.web.streams import keep_stream

STREAM = "11111111-2222-3333-4444-555555555555"


def _scope(*protocols):
    value = ",".join(protocols).encode()
    return {"type": "websocket", "headers": [(b"sec-websocket-protocol", value), (b"host", b"x")]}


def _sent(belongings, holder, *contents, holder_now=None):
    out = []

    async def send(message):
        out.append(message)

    _, _, sent = keep_stream(belongings, holder, _scope("streamlit"), None, send, holder_now=holder_now)

    async def run():
        for content in contents:
            await sent({"type": "websocket.send", "bytes": content})

    asyncio.run(run())
    return out


def _opened():
    message = ForwardMsg()
    message.new_session.initialize.session_id = STREAM
    return message.SerializeToString()


def test_a_stream_belongs_to_the_session_that_saw_it_open():
    belongings = Belongings()
    assert len(_sent(belongings, "mine", _opened(), _opened())) == 2
    assert belongings.owns_stream("mine", STREAM)
    assert not belongings.owns_stream("other", STREAM)
    mine, _, _ = keep_stream(belongings, "mine", _scope("streamlit", "x", STREAM), None, None)
    other, _, _ = keep_stream(belongings, "other", _scope("streamlit", "x", STREAM), None, None)
    assert STREAM.encode() in mine["headers"][0][1]
    assert other["headers"][0][1] == b"streamlit,x"


def test_files_belong_to_those_they_were_sent_to():
    belongings = Belongings()
    file = "0123456789abcdef0123456789abcdef.xlsx"
    _sent(belongings, "mine", _opened(), f"/media/{file}2b".encode())
    assert belongings.may_fetch("mine", file)
    assert not belongings.may_fetch("other", file)
    assert not belongings.may_fetch("mine", "fedcba98765432100123456789abcdef.xlsx")


def test_files_belong_to_whoever_the_session_is_when_they_are_sent():
    belongings = Belongings()
    file = "0123456789abcdef0123456789abcdef"

    async def now():
        return "mine in another role"

    _sent(belongings, "mine", _opened(), f"/map/{file}".encode(), holder_now=now)
    assert belongings.may_fetch("mine in another role", file)
    assert not belongings.may_fetch("mine", file)


def test_messages_that_no_page_sends_are_dropped():
    rerun, clear = BackMsg(), BackMsg()
    rerun.rerun_script.query_string = "a"
    clear.clear_cache = True
    waiting = iter([clear.SerializeToString(), b"\xff\xff\xff", rerun.SerializeToString()])

    async def receive():
        return {"type": "websocket.receive", "bytes": next(waiting)}

    _, received, _ = keep_stream(Belongings(), "mine", _scope("streamlit"), receive, None)
    assert asyncio.run(received())["bytes"] == rerun.SerializeToString()

"""S22, S28: what fails shows a number to the person; the log holds the rest, in one line, without personal values."""

import json
import tomllib

from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.attack.wire import ROOT, stream


def test_s22_a_page_that_fails_shows_a_number_and_nothing_else(app, cookies):
    with stream(app, cookies["head-B1"]) as page:
        chosen, *_ = page.run("coverage").choice("网点")
        run = page.run("coverage", states=[WidgetState(id=chosen.id, int_value=199_0000_1234)])
    (told,) = run.alerts
    number = told.rpartition(" ")[2]
    assert told.startswith("系统出错")
    for trace in ("Traceback", "line ", "Error", "site-packages", "coverage.py"):
        assert trace not in run.text
    lines = app.log.read_text().splitlines()
    (line,) = [line for line in lines if number in line]
    assert json.loads(line)["event"] == "incident"
    assert not any(line.startswith("Traceback") for line in lines)
    assert "19900001234" not in "".join(lines)


def test_s22_a_frame_that_can_not_be_read_closes_the_stream_without_a_word(app, cookies):
    with stream(app, cookies["head-B1"]) as page:
        page.socket.send(b"\xff\xff\xff\xff")
        assert page.run("coverage").alerts == []


def test_s22_streamlit_is_told_to_show_no_details():
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["client"]["showErrorDetails"] == "none"
    assert settings["server"]["address"] == "localhost"


def test_s28_whatever_is_asked_for_the_log_has_one_line(app):
    before = len(app.log.read_text().splitlines())
    app.ask("/nowhere%0A%7B%22event%22%3A%22forged%22%7D%0D%E2%80%A8")
    added = app.log.read_text().splitlines()[before:]
    assert len(added) == 1
    assert json.loads(added[0])["event"] == "refused"

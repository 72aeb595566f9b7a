"""S28: whatever a person writes, an event is one line of the log, and that line is JSON."""

import json
import logging

import pytest

from gridplan.storage.gate.saying import say
from gridplan.web.incidents import note, note_incident

HOSTILE = 'x\n{"event": "sign-in", "account": "admin"}\r\n\x1b[2J\u2028\u0085\x00"}'


@pytest.fixture
def lines(caplog):
    caplog.set_level(logging.INFO)
    return lambda: [record.getMessage() for record in caplog.records]


@pytest.mark.parametrize("event", ["upload", HOSTILE])
def test_s28_an_event_is_one_line_of_json(event, lines):
    note(event, name=HOSTILE, **{HOSTILE: HOSTILE})
    (line,) = lines()
    assert len(line.splitlines()) == 1
    assert line.isprintable()
    assert json.loads(line)["name"] == HOSTILE


def test_s28_a_failure_is_one_line_and_repeats_nothing(lines):
    number = note_incident(ValueError(HOSTILE), HOSTILE)
    (line,) = lines()
    assert line.isprintable()
    assert json.loads(line)["number"] == number
    assert json.loads(line)["error"] == "ValueError"


def test_s28_a_finding_is_one_line_on_the_terminal():
    finding = say("FK_ORPHAN", f"a{HOSTILE}.csv", row=2, column=HOSTILE, value=HOSTILE, target=HOSTILE)
    assert finding.value.isprintable()
    for lang in ("zh", "en"):
        assert getattr(finding.message, lang).isprintable()
        assert finding.line(lang).isprintable()

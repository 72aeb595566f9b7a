import re
import string
from pathlib import Path

import pytest

import gridplan.storage
from gridplan.storage.gate.saying import ACTIONS, codes, gravest, refuses, say


@pytest.mark.parametrize("code", codes())
def test_every_code_has_its_action_and_words_in_both_languages(code):
    entry = codes()[code]
    assert entry["action"] in ACTIONS
    for key in ("zh", "en", "mend_zh", "mend_en"):
        assert entry[key]
    words = [{name for _, name, _, _ in string.Formatter().parse(entry[key]) if name} for key in ("zh", "en")]
    assert {re.sub("_(zh|en)$", "", name) for name in words[0]} == {re.sub("_(zh|en)$", "", name) for name in words[1]}


def test_every_code_is_said_somewhere_and_every_said_code_is_listed():
    room = Path(gridplan.storage.__file__).parent
    source = "\n".join(path.read_text(encoding="utf-8") for path in room.rglob("*.py"))
    said = set(re.findall(r'(?:say|each)\(\s*"([A-Z0-9_]+)"', source))
    quoted = set(re.findall(r'"([A-Z][A-Z0-9]*_[A-Z0-9_]+|ENUM|SCHEMA|MORE)"', source))
    built = {code for code in codes() if re.fullmatch("COORD_.*_SUSPECT", code)}
    assert said <= set(codes())
    workspace = {"CFG_UNKNOWN", "FILE_REPLACED"}
    assert set(codes()) <= quoted | built | workspace


@pytest.mark.parametrize(
    ("action", "severity"), [("accept", "I"), ("repair", "I"), ("warn", "W"), ("reject", "E"), ("deny", "E")]
)
def test_the_severity_follows_the_action(action, severity):
    assert say("FILE_UNKNOWN", "f.csv", names="", action=action).severity == severity


def test_the_action_of_a_report_is_the_gravest():
    findings = [say("FILE_UNKNOWN", "f", names="", action=action) for action in ("warn", "deny", "repair")]
    assert gravest(findings) == "deny"
    assert gravest(findings[::2]) == "warn"
    assert gravest([]) == "accept"
    assert refuses(findings)
    assert not refuses(findings[::2])


def test_values_are_shown_short_and_printable():
    finding = say("ID_FORMAT", "f.csv", row=3, value="a\x1b[31m" + "b" * 500)
    assert len(finding.value) < 100
    assert finding.value.isprintable()


def test_words_of_a_message_are_one_line():
    assert say("SCHEMA", "a.csv", reason="x\ny").message.en == "It breaks the contract of the table: x y."

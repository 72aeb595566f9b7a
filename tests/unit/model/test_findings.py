import pandas as pd
import pytest

from gridplan.model.findings import RULE_COLUMNS, RuleFinding, Text, count_findings, one_line, rule_findings_table
from gridplan.model.words import Severity


def _finding(rule, severity, object_id):
    return RuleFinding(rule, severity, "grid", object_id, 1.0, "≤ 0", Text("错", "wrong"), Text("改", "mend"))


def test_gravest_first_then_rule_then_object():
    table = rule_findings_table(
        [
            _finding("G05", Severity.WARNING, "b"),
            _finding("G05", Severity.WARNING, "a"),
            _finding("S01", Severity.ERROR, "c"),
        ]
    )
    assert table["object_id"].tolist() == ["c", "a", "b"]
    assert table.loc[0, ["message_zh", "mend_en"]].tolist() == ["错", "mend"]


def test_no_finding_is_an_empty_table_with_columns():
    assert list(rule_findings_table([]).columns) == RULE_COLUMNS


def test_findings_are_counted_by_severity():
    assert count_findings(pd.DataFrame({"severity": ["W", "E", "W"]})) == {"E": 1, "W": 2, "I": 0}
    assert count_findings(pd.DataFrame({"severity": []})) == {"E": 0, "W": 0, "I": 0}


@pytest.mark.parametrize(
    ("text", "line"), [("张 三", "张 三"), ("户籍\n户数\u3000", "户籍 户数 "), ("\x1b[2J", "\ufffd[2J")]
)
def test_a_text_is_one_line_for_a_terminal(text, line):
    assert one_line(text) == line

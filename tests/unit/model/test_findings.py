import pandas as pd

from gridplan.model.findings import RULE_COLUMNS, RuleFinding, Text, count_findings, rule_findings_table
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

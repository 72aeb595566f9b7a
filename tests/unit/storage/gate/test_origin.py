import numpy as np
import pandas as pd

from gridplan.storage.gate.origin import NAMED, Origin

ORIGIN = Origin("t.csv", None, np.arange(2, 502), {"name": "姓名"}, frozenset({"name"}))


def test_a_finding_points_at_the_cell_as_the_file_spells_it():
    finding = ORIGIN.say("NUM_PARSE", "name", at=3, value="李小明")
    assert (finding.row, finding.column, finding.value) == (5, "姓名", "李**")


def test_the_first_rows_are_named_and_the_others_counted():
    wrong = np.ones(500, dtype=bool)
    findings = list(ORIGIN.each("CELL_MISSING", "name", wrong, pd.Series(["x"] * 500)))
    assert [finding.row for finding in findings[:NAMED]] == list(range(2, 2 + NAMED))
    assert (findings[NAMED].code, findings[NAMED].column) == ("MORE", findings[0].column)
    assert str(500 - NAMED) in findings[NAMED].message.en
    assert len(findings) == NAMED + 1


def test_rows_follow_a_table_that_leaves_some_out():
    kept = np.zeros(500, dtype=bool)
    kept[[4, 9]] = True
    assert ORIGIN.at_rows(kept).row_list([0, 1]) == "6, 11"

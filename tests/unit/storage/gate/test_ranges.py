import pytest

from gridplan.model.tables import BRANCHES, HOUSEHOLDS, UNITS
from gridplan.model.tables import OFFICERS as OFFICERS_TABLE
from gridplan.storage.gate.ranges import limits, span
from tests.unit.storage.rough import OFFICERS, read_text


@pytest.mark.parametrize(
    ("schema", "column", "text"),
    [
        (BRANCHES, "coverage_radius_m", "1 – 50000"),
        (UNITS, "registered_hh", ">= 0"),
        (HOUSEHOLDS, "households_n", "> 0"),
        (UNITS, "tier", "A, B, C"),
        (UNITS, "name", ""),
        (UNITS, "no such column", ""),
    ],
)
def test_limits_are_told_as_people_write_them(schema, column, text):
    assert limits(schema, column) == text


def test_values_at_the_limit_pass_and_beyond_it_are_named(tmp_path):
    lines = OFFICERS.splitlines()
    rows = [lines[0] + ",周工时", *(f"{line},{hours}" for line, hours in zip(lines[1:], (60, 60.5, 0), strict=True))]
    draft = read_text(tmp_path, "officers", "\n".join(rows) + "\n")
    said = [(f.code, f.row, f.value) for f in draft.findings if f.severity == "E"]
    assert said == [("NUM_RANGE", 3, "60.5"), ("NUM_RANGE", 4, "0")]


@pytest.mark.parametrize(
    ("schema", "column", "limit"),
    [
        (OFFICERS_TABLE, "hours_week", (1, 60)),
        (UNITS, "registered_hh", (0, None)),
        (UNITS, "tier", (None, None)),
        (UNITS, "no such column", (None, None)),
    ],
)
def test_the_span_of_a_column_is_told_in_figures(schema, column, limit):
    assert span(schema, column) == limit

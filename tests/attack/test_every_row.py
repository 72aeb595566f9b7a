"""No attack and no fault is forgotten: each has a test that is named after it, or a written reason."""

from __future__ import annotations

import csv
import re
from pathlib import Path

HERE = Path(__file__).parent
TRUST = HERE.parents[1] / "docs" / "trust.md"


def _rows() -> set[str]:
    with (HERE / "rows.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"] for row in csv.DictReader(file)}


def _tested() -> set[str]:
    return {path.name[5:8].upper() for path in HERE.glob("test_[sf][0-9][0-9]_*.py")}


def _reasons() -> dict[str, str]:
    part = TRUST.read_text(encoding="utf-8").partition("## Without a test of its own")[2]
    return dict(re.findall(r"^\| ([SF]\d\d) \| (.{40,}) \|$", part, re.MULTILINE))


def test_every_row_has_a_test_or_a_reason():
    assert _rows() - _tested() - set(_reasons()) == set()


def test_every_test_and_every_reason_belongs_to_a_row():
    assert _tested() | set(_reasons()) <= _rows()


def test_every_file_that_the_reasons_name_is_there():
    named = re.findall(r"`(tests/[\w/]+\.\w+)`", " ".join(_reasons().values()))
    assert [name for name in named if not (HERE.parents[1] / name).exists()] == []

import csv

import pandas as pd
import pytest

from gridplan.model.tables import OFFICERS, keep_contract
from gridplan.storage.staging import Change
from gridplan.storage.tables import writing
from gridplan.storage.tables.kinds import KINDS
from gridplan.storage.tables.reading import finished, read_table
from gridplan.storage.tables.writing import SYNTHETIC, write_table


def _officers(*names):
    table = pd.DataFrame({"name": names, "branch_id": "B1"}, index=pd.Index([f"{n:03d}" for n in range(len(names))]))
    table = table.assign(hours_week=40.0, visit_days=3.0, daily_capacity=12.0).rename_axis("officer_id")
    return keep_contract(table, OFFICERS)


def test_invented_rows_are_labelled_one_by_one(tmp_path):
    name = write_table(Change(tmp_path), _officers("a", "b"), OFFICERS, synthetic=True)
    with (tmp_path / name).open(encoding="utf-8-sig", newline="") as file:
        assert [row["synthetic"] for row in csv.DictReader(file)] == [SYNTHETIC] * 2


def test_spreadsheets_see_the_encoding_and_no_formula(tmp_path):
    name = write_table(
        Change(tmp_path), _officers('=HYPERLINK("http://x")', "@SUM", "＝1+1", "'=1", "张三"), OFFICERS, synthetic=False
    )
    content = (tmp_path / name).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    with (tmp_path / name).open(encoding="utf-8-sig", newline="") as file:
        assert [row["name"][0] for row in csv.DictReader(file)] == ["'", "'", "'", "'", "张"]


@pytest.mark.parametrize("large", [20_000, 2])
def test_what_was_written_is_read_back(tmp_path, monkeypatch, large):
    monkeypatch.setattr(writing, "LARGE", large)
    officers = _officers("=1+1", "'=1", "'quoted", "张 三", "-")
    name = write_table(Change(tmp_path), officers, OFFICERS, synthetic=True)
    assert name == ("data/officers.parquet" if large == 2 else "data/officers.csv")
    draft = read_table(tmp_path / name, KINDS["officers"])
    pd.testing.assert_frame_equal(finished(draft, KINDS["officers"]), officers)

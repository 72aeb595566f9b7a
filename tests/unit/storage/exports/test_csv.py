from dataclasses import replace

import pandas as pd
import pytest

from gridplan.storage.exports import csv
from gridplan.storage.tables.kinds import KINDS
from gridplan.storage.tables.reading import finished, read_table
from tests.unit.maps.drawn_town import drawn_town


@pytest.fixture(scope="module")
def plan():
    return drawn_town()


def _table(plan, folder, lang="zh"):
    csv.export(plan, folder / "households.csv", lang)
    return pd.read_csv(folder / "households.csv", dtype=str, encoding="utf-8-sig")


def test_households_come_with_their_grid_and_its_name(plan, tmp_path):
    table = _table(plan, tmp_path)
    assert len(table) == len(plan.households)
    assert table["网格号"].tolist() == plan.households["grid_id"].tolist()
    assert table["网格名称"].tolist() == plan.households["grid_id"].map(plan.grids["name"]).tolist()
    assert table["客群"].str.isascii().sum() == 0
    assert set(table["方案"]) == {"p1"}
    assert set(table["数据性质"]) == {"合成数据 · synthetic data"}


def test_who_sees_no_household_gets_the_grids(plan, tmp_path):
    table = _table(replace(plan, households=plan.households.iloc[:0]), tmp_path, "en")
    assert table["Grid"].tolist() == plan.grids.index.tolist()
    assert table["Owner"][0] == "客户经理 B1-1"
    assert "Household id" not in table


def test_households_can_be_imported_again(plan, tmp_path):
    _table(plan, tmp_path)
    kind = KINDS["households"]
    draft = read_table(tmp_path / "households.csv", kind)
    assert [finding.code for finding in draft.findings if finding.severity == "E"] == []
    again = finished(draft, kind)
    assert again.index.tolist() == plan.households.index.tolist()
    for column in ("unit_id", "residence", "segment", "list"):
        assert again[column].tolist() == plan.households[column].tolist()
    metric = again.to_crs(plan.households.crs)
    assert metric.distance(plan.households.geometry, align=False).max() < 0.2


def test_a_real_plan_is_not_called_synthetic(plan, tmp_path):
    real = replace(plan, meta=replace(plan.meta, synthetic=False))
    assert "数据性质" not in _table(real, tmp_path)


def test_counts_have_no_decimals_and_figures_two(plan, tmp_path):
    table = _table(replace(plan, households=plan.households.iloc[:0]), tmp_path)
    assert table["户数"].tolist() == [f"{number:.0f}" for number in plan.grids["households"]]
    assert not [text for text in table["年工作量（小时）"] if len(text.partition(".")[2]) > 2]

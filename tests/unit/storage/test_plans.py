from dataclasses import replace

import pytest

from gridplan.errors import StorageError
from gridplan.storage.plans import list_plans, load_plan, save_plan


@pytest.fixture
def stored(planned, tmp_path):
    return save_plan(planned, tmp_path)


def _tables(plan):
    return {name: getattr(plan, name) for name in ("branches", "units", "grids", "households", "assignments",
                                                   "officers", "posts", "findings", "indicators")}  # fmt: skip


@pytest.mark.usefixtures("stored")
def test_a_plan_comes_back_as_it_was(planned, tmp_path):
    back = load_plan(tmp_path)
    assert back.meta == planned.meta
    assert back.params == planned.params
    for name, table in _tables(planned).items():
        kept = getattr(back, name)
        assert list(kept.columns) == list(table.columns), name
        assert kept.index.equals(table.index), name
    assert back.units.geometry.geom_equals(planned.units.geometry).all()
    assert back.layers.roads.crs == planned.layers.roads.crs


def test_a_version_is_never_changed(planned, stored, tmp_path):
    with pytest.raises(StorageError, match="never changed"):
        save_plan(planned, tmp_path)
    assert all(file.stat().st_mode & 0o222 == 0 for file in stored.iterdir())


@pytest.mark.usefixtures("stored")
def test_the_newest_version_opens_first(planned, tmp_path):
    later = replace(planned, meta=replace(planned.meta, plan_id="p2", created_at="2027-01-01T00:00:00+00:00"))
    save_plan(later, tmp_path)
    assert load_plan(tmp_path).meta.plan_id == "p2"
    assert load_plan(tmp_path, "p1").meta.plan_id == "p1"
    assert list_plans(tmp_path)["plan_id"].tolist() == ["p2", "p1"]


def test_a_table_that_was_cut_off_is_named(stored, tmp_path):
    file = stored / "units.parquet"
    file.chmod(0o644)
    file.write_bytes(file.read_bytes()[:-100])
    with pytest.raises(StorageError, match=r"units\.parquet"):
        load_plan(tmp_path)


def test_a_header_that_was_damaged_is_listed_as_such(stored, tmp_path):
    file = stored / "plan.json"
    file.chmod(0o644)
    file.write_text("{", encoding="utf-8")
    assert list_plans(tmp_path)["damaged"].tolist() == [True]
    with pytest.raises(StorageError, match="damaged"):
        load_plan(tmp_path)


@pytest.mark.parametrize("name", ["../p1", "", ".hidden", "a/b"])
def test_an_id_that_leads_elsewhere_is_refused(tmp_path, name):
    with pytest.raises(StorageError):
        load_plan(tmp_path, name)


def test_without_a_plan_the_way_to_one_is_said(tmp_path):
    assert list_plans(tmp_path).empty
    with pytest.raises(StorageError, match="gridplan plan"):
        load_plan(tmp_path)


def test_a_failed_save_leaves_no_trace(planned, tmp_path, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pandas.DataFrame.to_parquet", full)
    with pytest.raises(StorageError, match="No space left"):
        save_plan(planned, tmp_path)
    assert list((tmp_path / "plans").iterdir()) == []

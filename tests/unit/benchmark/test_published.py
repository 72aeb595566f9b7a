import json

import pytest

from tests.benchmark import published
from tests.benchmark.standings import standings

GRAPH = {
    "xy": [[0, 0], [1, 0], [2, 0], [3, 0]], "edges": [[0, 1], [1, 2], [2, 3]], "weights": [[1], [1], [1], [1]],
    "p": 2, "tolerance": [0.1], "metric": "euclid", "objective": "pmedian", "name": "row",
}  # fmt: skip
HEADS = "name,family,n,p,objective,best_known,status\n"


def _row(name, gap, *, seed=1, feasible=True):
    row = {"name": name, "group": "census tracts", "seed": seed, "effort": 2.0, "value": 3.0}
    return row | {"feasible": feasible, "gap": gap, "cpu": 2.2}


@pytest.fixture
def place(tmp_path, monkeypatch):
    (tmp_path / "instances").mkdir()
    (tmp_path / "best_known.csv").write_text(f"{HEADS}row,a,4,2,pmedian,2.5,published\n", encoding="utf-8")
    (tmp_path / "instances/row.json.gz").write_bytes(published.gzip.compress(json.dumps(GRAPH).encode()))
    monkeypatch.setattr(published, "PLACE", tmp_path)
    monkeypatch.setattr(published, "BEST_PLANS", tmp_path / "plans")
    return tmp_path


def test_a_run_is_held_against_the_best_known_value(place):
    (instance,) = published.published(["r*"])
    row, labels = published.run(published.Task(instance, 0.02, 1))
    assert (row["feasible"], row["value"], row["gap"], row["group"]) == (True, 2.0, -0.2, "pmedian, published")
    published._keep(instance, row, labels)
    published._keep(instance, row, [0, 1, 1, 0])
    assert json.loads((place / "plans/row.json").read_text(encoding="utf-8")) == labels


def test_a_plan_no_better_than_the_best_known_is_not_kept(place):
    (instance,) = published.published()
    published._keep(instance, {"feasible": True, "value": 2.5}, [0, 0, 1, 1])
    published._keep(instance, {"feasible": False, "value": 1.0}, [0, 0, 1, 1])
    assert not (place / "plans").exists()


def test_without_the_instances_there_is_nothing_to_run(place):
    assert published.published(["s*"]) == []
    (place / "best_known.csv").unlink()
    assert published.published() == []


def test_lines_of_another_engine_count_for_nothing(tmp_path):
    lines = [json.dumps(_row("a", 0.1) | {"engine": name}) for name in ("old", "new")]
    (tmp_path / "record").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert [row["engine"] for row in published.rows_of(tmp_path / "record", "new")] == ["new"]


def test_the_median_of_the_seeds_counts():
    gaps = [(1, 0.01), (2, 0.5), (3, 0.02)]
    table = standings([*(_row("a", gap, seed=seed) for seed, gap in gaps), _row("b", 0.04)])
    assert table.splitlines()[2] == "| census tracts | 2 | 4 of 4 runs | +3.00% | +4.00% | 0.8 %, 2 % | 1.10–1.10 |"
    assert "+inf%" in standings([_row("a", 0.0, feasible=False)])

import pytest

from tests.benchmark import partition, partition_page
from tests.benchmark.claims import LARGE, OURS, SMALL, claims
from tests.benchmark.districts import Size
from tests.benchmark.page import renewed, section_of
from tests.benchmark.running import Answer

PEERS = ("METIS (pymetis)", "gerrychain, recursive tree", "k-means-constrained")


def _run(name, method, moment, *, feasible=True, cpu=0.9):
    figures = {"set": name, "seed": 1, "method": method, "moment": moment, "feasible": feasible, "cpu": cpu}
    figures |= {"median_moment": moment, "median_feasible": feasible}
    return figures | {"whole": True, "imbalance": 0.04, "diameter": 3.0, "tries": 1, "peak": 3e8}


def _runs(*peers):
    for name in (SMALL, LARGE):
        yield from (_run(name, OURS, 100.0), _run(name, f"{OURS}, 1 s", 104.0))
        yield from (_run(name, method, moment) for method, moment in zip(PEERS, peers, strict=True))


def test_a_compact_engine_holds_what_is_wanted():
    assert [one[2] for one in claims(list(_runs(130.0, 160.0, 106.0)))] == ["held"] * 8


@pytest.mark.parametrize(
    ("peers", "missed"),
    [((110.0, 160.0, 106.0), {1, 7}), ((130.0, 140.0, 106.0), {2, 3}), ((130.0, 160.0, 104.0), {4, 5})],
)
def test_what_is_missed_is_said(peers, missed):
    told = [one[2] for one in claims(list(_runs(*peers)))]
    assert {place for place, verdict in enumerate(told) if verdict != "held"} == missed


def test_a_plan_out_of_balance_is_no_rival_and_none_of_ours_may_be_one():
    rival, ours = _run(SMALL, PEERS[2], 90.0, feasible=False), _run(SMALL, OURS, 100.0, feasible=False)
    told = list(claims([*_runs(130.0, 160.0, 106.0), rival | {"seed": 2}, ours | {"seed": 2}]))
    assert told[0][1:] == ("2 of 3", "**missed**")
    assert told[5][2] == "held"


def test_single_seeds_are_told_beside_the_best_of_many():
    lucky = [run | {"moment": 104.0} if run["method"] == PEERS[2] else run for run in _runs(130.0, 160.0, 106.0)]
    assert [one[2] for one in claims(lucky)][4:6] == ["held", "**missed**"]
    seeds = [{"feasible": fits, "moment": moment} for fits, moment in ((False, 90.0), (True, 110.0), (False, 100.0))]
    assert partition._median_seed(seeds) == {"median_moment": 100.0, "median_feasible": False}


def test_the_runs_are_laid_out_a_line_each():
    failed = {"set": SMALL, "seed": 1, "method": "spopt AZP", "failure": "no answer in 60 CPU s"}
    text = partition_page.section([*_runs(130.0, 160.0, 106.0), failed], "pymetis 1")
    assert "| METIS (pymetis) | 0.90 | 1 | 1 of 1 | 1 of 1 | 4.00% | 3.0 | 1.300 |" in text
    assert "| spopt AZP | – | – | – | – | – | – | no answer in 60 CPU s |" in text


def test_a_section_takes_the_place_of_the_former():
    text = "## Cutting\n\n| a |\n"
    first = renewed("# Benchmarks\n\n## Next\n\nmore\n", "## Cutting", text)
    assert first == "# Benchmarks\n\n## Next\n\nmore\n\n## Cutting\n\n| a |\n"
    assert renewed(first, "## Cutting", section_of(first, "## Cutting")) == first
    again = renewed(first, "## Next", "## Next\n\nless")
    assert again == "# Benchmarks\n\n## Next\n\nless\n\n## Cutting\n\n| a |\n"
    assert section_of(again, "## Next") == "## Next\n\nless\n"
    assert section_of(again, "## None") == ""


def test_every_peer_is_asked_where_it_can_answer():
    named = {(task.size.units, task.size.weights, task.name) for task in partition.tasks(full=False)}
    assert (20_000, 1, "METIS (pymetis)") in named
    assert (5_000, 2, "METIS (pymetis)") in named
    assert (20_000, 1, "spopt AZP") not in named
    assert len(list(partition.tasks(full=True))) == len(list(partition.tasks(full=False))) + 8 * 7


def test_a_run_is_scored_or_says_why_not(monkeypatch):
    monkeypatch.setattr(partition, "run_peer", lambda *_: Answer([], failure="stopped"))
    task = partition.Task(Size(30, 2), 1, "peer", "metis")
    told = task.run()
    assert (told["set"], told["method"], told["failure"]) == ("30 units, 2 grids", "peer", "stopped")
    monkeypatch.setattr(partition, "run_peer", lambda *_: Answer([0, 1] * 15, 0.5))
    told = task.run()
    assert (told["whole"], told["cpu"], told["tries"]) == (False, 0.5, 1)


def test_only_what_is_missing_or_has_changed_is_run(monkeypatch, tmp_path):
    monkeypatch.setattr(partition, "RECORD", tmp_path / "build/record")
    ran = []
    monkeypatch.setattr(partition, "run_peer", lambda *_: ran.append(1) or Answer([0, 1] * 15, 0.5))
    todo = [partition.Task(Size(30, 2), seed, "peer", "metis") for seed in (1, 2)]
    assert partition.measure(todo[:1]) + partition.measure(todo)[1:] == partition.measure(todo)
    assert len(ran) == 2
    monkeypatch.setattr(partition, "peers", lambda: "other")
    partition.measure(todo)
    assert len(ran) == 4

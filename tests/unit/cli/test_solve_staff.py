import gzip
import json

import pytest
from typer.testing import CliRunner

from gridplan.cli import app

run = CliRunner()
WEIGHTS = {"travel_owner": 1, "travel_backup": 0.5, "change_owner": 10, "backup_load_share": 0.2, "balance": 0}
BRANCH = {
    "name": "b1",
    "workload": [10, 10, 10],
    "capacity": [20, 20, 20],
    "travel_min": [[1, 2, 9], [2, 1, 9], [9, 2, 1]],
    "present_owner": [-1, -1, 2],
    "weights": WEIGHTS,
}
JOBS = {
    "name": "g1", "agents": 2, "jobs": 3, "sense": "max",
    "profit": [[5, 5, 1], [4, 1, 4]], "resource": [[5, 5, 5], [5, 5, 5]], "capacity": [10, 5],
}  # fmt: skip


def _solve(folder, content, *words, lang="en", name="branch.json"):
    path = folder / name
    path.write_text(json.dumps(content), encoding="utf-8")
    return run.invoke(app, ["--lang", lang, "solve", "staff", str(path), *map(str, words)])


def test_owner_and_backup_go_to_standard_output(tmp_path):
    result = _solve(tmp_path, BRANCH)
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert told == {"owner": [0, 1, 2], "backup": [1, 0, 1], "value": 6.0, "bound": 6.0, "gap": 0.0}
    assert "b1: the best possible, proved (6)" in result.stderr
    assert "已证明为最优" in _solve(tmp_path, BRANCH, lang="zh").stderr


def test_jobs_bring_the_greatest_profit(tmp_path):
    told = json.loads(_solve(tmp_path, JOBS, "--json").stdout)
    assert (told["assignment"], told["value"], told["bound"]) == ([0, 0, 1], 14.0, 14.0)
    dear = JOBS | {"sense": "min", "cost": JOBS["profit"]}
    assert json.loads(_solve(tmp_path, dear, "--json").stdout)["value"] == 7.0


def test_a_list_is_answered_by_a_list_or_a_folder(tmp_path):
    both = [BRANCH, JOBS | {"name": "../g 1"}]
    told = json.loads(_solve(tmp_path, both).stdout)
    assert [one["name"] for one in told] == ["b1", "../g 1"]
    assert set(json.loads(_solve(tmp_path, both, "--json").stdout)["answers"]) == {"b1", "../g 1"}
    assert _solve(tmp_path, both, "-o", tmp_path / "answers").exit_code == 0
    assert {path.name for path in (tmp_path / "answers").iterdir()} == {"b1.json", "_g_1.json"}
    assert json.loads((tmp_path / "answers" / "b1.json").read_text(encoding="utf-8"))["owner"] == [0, 1, 2]
    assert _solve(tmp_path, both, "-o", tmp_path / "all.json.gz").exit_code == 0
    assert len(json.loads(gzip.decompress((tmp_path / "all.json.gz").read_bytes()))) == 2


def test_what_cant_be_met_is_told_with_rules_words_and_repairs(tmp_path):
    none_able = BRANCH | {"forbidden": [[1, 1, 1], [0, 0, 0], [0, 0, 0]]}
    result = _solve(tmp_path, none_able, "-o", tmp_path / "out.json")
    assert result.exit_code == 1
    told = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert told["conflict"] == ["forbidden:0"]
    assert told["minimal"]
    assert set(told["message"]) == {"zh", "en"}
    assert told["repairs"][0]["drop"] == ["forbidden:0"]
    assert "nobody may own grid 0: grid 0 is closed to all officers" in result.stderr
    assert "网格 0 不可由任何人任职" in _solve(tmp_path, none_able, lang="zh").stderr
    assert json.loads(_solve(tmp_path, none_able, "--json").stdout) == told


def test_one_of_several_may_fail_and_the_others_are_answered(tmp_path):
    small = BRANCH | {"name": "b2", "capacity": [11, 11, 11]}
    result = _solve(tmp_path, [BRANCH, small])
    assert result.exit_code == 1
    good, bad = json.loads(result.stdout)
    assert "owner" in good
    assert bad["conflict"] == ["backup", "capacity:0", "capacity:1", "capacity:2"]
    assert "b2: all work (with the backups' share) is 36, above all hours, 33: 3 are missing" in result.stderr


@pytest.mark.parametrize("words", [("--seed", "-1"), ("-o", "branch.json")])
def test_wrong_options_end_with_two(tmp_path, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    assert _solve(tmp_path, BRANCH, *words).exit_code == 2


def test_an_unsound_file_is_refused_entry_by_entry(tmp_path):
    result = _solve(tmp_path, [BRANCH, BRANCH | {"name": "b2", "capacity": [20, "x"]}])
    assert result.exit_code == 4
    assert result.stdout == ""
    assert result.stderr.splitlines()[0].startswith('E INST_NUMBER  branch.json, [1].capacity[1]: "x" is no number.')

import gzip
import json

import pytest
from typer.testing import CliRunner

from gridplan.cli import app

run = CliRunner()
STRIP = {
    "p": 2,
    "xy": [[k, 0] for k in range(6)],
    "edges": [[k, k + 1] for k in range(5)],
    "weights": [[10], [10], [10], [10], [10], [10]],
    "tolerance": [0.05],
}


def _solve(folder, content, *words, lang="en"):
    path = folder / "strip.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return run.invoke(app, ["--lang", lang, "solve", "partition", str(path), "--effort", "0.05", *map(str, words)])


def test_the_labels_go_to_standard_output_alone(tmp_path):
    result = _solve(tmp_path, STRIP)
    assert result.exit_code == 0
    assert json.loads(result.stdout) in ([0, 0, 0, 1, 1, 1], [1, 1, 1, 0, 0, 0])
    assert result.stdout == _solve(tmp_path, STRIP, "-o", "-").stdout


@pytest.mark.parametrize("name", ["labels.json", "deep/labels.json.gz"])
def test_the_labels_are_written_to_a_file(tmp_path, name):
    result = _solve(tmp_path, STRIP, "-o", tmp_path / name)
    assert (result.exit_code, result.output) == (0, "")
    raw = (tmp_path / name).read_bytes()
    labels = json.loads(gzip.decompress(raw) if name.endswith(".gz") else raw)
    assert len(set(labels[:3])) == len(set(labels[3:])) == 1
    assert not [path for path in (tmp_path / name).parent.iterdir() if path.name.startswith(".")]


def test_a_plan_beyond_its_limits_is_written_and_ends_with_one(tmp_path):
    odd = STRIP | {"weights": [[10], [10], [10], [10], [10], [14]], "edges": [*STRIP["edges"], [0, 5]]}
    result = _solve(tmp_path, odd, "-o", tmp_path / "labels.json")
    assert result.exit_code == 1
    assert "no plan inside all limits was found: 2 grids are out" in result.stderr
    assert "carries 30 of weight 0, 1.32% below its lower limit 30.4" in result.stderr
    assert "a tolerance of 6.25%, for which it does" in result.stderr
    assert _solve(tmp_path, odd | {"tolerance": [0.0625]}).exit_code == 0
    assert len(json.loads((tmp_path / "labels.json").read_text(encoding="utf-8"))) == 6
    assert "低于下限 30.4" in _solve(tmp_path, odd, lang="zh").stderr
    assert len(json.loads(_solve(tmp_path, odd).stdout)) == 6


def test_where_no_plan_is_possible_nothing_is_written(tmp_path):
    result = _solve(tmp_path, STRIP | {"weights": [[1], [1], [1], [1], [1], [99]]}, "-o", tmp_path / "labels.json")
    assert result.exit_code == 1
    assert "units heavier in weight 0 than a grid may be (54.6): 5 (99)" in result.stderr
    assert not (tmp_path / "labels.json").exists()


def test_whom_to_blame_and_what_mends_it_is_told_in_words_and_as_an_object(tmp_path):
    dead_end = STRIP | {"weights": [[10], [10], [10], [10], [10], [14]]}
    result = _solve(tmp_path, dead_end)
    assert result.exit_code == 1
    assert "with it weigh 64 in weight 0, above 33.6: 3, 4, 5, 0, 1, 2" in result.stderr
    assert "this would mend it: a tolerance of 6.25% or more" in result.stderr
    assert _solve(tmp_path, dead_end | {"tolerance": [0.0625]}).exit_code == 0
    assert "可行的放宽：容差放宽到 6.25% 以上" in _solve(tmp_path, dead_end, lang="zh").stderr
    told = json.loads(_solve(tmp_path, dead_end, "--json").stdout)
    assert told["obstacles"][0]["kind"] == "dead end"
    assert told["obstacles"][0]["units"] == [3, 4, 5, 0, 1, 2]
    assert told["mends"][0] == {"means": "tolerance", "value": 0.0625, "units": []}


def test_a_file_that_is_unsound_is_refused_entry_by_entry(tmp_path):
    result = _solve(tmp_path, STRIP | {"p": "2", "edges": [[0, 6]]})
    assert result.exit_code == 4
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert lines[0] == (
        "E INST_RANGE  strip.json, edges[0][1]: 6 lies outside 0 to 5. Mend the number or its unit of measure."
    )
    assert lines[1].startswith("E INST_WHOLE  strip.json, p: ")


@pytest.mark.parametrize(
    "words",
    [("--effort", "0"), ("--effort", "nan"), ("--effort", "1e9"), ("--seed", "-1"), ("-o", "."), ("-o", "strip.json")],
)
def test_wrong_options_end_with_two(tmp_path, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    assert _solve(tmp_path, STRIP, *words).exit_code == 2
    assert json.loads((tmp_path / "strip.json").read_text(encoding="utf-8")) == STRIP


def test_a_disk_that_fails_ends_with_five(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert _solve(tmp_path, STRIP, "-o", tmp_path / "file" / "labels.json").exit_code == 5


def test_solve_alone_shows_its_help():
    assert "partition" in run.invoke(app, ["solve", "--help"]).output


def test_a_proof_is_told_beside_the_labels(tmp_path):
    result = _solve(tmp_path, STRIP, "--prove", "--seconds", 10)
    assert result.exit_code == 0
    assert len(json.loads(result.stdout)) == 6
    assert "the best possible, proved (value / bound: 40 / 40)" in result.stderr
    assert "已证明为最优" in _solve(tmp_path, STRIP, "--prove", lang="zh").stderr


@pytest.mark.parametrize(("words", "bound"), [([], None), (["--prove"], pytest.approx(40))])
def test_one_object_holds_labels_worth_and_bound(words, bound, tmp_path):
    result = _solve(tmp_path, STRIP, *words, "--json")
    told = json.loads(result.stdout)
    assert len(told["labels"]) == 6
    assert (told["excess"], told["value"]) == (0.0, pytest.approx(40))
    assert told["bound"] == bound
    assert told["words"] == ("the best possible, proved" if words else "no bound")


def test_labels_in_a_file_are_not_told_twice(tmp_path):
    result = _solve(tmp_path, STRIP, "--json", "-o", tmp_path / "labels.json")
    assert "labels" not in json.loads(result.stdout)
    assert len(json.loads((tmp_path / "labels.json").read_text(encoding="utf-8"))) == 6

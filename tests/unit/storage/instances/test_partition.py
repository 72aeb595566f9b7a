"""Whatever stands in the file, it is read as meant or refused with the key, the entry and the mend."""

import gzip
import json
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridplan.model.instance import Metric, Objective
from gridplan.storage.gate.saying import RefusedError
from gridplan.storage.instances import document
from gridplan.storage.instances.partition import read_instance

SQUARE = {
    "p": 2,
    "xy": [[0, 0], [1, 0], [0, 1], [1, 1.5]],
    "edges": [[0, 1], [2, 0], [1, 3], [2, 3], [3, 2]],
    "weights": [[10], [20], [30], [40]],
    "tolerance": [0.1],
}


def _file(folder, content):
    path = folder / "square.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def _findings(folder, content):
    with pytest.raises(RefusedError) as refused:
        read_instance(_file(folder, content))
    return refused.value.findings


def test_a_graph_is_read_with_defaults(tmp_path):
    read = read_instance(_file(tmp_path, SQUARE))
    assert (read.name, read.grids, read.objective, read.metric) == ("square", 2, Objective.MOMENT, Metric.EUCLID)
    assert read.pairs.tolist() == [[0, 1], [0, 2], [1, 3], [2, 3]]
    assert np.allclose(read.limits, [[45], [55]])


def test_bounds_stand_for_tolerance_and_a_number_for_a_list(tmp_path):
    bounded = {key: value for key, value in SQUARE.items() if key != "tolerance"} | {"bounds": [[40, 60]]}
    assert read_instance(_file(tmp_path, bounded)).limits.tolist() == [[40], [60]]
    assert read_instance(_file(tmp_path, SQUARE | {"tolerance": 0.2})).limits.tolist() == [[40], [60]]


def test_a_packed_file_is_known_by_its_content(tmp_path):
    path = tmp_path / "any.name"
    path.write_bytes(gzip.compress(json.dumps(SQUARE).encode()))
    assert len(read_instance(path).xy) == 4


WRONG = [
    ({"p": 5}, "p", "INST_RANGE", "outside 1 to 4"),
    ({"p": True}, "p", "INST_WHOLE", "no whole number"),
    ({"p": 2.0}, "p", "INST_WHOLE", "2.0"),
    ({"p": 10**400}, "p", "INST_RANGE", "2^1329"),
    ({"n": 3}, "xy", "INST_COUNT", "4 entries stand here, where 3"),
    ({"xy": []}, "xy", "INST_COUNT", "0 entries"),
    ({"xy": {"a": 1}}, "xy", "INST_LIST", "A list is wanted"),
    ({"xy": [[0, 0], [1], [0, 1], [1, 1]]}, "xy[1]", "INST_ROW", "must hold 2 numbers"),
    ({"xy": [[0, 0], ["1", 0], [0, 1], [1, 1]]}, "xy[1][0]", "INST_NUMBER", "is no number"),
    ({"xy": [[0, 0], [1e13, 0], [0, 1], [1, 1]]}, "xy[1][0]", "INST_RANGE", "outside"),
    ({"metric": "haversine_km", "xy": [[0, 0], [1, 91], [0, 1], [1, 1]]}, "xy[1][1]", "INST_RANGE", "-90 to 90"),
    ({"metric": "manhattan"}, "metric", "INST_WORD", "euclid, haversine_km"),
    ({"objective": ["moment"]}, "objective", "INST_WORD", "moment, pmedian, diameter"),
    ({"edges": [[0, 4]]}, "edges[0][1]", "INST_RANGE", "outside 0 to 3"),
    ({"edges": [[0, -1]]}, "edges[0][1]", "INST_RANGE", "outside 0 to 3"),
    ({"edges": [[0, 1], [2, 2]]}, "edges[1]", "INST_SELF", "own neighbour"),
    ({"edges": [0, 1]}, "edges[0]", "INST_ROW", "must hold 2"),
    ({"weights": [[1], [2], [3]]}, "weights", "INST_COUNT", "3 entries"),
    ({"weights": [[1], [2], [3], [-1]]}, "weights[3][0]", "INST_RANGE", "outside 0"),
    ({"weights": [[1], [2, 3], [3], [1]]}, "weights[1]", "INST_ROW", "must hold 1"),
    ({"weights": [[0], [0], [0], [0]]}, "weights[*][0]", "INST_NOUGHT", "nought"),
    ({"weights": [[], [], [], []]}, "weights[0]", "INST_ROW", "must hold 1"),
    ({"tolerance": [0.1, 0.1]}, "tolerance", "INST_COUNT", "2 entries"),
    ({"tolerance": -0.1}, "tolerance[0]", "INST_RANGE", "outside 0"),
    ({"tolerance": None}, "tolerance[0]", "INST_NUMBER", "None"),
    ({"bounds": [[1, 2]]}, "tolerance", "INST_LIMITS", "not both"),
]


@pytest.mark.parametrize(("change", "place", "code", "words"), WRONG)
def test_each_wrong_entry_is_named(tmp_path, change, place, code, words):
    finding = _findings(tmp_path, SQUARE | change)[0]
    assert (finding.file, finding.layer, finding.code) == ("square.json", place, code)
    assert words in finding.line("en")
    assert finding.mend.en
    assert finding.mend.zh


@pytest.mark.parametrize("key", ["p", "xy", "edges", "weights", "tolerance"])
def test_a_missing_key_is_named(tmp_path, key):
    findings = _findings(tmp_path, {name: value for name, value in SQUARE.items() if name != key})
    assert key in [finding.layer for finding in findings]


def test_crossed_bounds_are_named(tmp_path):
    bounded = {key: value for key, value in SQUARE.items() if key != "tolerance"} | {"bounds": [[60, 40]]}
    assert [(one.layer, one.code) for one in _findings(tmp_path, bounded)] == [("bounds[0]", "INST_ORDER")]


def test_several_faults_are_told_at_once_and_like_ones_not_without_end(tmp_path):
    findings = _findings(tmp_path, SQUARE | {"p": 0, "edges": [[7, 8]] * 100, "metric": "x"})
    assert [one.layer for one in findings].count("metric") == 1
    assert sum(one.layer.startswith("edges") for one in findings) == 5
    assert "p" in [one.layer for one in findings]


DAMAGED = [
    ("", "FILE_EMPTY"),
    ("{", "FILE_DAMAGED"),
    ("[1]", "INST_OBJECT"),
    ("null", "INST_OBJECT"),
    ("[" * 100_000, "JSON_DEPTH"),
    ('{"p": NaN}', "INST_NUMBER"),
    ('{"p": 1' + "0" * 5_000 + "}", "INST_NUMBER"),
    ('{"p": "\\ud800"}', "INST_KEY"),
]


@pytest.mark.parametrize(("text", "code"), DAMAGED, ids=[code for _, code in DAMAGED])
def test_what_is_no_graph_is_refused(tmp_path, text, code):
    assert code in [finding.code for finding in _findings(tmp_path, text)]


def test_what_is_no_text_or_half_a_packed_file_is_refused(tmp_path):
    for number, raw in enumerate([b"\xff\xfe{", gzip.compress(b"{}" * 1_000)[:-9], b"\x1f\x8bnothing"]):
        path = tmp_path / f"{number}.json.gz"
        path.write_bytes(raw)
        with pytest.raises(RefusedError, match="damaged"):
            read_instance(path)
    with pytest.raises(RefusedError, match="no such file"):
        read_instance(tmp_path)


def test_a_bomb_is_not_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(document, "MOST_MB", 1)
    path = tmp_path / "bomb.json.gz"
    path.write_bytes(gzip.compress(b" " * (2 << 20)))
    with pytest.raises(RefusedError) as refused:
        read_instance(path)
    assert refused.value.findings[0].code == "ARCHIVE_BOMB"
    path.write_bytes(b" " * (2 << 20))
    with pytest.raises(RefusedError, match="2 MB, more than 1 MB"):
        read_instance(path)
    monkeypatch.setattr(document, "MOST_VALUES", 3)
    with pytest.raises(RefusedError, match="More than 3 values"):
        read_instance(_file(tmp_path, SQUARE))


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner, max_size=2),
    max_leaves=6,
)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.dictionaries(st.sampled_from([*SQUARE, "n", "name", "metric", "objective", "bounds"]), ANY, min_size=1))
def test_whatever_a_key_holds_nothing_but_a_refusal_comes_of_it(tmp_path, change):
    with suppress(RefusedError):
        read = read_instance(_file(tmp_path, SQUARE | change))
        assert np.isfinite(read.xy).all()
        assert np.isfinite(read.limits).all()

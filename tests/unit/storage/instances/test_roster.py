"""Whatever stands in the file, it is read as meant or refused with the key, the entry and the mend."""

import json
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridplan.model.roster import Hard
from gridplan.storage.gate.saying import RefusedError
from gridplan.storage.instances.roster import MOST_PAIRS, read_rosters

BRANCH = {
    "workload": [10, 20],
    "capacity": [30, 40],
    "travel_min": [[1, 2], [3, 4]],
    "present_owner": [0, -1],
    "weights": {"travel_owner": 2, "travel_backup": 1, "change_owner": 5, "backup_load_share": 0.2, "balance": 0.5},
}
JOBS = {"agents": 1, "jobs": 2, "profit": [[3, 4]], "resource": [[1, 2]], "capacity": [3]}


def _read(folder, content):
    path = folder / "branch.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return read_rosters(path)


def _blamed(folder, content):
    with pytest.raises(RefusedError) as refused:
        _read(folder, content)
    return [(one.code, one.layer) for one in refused.value.findings]


def test_a_branch_is_read_with_its_prices(tmp_path):
    (roster,), alone = _read(tmp_path, BRANCH)
    assert alone
    assert roster.name == "branch"
    assert roster.own_price.tolist() == [[2, 9], [6, 8]]
    assert roster.cover_price.tolist() == [[1, 2], [3, 4]]
    assert (roster.cover_share, roster.top_price) == (0.2, 50.0)
    assert [roster.name_of(rule) for rule in roster.hard_rules()] == ["backup", "capacity:0", "capacity:1"]


def test_jobs_are_read_as_gains(tmp_path):
    (roster,), _ = _read(tmp_path, JOBS)
    assert roster.own_price.tolist() == [[-3], [-4]]
    assert (roster.greatest, roster.backed) == (True, False)


def test_each_rule_is_read_by_name(tmp_path):
    stated = BRANCH | {
        "forbidden": [[0, 1], [0, 0]],
        "grid_skills": [None, ["park", "farm"]],
        "skills": ["farm", ["park", "farm"]],
        "leave": [True, [[3, 5]]],
        "avoid": [[1, 0], [1, 0]],
        "months": [37, 90],
        "locked": [-1, 1],
        "max_grids": [1, 2],
    }
    (roster,), _ = _read(tmp_path, stated)
    assert [roster.name_of(rule) for rule in roster.rules] == [
        "forbidden:0", "skill:1", "leave:0", "avoidance:1:0", "rotation:0:0", "locked:1:1"
    ]  # fmt: skip
    bars = {rule.kind: rule.bars for rule in roster.rules}
    assert bars[Hard.FORBIDDEN] == ((0, 1),)
    assert bars[Hard.SKILL] == ((1, 0),)
    assert bars[Hard.LEAVE] == ((0, 0), (1, 0))
    assert roster.most_grids.tolist() == [1, 2]


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ([[1, 5]], [[5, 9]], True),
        ([[1, 4]], [[5, 9], [0, 0.5]], False),
        ([["2026-01-01", "2026-01-09"]], [["2026-01-10", "2026-01-11"]], False),
        ([["2026-01-01", "2026-01-09"]], [["2025-12-01", "2026-01-01"]], True),
    ],
)
def test_who_is_away_together_is_marked(first, second, together, tmp_path):
    (roster,), _ = _read(tmp_path, BRANCH | {"leave": [first, second]})
    assert np.array_equal(roster.apart, np.array([[0, together], [together, 0]], dtype=bool))


@pytest.mark.parametrize(
    ("changed", "code", "place"),
    [
        ({"workload": [1, -1]}, "INST_RANGE", "workload[1]"),
        ({"workload": []}, "INST_COUNT", "workload"),
        ({"capacity": [1, None]}, "INST_NUMBER", "capacity[1]"),
        ({"travel_min": [[1, 2]]}, "INST_COUNT", "travel_min"),
        ({"travel_min": [[1, 2], [1]]}, "INST_ROW", "travel_min[1]"),
        ({"forbidden": [[0, 2], [0, 0]]}, "INST_RANGE", "forbidden[0][1]"),
        ({"forbidden": [[0, 1]]}, "INST_COUNT", "forbidden"),
        ({"present_owner": [0, 2]}, "INST_RANGE", "present_owner[1]"),
        ({"present_owner": [0]}, "INST_COUNT", "present_owner"),
        ({"weights": [1]}, "INST_MEMBERS", "weights"),
        ({"weights": {"balance": "1"}}, "INST_NUMBER", "weights.balance"),
        ({"grid_skills": [1, "a"], "skills": ["a", "b"]}, "INST_TEXT", "grid_skills[0]"),
        ({"grid_skills": ["a", "a"]}, "INST_KEY", "skills"),
        ({"leave": [[[5, 3]], []]}, "INST_SPAN", "leave[0][0]"),
        ({"leave": [[[1, 3]], [["2026-01-01", "2026-01-02"]]]}, "INST_SPAN", "leave"),
        ({"leave": ["away", []]}, "INST_SPAN", "leave[0]"),
        ({"avoid": [[2, 0]]}, "INST_RANGE", "avoid[0][0]"),
        ({"avoid": [0]}, "INST_ROW", "avoid[0]"),
        ({"locked": [True, 1]}, "INST_WHOLE", "locked[0]"),
        ({"max_grids": 1.5}, "INST_WHOLE", "max_grids"),
        ({"months": [1]}, "INST_COUNT", "months"),
        ({"months": [1, 2], "max_months": -1}, "INST_RANGE", "max_months"),
    ],
)
def test_what_is_wrong_is_blamed_by_key_and_entry(changed, code, place, tmp_path):
    assert (code, place) in _blamed(tmp_path, BRANCH | changed)


def test_jobs_without_their_tables_are_blamed(tmp_path):
    assert ("INST_WHOLE", "jobs") in _blamed(tmp_path, JOBS | {"jobs": "2"})
    assert ("INST_KEY", "resource") in _blamed(tmp_path, {k: v for k, v in JOBS.items() if k != "resource"})


def test_a_list_says_which_request_is_wrong(tmp_path):
    assert _blamed(tmp_path, [BRANCH | {"name": "a"}, {"capacity": [1]}])[0] == ("INST_KEY", "[1].workload")
    assert _blamed(tmp_path, [BRANCH | {"name": "a"}, BRANCH | {"name": "a"}]) == [("INST_TWICE", "[1].name")]
    assert _blamed(tmp_path, []) == _blamed(tmp_path, "3") == [("INST_OBJECTS", None)]
    assert _blamed(tmp_path, [BRANCH, 3]) == [("INST_OBJECTS", "[1]")]


def test_more_than_a_branch_is_refused(tmp_path):
    many = BRANCH | {"workload": [1] * (MOST_PAIRS // 2 + 1)}
    assert ("INST_COUNT", "workload") in _blamed(tmp_path, many)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 3) | st.floats(allow_nan=False) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=8,
)
_KEYS = (
    *BRANCH,
    "forbidden",
    "grid_skills",
    "skills",
    "leave",
    "avoid",
    "months",
    "locked",
    "max_grids",
    "agents",
    "name",
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(_KEYS), _VALUES, max_size=4))
def test_no_value_breaks_the_reader(tmp_path, changed):
    with suppress(RefusedError):
        _read(tmp_path, BRANCH | changed)

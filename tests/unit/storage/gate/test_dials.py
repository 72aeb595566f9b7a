import tomllib

import pytest

from gridplan.storage.gate.dials import dial_faults, read_toml, too_small_grids
from gridplan.storage.gate.saying import RefusedError

GOOD = """
name = "某县"
synthetic = false
notes = ["n"]
schema_version = 1
[datum]
default = "wgs84"
[project]
work_crs = "EPSG:4549"
[grid]
min_households = 100
max_households = 800
radius_km = 3.0
[score]
w_distance = 0.5
w_balance = 0
[privacy]
k = 5
[plan]
tolerance = 0.1
[presets.town]
hh_max = 900
hh_hard = [300, 1800]
"""


def _said(text):
    return [(f.code, f.column) for f in dial_faults(tomllib.loads(text))]


def test_good_settings_are_nothing_to_speak_of():
    assert _said(GOOD) == []
    assert _said("") == []


@pytest.mark.parametrize(
    ("old", "new", "near"),
    [
        ("radius_km", "raduis_km", "radius_km"),
        ("w_balance", "w_balanse", "w_balance"),
        ("[grid]", "[grids]", "grid"),
        ("[privacy]", "[privcy]", "privacy"),
        ("synthetic", "sinthetic", "synthetic"),
        ("tolerance", "tolerence", "tolerance"),
        ("presets.town", "presets.towns", "presets.town"),
        ("hh_hard", "hh_hrad", "hh_hard"),
        ("work_crs", "workcrs", "work_crs"),
    ],
)
def test_a_setting_that_nobody_knows_is_named_with_the_one_that_is_near(old, new, near):
    findings = list(dial_faults(tomllib.loads(GOOD.replace(old, new))))
    assert {finding.code for finding in findings} == {"CFG_UNKNOWN"}
    assert f"did you mean {near}?" in findings[0].message.en


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("k = 5", "k = 2", "privacy.k"),
        ("k = 5", "k_anonymity = 1", "privacy.k_anonymity"),
        ("w_distance = 0.5", "w_distance = -0.1", "score.w_distance"),
        ("w_distance = 0.5", "w_distance = 0", "score"),
        ("radius_km = 3.0", "radius_km = 51", "grid.radius_km"),
        ("min_households = 100", "min_households = 0", "grid.min_households"),
        ("min_households = 100", "min_households = 'many'", "grid.min_households"),
        ("min_households = 100", "min_households = true", "grid.min_households"),
        ("tolerance = 0.1", "tolerance = 2", "plan.tolerance"),
        ("notes = ['n']", "notes = 1", "notes"),
    ],
)
def test_a_value_out_of_range_is_refused(old, new, place):
    text = GOOD.replace('["n"]', "['n']")
    assert old in text
    assert ("CFG_RANGE", place) in _said(text.replace(old, new))


@pytest.mark.parametrize(
    "text",
    ["[grid]\nmin_households = 900\nmax_households = 800\n", "[presets.rural]\nhh_min = 900\nhh_max = 800\n"],
)
def test_bounds_in_the_wrong_order_are_refused(text):
    assert [code for code, _ in _said(text)] == ["CFG_CONTRADICT"]


@pytest.mark.parametrize("text", ["schema_version = 2\n", "[project]\nschema_version = 99\n"])
def test_settings_of_a_newer_version_are_refused(text):
    assert [code for code, _ in _said(text)] == ["CFG_VERSION"]


@pytest.mark.parametrize(("most", "said"), [(50, ["CFG_INFEASIBLE"]), (400, []), (401, [])])
def test_grids_must_be_able_to_hold_the_largest_unit(most, said):
    written = {"grid": {"max_households": most}}
    assert [finding.code for finding in too_small_grids(written, 400.0)] == said


def test_what_is_no_toml_is_refused_with_its_line(tmp_path):
    path = tmp_path / "gridplan.toml"
    path.write_text("[project]\nname = = 1\n", encoding="utf-8")
    with pytest.raises(RefusedError) as refused:
        read_toml(path)
    assert [(f.code, f.row) for f in refused.value.findings] == [("CFG_SYNTAX", 2)]

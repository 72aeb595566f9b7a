"""Every rule holds in a plan that keeps it, and finds the object, the figure and the mend in one that breaks it."""

import inspect
import re
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pytest
from shapely import affinity
from shapely.geometry import LineString, Point

from gridplan.errors import SettingsError
from gridplan.model.findings import rule_findings_table
from gridplan.model.limits import catalogue, edited
from gridplan.model.plan import PlanParams
from gridplan.model.registers import REGISTERS, Registers
from gridplan.planning.rules import RULES, check_rules, rule_outcomes
from tests.contract.breaking_rules import BREAKS, LOCKED, kept, sound_plan


def _of(plan, rule, limits=None):
    """What one rule finds; that all are asked, and each as here, is a test of its own."""
    judged = RULES[rule].judged(plan, (limits or edited(plan.params.rules))[rule])
    return rule_findings_table(judged.findings if judged else ())


def _grids(plan, **columns):
    return replace(plan, grids=plan.grids.assign(**columns))


def _officers(plan, **columns):
    return replace(plan, officers=plan.officers.assign(**columns))


@pytest.fixture(scope="module")
def sound(planned):
    """A plan without any finding: evenly loaded, staffed and in reach, and all registers kept."""
    return sound_plan(planned)


@pytest.fixture(scope="module")
def bare(sound):
    """The same plan without any register, and what became of every rule."""
    plan = replace(sound, registers=Registers())
    return plan, rule_outcomes(plan).set_index("rule")


@pytest.mark.parametrize(("code", "name"), [(code, name) for code, one in catalogue().items() for name in one.numbers])
def test_every_number_is_one_that_its_rule_reads(code, name):
    module = inspect.getsource(inspect.getmodule(RULES[code].judge))
    assert f'"{name}"' in module


def test_the_list_and_the_catalogue_agree():
    assert list(RULES) == list(catalogue())


def test_a_sound_plan_keeps_every_rule_and_all_of_them_are_known(sound):
    outcomes = rule_outcomes(sound).set_index("rule")
    assert outcomes["outcome"].eq("holds").all(), outcomes[outcomes["outcome"] != "holds"]
    assert outcomes["checked_n"].gt(0).all()
    assert outcomes["limit"].str.len().gt(0).all()
    assert check_rules(sound).empty


def test_the_trade_has_38_rules():
    assert [len([code for code in RULES if code[0] == section]) for section in "GSP"] == [16, 12, 10]
    assert set(BREAKS) == set(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_a_broken_rule_is_found_and_says_what_to_do(sound, rule):
    broken = BREAKS[rule](sound)
    found = _of(broken, rule)
    assert len(found) >= 1
    assert found["figure"].notna().all()
    for column in ("message_zh", "mend_zh"):
        assert found[column].map(lambda text: bool(re.search(r"[\u4e00-\u9fff]", text))).all()
    for column in ("message_en", "mend_en", "limit", "object_id"):
        assert found[column].str.len().gt(0).all()
    row = rule_outcomes(broken).set_index("rule").loc[rule]
    assert (row["outcome"], row["broken_n"]) == ("broken", len(found))


@pytest.mark.parametrize("rule", [rule for rule in RULES.values() if rule.needs], ids=lambda rule: rule.code)
def test_what_hangs_on_a_register_that_was_not_kept_is_not_known(bare, rule):
    plan, outcomes = bare
    assert outcomes.at[rule.code, "outcome"] == "not_known"
    assert _of(plan, rule.code).empty


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_a_rule_says_what_it_asks_for_in_both_languages(rule):
    for text in (rule.title, rule.asks):
        assert re.search(r"[\u4e00-\u9fff]", text.zh)
        assert not re.search(r"[\u4e00-\u9fff]", text.en)
    assert set(rule.needs) | set(rule.uses) <= set(REGISTERS)


@pytest.mark.parametrize(
    ("rule", "declared"),
    [
        ("G03", ("split", "u14")), ("G04", ("enclave", "u11")), ("G15", ("moves", "B1")), ("S03", ("loan", "B2-1")),
    ],
)  # fmt: skip
def test_what_is_declared_is_let_pass(sound, rule, declared):
    broken = BREAKS[rule](sound) if rule != "G04" else _grids(sound, parts=2)
    before = set(_of(broken, rule)["object_id"])
    kind, what = declared
    after = set(_of(kept(broken, declarations=[(kind, what, "wind", "", "")]), rule)["object_id"])
    assert after < before
    assert _of(kept(broken, declarations=[(kind, what, "", "", "2025-12-31")]), rule)["object_id"].isin(before).all()


def test_g14_wants_a_lock_to_be_ended_and_not_struck_out(sound):
    gone = replace(sound, registers=replace(sound.registers, declarations=sound.registers.declarations.iloc[:0]))
    assert _of(gone, "G14")[["object_id", "severity"]].to_numpy().tolist() == [[LOCKED, "W"]]
    assert "E" in set(_of(BREAKS["G14"](gone), "G14")["severity"])
    ended = kept(sound, declarations=[("lock", LOCKED, "", "", "2025-12-31")])
    assert _of(BREAKS["G14"](ended), "G14").empty


def test_g11_finds_a_railway_through_a_grid_without_a_crossing(sound):
    unit = sound.units.geometry["u21"]
    low, high = unit.bounds[1] - 1_500, unit.bounds[3] + 1_500
    rail = LineString([(unit.centroid.x + 200, low), (unit.centroid.x + 200, high)])
    barriers = gpd.GeoDataFrame({"name": ["铁路"], "kind": ["railway"]}, geometry=[rail], crs=sound.units.crs)
    layers = replace(sound.layers, barriers=barriers)
    assert sound.units.at["u21", "grid_id"] in set(_of(replace(sound, layers=layers), "G11")["object_id"])
    points = [Point(unit.centroid.x + 200, y) for y in np.arange(low, high, 200)]
    crossings = gpd.GeoDataFrame({"kind": "railway"}, index=range(len(points)), geometry=points, crs=sound.units.crs)
    assert _of(replace(sound, layers=replace(layers, crossings=crossings)), "G11").empty


def test_s02_wants_a_backup_who_is_not_on_leave_together_with_the_owner(sound):
    pair = [(officer, "2026-02-01", "2026-02-10") for officer in ("B1-1", "B1-2", "B1-3")]
    assert set(_of(kept(sound, leaves=pair), "S02")["object_id"].str[:2]) == {"B1"}
    past = [(officer, "2025-02-01", "2025-02-10") for officer in ("B1-1", "B1-2", "B1-3")]
    assert _of(kept(sound, leaves=past), "S02").empty


def test_s08_warns_before_the_months_are_over(sound):
    owner = sound.grids.at[LOCKED, "primary_officer_id"]
    unit = sound.units.index[sound.units["grid_id"] == LOCKED][0]
    for since, severity in (("2023-04-01", "I"), ("2022-04-01", "W")):
        assert _of(kept(sound, tenures=[(owner, unit, since)]), "S08")["severity"].tolist() == [severity]


def test_s10_counts_working_days_from_monday_to_friday(sound):
    since = {
        day: kept(sound, leaves=[(o, day, "") for o in sound.officers.index]) for day in ("2025-12-24", "2025-12-25")
    }
    # 24 December 2025 is a Wednesday, the plan a Thursday
    assert _of(since["2025-12-24"], "S10")["figure"].eq(6).all()
    assert _of(since["2025-12-25"], "S10").empty


def test_p08_wants_the_answer_verified_by_the_end_of_the_next_month(sound):
    for verified, broken in (("2025-12-31", False), ("", False), ("2026-01-01", True)):
        found = _of(kept(sound, issues=[("i1", LOCKED, "2025-11-03", "2025-11-10", verified)]), "P08")
        assert found.empty != (broken or verified == ""), verified


def test_every_rule_has_an_outcome(sound):
    broken = rule_outcomes(_grids(sound, parts=3)).set_index("rule")
    assert list(broken.index) == list(RULES)
    assert broken.at["G04", "outcome"] == "broken"
    assert broken.at["G01", "outcome"] == "holds"


def test_g01_names_the_unit_without_a_grid(sound):
    units = sound.units.copy()
    units.loc["u11", "grid_id"] = ""
    found = _of(replace(sound, units=units), "G01")
    assert found["object_id"].tolist() == ["u11"]


def test_g01_measures_the_gap_of_the_county(sound):
    wide = sound.layers.county.set_geometry(sound.layers.county.buffer(500))
    found = _of(replace(sound, layers=replace(sound.layers, county=wide)), "G01")
    assert found["object_type"].tolist() == ["plan"]
    assert found["figure"].iloc[0] > 0.3


def test_g02_measures_the_overlap_and_lets_a_hairline_pass(sound):
    def moved(metres):
        grids = sound.grids.copy()
        grids.loc["B1-G01", "geometry"] = affinity.translate(grids.geometry["B1-G01"], metres, 0)
        return _of(replace(sound, grids=grids), "G02")

    assert moved(0.2).empty
    assert moved(300)["figure"].max() > 100_000


def test_g03_names_the_unit_that_is_split(sound):
    grids = sound.grids.copy()
    grid = sound.units.at["u14", "grid_id"]
    corner = sound.units.geometry["u14"].representative_point().buffer(50)
    grids.loc[grid, "geometry"] = grids.geometry[grid].difference(corner)
    assert _of(replace(sound, grids=grids), "G03")["object_id"].tolist() == ["u14"]


def test_g04_counts_the_parts(sound):
    assert _of(_grids(sound, parts=3), "G04")["figure"].eq(3).all()


@pytest.mark.parametrize(("households", "word"), [(12, "12 households"), (70, "beyond the hard limits")])
def test_g05_tells_small_and_large(sound, households, word):
    found = _of(_grids(sound, households=float(households)), "G05")
    assert found["message_en"].str.contains(word).all()
    assert found["limit"].eq("16-40").all()


def test_g09_names_an_unknown_type(sound):
    assert "moon" in _of(_grids(sound, type="moon"), "G09")["message_en"].iloc[0]


def test_g10_asks_the_road_where_one_is_known_and_the_circle_where_none_is(sound):
    assert _of(_grids(sound, road_min=99.0), "G10")["figure"].eq(99).all()
    nowhere = _grids(sound, road_min=float("inf"), straight_m=9_000.0)
    assert _of(nowhere, "G10")["message_en"].str.contains("no road known").all()
    assert _of(_grids(sound, road_min=float("inf"), straight_m=100.0), "G10").empty


def test_g13_finds_the_grid_and_the_branch_out_of_balance(sound):
    grids = sound.grids.copy()
    ours = grids.index[grids["branch_id"] == "B1"]
    grids.loc[ours[0], ["deviation", "workload_h"]] = [0.5, 300.0]
    found = _of(replace(sound, grids=grids), "G13")
    assert set(found["object_id"]) == {ours[0], "B1"}


def test_g13_says_where_no_cut_could_balance_a_branch(sound):
    units, grids = sound.units.copy(), sound.grids.copy()
    ours = grids.index[grids["branch_id"] == "B1"]
    heavy = units.index[units["grid_id"] == ours[0]][0]
    units["workload_h"] = units["workload_h"].where(units.index != heavy, 10 * units["workload_h"].sum())
    grids.loc[ours[0], "deviation"] = 0.5
    found = _of(replace(sound, units=units, grids=grids), "G13").set_index("object_id")
    assert "no cut can balance it: units heavier in workload than a grid may be" in found.at[ours[0], "mend_en"]
    assert f"{heavy} (" in found.at[ours[0], "mend_en"]
    assert "怎样划都不能均衡" in found.at[ours[0], "mend_zh"]


def test_s01_counts_owners_at_work(sound):
    away = sound.assignments.loc[sound.assignments["role"] == "primary", "officer_id"].iloc[0]
    on_leave = sound.officers["on_leave"].where(sound.officers.index != away, other=True)
    found = _of(_officers(sound, on_leave=on_leave), "S01")
    assert (found["figure"] == 0).all()
    assert len(found) >= 1


def test_s02_wants_a_backup_that_is_not_the_owner(sound):
    rows = sound.assignments.copy()
    owner = rows[rows["role"] == "primary"].set_index("grid_id")["officer_id"]
    rows["officer_id"] = rows["grid_id"].map(owner)
    assert len(_of(replace(sound, assignments=rows), "S02")) == (sound.grids["kind"] == "base").sum()


def test_s03_names_the_officer_of_another_branch(sound):
    rows = sound.assignments.copy()
    rows.loc[0, "officer_id"] = next(o for o in sound.officers.index if o[:2] != rows.loc[0, "grid_id"][:2])
    assert _of(replace(sound, assignments=rows), "S03")["object_id"].tolist() == [rows.loc[0, "officer_id"]]


@pytest.mark.parametrize(("share", "severity"), [(0.95, "W"), (1.2, "E"), (0.5, "W")])
def test_s04_is_an_error_only_above_the_hours_available(sound, share, severity):
    assert _of(_officers(sound, utilisation=share), "S04")["severity"].eq(severity).all()
    assert len(_of(_officers(sound, utilisation=share), "S04")) == len(sound.officers)


def test_s05_and_s06_count_households_and_grids(sound):
    assert len(_of(_officers(sound, households=3_500.0), "S05")) == len(sound.officers)
    assert len(_of(_officers(sound, grids_n=6), "S06")) == len(sound.officers)


def test_p01_wants_three_written_duties(sound):
    posts = sound.posts.assign(duties_zh="走访")
    assert _of(replace(sound, posts=posts), "P01")["figure"].eq(1).all()


def test_p04_holds_the_visits_against_the_quota(sound):
    found = _of(_officers(sound, visits=5_000.0), "P04")
    assert len(found) == len(sound.officers)
    assert found["message_en"].str.contains("5,000").all()


def test_every_finding_speaks_both_languages_and_names_a_mend(sound):
    broken = _officers(_grids(sound, parts=2, deviation=0.9, road_min=99.0, type="moon"), utilisation=2.0, grids_n=9)
    found = check_rules(broken)
    assert len(set(found["rule"])) >= 6
    assert found["rule"].value_counts().to_dict() == {code: n for code in RULES if (n := len(_of(broken, code)))}
    for column in ("message_zh", "mend_zh"):
        assert found[column].map(lambda text: bool(re.search(r"[\u4e00-\u9fff]", text))).all()
    for column in ("message_en", "mend_en", "limit", "object_id"):
        assert found[column].str.len().gt(0).all()


def test_a_bank_turns_the_numbers(sound):
    strict = edited({"G04": {"parts_max": 0, "severity": "E"}})
    assert _of(sound, "G04", strict)["severity"].eq("E").all()


def test_what_a_bank_has_turned_goes_with_the_plan(sound):
    turned = replace(sound, params=replace(sound.params, rules={"G12": {"polsby_popper_min": 0.9, "severity": "E"}}))
    assert _of(turned, "G12")["severity"].eq("E").all()
    assert len(_of(turned, "G12")) == (sound.grids["kind"] == "base").sum()


@pytest.mark.parametrize(
    "change",
    [
        {"G99": {}},
        {"G04": {"colour": 1}},
        {"G04": {"severity": "X"}},
        {"G06": {"range": [6, 1]}},
        {"S01": {"owners": -1}},
    ],
)
def test_an_unknown_rule_or_number_is_refused(change):
    with pytest.raises(SettingsError):
        edited(change)


def test_an_empty_county_has_no_finding_about_grids(sound):
    bare = replace(sound, grids=sound.grids.iloc[:0], units=sound.units.iloc[:0], params=PlanParams())
    assert isinstance(bare.grids, gpd.GeoDataFrame)
    assert set(check_rules(bare)["rule"]) <= {"S03", "G14"}

"""Planted conflicts: exactly the planted rules are found, and every repair that is told works."""

import json

import pytest

from gridplan.planning.staffing.conflicts import explain
from gridplan.planning.staffing.roster_model import RosterModel
from gridplan.storage.instances.roster import read_rosters
from tests.property.planted import KINDS, planted


def _read(folder, document):
    path = folder / "branch.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return read_rosters(path)[0][0]


#: How a branch head would lift a rule in the file, by kind.
LIFT = {
    "forbidden": lambda said, at: said["forbidden"].__setitem__(at[0], [0] * len(said["capacity"])),
    "skill": lambda said, at: said["grid_skills"].__setitem__(at[0], None),
    "avoidance": lambda said, at: said["avoid"].remove(at),
    "locked": lambda said, at: said["locked"].__setitem__(at[0], -1),
    "rotation": lambda said, at: said["months"].__setitem__(at[0], 0),
    "away_together": lambda said, _: said.update(leave=[[]] * len(said["capacity"])),
}


def _mended(document, repair):
    said = json.loads(json.dumps(document))
    for name in repair.drop:
        kind, *about = name.split(":")
        LIFT[kind](said, [int(one) for one in about])
    most, officers = said["max_grids"], len(said["capacity"])
    said["max_grids"] = most if isinstance(most, list) else [most] * officers
    for officer, hours in repair.hours.items():
        said["capacity"][int(officer)] += hours
    for officer, number in repair.grids.items():
        said["max_grids"][int(officer)] += number
    for _ in range(repair.hires):
        _hire(said, repair.hire_hours)
    return said


def _hire(said, hours):
    said["capacity"].append(hours)
    said["max_grids"].append(len(said["workload"]))
    for row in (*said["travel_min"], *said.get("forbidden", [])):
        row.append(0)
    for key, one in (("skills", ["trade", "market", "town", "park", "farm"]), ("leave", [])):
        if key in said:
            said[key].append(one)


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("kind", KINDS)
def test_exactly_the_planted_rules_are_found_and_a_repair_works(kind, seed, tmp_path):
    document, rules = planted(kind, seed)
    roster = _read(tmp_path, document)
    told = explain(roster)
    assert set(told.rules) == rules
    assert len(told.rules) == len(rules)
    assert told.minimal
    repairs = [one for one in told.repairs if "backup" not in one.drop]
    assert repairs
    for repair in repairs:
        mended = _read(tmp_path, _mended(document, repair))
        assert RosterModel(mended).possible(mended.hard_rules())


@pytest.mark.parametrize("kind", KINDS)
def test_reasons_and_repairs_are_told_in_both_languages(kind, tmp_path):
    told = explain(_read(tmp_path, planted(kind, 2).document))
    for lang in ("zh", "en"):
        lines = told.lines(lang)
        assert len(lines) == len(told.reasons) + len(told.repairs)
        assert all(lines)
    assert any("\u4e00" <= char <= "\u9fff" for char in told.lines("zh")[0])

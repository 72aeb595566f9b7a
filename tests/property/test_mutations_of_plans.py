"""Whatever breaks a rule is found by `verify` and by the stand-alone checker; whatever is harmless by neither."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from dataclasses import replace
from importlib import util
from pathlib import Path
from unittest.mock import patch

import pandas as pd
import pytest

from gridplan.model.plan import former_table
from gridplan.model.registers import Registers
from gridplan.planning import rules
from gridplan.planning.certificate import certificate, verify_plan
from gridplan.storage.exports import gpkg
from tests.property.moves_of_units import KNOWN, broken, move
from tests.property.mutated import Package, on_plan
from tests.property.mutations_of_plans import Mutations, pick
from tests.town.planned import plan_town

#: GRIDPLAN_MUTATIONS=9840 for the figures in docs/certificate.md; moves of whole units come on top.
MUTATIONS_N = int(os.environ.get("GRIDPLAN_MUTATIONS", "200"))
#: Where the seeds begin, so that several may share the work.
FIRST = int(os.environ.get("GRIDPLAN_MUTATIONS_FROM", "0"))
MOVES_N = max(MUTATIONS_N // 50, 20)
#: A breach is looked for with the rules that it breaks, one in so many with all; rules don't know of each other.
ALL_RULES = 20
CHECKER = Path(__file__).parents[2] / "tools" / "verify_certificate.py"
LOCK = {"kind": "lock", "object_id": "B1-G01", "reason": "a pilot", "approver": "head", "last_day": ""}
#: How the checker calls what `verify` calls otherwise.
SAME = {"C01": {"sums", "S01"}, "C02": {"doubled"}, "C03": {"G03"}}


def checker():
    spec = util.spec_from_file_location("verify_certificate", CHECKER)
    module = util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def plan():
    made = plan_town()
    former = former_table(made.units, made.grids["primary_officer_id"], {LOCK["object_id"]})
    return replace(made, former=former, registers=Registers(declarations=pd.DataFrame([LOCK])))


@pytest.fixture(scope="module")
def files(plan, tmp_path_factory):
    folder = tmp_path_factory.mktemp("mutations")
    told = certificate(verify_plan(plan), [], issued_at="", issued_by="")
    (folder / "certificate.json").write_text(json.dumps(told), encoding="utf-8")
    gpkg.export(plan, folder / "plan.gpkg", "zh")
    return folder


def told_by_verify(plan, only=None):
    asked = {code: rule for code, rule in rules.RULES.items() if only is None or code in only}
    with patch.object(rules, "RULES", asked):
        return told_in(verify_plan(plan))


def told_in(verified):
    found = verified.findings
    return set(zip(found["rule"], found["object_id"], found["severity"], strict=True))


def told_of(counted):
    """Say how many mutations of each kind were found by `verify`, and by the checker."""
    return {" ".join(map(str, key)): n for key, n in sorted(counted.items())}


def named_in(said, broken):
    """Tell whether a line names a rule that was broken; that a row is another isn't enough."""
    return bool({line.partition(":")[0] for line in said} & broken.union(*(SAME.get(rule, ()) for rule in broken)))


def test_breaches_are_found_and_nothing_else_is(plan, files):
    faults, mutations = checker().faults, Mutations(plan)
    package, base = Package(files / "plan.gpkg", plan.meta.crs), told_by_verify(plan)
    assert not list(faults(files / "certificate.json", files / "plan.gpkg"))
    wrong, tried, counted = [], Counter(), Counter()
    for seed in range(FIRST, FIRST + MUTATIONS_N):
        if seed % 200 == 0 and counted:
            print(seed, told_of(counted), wrong, flush=True)  # noqa: T201 # hours may pass
        name, edits, broken = mutations.draw(pick(seed))
        only = broken if broken and seed % ALL_RULES else None
        new = {rule for rule, *_ in told_by_verify(on_plan(plan, edits), only) - base}
        said = list(faults(files / "certificate.json", package.copy(files / "mutated.gpkg", edits)))
        found = (bool(broken & new), named_in(said, broken)) if broken else (bool(new), bool(said))
        tried[name] += 1
        counted += Counter({("harmful" if broken else "harmless", *found): 1})
        wrong += [] if found == (bool(broken),) * 2 else [(seed, name, broken, new, said)]
    print(dict(tried), told_of(counted))  # noqa: T201 # for docs/certificate.md
    assert not wrong[:5], f"{len(wrong)} of {MUTATIONS_N}"
    assert len(mutations.kinds) * 5 > MUTATIONS_N or len(tried) == len(mutations.kinds)


def test_a_move_that_leaves_the_plan_whole_is_told_by_what_it_breaks(plan, files):
    """With its old certificate the checker says that the plan is another; with a new one, what that one says."""
    faults, package, wrong = checker().faults, Package(files / "plan.gpkg", plan.meta.crs), []
    base, before = told_by_verify(plan), broken(plan)
    for seed in range(FIRST, FIRST + MOVES_N):
        edits = move(plan, pick(seed))
        moved = verify_plan(on_plan(plan, edits))
        new = {(rule, name) for rule, name, _ in told_in(moved) - base}
        expected = broken(moved) - before
        wrong += [] if {one for one in new if one[0] in KNOWN} == expected else [(seed, "verify", new, expected)]
        grave = {rule for rule, _, grade in told_in(moved) if grade == "E"} - {"S04"}
        told = certificate(moved, [], issued_at="", issued_by="")
        (files / "new.json").write_text(json.dumps(told), encoding="utf-8")
        copy = package.copy(files / "moved.gpkg", edits)
        said = list(faults(files / "new.json", copy))
        wrong += [] if bool(said) == bool(grave) else [(seed, "new certificate", new, said)]
        said = list(faults(files / "certificate.json", copy))
        named, lines = {rule for rule, _ in expected}, {line.partition(":")[0] for line in said}
        if not said or named & {"G04", "G14"} != lines & {"G04", "G14"}:
            wrong.append((seed, "old certificate", new, said))
    assert not wrong[:5]

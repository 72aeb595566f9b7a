"""S02: a branch head reads, edits, saves and exports the grids of another branch; only the own one answers."""

import json
from dataclasses import replace

import pandas as pd
import pytest

from gridplan.errors import AccessError
from gridplan.model.draft_steps import Drawn
from gridplan.model.registers import Registers
from gridplan.workspace.drafts import find_draft, keep_draft
from gridplan.workspace.drawing import follow_draft, store_draft
from gridplan.workspace.exporting import export_plan
from gridplan.workspace.viewing import coverage_table, narrow, view_plan

#: Bases that count what people did.
PEOPLE = {"eligible", "filed", "granted", "resident"}


def _heads(bank):
    return {name: next(iter(scope.branch_ids)) for name, scope in bank.scopes.items() if name.startswith("head-")}


def _move(plan, branch):
    """A unit of a branch and a grid of the same branch."""
    units = plan.units[plan.units["branch_id"] == branch]
    return {units.index[0]: units["grid_id"].iloc[-1]}


def _pairs(bank):
    heads = _heads(bank)
    return [(name, mine, branch) for name, mine in heads.items() for branch in heads.values()]


def test_s02_only_the_diagonal_reads(bank):
    for name, mine, branch in _pairs(bank):
        scope = bank.scopes[name]
        seen = view_plan(scope, bank.workspace)
        assert (seen.households["branch_id"] == branch).any() == (mine == branch)
        assert (branch in set(coverage_table(scope, seen, ["branch"])["id"])) == (mine == branch)


def _said_of(bank, name, seen):
    """Figures of people and findings about grids, units and branches that are not one's own, and about towns."""
    scope, plan = bank.scopes[name], bank.plan
    branch, grids = next(iter(scope.branch_ids)), plan.grids
    own = set(plan.officers.index[plan.officers["branch_id"] == branch]) | {branch}
    if scope.officer_id:
        grids, own = grids[grids["primary_officer_id"] == scope.officer_id], {scope.officer_id}
    else:
        grids = grids[grids["branch_id"] == branch]
    own |= set(grids.index) | set(plan.units.index[plan.units["grid_id"].isin(grids.index)])
    people = seen.indicators[seen.indicators["base"].isin(PEOPLE)]
    return {*people["id"], *seen.findings["object_id"]} - own


def test_s02_no_figure_of_others_people_is_seen(bank):
    assert set(bank.plan.indicators["base"]) >= PEOPLE
    for name, scope in bank.scopes.items():
        if scope.sees_households:
            seen = view_plan(scope, bank.workspace)
            assert _said_of(bank, name, seen) == set(), name
            assert not set(coverage_table(scope, bank.plan, ["town", "county"])["base"]) & PEOPLE
            own = seen.indicators[seen.indicators["base"].isin(PEOPLE)]
            assert len(own) or not bank.households_of(name)


def test_s02_a_changed_plan_tells_no_more(bank):
    for name, branch in _heads(bank).items():
        scope, moves = bank.scopes[name], _move(bank.plan, branch)
        changed = follow_draft(scope, bank.workspace, bank.plan.meta.plan_id, branch, Drawn(moves))
        people = changed.indicators[changed.indicators["base"].isin(PEOPLE)]
        assert set(people.loc[people["level"] == "branch", "id"]) == {branch}
        assert set(people["level"]) == {"branch", "grid", "unit"}


def test_s02_no_figure_of_others_people_is_exported(bank, tmp_path):
    for name in _heads(bank):
        path = export_plan(bank.scopes[name], bank.workspace, "json", tmp_path / f"{name}.json", lang="en")
        written = json.loads(path.read_text(encoding="utf-8"))
        seen = replace(bank.plan, **{part: pd.DataFrame(written[part]) for part in ("indicators", "findings")})
        assert _said_of(bank, name, seen) == set()


def test_s02_only_the_diagonal_edits_saves_and_undoes(bank):
    plan_id = bank.plan.meta.plan_id
    for name, mine, branch in _pairs(bank):
        scope, moves = bank.scopes[name], _move(bank.plan, branch)
        steps, draft = list(moves.items()), (bank.workspace, plan_id, branch, Drawn(moves))
        if mine == branch:
            follow_draft(scope, *draft)
            kept = find_draft(scope, bank.workspace, plan_id, branch)
            version = kept.version if kept else 0
            keep_draft(scope, bank.workspace, plan_id, branch, steps=steps, done=0, expected_version=version)
            continue
        for attempt in (
            lambda scope=scope, branch=branch, moves=moves: follow_draft(
                scope, bank.workspace, plan_id, branch, Drawn(moves)
            ),
            lambda scope=scope, branch=branch, moves=moves: store_draft(
                scope, bank.workspace, plan_id, branch, Drawn(moves)
            ),
            lambda scope=scope, branch=branch: find_draft(scope, bank.workspace, plan_id, branch),
            lambda scope=scope, branch=branch, steps=steps: keep_draft(
                scope, bank.workspace, plan_id, branch, steps=steps, done=1, expected_version=0
            ),
        ):
            with pytest.raises(AccessError):
                attempt()


def test_s02_only_the_own_branch_is_exported(bank, tmp_path):
    for name in _heads(bank):
        path = export_plan(bank.scopes[name], bank.workspace, "json", tmp_path / f"{name}.json")
        text = path.read_text(encoding="utf-8")
        json.loads(text)
        assert not [household_id for household_id in bank.foreign_to(name) if f'"{household_id}"' in text]


def test_s02_no_tie_or_absence_of_others_is_seen(bank):
    officers, units = bank.plan.officers, bank.plan.units
    relations = pd.DataFrame({"officer_id": officers.index, "unit_id": units.index[0], "relation": "kin"})
    leaves = pd.DataFrame({"officer_id": officers.index, "first_day": "2026-12-01", "last_day": ""})
    plan = replace(bank.plan, registers=Registers(relations=relations, leaves=leaves))
    for scope in bank.scopes.values():
        seen = narrow(scope, plan).registers
        if scope.sees_households:
            theirs = officers.index[officers["branch_id"].isin(scope.branch_ids or ())]
            own = {scope.officer_id} if scope.officer_id else set(theirs)
            assert set(seen.leaves["officer_id"]) == own
            assert set(seen.relations["officer_id"]) <= own
        else:
            assert seen.leaves.empty
            assert seen.relations.empty

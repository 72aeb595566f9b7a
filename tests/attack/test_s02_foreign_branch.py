"""S02: a branch head reads, edits, saves and exports the grids of another branch; only the own one answers."""

import json

import pytest

from gridplan.errors import AccessError
from gridplan.workspace.drafts import find_draft, keep_draft
from gridplan.workspace.editing import edit_plan, store_plan
from gridplan.workspace.exporting import export_plan
from gridplan.workspace.viewing import coverage_table, view_plan


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


def test_s02_only_the_diagonal_edits_saves_and_undoes(bank):
    plan_id = bank.plan.meta.plan_id
    for name, mine, branch in _pairs(bank):
        scope, moves = bank.scopes[name], _move(bank.plan, branch)
        steps = list(moves.items())
        if mine == branch:
            edit_plan(scope, bank.workspace, plan_id, moves)
            kept = find_draft(scope, bank.workspace, plan_id, branch)
            version = kept.version if kept else 0
            keep_draft(scope, bank.workspace, plan_id, branch, steps=steps, done=0, expected_version=version)
            continue
        for attempt in (
            lambda scope=scope, moves=moves: edit_plan(scope, bank.workspace, plan_id, moves),
            lambda scope=scope, moves=moves: store_plan(scope, bank.workspace, plan_id, moves),
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

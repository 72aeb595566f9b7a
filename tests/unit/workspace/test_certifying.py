"""The certificate of a stored plan, and its checker, from an empty folder to the paper."""

import json
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree

import pytest

from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.model.words import PlanState
from gridplan.workspace.auditing import audit_entries
from gridplan.workspace.certifying import certify_plan, verify_stored
from gridplan.workspace.exporting import export_plan
from gridplan.workspace.opening import Workspace
from gridplan.workspace.versions import advance_plan

NOW = datetime(2026, 3, 1, tzinfo=UTC)
HEAD = Scope(Viewer.BRANCH_HEAD, frozenset({"B1"}), account="head")
MANAGER = Scope(Viewer.REGIONAL_MANAGER, account="manager")
CHECKER = Path(__file__).parents[3] / "tools" / "verify_certificate.py"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory, made_town):
    made, plan_id = made_town
    workspace = Workspace.open(copytree(made, tmp_path_factory.mktemp("certified") / "w"))
    for scope, state in ((HEAD, PlanState.CHECKED), (MANAGER, PlanState.APPROVED)):
        advance_plan(scope, workspace, plan_id, state, reason="known", now=NOW)
    return workspace


@pytest.fixture(scope="module")
def folder(workspace, tmp_path_factory):
    folder = tmp_path_factory.mktemp("certificate")
    plan = verify_stored(OPERATOR, workspace)
    certify_plan(OPERATOR, workspace, plan, folder, lang="en", now=NOW)
    export_plan(OPERATOR, workspace, "gpkg", folder / "plan.gpkg")
    return folder


@pytest.fixture(scope="module")
def told(folder):
    return json.loads((folder / "certificate.json").read_text("utf-8"))


def _checked(*paths):
    run = subprocess.run([sys.executable, CHECKER, *paths], capture_output=True, text=True, check=False)  # noqa: S603 # our own
    assert not run.stderr
    return run.returncode, run.stdout


def test_it_says_who_made_checked_and_approved_and_where_the_audit_has_it(told, workspace):
    steps = [(one["step"], one["account"]) for one in told["signatures"]]
    assert steps == [("draft", OPERATOR.account), ("checked", "head"), ("approved", "manager")]
    kept = {entry.seq: entry.hash for entry in audit_entries(OPERATOR, workspace, most=50)}
    assert all(kept[one["audit_seq"]] == one["audit_hash"] for one in told["signatures"])


def test_the_audit_keeps_its_hash(told, workspace):
    last = next(e for e in audit_entries(OPERATOR, workspace, most=50) if e.action == "plan_certified")
    assert json.loads(last.detail)["sha256"] == told["sha256"]


def test_it_has_every_rule_and_every_shape(told, workspace):
    plan = verify_stored(OPERATOR, workspace)
    assert {row["rule"] for row in told["rules"]} >= {"G01", "S01", "P01"}
    assert {json.loads(row)[0] for row in told["tables"]["units"]["rows"]} == set(plan.units.index)
    assert told["sound"]


def test_the_page_asks_nothing_of_a_network(folder, told):
    page = (folder / "certificate.html").read_text("utf-8")
    assert told["sha256"] in page
    assert "<svg" in page
    assert not re.search(r"https?:|src=|<script|<link|@import", page)


def test_the_checker_agrees(folder):
    assert _checked(folder / "certificate.json", folder / "plan.gpkg")[0] == 0


@pytest.mark.parametrize("content", [None, b"", b"no database"])
def test_the_checker_names_what_it_cannot_read(content, folder, tmp_path):
    package = tmp_path / "x.gpkg"
    if content is not None:
        package.write_bytes(content)
    code, said = _checked(folder / "certificate.json", package)
    assert code == 1
    assert "unreadable" in said


def test_a_certificate_that_was_edited_is_known(folder, told, tmp_path):
    edited = tmp_path / "certificate.json"
    edited.write_text(json.dumps(told | {"counts": {"E": 0, "W": 0, "I": 0}}), encoding="utf-8")
    code, said = _checked(edited, folder / "plan.gpkg")
    assert (code, said.startswith("certificate:")) == (1, True)

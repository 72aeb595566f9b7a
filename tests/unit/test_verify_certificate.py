"""The stand-alone checker on files that somebody broke: a line for each fault, never a traceback."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from shutil import copyfile

import pandas as pd
import pytest

from gridplan.model.registers import Registers
from gridplan.planning.certificate import certificate, verify_plan
from gridplan.planning.certificate.verifying import reckoned
from gridplan.storage.exports import gpkg
from tests.town.planned import plan_town

CHECKER = Path(__file__).parents[2] / "tools" / "verify_certificate.py"
LOCK = {"kind": "lock", "object_id": "B1-G01", "reason": "a pilot", "approver": "head", "last_day": ""}


LOAN = {
    "officer_id": "B2-1",
    "branch_id": "B1",
    "share": 1.0,
    "first_day": "2025-12-01",
    "last_day": "",
    "approver": "",
}


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Certify a plan with a lock, and with an officer of B2 on loan at B1 who is a backup there."""
    folder, plan = tmp_path_factory.mktemp("certified"), plan_town()
    registers = Registers(declarations=pd.DataFrame([LOCK]), loans=pd.DataFrame([LOAN]))
    rows = plan.assignments.copy()
    rows.loc[(rows["grid_id"] == "B1-G01") & (rows["role"] == "backup"), "officer_id"] = LOAN["officer_id"]
    plan = reckoned(replace(plan, registers=registers, assignments=rows))
    told = certificate(verify_plan(plan), [], issued_at="", issued_by="")
    (folder / "certificate.json").write_text(json.dumps(told), encoding="utf-8")
    gpkg.export(plan, folder / "plan.gpkg", "en")
    with closing(sqlite3.connect(folder / "plan.gpkg")) as connection, connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
    return folder


def _checked(certified, package):
    run = subprocess.run([sys.executable, CHECKER, certified, package], capture_output=True, text=True, check=False)  # noqa: S603 # our own
    assert not run.stderr
    return run.returncode, run.stdout


def test_a_plan_as_it_was_certified_passes(files):
    assert _checked(files / "certificate.json", files / "plan.gpkg")[0] == 0


@pytest.mark.parametrize(
    ("order", "word"),
    [
        ("DROP TABLE adjacency", "unreadable"),
        ("DROP TABLE grids", "unreadable"),
        ("DROP TABLE county", "unreadable"),
        ("DELETE FROM grids", "G01"),
        ("DELETE FROM units", "sums"),
        ("DELETE FROM officers", "S03"),
        ("DELETE FROM county", "changed: county lacks"),
        ("UPDATE units SET grid_id = NULL, branch_id = NULL WHERE unit_id = 'u11'", "G01: unit u11"),
        ("UPDATE grids SET branch_id = NULL; DELETE FROM officers", "S03"),
        ("DELETE FROM assignments", "S01"),
        ("ALTER TABLE officers DROP COLUMN on_leave", "unreadable"),
        ("UPDATE units SET geom = NULL WHERE unit_id = 'u11'", "changed: units lacks"),
        ("UPDATE grids SET geom = x'4750'", "unreadable"),
        ("UPDATE units SET geom = x'00' WHERE unit_id = 'u11'", "unreadable"),
        ("UPDATE units SET households = NULL WHERE unit_id = 'u11'", "sums: households"),
        ("UPDATE units SET households = 'many' WHERE unit_id = 'u11'", "sums: households"),
        ("UPDATE units SET unit_id = NULL WHERE unit_id = 'u11'", "changed"),
        ("UPDATE units SET unit_id = 'u12' WHERE unit_id = 'u11'", "doubled"),
        ("UPDATE officers SET on_leave = 1", "S01"),
        ("UPDATE adjacency SET cut = 1", "G04"),
    ],
)
def test_what_is_broken_is_a_line(order, word, files, tmp_path):
    package = copyfile(files / "plan.gpkg", tmp_path / "plan.gpkg")
    with closing(sqlite3.connect(package)) as connection, connection:
        connection.executescript(order)
    code, said = _checked(files / "certificate.json", package)
    assert code == 1
    assert word in said


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "null", '{"declared": []}', '{"declared": {}, "tables": 1}', "\x00", "[" * 200_000]
)
def test_a_certificate_that_is_none_is_a_line(text, files, tmp_path):
    certified = tmp_path / "certificate.json"
    certified.write_text(text)
    code, said = _checked(certified, files / "plan.gpkg")
    assert code == 1
    assert "unreadable" in said


@pytest.mark.parametrize(
    ("order", "line"),
    [
        ("UPDATE units SET grid_id = 'B1-G01' WHERE grid_id <> 'B1-G01'", "to B1-G01 in spite of a lock"),
        ("UPDATE units SET grid_id = 'B1-G02' WHERE grid_id = 'B1-G01'", "to B1-G01 in spite of a lock"),
        ("DELETE FROM declarations", "G14: the lock on B1-G01 was struck out"),
        ("UPDATE declarations SET object_id = 'B1-G02'", "G14: the lock on B1-G01 was struck out"),
    ],
)
def test_a_lock_is_kept(order, line, files, tmp_path):
    package = copyfile(files / "plan.gpkg", tmp_path / "plan.gpkg")
    with closing(sqlite3.connect(package)) as connection, connection:
        connection.execute(order)
    assert line in _checked(files / "certificate.json", package)[1]


def test_a_loan_holds_for_the_branch_that_it_names(files, tmp_path):
    package = copyfile(files / "plan.gpkg", tmp_path / "plan.gpkg")
    with closing(sqlite3.connect(package)) as connection, connection:
        connection.execute("UPDATE assignments SET officer_id = 'B2-1' WHERE role = 'backup' AND grid_id LIKE 'B3-%'")
    assert "S03: B2-1 serves a grid of another branch" in _checked(files / "certificate.json", package)[1]


def test_it_says_how_it_is_called():
    run = subprocess.run([sys.executable, CHECKER], capture_output=True, text=True, check=False)  # noqa: S603 # our own
    assert run.returncode == 2
    assert "certificate.json" in run.stderr

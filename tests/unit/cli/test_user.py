import json
import sqlite3

import pytest
from typer.testing import CliRunner

from gridplan.cli import app

run = CliRunner()


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "gridplan.toml").write_text('name = "小镇"\n', encoding="utf-8")
    (tmp_path / "password").write_text("Sturdy-Bridge-7\n", encoding="utf-8")
    return tmp_path


def _run(*words, **more):
    return run.invoke(app, ["--lang", "en", *map(str, words)], **more)


def _add(folder, name="region", role="regional_manager", *more):
    return _run("user", "add", folder, name, "--role", role, "--password-file", folder / "password", *more)


def test_an_account_is_made_listed_and_changed(folder):
    assert _add(folder).exit_code == 0
    assert _run("user", "role", folder, "region", "--role", "branch_head", "--branch", "B1,B2").exit_code == 0
    assert _run("user", "disable", folder, "region").exit_code == 0
    (row,) = json.loads(_run("user", "list", folder, "--json").stdout)["accounts"]
    assert (row["role"], row["branches"], row["disabled"]) == ("branch_head", ["B1", "B2"], True)
    assert _run("user", "enable", folder, "region").exit_code == 0
    assert "region" in _run("user", "list", folder).stdout
    assert "0 sessions" in _run("user", "sign-out", folder, "region").stdout


def test_a_password_is_asked_for_twice_and_never_shown(folder):
    _add(folder)
    result = _run("user", "password", folder, "region", input="Calm-River-42\nCalm-River-42\n")
    assert result.exit_code == 0
    assert "Calm" not in result.output


def test_the_banks_service_may_vouch_instead_of_a_password(folder):
    assert _run("user", "add", folder, "li", "--role", "risk_reviewer", "--service").exit_code == 0
    _add(folder)
    assert "vouches" in _run("user", "password", folder, "region", "--service").stdout
    rows = json.loads(_run("user", "list", folder, "--json").stdout)["accounts"]
    assert [row["must_change"] for row in rows] == [False, False]
    assert _add(folder, "both", "risk_reviewer", "--service").exit_code == 2


@pytest.mark.parametrize(
    ("words", "code"),
    [(("role", "nobody", "--role", "administrator"), 4), (("add", "x", "--role", "administrator"), 4),
     (("add", "x1", "--role", "king"), 2)],
)  # fmt: skip
def test_refusals_have_their_exit_codes(folder, words, code):
    command, *rest = words
    more = ["--password-file", folder / "password"] if command == "add" else []
    assert _run("user", command, folder, *rest, *more).exit_code == code


def test_the_first_token_is_shown_only_before_there_are_accounts(folder):
    assert "token" in _run("user", "first", folder).stdout
    _add(folder)
    assert "already" in _run("user", "first", folder).stdout


def test_the_audit_is_shown_anchored_and_verified(folder):
    assert "empty" in _run("audit", "anchor", folder).stdout
    _add(folder)
    assert "anchored entry 1" in _run("audit", "anchor", folder).stdout
    assert "account_added" in _run("audit", "show", folder).stdout
    assert "whole" in _run("audit", "verify", folder).stdout
    (entry,) = json.loads(_run("audit", "show", folder, "--json").stdout)["entries"]
    assert (entry["account"], entry["subject"]) == ("operator", "region")


def test_tampering_is_named_with_its_entry(folder):
    _add(folder)
    _add(folder, "second")
    base = sqlite3.connect(folder / "gridplan.db")
    for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        base.execute(f"DROP TRIGGER {name}")
    base.execute("UPDATE audit SET subject = 'somebody' WHERE seq = 1")
    base.commit()
    base.close()
    result = _run("audit", "verify", folder)
    assert result.exit_code == 1
    assert "audit entry 1: edited" in result.output
    assert json.loads(_run("audit", "verify", folder, "--json").stdout)["faults"][0]["seq"] == 1

"""Workspaces that are made once; whoever changes one works on a copy."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree

import pytest

from gridplan.access.scope import OPERATOR
from gridplan.storage.database.plans import save_plan
from gridplan.storage.folder import write_inputs
from gridplan.workspace.opening import Workspace
from gridplan.workspace.planning import make_plan


@pytest.fixture(scope="session")
def written_town(town, tmp_path_factory) -> Path:
    """The files of the tiny town, as nobody has opened them."""
    folder = tmp_path_factory.mktemp("written") / "town"
    write_inputs(town, folder)
    return folder


@pytest.fixture(scope="session")
def stored_town(written_town, planned, tmp_path_factory) -> Path:
    """The tiny town with `planned` in its database, and none of its files taken in."""
    folder = tmp_path_factory.mktemp("stored") / "town"
    opened = Workspace.open(copytree(written_town, folder))
    with opened.database.writing() as connection:
        save_plan(connection, planned, account="operator", now=datetime(2026, 2, 1, tzinfo=UTC))
    opened.database.close()
    return folder


@pytest.fixture(scope="session")
def made_town(written_town, tmp_path_factory) -> tuple[Path, str]:
    """The tiny town as the program takes it in and plans it, and the plan's id."""
    folder = tmp_path_factory.mktemp("made") / "town"
    opened = Workspace.open(copytree(written_town, folder))
    plan_id = make_plan(OPERATOR, opened, now=datetime(2026, 3, 1, tzinfo=UTC)).meta.plan_id
    opened.database.close()
    return folder, plan_id

import json
from shutil import copytree

import pytest
from typer.testing import CliRunner

from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.cli import app
from gridplan.errors import AccessError
from gridplan.planning.white_space import SlotDials
from gridplan.workspace.opening import Workspace
from gridplan.workspace.white_space import white_space

MANAGER = Scope(Viewer.REGIONAL_MANAGER)
HEAD = Scope(Viewer.BRANCH_HEAD, frozenset({"B1"}))
DIALS = SlotDials(slots=3, within=1_200.0)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory, stored_town):
    return Workspace.open(copytree(stored_town, tmp_path_factory.mktemp("white") / "town"))


@pytest.fixture
def version(planned):
    return {"plan_id": planned.meta.plan_id, "dials": DIALS}


def test_a_branch_head_sees_the_own_branch_alone(workspace, version):
    found = white_space(HEAD, workspace, **version)
    assert set(found.places["branch_id"]) <= {"B1"}
    with pytest.raises(AccessError, match="B2"):
        white_space(HEAD, workspace, **version, branch_id="B2")


def test_a_manager_is_told_of_no_few_people(workspace, version):
    everything = white_space(OPERATOR, workspace, **version)
    assert white_space(MANAGER, workspace, **version, k=1).demand.sum() <= everything.demand.sum()
    least = int(everything.curve["gain"].min())
    told = white_space(MANAGER, workspace, **version, k=least + 1)
    assert len(told.curve) < len(everything.curve)
    assert (told.places["households"] > least).all()
    assert (told.demand > least).all()
    assert white_space(MANAGER, workspace, **version, k=10_000).curve.empty


def _run(workspace, version, *more):
    words = ["--lang", "en", "white-space", str(workspace.path), "--plan", version["plan_id"], "--within", "1200"]
    return CliRunner().invoke(app, [*words, *more])


def test_the_command_tells_the_curve_and_the_places(workspace, version):
    told = json.loads(_run(workspace, version, "--slots", "2", "--json").stdout)
    assert [row["slots"] for row in told["curve"]] == [1, 2]
    assert len(told["places"]) == 3
    assert told["demand"] > 0


def test_the_command_says_it_in_words_too(workspace, version):
    shown = _run(workspace, version, "--slots", "2")
    assert shown.exit_code == 0
    assert "no branch reaches" in shown.stdout
    assert _run(workspace, version, "--slots", "0").exit_code != 0

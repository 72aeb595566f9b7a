import pytest
from typer.testing import CliRunner

from gridplan.access.scope import OPERATOR
from gridplan.cli import app
from gridplan.workspace.opening import Workspace
from gridplan.workspace.tables import stored_tables
from tests.unit.storage.rough import BRANCHES, county_folder

run = CliRunner()


@pytest.fixture
def incoming(tmp_path):
    def write(text):
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / "officers.csv").write_text(text, encoding="utf-8")
        return str(tmp_path / "in" / "officers.csv")

    return write


def test_a_good_file_comes_in(tmp_path, incoming):
    folder = county_folder(tmp_path / "c", officers__csv=None)
    result = run.invoke(app, ["--lang", "en", "import", str(folder), incoming("员工号,姓名,网点编号\nE9,赵六,B1\n")])
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == "Imported: officers.csv"
    assert stored_tables(OPERATOR, Workspace.open(folder)).officers.index.tolist() == ["E9"]


def test_a_bad_file_stays_out_and_says_why(tmp_path, incoming):
    folder = county_folder(tmp_path / "c", officers__csv=None)
    result = run.invoke(app, ["--lang", "en", "import", str(folder), incoming("员工号,姓名\nE9,赵六\n")])
    assert result.exit_code == 1
    assert result.stdout.startswith("E HDR_MISSING  officers.csv, column 网点编号")
    assert not (folder / "data").exists()


def test_a_folder_that_is_no_workspace_takes_nothing(tmp_path, incoming):
    result = run.invoke(app, ["import", str(tmp_path), incoming(BRANCHES)])
    assert result.exit_code == 3

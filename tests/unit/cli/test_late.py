import subprocess
import sys

import pytest
from typer.testing import CliRunner

from gridplan.cli import COMMANDS, GROUPS, app


def test_the_list_of_commands_says_what_each_is_for():
    shown = CliRunner().invoke(app, ["--help"]).output
    for name in (*COMMANDS, *GROUPS):
        assert name in shown
    assert "Read files as an import would" in shown


def test_a_command_that_does_not_exist_is_refused():
    result = CliRunner().invoke(app, ["chek"])
    assert result.exit_code == 2


@pytest.mark.parametrize("group", GROUPS)
def test_groups_explain_themselves(group):
    assert "Commands" in CliRunner().invoke(app, [group, "--help"]).output


def test_help_waits_for_no_library():
    code = "import gridplan.cli, sys; print([m for m in ('pandas', 'geopandas', 'folium') if m in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert told.stdout.strip() == "[]"

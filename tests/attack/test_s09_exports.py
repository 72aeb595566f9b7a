"""S09: an export holds exactly the households of the list, for everybody and in every form."""

import sqlite3
import zipfile
from contextlib import closing

import pytest

from gridplan.errors import AccessError
from gridplan.workspace.exporting import FORMATS, export_plan
from gridplan.workspace.households import household_list
from tests.attack.seeded import CANARY

NO_TAKERS = ("risk", "chief")


def _bytes(path):
    """All that a file holds, unpacked."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            return b"\n".join(packed.read(name) for name in packed.namelist())
    return path.read_bytes()


def _ids(content, ids):
    return {name for name in ids if _stands(content, name.encode())}


def _stands(content, name):
    """Find an id that is not the beginning of a longer one."""
    at = content.find(name)
    while at >= 0:
        if not content[at + len(name) : at + len(name) + 1].isalnum():
            return True
        at = content.find(name, at + 1)
    return False


def _takers(bank):
    return [(name, scope) for name, scope in bank.scopes.items() if name not in NO_TAKERS]


@pytest.fixture(scope="module")
def export(bank, tmp_path_factory):
    """Make each export once."""
    folder = tmp_path_factory.mktemp("exports")

    def made(name, form):
        path = folder / f"{name}.{form}"
        return path if path.exists() else export_plan(bank.scopes[name], bank.workspace, form, path)

    return made


@pytest.mark.parametrize("name", NO_TAKERS)
def test_s09_reviewers_and_administrators_take_nothing_away(bank, tmp_path, name):
    with pytest.raises(AccessError):
        export_plan(bank.scopes[name], bank.workspace, "csv", tmp_path / "plan.csv")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", FORMATS)
def test_s09_an_export_holds_the_rows_of_the_list_and_no_other(bank, export, form):
    everybody = bank.plan.households.index
    for name, scope in _takers(bank):
        content = _bytes(export(name, form))
        found = _ids(content, everybody)
        mine = set(household_list(scope, bank.workspace).index) if scope.sees_households else set()
        assert found <= mine
        assert mine == bank.households_of(name)
        if not mine:
            assert CANARY not in content


def test_s09_a_package_for_qgis_holds_the_rows_of_the_list(bank, export):
    for name, _ in _takers(bank):
        with closing(sqlite3.connect(export(name, "gpkg"))) as base:
            tables = {row[0] for row in base.execute("SELECT table_name FROM gpkg_contents")}
            found = set()
            if "households" in tables:
                found = {row[0] for row in base.execute("SELECT household_id FROM households")}
        assert found == bank.households_of(name)

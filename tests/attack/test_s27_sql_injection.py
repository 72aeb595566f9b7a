"""S27: quotes and semicolons in names, ids and layer names change no table, and no SQL is glued together."""

import ast
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import pyogrio
import pytest

from gridplan.access.scope import OPERATOR
from gridplan.model.plan import PlanParams
from gridplan.storage.folder import write_inputs
from gridplan.workspace.exporting import export_plan
from gridplan.workspace.importing import import_paths
from gridplan.workspace.loading import load_inputs
from gridplan.workspace.opening import Workspace
from gridplan.workspace.planning import make_plan
from gridplan.workspace.viewing import view_plan
from tests.town import tiny_town

EVIL = "x'); DROP TABLE grids; --\"];"
SOURCE = Path(__file__).parents[2] / "gridplan"


def _renamed(table, *columns):
    ids = pd.Index([f"{name}{EVIL}" for name in table.index], name=table.index.name)
    new = table.assign(**{column: table[column].astype(str) + EVIL for column in columns if column in table})
    return new.set_axis(ids)


@pytest.fixture(scope="module")
def hostile():
    town = tiny_town()
    return replace(
        town,
        county=EVIL,
        branches=_renamed(town.branches, "name", "town"),
        units=_renamed(town.units, "name", "town"),
        households=_renamed(town.households, "unit_id"),
        officers=_renamed(town.officers, "name", "branch_id"),
        merchants=_renamed(town.merchants, "unit_id", "trade"),
        funnel=_renamed(town.funnel),
        products=_renamed(town.products),
    )


@pytest.fixture(scope="module")
def workspace(hostile, tmp_path_factory):
    folder = tmp_path_factory.mktemp("s27") / "town"
    write_inputs(hostile, folder)
    made = Workspace.open(folder)
    make_plan(OPERATOR, made, params=PlanParams(effort=0.1))
    return made


def test_s27_names_and_ids_pass_through_import_and_plan_unchanged(hostile, workspace):
    inputs, plan = load_inputs(OPERATOR, workspace), view_plan(OPERATOR, workspace)
    for table in ("branches", "units", "households", "officers", "merchants", "funnel", "products"):
        assert getattr(inputs, table).index.tolist() == getattr(hostile, table).index.tolist(), table
    assert plan.units["name"].tolist() == hostile.units["name"].tolist()
    assert set(plan.grids["branch_id"]) <= set(hostile.branches.index)
    assert plan.meta.county == EVIL


def test_s27_every_table_of_an_export_stands(workspace, tmp_path):
    plan = view_plan(OPERATOR, workspace)
    path = export_plan(OPERATOR, workspace, "gpkg", tmp_path / "plan.gpkg")
    with closing(sqlite3.connect(path)) as base:
        names = {name for (name,) in base.execute("SELECT table_name FROM gpkg_contents")}
        (grids,) = base.execute("SELECT count(*) FROM grids").fetchone()
        (stored,) = base.execute("SELECT min(branch_id) FROM grids").fetchone()
    assert {"grids", "units", "households", "branches"} <= names
    assert grids == (plan.grids["kind"] == "base").sum()
    assert stored.endswith(EVIL)
    book = openpyxl.load_workbook(export_plan(OPERATOR, workspace, "xlsx", tmp_path / "plan.xlsx", lang="en"))
    assert book["Units" if "Units" in book.sheetnames else "Basic units"].max_row == len(plan.units) + 1


def test_s27_a_layer_with_a_hostile_name_is_only_a_layer(hostile, workspace, tmp_path):
    town = gpd.GeoDataFrame({"name": [EVIL]}, geometry=[hostile.layers.county.geometry.iloc[0]], crs=4326)
    path = tmp_path / "county.gpkg"
    pyogrio.write_dataframe(town, path, layer=EVIL, driver="GPKG", dataset_options={"VERSION": "1.2"})
    folder = tmp_path / "again"
    write_inputs(hostile, folder)
    findings = import_paths(OPERATOR, Workspace.open(folder), [path], datum="wgs84")
    assert [finding.code for finding in findings if finding.severity == "E"] == []
    county = load_inputs(OPERATOR, Workspace.open(folder)).layers.county
    assert county["name"].tolist() == [EVIL]
    assert load_inputs(OPERATOR, workspace).branches.index.tolist() == hostile.branches.index.tolist()


#: Parts of the house that name tables themselves: migrations are frozen, bulk rows and the swap of a restored database
#: quote names of our own by the dialect and hand values over as parameters.
NAMING = ("storage/database/migrations/", "storage/database/bulk.py", "storage/backup/swapping.py")
RUNS = {"execute", "executemany", "executescript", "exec_driver_sql", "text"}


def _glued(call):
    """Tell whether a statement is put together of parts while the program runs."""
    first = call.args[0]
    if isinstance(first, ast.JoinedStr):
        parts = list(ast.iter_child_nodes(first))
        # a PRAGMA takes no parameters; ours are constants of the engine
        pragma = isinstance(parts[0], ast.Constant) and str(parts[0].value).startswith("PRAGMA ")
        return not pragma and any(isinstance(part, ast.FormattedValue) for part in parts)
    formatted = isinstance(first, ast.Call) and isinstance(first.func, ast.Attribute) and first.func.attr == "format"
    return isinstance(first, ast.BinOp) or formatted


def _calls(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args:
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in RUNS:
                yield node


def test_s27_no_sql_is_glued_together():
    files = [path for path in SOURCE.rglob("*.py") if not path.relative_to(SOURCE).as_posix().startswith(NAMING)]
    glued = [
        f"{path.relative_to(SOURCE)}:{call.lineno}"
        for path in files
        for call in _calls(ast.parse(path.read_text(encoding="utf-8")))
        if _glued(call)
    ]
    assert len(files) > 200
    assert glued == []


def test_s27_the_scan_sees_what_it_should():
    seen = 'c.execute(f"SELECT {x}")\nc.execute("a" + x)\ntext("{}".format(x))\n'
    passed = 'c.execute("SELECT ?", [x])\nc.execute(f"PRAGMA {x}")\nc.execute(select(x))\n'
    assert [_glued(call) for call in _calls(ast.parse(seen + passed))] == [True] * 3 + [False] * 3

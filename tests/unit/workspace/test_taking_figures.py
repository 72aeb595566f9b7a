"""Figures as files: through the scope, with no formula, and never without an entry in the audit."""

from dataclasses import replace

import pandas as pd
import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from gridplan.access.schema import AUDIT
from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.errors import AccessError, SettingsError
from gridplan.storage.folder import write_inputs
from gridplan.workspace.opening import Workspace
from gridplan.workspace.planning import make_plan
from gridplan.workspace.taking_figures import take_figures

HEAD = Scope(Viewer.BRANCH_HEAD, frozenset({"B1"}), account="head")
MANAGER = Scope(Viewer.REGIONAL_MANAGER, account="manager")


@pytest.fixture(scope="module")
def county(town, tmp_path_factory):
    folder = tmp_path_factory.mktemp("figures") / "w"
    spoilt = town.units.assign(name=[f"=cmd|{unit}" for unit in town.units.index])
    write_inputs(replace(town, units=spoilt), folder)
    workspace = Workspace.open(folder)
    plan_id = make_plan(OPERATOR, workspace).meta.plan_id
    return workspace, plan_id


def _take(county, path, scope=HEAD, **asked):
    usual = {"indicator": "penetration", "base": "resident", "level": "unit", "lang": "en"}
    return take_figures(scope, *county, path, **usual | asked)


def _csv(path):
    return pd.read_csv(path, encoding="utf-8-sig")


def test_a_head_takes_the_own_units_and_the_audit_tells(county, tmp_path):
    table = _csv(_take(county, tmp_path / "f.csv"))
    assert 0 < len(table) < 12
    assert table.filter(like="umerator").notna().all(axis=None)
    with county[0].database.reading() as connection:
        acts = connection.execute(select(AUDIT.c.account, AUDIT.c.action)).all()
    assert ("head", "figures_taken") in [tuple(act) for act in acts]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_no_cell_becomes_a_formula(county, tmp_path, form):
    path = _take(county, tmp_path / f"f.{form}")
    if form == "csv":
        assert not _csv(path).map(lambda cell: str(cell).startswith("=")).any(axis=None)
    else:
        book = load_workbook(path)
        assert not any(cell.data_type == "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_another_base_and_only_some_units(county, tmp_path):
    table = _csv(_take(county, tmp_path / "f.csv", base="registered", units=["u11"]))
    assert len(table) == 1
    assert "registered" in table.to_csv()


def test_who_sees_totals_gets_no_few_people(county, tmp_path):
    table = _csv(_take(county, tmp_path / "f.csv", MANAGER))
    counts = table.filter(like="umerator").iloc[:, 0].dropna()
    assert not counts.between(0, 10, inclusive="neither").any()


def test_others_take_none(county, tmp_path):
    with pytest.raises(AccessError):
        _take(county, tmp_path / "f.csv", Scope(Viewer.ADMINISTRATOR))


def test_an_unknown_form_is_refused(county, tmp_path):
    with pytest.raises(SettingsError):
        _take(county, tmp_path / "f.ods")


def test_a_share_is_shown_in_percent_and_counts_are_whole(county, tmp_path):
    sheet = load_workbook(_take(county, tmp_path / "f.xlsx")).active
    head = [cell.value for cell in sheet[1]]
    formats = {
        name: sheet.cell(2, head.index(name) + 1).number_format for name in ("Value", "Numerator", "Denominator")
    }
    assert formats == {"Value": "0.0%", "Numerator": "#,##0", "Denominator": "#,##0"}

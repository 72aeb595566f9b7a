"""Registers are read from the files of a bank, held against its tables, and stay files of the workspace."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from gridplan.access.scope import OPERATOR
from gridplan.model.registers import REGISTERS, Registers
from gridplan.storage.folder import read_inputs, write_inputs
from gridplan.storage.tables.kinds import REGISTER_KINDS
from gridplan.workspace.importing import import_paths
from gridplan.workspace.loading import load_inputs
from gridplan.workspace.opening import Workspace
from tests.town import tiny_town

KEY_PEOPLE = "人员编号,村编号,类别,任期开始,任期结束\nK1,V1,关键人,2025/3/1,2027年3月1日\nK2,V1,金融理事,,\n"


@pytest.fixture
def folder(tmp_path):
    write_inputs(tiny_town(), tmp_path / "town")
    return tmp_path / "town"


def test_every_register_has_its_kind():
    assert {kind.name for kind in REGISTER_KINDS.values()} == set(REGISTERS)
    for name, kind in REGISTER_KINDS.items():
        assert {kind.ids.name, *(field.name for field in kind.fields)} == set(REGISTERS[name].columns)


def test_a_register_is_read_as_banks_write_it(folder):
    unit = read_inputs(folder)[0].units.index[0]
    (folder / "data" / "关键人.csv").write_text(KEY_PEOPLE.replace("V1", unit), encoding="utf-8")
    inputs, findings = read_inputs(folder)
    assert inputs.registers.key_people.to_dict("list") == {
        "person_id": ["K1", "K2"],
        "unit_id": [unit, unit],
        "role": ["key_person", "liaison"],
        "first_day": ["2025-03-01", ""],
        "last_day": ["2027-03-01", ""],
    }
    assert not [finding for finding in findings if finding.file == "关键人.csv" and finding.severity == "E"]


def test_weekdays_are_read_in_any_spelling(folder):
    inputs = read_inputs(folder)[0]
    officer, unit = inputs.officers.index[0], inputs.units.index[0]
    rows = "\n".join(f"{officer},{unit},{day}" for day in ("周二", "星期日", "4", "Sat"))
    (folder / "data" / "驻点.csv").write_text(f"员工号,村编号,星期\n{rows}\n", encoding="utf-8")
    assert read_inputs(folder)[0].registers.stations["weekday"].tolist() == [2, 7, 4, 6]


def test_a_stranger_in_a_register_is_named(folder):
    (folder / "data" / "回避.csv").write_text("员工号,村编号,关系\nX1,NOWHERE,亲属\n", encoding="utf-8")
    inputs, findings = read_inputs(folder)
    told = [(finding.code, finding.row, finding.column) for finding in findings if finding.file == "回避.csv"]
    assert ("FK_ORPHAN", 2, "村编号") in told
    assert inputs.registers.relations.empty


def test_registers_are_written_imported_and_loaded_alike(tmp_path, folder):
    town = tiny_town()
    leaves = pd.DataFrame({"officer_id": [town.officers.index[0]], "first_day": ["2026-12-01"], "last_day": [""]})
    write_inputs(replace(town, registers=Registers(leaves=leaves)), tmp_path / "other")
    workspace = Workspace.open(folder)
    import_paths(OPERATOR, workspace, [tmp_path / "other" / "data" / "leaves.csv"])
    assert (folder / "data" / "leaves.csv").is_file()
    pd.testing.assert_frame_equal(load_inputs(OPERATOR, workspace).registers.leaves, leaves)

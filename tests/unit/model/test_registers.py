"""Registers keep their contracts, and say what is declared on a day."""

from __future__ import annotations

import pandas as pd
import pytest

from gridplan.model.registers import REGISTERS, Registers, empty_register
from gridplan.model.words import Declared


@pytest.mark.parametrize("name", REGISTERS)
def test_an_empty_register_keeps_its_contract(name):
    REGISTERS[name].validate(empty_register(name))
    assert getattr(Registers(), name).columns.tolist() == list(REGISTERS[name].columns)


def test_with_no_loan_nobody_is_lent():
    assert Registers().lent("2026-07-01").columns.tolist() == ["officer_id", "branch_id", "share"]
    assert Registers().lent().empty


def test_what_is_declared_ends_after_its_last_day():
    rows = [
        ("enclave", "G1", "island", "", "2026-06-30"),
        ("enclave", "G2", "spit", "", ""),
        ("lock", "G3", "", "", ""),
    ]
    registers = Registers(declarations=pd.DataFrame(rows, columns=list(REGISTERS["declarations"].columns)))
    assert registers.declared(Declared.ENCLAVE) == {"G1": "island", "G2": "spit"}
    assert registers.declared(Declared.ENCLAVE, "2026-07-01") == {"G2": "spit"}
    assert registers.tables().keys() == REGISTERS.keys()

import pytest

from gridplan.model import words
from gridplan.model.registers import REGISTERS
from gridplan.model.tables import CONTRACTS, PERSONS
from gridplan.storage.exports.template_columns import (
    allowed,
    choices,
    limits_text,
    register_tables,
    template_columns,
    template_tables,
)


def _column(table, code):
    (column,) = [column for column in template_columns(table) if column["code"] == code]
    return column


def test_every_contract_has_a_template():
    assert template_tables() == list(CONTRACTS)
    assert register_tables() == list(REGISTERS)


def test_every_column_belongs_to_its_contract_or_is_a_place_or_a_person():
    for table in template_tables():
        people = set(PERSONS.columns) if table == "households" else set()
        known = {CONTRACTS[table].index.name, *CONTRACTS[table].columns, "lon", "lat", *people}
        assert {column["code"] for column in template_columns(table)} <= known


def test_every_column_of_figures_has_its_unit_and_every_needed_one_an_example():
    for column in (column for table in template_tables() for column in template_columns(table)):
        assert bool(column["unit_zh"]) == bool(column["unit_en"]) == (column["words"] == "number"), column["code"]
        assert column["example"], column["code"]
        offered = choices(column)
        assert not offered or column["example"] in offered


@pytest.mark.parametrize(
    ("table", "code", "offered"),
    [
        ("units", "type", [kind.zh for kind in words.UnitType]),
        ("funnel", "filed", ["是", "否"]),
        ("units", "name", []),
        ("units", "registered_hh", []),
    ],
)
def test_a_column_of_words_offers_them(table, code, offered):
    assert choices(_column(table, code)) == offered


@pytest.mark.parametrize(
    ("table", "code", "span", "text"),
    [
        ("officers", "hours_week", (1, 60), "1 – 60"),
        ("units", "registered_hh", (0, None), "≥ 0"),
        ("branches", "lat", (-90, 90), "-90 – 90"),
        ("units", "name", (None, None), ""),
        ("units", "branch_id", (None, None), ""),
    ],
)
def test_a_column_of_figures_has_the_range_of_its_contract(table, code, span, text):
    column = _column(table, code)
    assert allowed(column) == span
    assert limits_text(column) == text

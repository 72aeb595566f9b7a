import openpyxl
import pytest

from gridplan.model import words
from gridplan.model.tables import CONTRACTS
from gridplan.storage.exports.templates import choices, template_columns, template_tables, write_template


def test_every_contract_has_a_template():
    assert template_tables() == list(CONTRACTS)


def test_every_column_belongs_to_its_contract_or_is_a_place():
    for table in template_tables():
        known = {CONTRACTS[table].index.name, *CONTRACTS[table].columns, "lon", "lat"}
        assert {column["code"] for column in template_columns(table)} <= known


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
    (column,) = [column for column in template_columns(table) if column["code"] == code]
    assert choices(column) == offered


def test_a_template_has_no_rows(tmp_path):
    write_template(tmp_path / "units.xlsx", "units")
    book = openpyxl.load_workbook(tmp_path / "units.xlsx")
    assert book.active.max_row == 1
    assert book.active.freeze_panes == "A2"

import pandas as pd
import pytest

from gridplan.model.tables import CONTRACTS
from gridplan.model.words import BranchKind, CreditList, Residence, Segment, Tier, UnitType
from gridplan.storage.exports.template_columns import template_columns, template_tables
from gridplan.storage.exports.templates import write_template
from gridplan.storage.tables.headers import known_headers
from gridplan.storage.tables.kinds import KINDS
from gridplan.storage.tables.reading import read_table
from gridplan.storage.tables.sheet import plain_name

kinds = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
WORDS = {
    "kind": BranchKind,
    "type": UnitType,
    "tier": Tier,
    "residence": Residence,
    "segment": Segment,
    "list": CreditList,
}


def test_every_contract_has_its_kind_and_no_kind_lacks_one():
    assert {name: kind.schema for name, kind in KINDS.items()} == dict(CONTRACTS)


@kinds
def test_a_kind_reads_every_column_of_its_contract(kind):
    assert kind.ids.name == kind.schema.index.name
    assert {field.name for field in kind.fields if field.kept} == set(kind.schema.columns)


@kinds
def test_no_header_means_two_fields(kind):
    names = [name for field in kind.columns for name in {plain_name(name) for name in (field.name, *field.aliases)}]
    assert sorted(names) == sorted(set(names))


@kinds
def test_fields_have_chinese_headers(kind):
    for field in kind.columns:
        assert any("\u4e00" <= char <= "\u9fff" for alias in field.aliases for char in alias), field.name


@kinds
def test_words_of_the_trade_are_read_in_chinese_as_templates_offer_them(kind):
    for field in kind.fields:
        if field.name in WORDS and field.kept:
            words = list(WORDS[field.name])
            assert field.read(pd.Series([word.zh for word in words])).taken.tolist() == [str(word) for word in words]


@pytest.mark.parametrize("table", template_tables())
def test_the_headers_of_a_template_are_known(table, tmp_path):
    known = known_headers(KINDS[table])
    assert [c["zh"] for c in template_columns(table) if plain_name(c["zh"]) not in known] == []
    path = tmp_path / f"{table}.xlsx"
    write_template(path, table)
    read = read_table(path, KINDS[table])
    findings = read if isinstance(read, list) else read.findings
    # its sheet of explanations is named, and no more
    assert {f.code for f in findings if f.action != "accept"} <= {"NO_ROWS", "OFFICER_NONE"}

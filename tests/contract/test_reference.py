"""Every rule and every indicator stands in docs/, as the data has it."""

import pytest

from gridplan.model.limits import catalogue
from gridplan.planning.indicators import INDICATORS
from gridplan.planning.indicators.meanings import meanings
from gridplan.planning.rules import RULES
from tests.contract.reference import DOCS, PAGES


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_as_the_data_has_it(name):
    assert (DOCS / name).read_text("utf-8") == PAGES[name](), f"docs/{name} is stale; run `make docs`"


@pytest.mark.parametrize("code", RULES)
def test_every_rule_stands_in_the_docs_with_its_numbers(code):
    row = next(line for line in (DOCS / "rules.md").read_text("utf-8").splitlines() if line.startswith(f"| {code} |"))
    for text in (RULES[code].title, RULES[code].asks):
        assert text.zh in row
        assert text.en in row
    assert f"| {catalogue()[code].severity} |" in row
    assert all(name in row for name in (*catalogue()[code].numbers, *RULES[code].needs, *RULES[code].uses))


@pytest.mark.parametrize("one", INDICATORS, ids=lambda one: one.code)
def test_every_indicator_stands_in_the_docs_with_its_parts(one):
    row = next(line for line in (DOCS / "indicators.md").read_text("utf-8").splitlines() if f"`{one.code}`" in line)
    told = meanings()[one.code]
    for text in (
        one.zh,
        one.en,
        one.base,
        told.numerator.zh,
        told.denominator.en,
        told.source.zh,
        told.source.en,
        *told.levels,
    ):
        assert text in row


def test_no_meaning_is_left_over():
    assert list(meanings()) == [one.code for one in INDICATORS]


def test_an_indicator_is_measured_on_the_levels_that_it_names(planned):
    measured = planned.indicators.groupby("indicator")["level"].agg(set)
    assert {code: set(told.levels) for code, told in meanings().items()} == measured.to_dict()

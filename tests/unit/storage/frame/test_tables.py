import math

from gridplan.storage.frame.census import read_census
from gridplan.storage.frame.codes import read_codes
from gridplan.storage.frame.credit import credit_of, notes_of
from gridplan.storage.frame.naming import stem


def test_a_town_may_be_coded_with_three_zeros_more():
    table = [["统计用区划代码", "名称"], ["110117001000", "滨河街道"], ["110117001001", "金谷社区居委会"]]
    towns, villages = read_codes([table])
    assert towns.to_dict() == {"110117001": "滨河街道"}
    assert villages["town"].to_dict() == {"110117001001": "110117001"}


def test_a_town_that_is_named_beside_its_villages_alone_counts():
    table = [["code", "name", "town_name"], ["110117001001", "甲村", "滨河街道"], ["110117001002", "乙村", "滨河街道"]]
    towns, villages = read_codes([table])
    assert towns.to_dict() == {"110117001": "滨河街道"}
    assert villages["name"].tolist() == ["甲村", "乙村"]


def test_tables_without_codes_are_passed_over():
    towns, villages = read_codes([[["a", "b"], ["1", "2"]], [], [["code"]]])
    assert towns.empty
    assert villages.empty


def test_the_row_of_a_census_is_found_by_code_or_name():
    table = [["区划代码", "区县", "家庭户数"], ["110101", "甲区", "10"], ["110117.0", "乙区", "1,234"]]
    assert read_census([table], "110117", "").households_n == 1_234
    assert read_census([table], "", "甲区").households_n == 10
    assert math.isnan(read_census([table], "", "丙区").households_n)


def test_a_census_of_one_item_a_row_is_read_too():
    census = read_census([[["家庭户数", "160875"], ["人口数_合计", "457313.0"], ["区县", "平谷区"]]], "", "")
    assert (census.households_n, census.people_n, census.name) == (160_875, 457_313, "平谷区")


def test_no_census_is_no_number():
    assert math.isnan(read_census([[["家庭户数", "–"]]], "", "").households_n)


def test_the_credit_keeps_licences_and_what_is_to_be_cited():
    text = "- cells: a list (MIT; cite A et al. 2021; columns x, y); datum unknown.\n- roads: none."
    assert credit_of(text) == "cells: a list (MIT; cite A et al. 2021)"
    assert credit_of("nothing is said") == ""


def test_notes_lose_their_markup_and_keep_their_lines_together():
    assert notes_of("# **A**\n- `b`\n  c [d](http://e)\n\nf.\ng") == ["A", "b c d", "f.", "g"]


def test_the_rank_of_a_town_is_no_part_of_its_name():
    assert {stem(name) for name in ("峪口镇", "峪口地区", "峪口乡", "峪口街道", "峪口")} == {"峪口"}
    assert stem("镇") == "镇"

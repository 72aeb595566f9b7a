import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridplan.storage.gate.saying import RefusedError
from gridplan.storage.tables.sheet import headed, plain_name

KNOWN = frozenset({"id", "name"})


@pytest.mark.parametrize("header", ["名称", "\ufeff名称 ", "\u3000名称\xa0"])
def test_headers_that_look_alike_are_alike(header):
    assert plain_name(header) == "名称"


def test_full_width_headers_are_plain():
    assert plain_name("Ｉｄ（米）") == "id(米)"


def test_the_first_of_rows_that_are_equally_likely_is_the_header():
    sheet = headed([["id", "name"], ["id", "name"]], [1, 2], KNOWN, "t.csv")
    assert sheet.rows.tolist() == [2]


@given(st.lists(st.sampled_from([["", ""], [None, " "], ["1", "a"]]), max_size=12))
def test_blank_rows_are_left_out_and_the_others_keep_their_number(rows):
    sheet = headed([["id", "name"], *rows], range(1, len(rows) + 2), KNOWN, "t.csv")
    assert sheet.rows.tolist() == [at + 2 for at, row in enumerate(rows) if row == ["1", "a"]]


def test_a_blank_surplus_cell_is_no_fault_and_a_full_one_is():
    assert headed([["id", "name"], ["1", "a", ""]], [1, 2], KNOWN, "t.csv").rows.tolist() == [2]
    with pytest.raises(RefusedError):
        headed([["id", "name"], ["1", "a", "x"]], [1, 2], KNOWN, "t.csv")

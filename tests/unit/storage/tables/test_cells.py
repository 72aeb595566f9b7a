import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from gridplan.storage.tables.cells import BLANKS, as_texts, half_width


def test_blanks_of_every_kind_are_taken_off_and_noted():
    cells = as_texts(pd.Series(["\xa0B1\u200b", "\u3000B2 ", "B3"]))
    assert cells.taken.tolist() == ["B1", "B2", "B3"]
    assert cells.notes["WS_TRIM"].tolist() == [True, True, False]


def test_a_cell_of_blanks_alone_is_blank_and_not_trimmed():
    cells = as_texts(pd.Series([" \u3000", "", None, "x"]))
    assert cells.blank.tolist() == [True, True, True, False]
    assert not cells.notes


def test_whole_numbers_of_a_spreadsheet_are_written_without_point():
    assert as_texts(pd.Series([12.0, 12, 12.5, "0012"])).taken.tolist() == ["12", "12", "12.5", "0012"]


def test_the_apostrophe_before_a_formula_sign_is_no_part_of_the_text():
    assert as_texts(pd.Series(["'=1+1", "'quoted"])).taken.tolist() == ["=1+1", "'quoted"]


@given(
    st.lists(st.text(alphabet=st.characters(exclude_characters=BLANKS + "'", exclude_categories=("Cs",)), min_size=1))
)
def test_texts_without_blanks_around_them_stay_as_they_are(texts):
    cells = as_texts(pd.Series(texts, dtype="str"))
    assert cells.taken.tolist() == texts
    assert not cells.notes


def test_full_width_characters_become_plain_ones():
    values, changed = half_width(pd.Series(["３２０", "320", "村"]))
    assert values.tolist() == ["320", "320", "村"]
    assert changed.tolist() == [True, False, False]


def test_a_reading_of_distinct_values_is_spread_over_all_rows():
    rows = pd.Series(["a ", "b", None, "a "])
    codes, distinct = pd.factorize(rows)
    cells = as_texts(pd.Series(distinct)).spread(codes, rows)
    assert cells.taken.tolist()[:2] == ["a", "b"]
    assert cells.blank.tolist() == [False, False, True, False]
    assert np.flatnonzero(cells.notes["WS_TRIM"]).tolist() == [0, 3]

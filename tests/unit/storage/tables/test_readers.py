import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridplan.storage.tables.readers import count, degrees, ident, number, text


def test_ids_keep_their_leading_zeros():
    assert ident(pd.Series(["0012", "12"])).taken.tolist() == ["0012", "12"]


def test_an_id_that_a_spreadsheet_took_for_a_number_is_written_in_full():
    assert ident(pd.Series([320800100200, 12.0], dtype=object)).taken.tolist() == ["320800100200", "12"]


@pytest.mark.parametrize("value", [3.2011198001010003e17, 320111980010100031, "3.20111E+17"])
def test_an_id_that_lost_its_last_digits_is_said(value):
    assert ident(pd.Series([value, "x"], dtype=object)).faults["ID_FLOAT_LOST"].tolist() == [True, False]


@pytest.mark.parametrize("value", ["x" * 65, "a\x01b", "a\u202eb"])
def test_ids_that_are_too_long_or_not_printable_are_said(value):
    assert ident(pd.Series([value])).faults["ID_FORMAT"].tolist() == [True]


def test_an_id_like_3e12_is_no_lost_number():
    assert not ident(pd.Series(["3E12", "E101"])).faults


def test_figures_in_full_width_and_with_thousands_signs_are_read():
    cells = number(pd.Series(["１，２０４", "1,204", "-2.5", "3e2"]))
    assert cells.taken.tolist() == [1204, 1204, -2.5, 300]
    assert cells.notes["NUM_FULLWIDTH"].tolist() == [True, False, False, False]


@pytest.mark.parametrize("value", ["1,204户", "约300", "三百二十", "inf", "12,05", "1_000", "0x10"])
def test_what_is_no_figure_is_said(value):
    cells = number(pd.Series([value]))
    assert cells.faults["NUM_PARSE"].tolist() == [True]
    assert np.isnan(cells.taken[0])


@pytest.mark.parametrize("value", ["无", "-", "NaN", "暂无"])
def test_words_for_no_figure_are_told_from_slips(value):
    cells = number(pd.Series([value]))
    assert "NUM_PARSE" not in cells.faults
    assert cells.notes["MISSING"].tolist() == [True]


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1))
def test_written_floats_are_read_back_to_the_last_bit(values):
    assert number(pd.Series([repr(value) for value in values])).taken.tolist() == values


def test_counts_have_no_fraction():
    assert count(pd.Series(["12.5", "12"])).faults["NUM_INT"].tolist() == [True, False]


def test_a_comma_in_degrees_is_never_a_thousands_sign():
    cells = degrees(pd.Series(["119,020", "119.02"]))
    assert cells.faults["NUM_PARSE"].tolist() == [True, False]
    assert cells.taken.tolist()[1] == 119.02


def test_text_that_was_decoded_twice_is_noted_with_a_guess_and_left_alone():
    garbled = "测试东庄".encode().decode("latin-1")
    cells = text(pd.Series([garbled, "Müller", "西庄"]))
    assert cells.notes["ENC_MOJIBAKE"].tolist() == [True, False, False]
    assert cells.words["guess"] == "测试东庄"
    assert cells.taken.tolist()[1:] == ["Müller", "西庄"]


@pytest.mark.parametrize(("written", "read"), [("'320123", "320123"), ('="0012"', "0012"), ("无", None), ("/", None)])
def test_marks_of_spreadsheets_are_no_part_of_an_id(written, read):
    cells = ident(pd.Series([written, "1-2"]))
    assert cells.taken.astype(object).where(cells.taken.notna(), None).tolist() == [read, "1-2"]
    assert cells.blank.tolist() == [read is None, False]

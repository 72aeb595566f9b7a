import pandas as pd
import pytest

from gridplan.model.words import BranchKind, GridType, Residence
from gridplan.storage.tables.words import flag, read_datum, word, words


@pytest.mark.parametrize("kind", [BranchKind, Residence])
def test_codes_and_names_in_both_languages_are_read(kind):
    spelled = [name for member in kind for name in (str(member), member.zh, member.en.upper())]
    assert word(kind)(pd.Series(spelled)).taken.tolist() == [str(member) for member in kind for _ in range(3)]


def test_an_unknown_word_is_said_with_those_that_are_allowed():
    cells = word(BranchKind)(pd.Series(["乡下", "乡村"]))
    assert cells.faults["ENUM"].tolist() == [True, False]
    assert "乡村/rural" in cells.words["allowed"]


def test_other_spellings_are_read_too():
    assert word(BranchKind, {"农村": BranchKind.RURAL})(pd.Series(["农村"])).taken.tolist() == ["rural"]


def test_yes_and_no_are_read_in_both_languages():
    cells = flag(pd.Series(["是", "否", "YES", "0", "√", 1.0, "也许"], dtype=object))
    assert cells.taken.tolist()[:6] == [True, False, True, False, True, True]
    assert cells.faults["ENUM"].tolist() == [False] * 6 + [True]


def test_booleans_stay_booleans():
    assert flag(pd.Series([True, False])).taken.tolist() == [True, False]


def test_datums_are_read_by_their_usual_names():
    cells = read_datum(pd.Series(["高德", "GCJ-02", "百度", "wgs84", "北京54", None]))
    assert cells.taken.tolist()[:4] == ["gcj02", "gcj02", "bd09", "wgs84"]
    assert cells.faults["DATUM_UNKNOWN"].tolist() == [False, False, False, False, True, False]


def test_several_words_stand_in_one_cell_each_once_in_the_order_of_the_trade():
    cells = words(GridType)(pd.Series(["社区、村域；community", "market", "", "Village / Mixed", "村域,月球"]))
    assert cells.taken.fillna("").tolist() == ["village;community", "market", "", "village;mixed", ""]
    assert cells.faults["ENUM"].tolist() == [False, False, False, False, True]
    assert "村域/village" in str(cells.words["allowed"])

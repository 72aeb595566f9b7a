import pandas as pd
import pytest

from gridplan.storage.formulas import book_text, defused, restored


@pytest.mark.parametrize("dtype", ["str", object, "category"])
def test_risky_texts_get_an_apostrophe_that_reading_takes_off(dtype):
    texts = pd.Series(["=1", "'=1", "'a", "a", None, "-"], dtype=dtype)
    written = defused(texts)
    assert written.tolist()[:4] == ["'=1", "''=1", "''a", "a"]
    assert restored(written.astype("str"), " ").tolist()[:4] == ["=1", "'=1", "'a", "a"]
    assert written.isna().tolist() == texts.isna().tolist()


def test_figures_stay_figures():
    figures = pd.Series([-1.5, 2.0])
    assert defused(figures) is figures
    assert defused(pd.Series([], dtype=object)).empty


def test_a_person_s_own_apostrophe_stays():
    assert restored(pd.Series(["'张三", "'", "rock'n'roll"]), " ").tolist() == ["'张三", "'", "rock'n'roll"]


@pytest.mark.parametrize(("text", "written"), [("=1", "=1"), ("'=1", "''=1"), ("'a", "'a")])
def test_a_workbook_needs_an_apostrophe_only_where_reading_takes_one_off(text, written):
    assert book_text(text) == written

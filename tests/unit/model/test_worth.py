import math

import pytest

from gridplan.model.worth import COLUMNS, Worth, sum_up, worth_table


@pytest.mark.parametrize(
    ("value", "bound", "english", "chinese"),
    [
        (100.0, 100.0, "the best possible, proved", "已证明为最优"),
        (100.0, 99.99999, "the best possible, proved", "已证明为最优"),
        (100.5, 100.0, "within 0.5% of the best possible", "与最优相差不超过 0.5%"),
        (100.51, 100.0, "within 0.6% of the best possible", "与最优相差不超过 0.6%"),
        (100.0, math.nan, "no bound", "无最优性界限"),
        (100.0, 0.0, "no bound", "无最优性界限"),
        (0.0, 0.0, "the best possible, proved", "已证明为最优"),
    ],
)
def test_words_never_promise_too_much(value, bound, english, chinese):
    worth = Worth(0.0, value, bound)
    assert (worth.words("en"), worth.words("zh")) == (english, chinese)


def test_branches_are_laid_out_with_their_gaps():
    table = worth_table({"B1": Worth(0.1, 102.0, 100.0), "B2": Worth(0.0, 5.0)})
    assert list(table.columns) == COLUMNS
    assert table["gap"].tolist()[0] == pytest.approx(0.02)
    assert math.isnan(table["gap"].tolist()[1])
    assert worth_table({}).dtypes.astype(str).tolist()[1:] == ["float64"] * 4


def test_a_county_is_summed_up_and_a_branch_told():
    table = worth_table({"B1": Worth(0.0, 1.0, 1.0), "B2": Worth(0.0, 1.009, 1.0), "B3": Worth(0.0, 2.0)})
    assert sum_up(table, 4, "en") == "2 of 4 branches within 1% of the best possible (1 proved)"
    assert sum_up(table, 4, "zh") == "4 个网点中 2 个与最优相差不超过 1%（1 个已证明为最优）"
    assert sum_up(table.iloc[1:2], 1, "en") == "within 0.9% of the best possible"
    assert sum_up(table.iloc[:0], 1, "zh") == "无最优性界限"

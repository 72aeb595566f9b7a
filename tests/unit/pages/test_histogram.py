"""Bars between equal limits; all figures alike are one bar."""

import numpy as np
import pandas as pd

from gridplan.pages.cover.histogram import BARS_N, histogram


def test_every_known_figure_is_in_one_bar():
    limits, counts = histogram(pd.Series([0.0, 0.05, 0.5, 1.0, np.nan]))
    assert len(limits) == BARS_N + 1
    assert sum(counts) == 4
    assert (counts[0], counts[-1]) == (2, 1)


def test_all_alike_are_one_bar():
    assert histogram(pd.Series([0.4, 0.4])) == ([0.4, 0.4], [2])


def test_nothing_known_has_no_bar():
    assert histogram(pd.Series([np.nan])) == ([], [])

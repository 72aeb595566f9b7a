import numpy as np
import pandas as pd

from gridplan.storage.exports.digits import sensible


def test_figures_are_rounded_to_what_they_can_say():
    table = pd.DataFrame(
        {
            "workload_h": [316.1333140914191],
            "lon": [123.4992061234],
            "deviation": [-0.04549120141],
            "name": ["2080.123"],
        }
    )
    assert sensible(table).iloc[0].tolist() == [316.13, 123.499206, -0.0455, "2080.123"]


def test_whole_figures_have_no_decimals_even_where_some_are_unknown():
    shown = sensible(pd.DataFrame({"households": [2080.0, np.nan]}))["households"]
    assert str(shown[0]) == "2080"
    assert pd.isna(shown[1])


def test_what_has_no_end_stays():
    assert sensible(pd.DataFrame({"weeks_to_finish": [np.inf, 3.0]}))["weeks_to_finish"].tolist() == [np.inf, 3.0]

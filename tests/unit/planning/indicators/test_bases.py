"""An indicator on another base: the numerator stays, the ranks may not, and nothing withheld comes back."""

import numpy as np
import pandas as pd
import pytest

from gridplan.planning.indicators.bases import bases_of, on_base, places, reach_against


@pytest.fixture
def figures():
    """Two branches: the first has many who moved away, the second few."""
    parts = {
        "spatial_coverage_hh_radius": ("registered", (90, 80), (100, 80)),
        "spatial_coverage_hh_road": ("registered", (50, 80), (100, 80)),
        "penetration": ("resident", (30, 40), (40, 64)),
        "penetration_eligible": ("eligible", (12, 30), (20, 60)),
        "filing_rate": ("eligible", (10, 20), (20, 60)),
        "overlap_share": ("area", (1.0, 1.0), (2.0, 2.0)),
    }
    rows = [
        ("branch", f"B{n + 1}", code, above[n] / below[n], float(above[n]), float(below[n]), base)
        for code, (base, above, below) in parts.items()
        for n in range(2)
    ]
    return pd.DataFrame(rows, columns=["level", "id", "indicator", "value", "numerator", "denominator", "base"])


def _values(rows):
    return rows.set_index("id")["value"].to_dict()


def test_its_own_base_comes_first_and_a_narrower_one_only_where_it_is_counted():
    assert bases_of("penetration", "resident") == ["resident", "registered", "eligible"]
    assert bases_of("filing_rate", "eligible") == ["eligible", "registered", "resident"]
    assert bases_of("spatial_coverage_hh_road", "registered") == ["registered"]
    assert bases_of("overlap_share", "area") == ["area"]


def test_its_own_base_changes_nothing(figures):
    assert _values(on_base(figures, "penetration", "resident")) == {"B1": 0.75, "B2": 0.625}


def test_another_base_divides_the_same_households(figures):
    rows = on_base(figures, "penetration", "registered")
    assert _values(rows) == {"B1": 0.3, "B2": 0.5}
    assert set(rows["base"]) == {"registered"}
    assert set(rows["indicator"]) == {"penetration"}
    assert rows["numerator"].tolist() == [30, 40]


def test_a_narrower_base_counts_its_own_households(figures):
    rows = on_base(figures, "penetration", "eligible")
    assert _values(rows) == {"B1": 0.6, "B2": 0.5}
    assert set(rows["base"]) == {"eligible"}
    assert set(rows["indicator"]) == {"penetration"}


def test_the_base_changes_who_is_worst(figures):
    before = places(on_base(figures, "penetration", "resident").set_index("id")["value"], low_first=True)
    after = places(on_base(figures, "penetration", "registered").set_index("id")["value"], low_first=True)
    assert before.to_dict() == {"B1": 2, "B2": 1}
    assert after.to_dict() == {"B1": 1, "B2": 2}


def test_equal_figures_share_a_place_and_unknown_ones_have_none():
    found = places(pd.Series({"a": 0.5, "b": 0.5, "c": 0.7, "d": np.nan}), low_first=False)
    assert found.dropna().to_dict() == {"a": 2, "b": 2, "c": 1}
    assert pd.isna(found["d"])


@pytest.mark.parametrize("gone", ["penetration", "spatial_coverage_hh_road"])
def test_what_is_withheld_stays_withheld_on_any_base(figures, gone):
    mine = (figures["indicator"] == gone) & (figures["id"] == "B1")
    figures.loc[mine, ["value", "numerator", "denominator"]] = np.nan
    row = on_base(figures, "penetration", "registered").set_index("id").loc["B1"]
    assert row[["value", "numerator", "denominator"]].isna().all()
    assert not np.isnan(_values(on_base(figures, "penetration", "registered"))["B2"])


def test_without_the_indicator_there_is_no_row(figures):
    assert on_base(figures[figures["indicator"] != "filing_rate"], "filing_rate", "resident").empty


def test_a_circle_promises_more_than_a_road_keeps(figures):
    against = reach_against(figures)
    assert against.loc[("branch", "B1"), "lost"] == pytest.approx(0.4)
    assert against.loc[("branch", "B2"), "lost"] == 0
    assert len(reach_against(figures, ["B2"])) == 1

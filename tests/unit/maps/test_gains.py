"""What places won and lost between two months, as colours."""

import numpy as np
import pandas as pd

from gridplan.maps.colours import UNKNOWN
from gridplan.maps.drawing import View
from gridplan.maps.gains import COLOURS, gains, paint_gains
from tests.unit.maps.drawn_town import drawn_town


def _table(values):
    rows = [
        {"level": "branch", "id": branch, "month": month, "value": value, "numerator": 100 * value, "denominator": 100}
        for branch, pair in values.items()
        for month, value in zip(("2026-09", "2026-11"), pair, strict=True)
    ]
    return pd.DataFrame(rows)


def _painted(values, lang="en"):
    plan = drawn_town()
    gained = gains(_table(values), "branch", "2026-09", "2026-11")
    view = View(plan, lang, "branch", "visit_coverage")
    painted = paint_gains(view, gained, "2026-09", "2026-11")
    names = list(dict.fromkeys(view.units["branch_id"]))
    return painted, {name: painted["groups"][n] for n, name in enumerate(names)}


def test_won_is_green_lost_is_brown_and_the_legend_counts_both():
    painted, group = _painted({"B1": (0.10, 0.40), "B2": (0.30, 0.28)})
    assert group["B1"]["colour"] == COLOURS[-1]
    assert group["B2"]["colour"] == COLOURS[2]
    assert "2026-09 10.0% → 2026-11 40.0% (<b>+30.0</b>)" in group["B1"]["tip"]
    rows = {row["text"]: row["count"] for row in painted["legend"]["rows"]}
    assert rows == {"−0.1 – −10.0": 1, "+20.0 – +30.0": 1, "No figure": 1}
    assert "2026-09 → 2026-11" in painted["legend"]["title"]


def test_what_stood_still_is_pale_and_what_is_not_known_says_so():
    painted, group = _painted({"B1": (0.10, 0.10), "B2": (np.nan, 0.28)})
    assert group["B1"]["colour"] == COLOURS[3]
    assert group["B2"]["colour"] == UNKNOWN
    assert [row["text"] for row in painted["legend"]["rows"]] == ["Unchanged", "No figure"]


def test_a_month_that_nobody_counted_is_not_known():
    table = _table({"B1": (0.1, 0.2)})
    assert gains(table, "branch", "2025-01", "2026-11")["gain"].isna().all()

"""Grid entry: households in a base grid that somebody owns."""

from __future__ import annotations

import pandas as pd

from gridplan.planning.indicators.facts import Facts
from gridplan.planning.indicators.indicator import Share


def _entry(facts: Facts) -> tuple[pd.Series, pd.Series]:
    owned = facts.grids.index[facts.grids["primary_officer_id"].fillna("") != ""]
    entered = facts.units["grid_id"].isin(owned).astype(float)
    households = facts.by_unit(facts.doors["weight"], facts.doors["unit"])
    return households * entered, households


ENTRY = [Share("grid_entry_rate", "入格率", "Grid entry", "registered", _entry, follows_grids=True)]

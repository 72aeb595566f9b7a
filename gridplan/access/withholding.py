"""The indicators of a plan for those who see totals only: shares whose parts are too few people are left out."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

from gridplan.access.aggregates import ALL, K_SCREEN, suppress

#: Levels of the indicators, by what they are grouped by.
LEVELS: Mapping[str, str] = {"unit_id": "unit", "grid_id": "grid", "branch_id": "branch", "town": "town", ALL: "county"}
#: Bases that count no people.
NO_PEOPLE = frozenset({"area"})
_PARTS = ("numerator", "denominator")
#: The counts of all units; indicators that count the same share them, so that they hide the same.
_Counts = tuple[float, ...]


def withhold(
    indicators: pd.DataFrame,
    places: pd.DataFrame,
    *,
    k: int,
    screen_k: int = K_SCREEN,
    spared: Collection[str] = NO_PEOPLE,
) -> pd.DataFrame:
    """
    Leave out what would say something of fewer than k people.

    Parameters
    ----------
    indicators
        Columns `level`, `id`, `indicator`, `value`, `numerator`, `denominator`, `base`.
    places
        Where each unit lies: indexed by `unit_id`, with `grid_id`, `branch_id` and `town`.
    k
        The smallest number of people that is shown.
    screen_k
        The k of the screen.
    spared
        Bases that are nobody's secret, such as square metres.

    Returns
    -------
    shown
        The same rows; value, numerator and denominator are missing where `hidden` is true. Indicators that are not
        counts of people are left as they are.
    """
    pairs = _pairs(indicators[~indicators["base"].isin(spared)], places.index)
    hidden = {counts: _hidden(counts, pairs, places, k, screen_k) for pair in pairs.values() for counts in pair}
    rows = pd.MultiIndex.from_arrays(
        [indicators["level"], indicators["id"].where(indicators["level"] != LEVELS[ALL], ALL)]
    )
    gone = np.zeros(len(indicators), bool)
    for code, pair in pairs.items():
        mine = np.flatnonzero(indicators["indicator"] == code)
        for counts in pair:
            gone[mine] |= rows[mine].isin(hidden[counts])
    shown = indicators.assign(hidden=gone)
    shown.loc[gone, ["value", *_PARTS]] = np.nan
    return shown


def _pairs(indicators: pd.DataFrame, units: pd.Index) -> dict[str, tuple[_Counts, _Counts]]:
    """Take numerator and denominator of each indicator that counts people by unit."""
    by_unit = indicators[indicators["level"] == "unit"]
    pairs: dict[str, tuple[_Counts, _Counts]] = {}
    known: set[_Counts] = set()
    for code, rows in by_unit.groupby("indicator", sort=False):
        parts = rows.set_index("id").reindex(units).fillna(dict.fromkeys(_PARTS, 0.0))
        those, all_there = (tuple(parts[name]) for name in _PARTS)
        others = tuple((parts["denominator"] - parts["numerator"]).tolist())
        # those who lack something are no other secret than those who have it
        those = others if others in known else those
        pairs[str(code)] = (those, all_there)
        known |= {those, all_there}
    return pairs


def _hidden(
    counts: _Counts, pairs: Mapping[str, tuple[_Counts, _Counts]], places: pd.DataFrame, k: int, screen_k: int
) -> pd.MultiIndex:
    above = [of for those, of in pairs.values() if those == counts != of]
    below = [those for those, of in pairs.values() if of == counts != those]
    least = np.array([(0.0,) * len(counts), *below]).max(axis=0)
    most = np.array([(np.inf,) * len(counts), *above]).min(axis=0)
    table = places.assign(count=counts, least=least, most=most).rename_axis("unit_id").reset_index()
    margins = [name for name in LEVELS if name in places.columns]
    shown = suppress(
        table, key="unit_id", count="count", k=k, margins=margins, least="least", most="most", screen_k=screen_k
    )
    small = shown[shown["hidden"]]
    return pd.MultiIndex.from_arrays([small["by"].map(LEVELS), small["id"]])

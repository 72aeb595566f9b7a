"""One indicator on another base: the same households counted, divided by more of them or by fewer."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

#: Bases of households, the widest first, and the indicator whose denominator counts them.
BASES = {"registered": "spatial_coverage_hh_road", "resident": "penetration", "eligible": "filing_rate"}
#: Indicators that count their own numerator on a narrower base.
NARROWER = {("penetration", "eligible"): "penetration_eligible"}
_KEYS = ["level", "id"]
_FIGURES = ["value", "numerator", "denominator"]


def bases_of(code: str, base: str) -> list[str]:
    """
    List the bases that an indicator can be put on.

    Parameters
    ----------
    code
        Code of the indicator.
    base
        The base that it counts.

    Returns
    -------
    bases
        Its own first, then the others, the widest first; its own alone where it counts no such households. A base
        that leaves out some whom the numerator counts is none.
    """
    order = list(BASES)
    if base not in order:
        return [base]
    others = [one for one in order if order.index(one) < order.index(base) or (code, one) in NARROWER]
    return [base, *others]


def on_base(figures: pd.DataFrame, code: str, base: str) -> pd.DataFrame:
    """
    Put an indicator on another base.

    Parameters
    ----------
    figures
        Indicators as somebody may see them; what is withheld there stays withheld.
    code
        Code of the indicator.
    base
        One of `bases_of`.

    Returns
    -------
    figures
        Rows of that indicator, with the code kept and `base` as asked for.
    """
    own = figures[figures["indicator"] == code]
    if own.empty or base == own["base"].iloc[0]:
        return own
    if (code, base) in NARROWER:
        return figures[figures["indicator"] == NARROWER[code, base]].assign(indicator=code)
    counted = figures[figures["indicator"] == BASES[base]].set_index(_KEYS)
    below = counted["denominator"].reindex(pd.MultiIndex.from_frame(own[_KEYS])).to_numpy(dtype=float)
    above = own["numerator"].to_numpy(dtype=float)
    value = np.divide(above, below, out=np.full(len(own), np.nan), where=below > 0)
    shown = own.assign(value=value, numerator=above, denominator=below, base=base)
    shown.loc[np.isnan(value), _FIGURES] = np.nan
    return shown


def places(values: pd.Series, *, low_first: bool) -> pd.Series:
    """
    Tell the place of each figure in a ranking; equal figures share a place.

    Parameters
    ----------
    values
        Figures; one that is not known has no place.
    low_first
        Whether the lowest figure is the first.

    Returns
    -------
    places
        From 1, same index; missing where there is no figure.
    """
    return values.rank(method="min", ascending=low_first).astype("Int64")


def reach_against(figures: pd.DataFrame, ids: Iterable[str] | None = None) -> pd.DataFrame:
    """
    Hold coverage by circle against coverage by road.

    Parameters
    ----------
    figures
        Indicators.
    ids
        Places; None for all.

    Returns
    -------
    against
        Index `level`, `id`: `circle`, `road`, and `lost`, the share of households that the circle promises and no
        road keeps; negative where roads reach farther.
    """
    wanted = figures if ids is None else figures[figures["id"].isin(list(ids))]
    circle, road = (
        wanted[wanted["indicator"] == f"spatial_coverage_hh_{model}"].set_index(_KEYS)["value"].astype(float)
        for model in ("radius", "road")
    )
    table = pd.DataFrame({"circle": circle, "road": road})
    return table.assign(lost=table["circle"] - table["road"])

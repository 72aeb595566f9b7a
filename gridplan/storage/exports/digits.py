"""How exactly figures are written for people; files for programs hold them as they are."""

from __future__ import annotations

import numpy as np
import pandas as pd

#: Decimals by column; a ten-millionth of a household helps nobody.
_DECIMALS = {
    **dict.fromkeys("lon lat value".split(), 6),
    **dict.fromkeys("deviation utilisation staff_gap polsby_popper".split(), 4),
}
_OTHERS = 2


def sensible(table: pd.DataFrame) -> pd.DataFrame:
    """
    Round figures to what they can say, and write whole ones without decimals.

    Parameters
    ----------
    table
        Columns by code, such as `workload_h`; those that hold no figures stay.

    Returns
    -------
    table
        The same rows.
    """
    figures = {str(name): _sensible(table[name], str(name)) for name in table.select_dtypes("float")}
    return table.assign(**figures)


def _sensible(column: pd.Series, name: str) -> pd.Series:
    rounded = column.round(_DECIMALS.get(name, _OTHERS))
    known = rounded[np.isfinite(rounded)]
    if (known % 1 != 0).any() or len(known) < rounded.notna().sum():
        return rounded
    return rounded.astype("Int64")

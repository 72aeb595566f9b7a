"""Road minutes between units, where they are to count and not straight lines."""

from __future__ import annotations

import numpy as np
import pandas as pd

from gridplan.errors import InfeasibleError, SettingsError
from gridplan.planning.zoning.engine.problem import Floats

#: So many units are named in a message.
NAMED = 10


def read_minutes(ids: pd.Index, minutes: pd.DataFrame | None, objective: str) -> Floats | None:
    """
    Read the minutes between all units.

    Parameters
    ----------
    ids
        Ids of the units.
    minutes
        From each unit (row) to each other (column), by id; None where straight lines count.
    objective
        What is to be made small.

    Returns
    -------
    minutes
        In the order of the ids, shape (n, n).

    Raises
    ------
    InfeasibleError
        If a way is not known, endless or below nought.
    SettingsError
        If the objective counts straight lines alone.
    """
    if minutes is None:
        return None
    if objective == "diameter":
        raise SettingsError("the longest way within a grid is counted in straight lines; minutes go with the others")
    table = minutes.reindex(index=ids, columns=ids).to_numpy(dtype=np.float64)
    sound = np.isfinite(table) & (table >= 0)
    if not sound.all():
        wrong = [f"{ids[a]} to {ids[b]}" for a, b in np.argwhere(~sound)[:NAMED]]
        raise InfeasibleError("minutes must be known, finite and not negative: {units}", units=", ".join(wrong))
    return table

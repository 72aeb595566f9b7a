"""Into how many base grids a branch is cut."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridplan.model.plan import Preset


def grids_wanted(
    households: pd.Series,
    workload_h: pd.Series,
    preset: Preset,
    *,
    officer_hours: float | None = None,
    components: NDArray[np.int64] | None = None,
    tolerance: float = 0.2,
) -> int:
    """
    Say how many base grids a branch wants.

    With `H` households and `W` hours of work in all, and `w` hours of the heaviest unit:

    1. `n = H / middle`, rounded, where `middle` is half-way between `hh_min` and `hh_max`;
    2. not more than `W (1 + tolerance) / w`, for no balanced grid could hold the heaviest unit, yet never so few that
       the mean grid has more than `hh_max` households;
    3. at least `W (1 + tolerance) / officer_hours`, so that no balanced grid is more than the work of one officer;
    4. at least one for each component, for nothing joins them, and at most one for each unit.

    Later lines win. A unit that is more than one officer's work by itself can't be helped here.

    Parameters
    ----------
    households
        Households by unit.
    workload_h
        Hours a year by unit.
    preset
        Sizes of the kind of branch.
    officer_hours
        Hours a year that an officer has for visits, or None where unknown.
    components
        Number of the part that each unit hangs together with, or None for a branch in one piece.
    tolerance
        Share by which a grid may leave the mean.

    Returns
    -------
    n
        Number of base grids.
    """
    total, work = float(households.sum()), float(workload_h.sum())
    wanted = round(2 * total / (preset.hh_min + preset.hh_max))
    if (heaviest := float(workload_h.max())) > 0:
        holds = math.floor(work * (1 + tolerance) / heaviest)
        wanted = max(min(wanted, holds), math.ceil(total / preset.hh_max))
    if officer_hours:
        wanted = max(wanted, math.ceil(work * (1 + tolerance) / officer_hours))
    parts = 1 if components is None else len(np.unique(components))
    return min(max(wanted, parts, 1), len(households))

"""Figures on a raster so fine that nobody sees it, on which floats add up without rounding."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

#: Steps of a household or an hour. Multiples of a power of two below 2^43 are added and subtracted exactly, in any
#: order, so that the sum of differences is the difference of sums to the last bit.
STEPS = 1_024.0


def exact(figures: pd.Series | NDArray[np.float64]) -> NDArray[np.float64]:
    """
    Put figures on the raster.

    Parameters
    ----------
    figures
        Figures below 2^43; NaN stays.

    Returns
    -------
    figures
        The nearest multiples of 1/1024; 1/2048 off at most, less than two seconds of an hour.
    """
    return np.round(np.asarray(figures, dtype=float) * STEPS) / STEPS

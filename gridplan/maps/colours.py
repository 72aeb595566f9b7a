"""Colours that a colour-blind reader can tell apart, and the classes they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

#: ColorBrewer YlGnBu, for figures of which more is better.
GOOD = ("#ffffcc", "#a1dab4", "#41b6c4", "#2c7fb8", "#253494")
#: ColorBrewer OrRd, for figures of which more is worse.
BAD = ("#fef0d9", "#fdcc8a", "#fc8d59", "#e34a33", "#b30000")
#: ColorBrewer Purples, for counts.
COUNT = ("#dadaeb", "#bcbddc", "#9e9ac8", "#756bb1", "#54278f")
#: Paul Tol's light scheme, for things side by side that black text lies on.
APART = ("#77aadd", "#ee8866", "#eedd88", "#ffaabb", "#44bb99", "#bbcc33", "#99ddff", "#aaaa00", "#dddddd")
UNKNOWN = "#ffffff"


def breaks(values: npt.NDArray[np.float64], classes: int = 5) -> list[float]:
    """
    Find round limits between classes that hold about equally many values.

    Parameters
    ----------
    values
        Figures; those that are not finite are left out.
    classes
        How many classes at most.

    Returns
    -------
    limits
        Ascending; one fewer than there are classes, and fewer where values repeat.
    """
    finite = values[np.isfinite(values)]
    if finite.size == 0:
        return []
    digits = _digits(float(np.ptp(finite)))
    limits = _cuts(finite, classes, digits)
    if len(limits) < classes - 1:
        # many equal values, such as 0 and 100 %, hide the others
        limits = _cuts(np.unique(finite), classes, digits)
    return [limit for limit in limits if finite.min() < limit <= finite.max()]


def _cuts(values: npt.NDArray[np.float64], classes: int, digits: int) -> list[float]:
    cuts = np.quantile(values, np.linspace(0, 1, classes + 1)[1:-1])
    return sorted({round(float(cut), digits) for cut in cuts})


def _digits(spread: float) -> int:
    """Two digits of the spread are enough for a limit."""
    return 2 if spread <= 0 else int(np.clip(1 - np.floor(np.log10(spread)), 0, 4))


def classify(values: npt.NDArray[np.float64], limits: list[float]) -> npt.NDArray[np.int64]:
    """
    Put every value into its class.

    Parameters
    ----------
    values
        Figures.
    limits
        Ascending limits; a value on a limit belongs to the class above.

    Returns
    -------
    classes
        Class numbers from 0; -1 for a figure that is not known.
    """
    found = np.searchsorted(np.array(limits, dtype=float), values, side="right").astype(np.int64)
    found[~np.isfinite(values)] = -1
    return found


def ramp(colours: tuple[str, ...], classes: int) -> list[str]:
    """
    Pick colours for a number of classes, from the palest to the darkest.

    Parameters
    ----------
    colours
        A palette.
    classes
        How many are wanted.

    Returns
    -------
    picked
        That many colours.
    """
    places = np.linspace(0, len(colours) - 1, classes) if classes > 1 else [len(colours) // 2]
    return [colours[round(float(place))] for place in places]


def apart(names: Iterable[str], neighbours: Mapping[str, set[str]]) -> dict[str, str]:
    """
    Give neighbours different colours, each grid keeping its own as far as possible.

    Parameters
    ----------
    names
        What is to be coloured, in a stable order.
    neighbours
        Which names touch which.

    Returns
    -------
    colours
        A colour a name.
    """
    chosen: dict[str, str] = {}
    for place, name in enumerate(names):
        near = {chosen[other] for other in neighbours.get(name, set()) if other in chosen}
        turn = place % len(APART)
        order = APART[turn:] + APART[:turn]
        chosen[name] = next((colour for colour in order if colour not in near), APART[turn])
    return chosen


def grid_colours(units: pd.DataFrame, adjacency: pd.DataFrame) -> dict[str, str]:
    """
    Colour the base grids so that grids side by side differ.

    Parameters
    ----------
    units
        Basic units with `grid_id`.
    adjacency
        Neighbours; columns `unit_a` and `unit_b`.

    Returns
    -------
    colours
        A colour a grid id.
    """
    numbers, grids = pd.factorize(units["grid_id"], sort=True)
    # neighbours that are none of these units have no grid, as the last number says
    known = np.append(numbers, -1)
    one, other = (known[units.index.get_indexer(pd.Index(adjacency[side]))] for side in ("unit_a", "unit_b"))
    border = (one >= 0) & (other >= 0) & (one != other)
    names = [str(grid) for grid in grids]
    near: dict[str, set[str]] = {name: set() for name in names}
    for a, b in np.unique(np.column_stack([one, other])[border], axis=0).tolist():
        near[names[a]].add(names[b])
        near[names[b]].add(names[a])
    return apart(near, near)

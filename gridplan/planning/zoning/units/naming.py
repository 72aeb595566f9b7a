"""Units that nobody has named get an id and a name by their place."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridplan.model.words import UnitType
from gridplan.planning.zoning.order import from_north
from gridplan.planning.zoning.units.ground import Ground


def number_units(shapes: NDArray[np.object_], ground: Ground, kind: UnitType, letter: str) -> gpd.GeoDataFrame:
    """
    Make a table of units that have a shape alone.

    Parameters
    ----------
    shapes
        Polygons.
    ground
        Where they lie.
    kind
        What they are.
    letter
        First letter of the ids.

    Returns
    -------
    units
        From north to south: ids such as `S0001`, `name` (the id), `type` and `town`.
    """
    shapes = shapes[from_north(shapes)]
    digits = max(4, len(str(len(shapes))))
    ids = [f"{letter}{n:0{digits}d}" for n in range(1, len(shapes) + 1)]
    table = {"name": ids, "type": str(kind), "town": ground.town_at(shapes)}
    return gpd.GeoDataFrame(table, geometry=shapes, index=pd.Index(ids, name="unit_id"), crs=ground.crs)

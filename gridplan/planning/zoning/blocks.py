"""The levels above base grids: the area of a branch (level 1), and its blocks (片区, level 2), one a town."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd

from gridplan.model.blocks import AREA, BLOCK, BLOCK_COLUMNS, blocks_table
from gridplan.model.words import Post
from gridplan.planning.zoning.outline import joined_by


def block_of(units: gpd.GeoDataFrame) -> pd.Series:
    """
    Tell in which block each base grid lies: that of the town where most of its households are.

    Parameters
    ----------
    units
        Units with `grid_id`, `branch_id`, `town` and `households`.

    Returns
    -------
    blocks
        Ids such as `B01-P02` by grid; they count the towns of a branch in their order.
    """
    return _ids(town_of(units))


def _ids(grids: pd.DataFrame) -> pd.Series:
    """Count the towns of each branch."""
    number = grids.groupby("branch_id")["town"].transform(lambda towns: towns.rank(method="dense")).astype(int)
    ids: pd.Series = grids["branch_id"] + "-P" + number.astype(str).str.zfill(2)
    return ids.rename("block_id")


def town_of(units: gpd.GeoDataFrame) -> pd.DataFrame:
    """
    Tell in which town each base grid lies.

    Parameters
    ----------
    units
        Units with `grid_id`, `branch_id`, `town` and `households`.

    Returns
    -------
    towns
        Columns `branch_id`, `town` by grid.
    """
    columns = (units["grid_id"], units["branch_id"], units["town"].fillna("").astype(str))
    (grid, grids), (branch, branches), (town, towns) = (pd.factorize(one, sort=True) for one in columns)
    known = (grid >= 0) & (branch >= 0)
    shape = len(grids), len(branches), len(towns)
    places, at = np.unique(np.ravel_multi_index((grid[known], branch[known], town[known]), shape), return_inverse=True)
    sums = np.bincount(at, units["households"].to_numpy(dtype=float)[known], len(places))
    grid, branch, town = np.unravel_index(places, shape)
    order = np.lexsort((town, -sums, grid))
    first = order[np.unique(grid[order], return_index=True)[1]]
    said = {"branch_id": branches[branch[first]].astype(str), "town": towns[town[first]].astype(str)}
    return pd.DataFrame(said, index=grids[grid[first]].rename("grid_id"), dtype=str)


def blocks(units: gpd.GeoDataFrame, branches: gpd.GeoDataFrame, office_staff: pd.DataFrame) -> gpd.GeoDataFrame:
    """
    Group the base grids of every branch into blocks, and these into its area.

    Parameters
    ----------
    units
        Units with `grid_id`, `branch_id`, `town` and `households`, in a metric CRS.
    branches
        Branches with `name`.
    office_staff
        The register; a branch head answers for the area, and for the blocks of which no other head is named.

    Returns
    -------
    blocks
        As `Plan.blocks` has them.
    """
    placed = units[units["grid_id"].fillna("") != ""]
    if placed.empty:
        return blocks_table(units.crs)
    towns = town_of(placed)
    within = _ids(towns)
    second = towns.assign(block_id=within).drop_duplicates("block_id").set_index("block_id").sort_index()
    first = pd.DataFrame({"branch_id": sorted(second["branch_id"].unique()), "town": ""})
    first.index = pd.Index(_area(first["branch_id"]), name="block_id")
    parent = _area(second["branch_id"])
    table = pd.concat([first.assign(level=AREA, parent_id=""), second.assign(level=BLOCK, parent_id=parent)])
    name = table["branch_id"].map(branches["name"]).astype(str)
    table = table.assign(name=table["town"].where(table["town"] != "", name), owner_id=_heads(table, office_staff))
    shapes = _shapes(placed, within).reindex(table.index)
    return gpd.GeoDataFrame(table[BLOCK_COLUMNS], geometry=shapes.to_list(), crs=units.crs)


def _area(branches: pd.Series) -> pd.Series:
    return branches + "-A"


def _heads(table: pd.DataFrame, office_staff: pd.DataFrame) -> pd.Series:
    """Name the branch head who answers for a town, else the first of the branch."""
    heads = office_staff[office_staff["post"] == Post.BRANCH_HEAD]
    if heads.empty:
        return pd.Series("", index=table.index, dtype=str)
    of_branch = heads.drop_duplicates("branch_id").set_index("branch_id")["staff_id"]
    of_town = heads[heads["town"] != ""].drop_duplicates(["branch_id", "town"]).set_index(["branch_id", "town"])
    own = of_town["staff_id"].reindex(pd.MultiIndex.from_frame(table[["branch_id", "town"]]))
    named = pd.Series(own.to_numpy(), index=table.index, dtype=object)
    return named.fillna(table["branch_id"].map(of_branch)).fillna("").astype(str)


def _shapes(units: gpd.GeoDataFrame, within: pd.Series) -> pd.Series:
    shapes = units.geometry.to_numpy()
    by_level = (_area(units["branch_id"]), units["grid_id"].map(within))
    return pd.Series({str(block): shape for ids in by_level for block, shape in joined_by(shapes, ids.to_numpy())})

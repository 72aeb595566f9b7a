"""The levels above base grids: the area of a branch (level 1), and its blocks (片区, level 2), one a town."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from gridplan.model.blocks import AREA, BLOCK, BLOCK_COLUMNS, blocks_table
from gridplan.model.words import Post
from gridplan.planning.zoning.outline import joined


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
    grids = town_of(units)
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
    table = pd.DataFrame(units[["grid_id", "branch_id"]]).assign(
        town=units["town"].fillna("").astype(str), households=units["households"].astype(float)
    )
    sums = table.groupby(["grid_id", "branch_id", "town"])["households"].sum().reset_index()
    most = sums.sort_values(["grid_id", "households", "town"], ascending=[True, False, True])
    return most.drop_duplicates("grid_id").set_index("grid_id")[["branch_id", "town"]].astype(str)


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
    second = towns.assign(block_id=block_of(placed)).drop_duplicates("block_id").set_index("block_id").sort_index()
    first = pd.DataFrame({"branch_id": sorted(second["branch_id"].unique()), "town": ""})
    first.index = pd.Index(_area(first["branch_id"]), name="block_id")
    parent = _area(second["branch_id"])
    table = pd.concat([first.assign(level=AREA, parent_id=""), second.assign(level=BLOCK, parent_id=parent)])
    name = table["branch_id"].map(branches["name"]).astype(str)
    table = table.assign(name=table["town"].where(table["town"] != "", name), owner_id=_heads(table, office_staff))
    shapes = _shapes(placed).reindex(table.index)
    return gpd.GeoDataFrame(table[BLOCK_COLUMNS], geometry=shapes.to_list(), crs=units.crs)


def _area(branches: pd.Series) -> pd.Series:
    return branches + "-A"


def _heads(table: pd.DataFrame, office_staff: pd.DataFrame) -> pd.Series:
    """Name the branch head who answers for a town, else the first of the branch."""
    heads = office_staff[office_staff["post"] == Post.BRANCH_HEAD]
    of_branch = heads.drop_duplicates("branch_id").set_index("branch_id")["staff_id"]
    of_town = heads[heads["town"] != ""].drop_duplicates(["branch_id", "town"]).set_index(["branch_id", "town"])
    own = of_town["staff_id"].reindex(pd.MultiIndex.from_frame(table[["branch_id", "town"]]))
    named = pd.Series(own.to_numpy(), index=table.index, dtype=object)
    return named.fillna(table["branch_id"].map(of_branch)).fillna("").astype(str)


def _shapes(units: gpd.GeoDataFrame) -> pd.Series:
    by_level = (_area(units["branch_id"]), units["grid_id"].map(block_of(units)))
    return pd.Series(
        {
            str(block): joined(part.geometry.to_numpy())
            for ids in by_level
            for block, part in units.groupby(ids.to_numpy())
        }
    )

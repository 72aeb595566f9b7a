"""What goes into a plan and what comes out: all frozen; its dials stand in `params`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import geopandas as gpd
import pandas as pd

from gridplan.model.basemap import Basemap
from gridplan.model.blocks import blocks_table
from gridplan.model.params import PRESETS, MarketPreset, PlanParams, Preset, with_presets
from gridplan.model.references import Reference
from gridplan.model.registers import Registers
from gridplan.model.words import GridKind, Role
from gridplan.model.worth import worth_table


@dataclass(frozen=True)
class Layers:
    """
    Geographic layers beside the tables, each in the work CRS, or None where unknown.

    Attributes
    ----------
    county
        One polygon.
    towns
        Polygons, indexed by town name.
    roads
        Lines with `highway` (OSM class), `oneway`, `bridge`, `maxspeed_kmh` (NaN where unknown).
    water
        Polygons and lines to draw.
    barriers
        Lines with `kind` (`BarrierKind`) and `name`.
    crossings
        Points where a barrier can be crossed, with `kind`.
    special_areas
        Polygons of street shops, markets and institutions, with `name` and `type` (`GridType`).
    """

    county: gpd.GeoDataFrame | None = None
    towns: gpd.GeoDataFrame | None = None
    roads: gpd.GeoDataFrame | None = None
    water: gpd.GeoDataFrame | None = None
    barriers: gpd.GeoDataFrame | None = None
    crossings: gpd.GeoDataFrame | None = None
    special_areas: gpd.GeoDataFrame | None = None


@dataclass(frozen=True)
class PlanMeta:
    """
    What a plan says of itself.

    Attributes
    ----------
    plan_id
        Id of the version.
    created_at
        ISO time.
    county
        Name of the place.
    crs
        Work CRS, metric.
    synthetic
        Whether the data is invented.
    credit
        Source credit to print on every map.
    notes
        What a reader must know, such as the fallback where no road network was found.
    seconds
        Wall seconds a stage.
    """

    plan_id: str
    created_at: str
    county: str
    crs: str
    synthetic: bool = False
    credit: str = ""
    notes: tuple[str, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Plan:
    """
    One plan: who is reached, which grids, who serves them, what breaks a rule.

    Attributes
    ----------
    meta
        What the plan says of itself.
    params
        The dials it was made with.
    branches
        Branches with totals; index `branch_id`.
    service_areas
        Reach polygons; columns `branch_id`, `model` (`radius`, `road_time`), `area_km2`.
    differences
        Where circle and road disagree; columns `branch_id`, `kind` (`circle_only`, `road_only`, `gap`,
        `overlap`).
    units
        Basic units with branch, reach, households, workload and `grid_id`; index `unit_id`.
    adjacency
        Neighbours; columns `unit_a`, `unit_b`, `border_m`, `cut`, `barrier`.
    grids
        Base and special grids; index `grid_id`. A base grid is of level 3 and lies in the block `block_id`.
    households
        Households with unit, grid, branch and reach; index `household_id`; points.
    assignments
        Who serves, assists, reviews and supervises which grid; columns `grid_id`, `officer_id`, `role`, `why`, `post`.
        Owners and backups are officers, the others officers or office staff; plans from before there were others than
        owners and backups have no `post`.
    officers
        Officers with load; index `officer_id`.
    posts
        Posts with duties, quotas and data scope, of officers and of office staff; the first columns are `officer_id`
        (or the id of office staff), `branch_id`, `post`, `duties_zh`, `duties_en`.
    findings
        Findings of the rules; columns `RULE_COLUMNS`.
    indicators
        Columns `level`, `id`, `indicator`, `value`, `numerator`, `denominator`, `base`.
    layers
        The geographic layers that the plan was drawn on.
    worth
        How good the grids of each branch are; columns as `worth_table` has them. A branch whose grids were changed by
        hand is not among them, nor are those of plans from before this was asked.
    former
        Who served which unit in the version that this one was made of; index `unit_id`, columns `grid_id`,
        `officer_id`, `lock` (what was locked there and still is by its last day: the unit, or its grid; plans from
        before this was kept have none). Empty where it was made of none.
    registers
        What the bank had written down when the plan was made.
    blocks
        The levels above base grids: areas of branches (level 1) and their blocks (level 2); index `block_id`, columns
        `level`, `parent_id`, `branch_id`, `name`, `owner_id`. Plans from before there were levels have none.
    references
        Layers that are only shown, as the workspace has them today; they are not kept with a plan.
    basemap
        The picture under its maps, as the workspace has it today; it is not kept with a plan.
    """

    meta: PlanMeta
    params: PlanParams
    branches: gpd.GeoDataFrame
    service_areas: gpd.GeoDataFrame
    differences: gpd.GeoDataFrame
    units: gpd.GeoDataFrame
    adjacency: pd.DataFrame
    grids: gpd.GeoDataFrame
    households: gpd.GeoDataFrame
    assignments: pd.DataFrame
    officers: pd.DataFrame
    posts: pd.DataFrame
    findings: pd.DataFrame
    indicators: pd.DataFrame
    layers: Layers = field(default_factory=Layers)
    worth: pd.DataFrame = field(default_factory=lambda: worth_table({}))
    former: pd.DataFrame = field(default_factory=lambda: former_table())  # noqa: PLW0108 # it stands below
    registers: Registers = field(default_factory=Registers)
    blocks: gpd.GeoDataFrame = field(default_factory=blocks_table)
    references: tuple[Reference, ...] = ()
    basemap: Basemap | None = None

    @cached_property
    def base(self) -> gpd.GeoDataFrame:
        """
        Leave out the special grids.

        Returns
        -------
        grids
            Base grids; taken out once, for all who ask.
        """
        return self.grids[self.grids["kind"] == GridKind.BASE]

    @cached_property
    def owners(self) -> pd.Series:
        """
        Tell who owns each grid.

        Returns
        -------
        owners
            Officer by grid, the first where there are several; grids without an owner are left out.
        """
        rows = self.assignments[self.assignments["role"] == Role.PRIMARY].drop_duplicates("grid_id")
        officers: pd.Series = rows.set_index("grid_id")["officer_id"]
        return officers


def former_table(
    units: pd.DataFrame | None = None, owners: pd.Series | None = None, locks: Collection[str] = ()
) -> pd.DataFrame:
    """
    Tell who serves which unit, for the version that will be made of this one.

    Parameters
    ----------
    units
        Units with `grid_id`; by default none.
    owners
        Officer by grid.
    locks
        Units and grids whose locks still hold.

    Returns
    -------
    former
        Index `unit_id`, columns `grid_id`, `officer_id`, `lock`; "" where there is none.
    """
    if units is None or owners is None:
        index = pd.Index([], name="unit_id")
        return pd.DataFrame({"grid_id": [], "officer_id": [], "lock": []}, index=index, dtype=str)
    grids = units["grid_id"].fillna("").astype(str)
    ids = grids.index.to_series().astype(str)
    lock = grids.where(grids.isin(locks), ids.where(ids.isin(locks), ""))
    return pd.DataFrame({"grid_id": grids, "officer_id": grids.map(owners).fillna("").astype(str), "lock": lock})


__all__ = [
    "PRESETS",
    "Layers",
    "MarketPreset",
    "Plan",
    "PlanMeta",
    "PlanParams",
    "Preset",
    "former_table",
    "with_presets",
]

"""The dials of a plan, what goes into it and what comes out: all frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import geopandas as gpd
import pandas as pd

from gridplan.errors import SettingsError
from gridplan.model.registers import Registers
from gridplan.model.worth import worth_table


@dataclass(frozen=True)
class Preset:
    """
    Sizes that fit one kind of place; a bank edits them.

    Attributes
    ----------
    radius_m
        Coverage radius in metres.
    drive_min
        Reach by road in minutes.
    hh_min, hh_max
        Wanted households a grid.
    hh_hard
        Households a grid that must not be passed.
    visits_per_day
        Visits an officer makes on a visit day.
    speed_kmh
        Speed off the road network, and where no network is known.
    hop_min
        Minutes from one household to the next.
    """

    radius_m: float
    drive_min: float
    hh_min: int
    hh_max: int
    hh_hard: tuple[int, int]
    visits_per_day: int
    speed_kmh: float
    hop_min: float


PRESETS: Mapping[str, Preset] = {
    "rural": Preset(10_000, 30, 500, 1_000, (200, 1_500), 12, 25, 6),
    "mountain": Preset(10_000, 45, 300, 700, (120, 1_000), 5, 18, 8),
    "town": Preset(5_000, 20, 600, 1_200, (300, 2_000), 14, 18, 4),
    "urban": Preset(3_000, 15, 800, 1_500, (400, 2_500), 16, 15, 3),
}


@dataclass(frozen=True)
class PlanParams:
    """
    The dials of a plan.

    Attributes
    ----------
    presets
        Sizes by kind of branch.
    tolerance
        Share by which the workload of a grid may leave the mean of its branch (rule G13).
    objective
        What the partition makes small: `moment`, `pmedian` or `diameter`.
    effort
        CPU seconds that the partition may take for a hundred units of a branch, as a guide.
    seed
        Seed of the random generator; same seed, same plan.
    detour
        Road metres a straight metre where no road network is known.
    walk_kmh
        Speed between a point and its nearest road.
    visit_min, admin_min
        Minutes at the door, and at the desk afterwards, of one visit.
    weeks
        Working weeks a year.
    frequency
        Visits a year by care class (rule P05, the feasible preset).
    max_overload_share
        How far above its hours an officer may be loaded at a price; more is still planned, and listed.
    min_border_m
        Shortest shared border that makes two units neighbours, in metres.
    """

    presets: Mapping[str, Preset] = field(default_factory=lambda: dict(PRESETS))
    tolerance: float = 0.2
    objective: str = "moment"
    effort: float = 1.0
    seed: int = 0
    detour: float = 1.4
    walk_kmh: float = 5.0
    visit_min: float = 20.0
    admin_min: float = 8.0
    weeks: int = 46
    frequency: Mapping[str, float] = field(
        default_factory=lambda: {"priority": 6.0, "periodic": 1.0, "develop": 0.67, "watch": 0.0}
    )
    max_overload_share: float = 0.5
    min_border_m: float = 20.0

    def __post_init__(self) -> None:
        """Refuse dials out of range."""
        if not 0 < self.tolerance <= 1:
            raise SettingsError(f"tolerance {self.tolerance} must lie in (0, 1]")
        if self.objective not in {"moment", "pmedian", "diameter"}:
            raise SettingsError(f"objective {self.objective!r} must be moment, pmedian or diameter")
        if self.effort <= 0 or self.detour < 1:
            raise SettingsError("effort must be above 0 and detour at least 1")


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
        Base and special grids; index `grid_id`.
    households
        Households with unit, grid, branch and reach; index `household_id`; points.
    assignments
        Who serves which grid; columns `grid_id`, `officer_id`, `role`, `post`, `why`.
    officers
        Officers with load; index `officer_id`.
    posts
        Posts with duties and quotas; columns `officer_id`, `post`, `duties_zh`, `duties_en`, `quotas`.
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
        `officer_id`. Empty where it was made of none.
    registers
        What the bank had written down when the plan was made.
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


def former_table(units: pd.DataFrame | None = None, owners: pd.Series | None = None) -> pd.DataFrame:
    """
    Tell who serves which unit, for the version that will be made of this one.

    Parameters
    ----------
    units
        Units with `grid_id`; by default none.
    owners
        Officer by grid.

    Returns
    -------
    former
        Index `unit_id`, columns `grid_id`, `officer_id`; "" where there is none.
    """
    if units is None or owners is None:
        return pd.DataFrame({"grid_id": [], "officer_id": []}, index=pd.Index([], name="unit_id"), dtype=str)
    grids = units["grid_id"].fillna("").astype(str)
    return pd.DataFrame({"grid_id": grids, "officer_id": grids.map(owners).fillna("").astype(str)})


def with_presets(branches: gpd.GeoDataFrame, presets: Mapping[str, Preset]) -> gpd.GeoDataFrame:
    """
    Fill radius and minutes of branches that state none from the preset of their kind.

    Parameters
    ----------
    branches
        Branch points, indexed by `branch_id`, with `kind`.
    presets
        Sizes by kind.

    Returns
    -------
    branches
        The same rows with `coverage_radius_m` and `drive_min` complete.
    """
    filled = branches.copy()
    for column, attribute in (("coverage_radius_m", "radius_m"), ("drive_min", "drive_min")):
        preset = filled["kind"].map(lambda kind, name=attribute: getattr(presets[str(kind)], name))
        given = filled[column] if column in filled else pd.Series(float("nan"), index=filled.index)
        filled[column] = given.astype(float).fillna(preset.astype(float))
    return filled


__all__ = ["PRESETS", "Layers", "Plan", "PlanMeta", "PlanParams", "Preset", "former_table", "with_presets"]

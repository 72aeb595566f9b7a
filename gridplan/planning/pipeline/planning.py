"""Plan a county from its tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import geopandas as gpd

from gridplan.geo.network import RoadNetwork
from gridplan.model.inputs import Inputs
from gridplan.model.plan import Plan, PlanMeta, PlanParams
from gridplan.planning.pipeline.completion import complete
from gridplan.planning.pipeline.cut import cut_grids
from gridplan.planning.pipeline.ground import survey
from gridplan.planning.service_areas.ways import straight_ways
from gridplan.planning.staffing.frequency import LIMIT, TABLE
from gridplan.planning.staffing.hours import with_hours
from gridplan.planning.zoning.special_grids import special_grids

#: Share of the time that each stage takes, for the progress bar.
STAGES = {"service areas": 0.0, "grids": 0.35, "staff": 0.8, "rules": 0.9, "indicators": 0.93, "done": 1.0}
NO_ROADS = (
    "没有道路网：路程按直线距离的 {0:g} 倍估算。No road network: ways are estimated as {0:g} times the straight line."
)
NOBODY_AT_WORK = (
    "没有在岗客户经理的网点按惯常走访频次计算：{0}。Branches with no officer at work are planned at the usual visit"
    " frequency: {0}."
)


@dataclass
class Timing:
    """
    Notes when a stage begins, by a clock that is handed in.

    Attributes
    ----------
    clock
        Gives seconds.
    progress
        Called with the name of a stage and the share done.
    seconds
        Seconds by stage, of those that have ended.
    running
        The stage that runs, and when it began.
    """

    clock: Callable[[], float]
    progress: Callable[[str, float], None] | None = None
    seconds: dict[str, float] = field(default_factory=dict)
    running: tuple[str, float] | None = None

    def begin(self, stage: str) -> None:
        """
        End the stage that runs and begin another.

        Parameters
        ----------
        stage
            One of `STAGES`.
        """
        now = self.clock()
        if self.running:
            name, since = self.running
            self.seconds[name] = self.seconds.get(name, 0.0) + now - since
        self.running = (stage, now)
        self.advance(0.0)

    def advance(self, share: float) -> None:
        """
        Say how much of the running stage is done.

        Parameters
        ----------
        share
            From 0 to 1.
        """
        if self.progress and self.running:
            stage = self.running[0]
            later = [begin for begin in STAGES.values() if begin > STAGES[stage]]
            end = min(later, default=1.0)
            self.progress(stage, STAGES[stage] + share * (end - STAGES[stage]))


def plan(
    inputs: Inputs,
    params: PlanParams,
    *,
    plan_id: str,
    created_at: str,
    network: RoadNetwork | None = None,
    clock: Callable[[], float] = lambda: 0.0,
    progress: Callable[[str, float], None] | None = None,
) -> Plan:
    """
    Plan a county: who is reached, which grids, who serves them, what breaks a rule, how it stands.

    Parameters
    ----------
    inputs
        Tables and layers in one metric CRS; units are polygons.
    params
        Dials; the same seed gives the same plan.
    plan_id
        Id of the version.
    created_at
        ISO time.
    network
        Roads in the same CRS; without them ways are estimated, and a note says so.
    clock
        Gives seconds, for the times of the stages.
    progress
        Called with the name of a stage and the share done, 0 to 1.

    Returns
    -------
    plan
        The plan.
    """
    timing = Timing(clock, progress)
    timing.begin("service areas")
    ways = network if network is not None else straight_ways(inputs.branches, params)
    ground = survey(inputs, ways, params, created_at[:10])
    timing.begin("grids")
    officers = with_hours(inputs.officers, ground.branches, params)
    cut = cut_grids(ground, officers, params, timing.advance)
    ground = replace(ground, units=cut.units)
    special = _special(inputs, ground.units)
    notes = _notes(inputs, ground.branches, params, roads=network is not None)
    meta = PlanMeta(
        plan_id, created_at, inputs.county, inputs.units.crs.to_string(), inputs.synthetic, inputs.credit, notes
    )
    made = complete(
        ground, officers, special, inputs.layers, params, meta, registers=inputs.registers, stage=timing.begin
    )
    timing.begin("done")
    told = replace(meta, seconds=dict(timing.seconds))
    return replace(made, meta=told, worth=cut.worth)


def _notes(inputs: Inputs, branches: gpd.GeoDataFrame, params: PlanParams, *, roads: bool) -> tuple[str, ...]:
    """Add to what the sources say what the plan had to take for granted."""
    ways = () if roads else (NO_ROADS.format(params.detour),)
    alone = branches.index[branches[LIMIT] == TABLE] if params.frequency_from != TABLE else ()
    people = (NOBODY_AT_WORK.format(", ".join(map(str, alone))),) if len(alone) else ()
    return (*inputs.notes, *ways, *people)


def _special(inputs: Inputs, units: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    areas = inputs.layers.special_areas
    if areas is None:
        areas = gpd.GeoDataFrame({"name": [], "type": []}, geometry=[], crs=units.crs)
    return special_grids(areas, units, inputs.merchants)

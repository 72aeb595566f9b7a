"""The tiny town as the pipeline plans it, with sizes that fit a town of 96 households."""

from __future__ import annotations

from gridplan.geo.crs import to_work, work_crs_of
from gridplan.geo.network import RoadNetwork
from gridplan.model.inputs import Inputs
from gridplan.model.plan import PRESETS, Plan, PlanParams, Preset
from gridplan.planning import pipeline
from tests.town import tiny_town

#: A grid of 16 to 40 households: some three grids at the first branch.
SMALL = Preset(5_000, 20, 16, 40, (8, 60), 14, 18, 4)
PARAMS = PlanParams(presets={**PRESETS, "town": SMALL}, effort=0.2, frequency_from="table")


def in_metres(inputs: Inputs) -> Inputs:
    crs = work_crs_of(inputs.units)
    return inputs.map_spatial(lambda table: to_work(table, crs))


def plan_town(inputs: Inputs | None = None, params: PlanParams = PARAMS, *, roads: bool = True) -> Plan:
    metric = in_metres(inputs or tiny_town())
    network = RoadNetwork.from_roads(metric.layers.roads) if roads else None
    return pipeline.plan(metric, params, plan_id="p1", created_at="2026-01-01T00:00:00+00:00", network=network)

"""The layers of a map, one a file; the order is the order in which they lie over each other."""

from __future__ import annotations

from gridplan.maps.drawing import MapLayer
from gridplan.maps.layers.barriers import Barriers
from gridplan.maps.layers.basemap import BasemapLayer
from gridplan.maps.layers.branches import Branches
from gridplan.maps.layers.differences import AGAINST, GAPS, OVERLAPS, Differences
from gridplan.maps.layers.grids import Grids
from gridplan.maps.layers.households import Households
from gridplan.maps.layers.places import Places
from gridplan.maps.layers.references import ReferenceLayer
from gridplan.maps.layers.roads import Roads
from gridplan.maps.layers.routes import Routes
from gridplan.maps.layers.service_areas import ServiceAreas
from gridplan.maps.layers.special_grids import SpecialGrids
from gridplan.maps.layers.stations import Stations
from gridplan.maps.layers.units import Units
from gridplan.maps.layers.water import Water
from gridplan.model.plan import Plan

LAYERS: list[MapLayer] = [
    Units(),
    Water(),
    Roads(),
    Places(),
    ServiceAreas("radius"),
    ServiceAreas("road_time"),
    Differences("differences", "Circle against road", AGAINST),
    Differences("gaps", "Gaps by road", GAPS),
    Differences("overlaps", "Overlaps of circles", OVERLAPS),
    Grids(),
    SpecialGrids(),
    Barriers(),
    Stations(),
    Routes(),
    Households(),
    Branches(),
]


def layers_of(plan: Plan) -> list[MapLayer]:
    """
    List the layers that a plan can be shown with.

    Parameters
    ----------
    plan
        The plan.

    Returns
    -------
    layers
        The basemap if there is one, those of every plan, and one for each that its bank put beside it.
    """
    ground: list[MapLayer] = [] if plan.basemap is None else [BasemapLayer()]
    return [*ground, *LAYERS, *(ReferenceLayer(reference.name) for reference in plan.references)]

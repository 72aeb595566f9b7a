"""The layers of a map, one a file; the order is the order in which they lie over each other."""

from __future__ import annotations

from gridplan.maps.drawing import MapLayer
from gridplan.maps.layers.barriers import Barriers
from gridplan.maps.layers.branches import Branches
from gridplan.maps.layers.differences import Differences
from gridplan.maps.layers.grids import Grids
from gridplan.maps.layers.households import Households
from gridplan.maps.layers.places import Places
from gridplan.maps.layers.roads import Roads
from gridplan.maps.layers.service_areas import ServiceAreas
from gridplan.maps.layers.special_grids import SpecialGrids
from gridplan.maps.layers.stations import Stations
from gridplan.maps.layers.units import Units
from gridplan.maps.layers.water import Water

LAYERS: list[MapLayer] = [
    Units(),
    Water(),
    Roads(),
    Places(),
    ServiceAreas("radius"),
    ServiceAreas("road_time"),
    Differences(),
    Grids(),
    SpecialGrids(),
    Barriers(),
    Stations(),
    Households(),
    Branches(),
]

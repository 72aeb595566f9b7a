"""The road network of a county, where it has a road layer."""

from __future__ import annotations

from gridplan.geo.network import RoadNetwork
from gridplan.model.inputs import Inputs


def road_network(inputs: Inputs) -> RoadNetwork | None:
    """
    Make the road network of a county.

    Parameters
    ----------
    inputs
        Tables and layers in the work CRS, in metres.

    Returns
    -------
    network
        All components of the road layer, or None where there is no road layer.
    """
    roads = inputs.layers.roads
    return None if roads is None or roads.empty else RoadNetwork.from_roads(roads)

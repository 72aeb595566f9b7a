"""Small road tables, and the same costs counted by networkx."""

from __future__ import annotations

from itertools import pairwise

import geopandas as gpd
import networkx as nx
import numpy as np
import shapely
from shapely.geometry import LineString, Point

from gridplan.geo.network import DOORS_M

CRS = "EPSG:4550"


def roads(*lines, highway="tertiary", maxspeed_kmh=float("nan")):
    """Lay lines, given by their vertices, out as roads."""
    table = {"highway": highway, "oneway": False, "bridge": False, "maxspeed_kmh": maxspeed_kmh}
    return gpd.GeoDataFrame(table, index=range(len(lines)), geometry=[LineString(line) for line in lines], crs=CRS)


def tangle(rng, places=12, lines=20, side=800.0):
    """Roads between random places; some in parts of their own, some along each other."""
    xy = rng.uniform(0, side, (places, 2)).round(2)
    chosen = [rng.choice(places, rng.integers(2, 5), replace=False) for _ in range(lines)]
    speeds = np.where(rng.random(lines) < 0.3, rng.uniform(20, 80, lines), np.nan)
    return roads(*(xy[c] for c in chosen), highway=rng.choice(["primary", "track"], lines), maxspeed_kmh=speeds)


def costs_by_networkx(network, by, off_pace, sources, targets):
    """Cost from each source to each target, over a graph in which every place of a point is a node of its segment."""
    lines, graph = shapely.linestrings(network.lines), nx.Graph()
    ends = zip(lines, network.lines, strict=True)
    stops = [[(0.0, tuple(start)), (line.length, tuple(end))] for line, (start, end) in ends]
    for kind, points in (("source", sources), ("target", targets)):
        for number, xy in enumerate(points):
            distance = shapely.distance(lines, Point(xy))
            for segment in _opens_to(distance, network.edge) if kind == "source" else [np.argmin(distance)]:
                stops[segment].append((lines[segment].project(Point(xy)), (kind, number, segment)))
                graph.add_edge((kind, number), (kind, number, segment), cost=distance[segment] * off_pace)
    for line, cost, along in zip(lines, network.by[by].segment, stops, strict=True):
        for (one_at, one), (other_at, other) in pairwise(sorted(along, key=lambda stop: stop[0])):
            graph.add_edge(one, other, cost=(other_at - one_at) / line.length * cost)
    return np.array([_row(graph, number, len(sources), len(targets)) for number in range(len(sources))])


def _opens_to(distance, edge):
    """The nearest segment of every edge that is about as near as the nearest one."""
    nearest = [np.flatnonzero(edge == e)[distance[edge == e].argmin()] for e in np.unique(edge)]
    return [segment for segment in nearest if distance[segment] <= distance.min() + DOORS_M]


def _row(graph, number, sources, targets):
    # nobody goes through another source or target
    points = {("source", n) for n in range(sources)} - {("source", number)}
    found = nx.single_source_dijkstra_path_length(
        nx.restricted_view(graph, points, []), ("source", number), weight="cost"
    )
    return [found.get(("target", n), np.inf) for n in range(targets)]

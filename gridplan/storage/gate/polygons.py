"""Shapes of a layer: there, of the right type, valid; and polygons that part the land between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from gridplan.geo.crs import to_work, work_crs_of
from gridplan.model.findings import InputFinding
from gridplan.storage.gate.origin import Origin

#: An overlap is a sliver up to this mean width in metres.
SLIVER_M = 1.0
#: A sliver is nowhere so wide.
_BITE_M = 5.0
#: Gaps and overlaps below so many square metres are nothing.
_DUST_M2 = 1.0
#: Least gap that a person should look at, as a share of the county.
_GAP_SHARE = 0.001
#: A layer that leaves so much of the county open isn't meant to cover it.
_PART_SHARE = 0.4
_OUTSIDE_SHARE = 0.02
#: Area that a spike may enclose, as a share of its polygon.
_SPIKE_SHARE = 1e-9
#: Vertices from which on maps show a polygon simplified.
_LARGE = 100_000
_KINDS = {"polygon": (3, 6), "line": (1, 5), "point": (0, 4)}
_NAMES = {"polygon": ("面", "polygons"), "line": ("线", "lines"), "point": ("点", "points")}


def mend_shapes(shapes: gpd.GeoSeries, origin: Origin, wanted: str) -> tuple[gpd.GeoSeries, list[InputFinding]]:
    """
    Check the shapes of a layer one by one, and mend what has one meaning.

    Parameters
    ----------
    shapes
        Shapes in degrees, None where there is none.
    origin
        Where they come from.
    wanted
        `polygon`, `line`, `point`, or nothing where any type will do.

    Returns
    -------
    shapes
        The same rows, mended.
    findings
        What was wrong.
    """
    array = shapes.to_numpy().copy()
    missing = shapely.is_missing(array)
    empty = ~missing & shapely.is_empty(array)
    findings = [*origin.each("GEOM_NULL", None, missing), *origin.each("GEOM_EMPTY", None, empty)]
    there = ~missing & ~empty
    array[empty] = None
    if wanted:
        wrong = there & ~np.isin(shapely.get_type_id(array), _KINDS[wanted])
        zh, en = _NAMES[wanted]
        found = ", ".join(sorted(set(gpd.GeoSeries(array[wrong]).geom_type)))
        findings += origin.each("GEOM_TYPE", None, wrong, wanted_zh=zh, wanted_en=en, reason=found)
        there &= ~wrong
    if wanted != "polygon":
        return gpd.GeoSeries(array, index=shapes.index, crs=shapes.crs), findings
    mended, said = _mend_polygons(array, there, origin)
    large = there & (shapely.get_num_coordinates(array) > _LARGE)
    findings += origin.each("GEOM_LARGE", None, large)
    return gpd.GeoSeries(mended, index=shapes.index, crs=shapes.crs), [*findings, *said]


def check_coverage(areas: gpd.GeoDataFrame, origin: Origin, names: Sequence[str]) -> Iterator[InputFinding]:
    """
    Check that polygons don't overlap.

    Parameters
    ----------
    areas
        Valid polygons with a CRS.
    origin
        Where they come from.
    names
        What to call each.

    Yields
    ------
    finding
        `TOPO_SLIVER` or `TOPO_OVERLAP`, one for each of two.
    """
    metric = to_work(areas, work_crs_of(areas)).geometry.to_numpy()
    first, second = shapely.STRtree(metric).query(metric, predicate="intersects")
    pairs = first < second
    first, second = first[pairs], second[pairs]
    common = shapely.intersection(metric[first], metric[second])
    for a, b, shape, m2 in zip(first, second, common, shapely.area(common), strict=True):
        if m2 <= _DUST_M2:
            continue
        code = "TOPO_SLIVER" if _is_sliver(shape) else "TOPO_OVERLAP"
        for here, other in ((a, b), (b, a)):
            yield origin.say(code, at=int(here), value=names[here], other=names[other], m2=round(float(m2), 1))


def check_cover(areas: gpd.GeoDataFrame, county: gpd.GeoDataFrame, origin: Origin) -> Iterator[InputFinding]:
    """
    Check that polygons cover the county and stay inside it.

    Parameters
    ----------
    areas
        Valid polygons with a CRS.
    county
        The outline.
    origin
        Where the polygons come from.

    Yields
    ------
    finding
        `TOPO_GAP` or `TOPO_OUTSIDE`.
    """
    crs = work_crs_of(county)
    shapes = to_work(areas, crs).geometry.to_numpy()
    outline = shapely.union_all(to_work(county, crs).geometry.to_numpy())
    gap = shapely.area(shapely.difference(outline, shapely.union_all(shapes)))
    if _GAP_SHARE < gap / shapely.area(outline) < _PART_SHARE:
        yield origin.say("TOPO_GAP", km2=round(gap / 1e6, 2))
    share = shapely.area(shapely.difference(shapes, outline)) / np.maximum(shapely.area(shapes), _DUST_M2)
    for at in np.flatnonzero(share > _OUTSIDE_SHARE):
        yield origin.say("TOPO_OUTSIDE", at=int(at), percent=round(100 * float(share[at]), 1))


def _is_sliver(shape: shapely.Geometry) -> bool:
    """Tell whether an overlap is thin all along; a bite may hang on a long border that both share."""
    parts = shapely.get_parts(shape)
    parts = parts[shapely.get_dimensions(parts) == 2]  # noqa: PLR2004 # polygons
    thin = 2 * shapely.area(parts).sum() <= SLIVER_M * shapely.length(parts).sum()
    return bool(thin and shapely.is_empty(shapely.buffer(parts, -_BITE_M / 2)).all())


def _mend_polygons(
    array: NDArray[np.object_], there: NDArray[np.bool_], origin: Origin
) -> tuple[NDArray[np.object_], list[InputFinding]]:
    findings: list[InputFinding] = []
    mended = array.copy()
    flat = there & (shapely.area(shapely.convex_hull(array)) == 0)
    findings += origin.each("GEOM_DEGENERATE", None, flat)
    there = there & ~flat
    lean = array.copy()
    lean[there] = shapely.remove_repeated_points(array[there])
    doubled = there & (shapely.get_num_coordinates(lean) < shapely.get_num_coordinates(array))
    mended[doubled] = lean[doubled]
    findings += origin.each("GEOM_DUPVERT", None, doubled)
    for at in np.flatnonzero(there & ~shapely.is_valid(mended)):
        reason = str(shapely.is_valid_reason(mended[at]))
        parts = shapely.get_parts(mended[at])
        whole = shapely.make_valid(mended[at], method="structure", keep_collapsed=False)
        if "Hole lies outside" in reason:
            findings.append(origin.say("GEOM_HOLE", at=int(at)))
        elif len(parts) > 1 and shapely.is_valid(parts).all():
            mended[at] = shapely.union_all(parts)
            findings.append(origin.say("GEOM_OVERPART", at=int(at)))
        elif whole.geom_type == "Polygon" and abs(whole.area - array[at].area) <= _SPIKE_SHARE * whole.area:
            # a line that goes out and back encloses nothing
            mended[at] = whole
            findings += [] if doubled[at] else [origin.say("GEOM_DUPVERT", at=int(at))]
        else:
            findings.append(origin.say("GEOM_SELF_INTERSECT", at=int(at), where=reason))
    return mended, findings

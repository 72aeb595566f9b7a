"""Read an OSM extract into the parts that a county's plan is made from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from gridplan.errors import InputError
from gridplan.model.plan import Layers
from gridplan.storage.osm.areas import find_county, find_towns
from gridplan.storage.osm.banks import bank_points
from gridplan.storage.osm.barriers import barrier_lines, crossings
from gridplan.storage.osm.buildings import building_points
from gridplan.storage.osm.features import Features, read_features
from gridplan.storage.osm.special import special_areas
from gridplan.storage.roads.tags import road_row, roads_table

CREDIT = "© OpenStreetMap contributors"


@dataclass(frozen=True)
class OsmExtract:
    """
    What an OSM extract knows of a county; every table in WGS84.

    Attributes
    ----------
    name
        Name of the county.
    county
        One polygon with `name`.
    towns
        Polygons, indexed by `town`.
    admin
        Every administrative area with `name` and `level`, county and towns among them.
    places
        Points with `name`, `kind` (town, village, hamlet ...) and `population` (NaN unknown).
    buildings
        Points inside the county with `kind`, `levels`, `footprint_m2`, `floor_area_m2`, `residential`.
    banks
        Points with `name`, `bank` and `town`.
    pois
        Points of shops, offices and amenities with `name` and `kind`.
    roads
        Lines that a car can use, with the columns of `Layers.roads` and `name`.
    water
        Lines and polygons with `name` and `kind`.
    barriers
        Lines with `kind` and `name`.
    crossings
        Points with `kind`.
    special_areas
        Polygons with `name` and `type`.
    credit
        Source credit to print on every map.
    """

    name: str
    county: gpd.GeoDataFrame
    towns: gpd.GeoDataFrame
    admin: gpd.GeoDataFrame
    places: gpd.GeoDataFrame
    buildings: gpd.GeoDataFrame
    banks: gpd.GeoDataFrame
    pois: gpd.GeoDataFrame
    roads: gpd.GeoDataFrame
    water: gpd.GeoDataFrame
    barriers: gpd.GeoDataFrame
    crossings: gpd.GeoDataFrame
    special_areas: gpd.GeoDataFrame
    credit: str = CREDIT

    def layers(self) -> Layers:
        """
        Take the layers that a plan is drawn on.

        Returns
        -------
        layers
            County, towns, roads, water, barriers, crossings and special areas.
        """
        return Layers(
            county=self.county,
            towns=self.towns,
            roads=self.roads,
            water=self.water,
            barriers=self.barriers,
            crossings=self.crossings,
            special_areas=self.special_areas,
        )


def read_osm(path: Path) -> OsmExtract:
    """
    Read a county from an OSM extract.

    Parameters
    ----------
    path
        .osm, .osm.bz2 or .osm.pbf.

    Returns
    -------
    extract
        The parts of the county.

    Raises
    ------
    InputError
        If the file is damaged, or has no building, no road or no bank to plan from.
    """
    found = read_features(path)
    roads = roads_table(map(road_row, found.tags["road"]), shapely.from_wkb(found.shapes["road"]))
    every = building_points(_buildings(found))
    _need(path, roads=len(roads), buildings=len(every))
    admin = _admin(found)
    county = find_county(admin, every, path.name.split(".")[0])
    towns = find_towns(admin, county)
    banks = bank_points(found.table("bank", name="name", brand="brand", operator="operator"), towns)
    _need(path, banks=len(banks))
    places = _places(found, county)
    rivers = found.table("river", name="name", kind="waterway")
    barriers = barrier_lines(rivers, found.table("rail", name="name"), roads)
    trading = found.table("trading", name="name", landuse="landuse", amenity="amenity")
    return OsmExtract(
        name=str(county["name"].iloc[0]),
        county=county[["name", "geometry"]],
        towns=towns,
        admin=admin,
        places=places,
        buildings=_inside(every, county),
        banks=banks,
        pois=_pois(found, county),
        roads=roads,
        water=_water(found, rivers),
        barriers=barriers,
        crossings=crossings(barriers, roads),
        special_areas=special_areas(trading, places, county),
    )


_LACKS = {
    "roads": "no road that a car can use; take an extract with highways",
    "buildings": "no building; take a full extract, or give households as a table",
    "banks": "no amenity=bank inside the county; add branches.csv with name, lon and lat of each branch",
}


def _need(path: Path, **counts: int) -> None:
    for what, count in counts.items():
        if not count:
            raise InputError(f"{path.name} has {_LACKS[what]}")


def _buildings(found: Features) -> gpd.GeoDataFrame:
    keys = {"levels": "building:levels", "amenity": "amenity", "shop": "shop", "office": "office"}
    return found.table("building", kind="building", **keys)


def _admin(found: Features) -> gpd.GeoDataFrame:
    admin = found.table("admin", name="name", level="admin_level")
    admin["level"] = pd.to_numeric(admin["level"], errors="coerce")
    valid = admin.set_geometry(shapely.make_valid(admin.geometry.to_numpy()), crs=admin.crs)
    return valid[valid["level"].notna()].reset_index(drop=True)


def _places(found: Features, county: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    places = found.table("place", name="name", kind="place", population="population")
    number = pd.to_numeric(places["population"].str.replace(r"[,\s]", "", regex=True), errors="coerce")
    return _inside(places.assign(population=number.astype(float)), county)


def _pois(found: Features, county: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    pois = found.table("poi", name="name", amenity="amenity", shop="shop", office="office")
    kind = pois["shop"].where(pois["shop"] != "", pois["amenity"])
    pois = pois.assign(kind=kind.where(kind != "", pois["office"]))
    points = pois.set_geometry(shapely.centroid(pois.geometry.to_numpy()), crs=pois.crs)
    return _inside(points[["name", "kind", "geometry"]], county)


def _water(found: Features, rivers: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    lakes = found.table("water", name="name", kind="water")
    lakes["kind"] = lakes["kind"].where(lakes["kind"] != "", "water")
    streams = found.table("stream", name="name", kind="waterway")
    return gpd.GeoDataFrame(pd.concat([lakes, rivers, streams], ignore_index=True), crs="EPSG:4326")


def _inside(points: gpd.GeoDataFrame, county: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    shape = county.geometry.iloc[0]
    shapely.prepare(shape)
    return points[shapely.intersects(shape, points.geometry.to_numpy())].reset_index(drop=True)

"""A county frame of two by two kilometres squares, written to a folder in the way that real ones come."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
from shapely.geometry import Point, box

#: Degrees of the corner, in the open sea; a cell is a hundredth of a degree.
WEST, SOUTH, CELL = 123.40, 29.40, 0.01

README = """# town: a frame that is invented
- county: drawn by hand (a square; MIT: checked twice), not official. Do not republish it.
- seats: GeoNames via a list (cities500), CC BY 4.0 "GeoNames.org"; rounded.
- people: counted by nobody;
  weights alone.
"""
TOWNS = "code,name\n999901001,东关街道\n999901101,河西镇\n999901102,山后乡\n"
VILLAGES = (
    "code,name,streetCode\n"
    "999901001001,东关社区居委会,999901001\n"
    "999901001002,南关社区居委会,999901001\n"
    "999901101200,一村村委会,999901101\n"
    "999901101201,二村村委会,999901101\n"
    "999901102200,三村村委会,999901102\n"
)
CENSUS = "区划代码,999901.0\n区县,小县\n人口数_合计,2600\n家庭户数,1000\n家庭户户数,900\n"


def write_frame(folder: Path, *, cells: bool = True, seats: bool = True) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "frame.gpkg"
    outline = box(WEST, SOUTH, WEST + 8 * CELL, SOUTH + 4 * CELL)
    _layer(path, "county", [outline], code=["999901"], name=["小县"])
    _layer(path, "neighbours", [box(WEST - 1, SOUTH, WEST, SOUTH + 1)], name=["邻县"])
    if seats:
        points = [Point(WEST + 6.5 * CELL, SOUTH + 2 * CELL), Point(WEST + 1.5 * CELL, SOUTH + 2 * CELL)]
        _layer(path, "town_seats", points, zh=["东关", "河西乡"], town_code=[None, None], population=[0, 0])
    if cells:
        squares = [
            box(WEST + x * CELL, SOUTH + y * CELL, WEST + (x + 1) * CELL, SOUTH + (y + 1) * CELL)
            for x in range(8)
            for y in range(4)
        ]
        _layer(path, "pop_1km", squares, day=[1.0] * 32, night=[5.0 if n >= 16 else 1.0 for n in range(32)])
    (folder / "towns.csv").write_text(TOWNS, encoding="utf-8-sig")
    (folder / "villages.csv").write_text(VILLAGES, encoding="gb18030")
    (folder / "census.csv").write_text(CENSUS, encoding="utf-8")
    (folder / "README.md").write_text(README, encoding="utf-8")
    return folder


def _layer(path: Path, layer: str, shapes: list, **columns: list) -> None:
    gpd.GeoDataFrame(columns, geometry=shapes, crs=4326).to_file(path, layer=layer, driver="GPKG")

"""Files as people bring them, written for one test each."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

from gridplan.storage.gate.draft import Draft
from gridplan.storage.tables.kinds import KINDS
from gridplan.storage.tables.reading import read_table

BRANCHES = (
    "网点编号,网点名称,类型,经度,纬度,覆盖半径_km\n"
    "B1,城关支行,镇区,119.0201,33.6102,3\n"
    "B2,张庄支行,乡村,119.0807,33.6308,4\n"
)
VILLAGES = (
    "村编码,村名,乡镇,经度,纬度,户籍户数,常住户数\n"
    "320800100200,东庄村,城关镇,119.0151,33.6122,200,150\n"
    "320800100201,西庄社区,城关镇,119.0817,33.6328,300,250\n"
)
HOUSEHOLDS = (
    "户编号,村编码,户主,身份证号,手机号,经度,纬度\n"
    "H1,320800100200,张三,999999198001010003,19900000000,119.0152,33.6123\n"
    "H2,320800100201,李四,999999198001010011,19900000001,119.0818,33.6329\n"
)
OFFICERS = "员工号,姓名,网点编号\nE1,张三,B1\nE2,李四,B1\nE3,王五,B2\n"
COUNTY = (
    '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "测试县"}, '
    '"geometry": {"type": "Polygon", '
    '"coordinates": [[[118.9, 33.5], [119.2, 33.5], [119.2, 33.7], [118.9, 33.7], [118.9, 33.5]]]}}]}'
)
SETTINGS = 'name = "测试县"\n[datum]\ndefault = "wgs84"\n'


def county_folder(folder: Path, **changed: str | None) -> Path:
    """Write a small county of plain files; some of them changed, or left out by None."""
    files = {
        "branches.csv": BRANCHES,
        "villages.csv": VILLAGES,
        "households.csv": HOUSEHOLDS,
        "officers.csv": OFFICERS,
        "county.geojson": COUNTY,
        "gridplan.toml": SETTINGS,
    }
    folder.mkdir(exist_ok=True)
    for name, text in (files | {name.replace("__", "."): text for name, text in changed.items()}).items():
        if text is not None:
            (folder / name).write_text(text, encoding="utf-8")
    return folder


def read_text(folder: Path, kind: str, text: str) -> Draft:
    """Read a table of text that can be read."""
    path = folder / f"{kind}.csv"
    path.write_text(text, encoding="utf-8")
    read = read_table(path, KINDS[kind])
    assert isinstance(read, Draft), read
    return read


def write_book(path: Path, *sheets: list[list[object]]) -> Path:
    """Write a workbook with some sheets."""
    book = Workbook()
    book.remove(book.active)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def codes(findings) -> list[str]:
    """Name the codes of findings that ask for something."""
    return [finding.code for finding in findings if finding.action != "accept"]

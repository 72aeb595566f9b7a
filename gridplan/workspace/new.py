"""Make a workspace: empty with headers to fill in, from an OSM extract, or from the frame of a county."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from gridplan.access.scope import Scope, Viewer
from gridplan.errors import AccessError, InputError
from gridplan.founding.frame import inputs_of_frame
from gridplan.founding.osm_county import inputs_of_osm
from gridplan.model.inputs import Inputs
from gridplan.storage.exports.template_columns import template_tables
from gridplan.storage.exports.templates import write_template
from gridplan.storage.folder import LAYERS, write_inputs
from gridplan.storage.frame import read_frame
from gridplan.storage.osm import read_osm
from gridplan.storage.settings import FILE
from gridplan.storage.staging import changing
from gridplan.workspace.opening import Progress, Workspace

_SETTINGS = """\
# 县域名称 Name of the county
name = "{name}"
synthetic = false
# 地图上注明的数据来源 Source credit, printed on every map
credit = ""

[datum]
# 坐标系：wgs84、cgcs2000、gcj02（高德、腾讯）或 bd09（百度），填好后去掉行首的 #
# Datum of the coordinates; choose one and take the # away
# default = "gcj02"
"""


def new_empty(scope: Scope, folder: Path) -> Workspace:
    """
    Make a workspace whose tables hold headers alone.

    Parameters
    ----------
    scope
        Who asks; the operator alone makes workspaces.
    folder
        Where; it must hold no workspace yet.

    Returns
    -------
    workspace
        The workspace; `data/*.xlsx` say which columns are wanted, with lists to choose from.

    Raises
    ------
    InputError
        If the folder holds a workspace.
    """
    _refuse(scope, folder)
    with changing(folder) as change:
        for table in template_tables():
            write_template(change.place(f"data/{table}.xlsx"), table)
        change.place(f"{LAYERS}/layers.toml").write_text(_LAYERS, encoding="utf-8")
        change.place(FILE).write_text(_SETTINGS.format(name=folder.resolve().name), encoding="utf-8")
    return Workspace.open(folder)


def new_from_osm(scope: Scope, folder: Path, osm: Path, *, progress: Progress | None = None) -> Workspace:
    """
    Make a workspace of an OSM extract alone.

    Parameters
    ----------
    scope
        Who asks; the operator alone makes workspaces.
    folder
        Where; it must hold no workspace yet.
    osm
        .osm, .osm.bz2 or .osm.pbf.
    progress
        Called with the name of a stage and the share done, 0 to 1.

    Returns
    -------
    workspace
        The workspace; estimated rows and placeholders are labelled.

    Raises
    ------
    InputError
        If the folder holds a workspace, or the extract can't be used.
    """
    _refuse(scope, folder)
    say = progress or _silent
    say("read the extract", 0.0)
    extract = read_osm(osm)
    say("estimate households and units", 0.4)
    return _write(inputs_of_osm(extract), folder, say)


def new_from_frame(scope: Scope, folder: Path, frame: Path, *, progress: Progress | None = None) -> Workspace:
    """
    Make a workspace of the frame of a county.

    Parameters
    ----------
    scope
        Who asks; the operator alone makes workspaces.
    folder
        Where; it must hold no workspace yet.
    frame
        Folder with outline, seats of towns, codes of towns and villages, population cells and a census row.
    progress
        Called with the name of a stage and the share done, 0 to 1.

    Returns
    -------
    workspace
        The workspace, without roads; estimated rows and placeholders are labelled.

    Raises
    ------
    InputError
        If the folder holds a workspace, or the frame can't be used.
    """
    _refuse(scope, folder)
    say = progress or _silent
    say("read the frame", 0.0)
    read = read_frame(frame)
    say("place towns, villages and households", 0.2)
    return _write(inputs_of_frame(read, np.random.default_rng(0)), folder, say)


_LAYERS = """\
# 每个图层一节：放在本文件夹的文件、用途、来源、坐标系 · One table a layer in this folder
#
# [county]
# file = "county.geojson"
# role = "county"      # county, towns, units, roads, water, barriers, crossings, special_areas
# title = "县界"
# source = ""
# licence = ""
# datum = "wgs84"      # wgs84, cgcs2000, gcj02, bd09
#
# 没有 role 的图层只在地图上显示，如学校、村委会、他行网点、行政界线
# A layer without role is only shown: schools, village committees, other banks, borders
#
# [schools]
# file = "schools.gpkg"
# title = "学校"
# title_en = "Schools"
# label = "name"       # 名称所在的列 · column of names
# colour = "#0072b2"
# datum = "gcj02"
"""


def _refuse(scope: Scope, folder: Path) -> None:
    if scope.viewer is not Viewer.OPERATOR:
        raise AccessError("{viewer} may not {task}", viewer=scope.viewer, task="make a workspace")
    if folder.exists() and not folder.is_dir():
        raise InputError("{folder} is a file; name a folder", folder=folder)
    if (folder / FILE).exists() or any(any((folder / part).glob("*")) for part in (LAYERS, "data")):
        raise InputError("{folder} holds a workspace already; choose another folder", folder=folder)


def _write(inputs: Inputs, folder: Path, say: Progress) -> Workspace:
    say("write the workspace", 0.8)
    write_inputs(inputs, folder)
    say("write the workspace", 1.0)
    return Workspace.open(folder)


def _silent(_: str, __: float) -> None:
    return

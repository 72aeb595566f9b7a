"""A plan as one JSON object, for other programs; grids and branches as GeoJSON in WGS84."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from gridplan.model.plan import Plan
from gridplan.storage.atomic import replacing
from gridplan.storage.exports.taking import PLAIN, Taking
from gridplan.storage.exports.wording import SYNTHETIC

#: A tenth of a metre.
DIGITS = 6
_SHAPED = ("branches", "grids")
_PLAIN = ("units", "officers", "assignments", "posts", "findings", "indicators")


def export(plan: Plan, path: Path, lang: str, taking: Taking = PLAIN) -> None:
    """
    Write a plan as .json.

    Parameters
    ----------
    plan
        The plan, cut to what the viewer may see.
    path
        The file.
    lang
        Language the reader asked for; codes stay codes and texts come in both.
    taking
        Who takes it away; GeoJSON is in WGS-84 always.

    Raises
    ------
    StorageError
        If the disk fails; an older file stands.
    """
    label = {"label": SYNTHETIC} if plan.meta.synthetic else {}
    label |= {"taken": taking.stamp} if taking.stamp else {}
    tables: dict[str, Any] = {name: _features(getattr(plan, name)) for name in _SHAPED}
    tables |= {name: _records(getattr(plan, name)) for name in _PLAIN}
    whole = {"meta": asdict(plan.meta) | label, "lang": lang, "params": asdict(plan.params), **tables}
    with replacing(path) as beside:
        beside.write_text(json.dumps(_plain(whole), ensure_ascii=False, allow_nan=False), encoding="utf-8")


def _features(table: gpd.GeoDataFrame) -> dict[str, Any]:
    degrees = shapely.transform(table.geometry.to_crs(4326).to_numpy(), lambda xy: xy.round(DIGITS))
    shapes = [json.loads(text) if text else None for text in shapely.to_geojson(degrees)]
    features = [
        {"type": "Feature", "id": row.get(table.index.name), "geometry": shape, "properties": row}
        for row, shape in zip(_records(table), shapes, strict=True)
    ]
    return {"type": "FeatureCollection", "features": features}


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    plain = pd.DataFrame(table.drop(columns="geometry", errors="ignore"))
    rows = plain if plain.index.name is None else plain.reset_index()
    return [{str(column): value for column, value in row.items()} for row in rows.to_dict("records")]


def _plain(value: Any) -> Any:  # noqa: ANN401 # JSON is anything
    """Turn what JSON has no word for into what it has: unknown figures become null."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if hasattr(value, "item"):
        value = value.item()
    unknown = value is pd.NA or (isinstance(value, float) and not math.isfinite(value))
    return None if unknown else value

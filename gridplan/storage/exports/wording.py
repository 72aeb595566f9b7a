"""Headers and words of a plan's tables in the language of the reader."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import geopandas as gpd
import pandas as pd

from gridplan.model.words import (
    BarrierKind,
    BranchKind,
    CreditList,
    GridKind,
    GridType,
    Post,
    Product,
    Residence,
    Role,
    Segment,
    Severity,
    Stage,
    Tier,
    UnitType,
    Word,
)

#: What stands on every file of invented data.
SYNTHETIC = "合成数据 · synthetic data"
#: Enums by table and column; other columns hold codes of `names.csv`, or no code at all.
WORDS: Mapping[str, Mapping[str, type[Word]]] = {
    "branches": {"kind": BranchKind},
    "units": {"type": UnitType, "tier": Tier},
    "grids": {"kind": GridKind, "type": GridType},
    "special_grids": {"kind": GridKind, "type": GridType},
    "special_areas": {"type": GridType},
    "households": {"residence": Residence, "segment": Segment, "list": CreditList},
    "assignments": {"role": Role, "post": Post},
    "posts": {"post": Post},
    "findings": {"severity": Severity},
    "barriers": {"kind": BarrierKind},
    "crossings": {"kind": BarrierKind},
}
_CODED = {
    "households": ("care",),
    "differences": ("kind",),
    "service_areas": ("model",),
    "roads": ("highway",),
    "assignments": ("why",),
    "findings": ("object_type",),
    "indicators": ("level", "indicator", "base"),
    "posts": ("data_scope",),
    "branches": ("freq_limit",),
}
_LANGUAGES = ("zh", "en")


def name(code: str, lang: str) -> str:
    """
    Name a column, a table or a code.

    Parameters
    ----------
    code
        Such as `coverage_radius_m`.
    lang
        `zh` or `en`.

    Returns
    -------
    name
        Its name, or the code where it has none.
    """
    return _names(lang).get(code, code)


def label(table: str, column: str, code: object, lang: str) -> object:
    """
    Put one value of a table into words.

    Parameters
    ----------
    table, column
        Where it stands.
    code
        The value.
    lang
        `zh` or `en`.

    Returns
    -------
    label
        Its name in that language; the value itself where it is no code.
    """
    kind = WORDS.get(table, {}).get(column)
    if kind is not None:
        return kind(code).label(lang) if code in {str(word) for word in kind} else code
    if isinstance(code, bool):
        return name("yes" if code else "no", lang)
    if column not in _CODED.get(table, ()):
        return code
    # a word that means something else elsewhere is named for its column
    own = f"{column}.{code}"
    return name(own, lang) if own in _names(lang) else name(str(code), lang)


def readable(title: str, table: pd.DataFrame, lang: str) -> pd.DataFrame:
    """
    Lay a table out for a reader: points as longitude and latitude, codes as words, texts in one language.

    Parameters
    ----------
    title
        Which table of the plan.
    table
        Its rows; points in any CRS, other shapes are left out.
    lang
        `zh` or `en`.

    Returns
    -------
    table
        The same rows, ids first, with the codes of the columns still as headers.
    """
    shown = _one_language(_flat(table), lang)
    worded = [*WORDS.get(title, {}), *_CODED.get(title, ()), *shown.select_dtypes("bool").columns]
    for column in [c for c in worded if c in shown]:
        shown[column] = (
            shown[column].astype(object).map(lambda value, c=column: label(title, c, value, lang), na_action="ignore")
        )
    return shown


def _flat(table: pd.DataFrame) -> pd.DataFrame:
    plain = pd.DataFrame(table.drop(columns="geometry", errors="ignore"))
    if isinstance(table, gpd.GeoDataFrame) and len(table) and (table.geom_type == "Point").all():
        degrees = table.geometry.to_crs(4326)
        plain = plain.assign(lon=degrees.x.round(6), lat=degrees.y.round(6))
    return plain if table.index.name is None else plain.reset_index()


def _one_language(table: pd.DataFrame, lang: str) -> pd.DataFrame:
    foreign = [f"_{other}" for other in _LANGUAGES if other != lang]
    kept = table[[column for column in table if not str(column).endswith(tuple(foreign))]]
    return kept.rename(columns=lambda column: str(column).removesuffix(f"_{lang}"))


@cache
def _names(lang: str) -> Mapping[str, str]:
    text = files(__package__).joinpath("names.csv").read_text("utf-8")
    rows = {row["code"]: row[lang] for row in csv.DictReader(text.splitlines())}
    words = {str(word): word.label(lang) for kind in (Stage, Product) for word in kind}
    return MappingProxyType(words | rows)

"""A plan as a workbook: what it is, grids, people, findings, indicators, units, branches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pandas as pd
from openpyxl import Workbook
from pandas.api.types import is_integer_dtype

from gridplan.model.plan import Plan
from gridplan.storage.atomic import replacing
from gridplan.storage.exports.about import about_rows
from gridplan.storage.exports.digits import sensible
from gridplan.storage.exports.rows import duty_rows, first, grid_rows, household_rows, post_rows, unit_rows
from gridplan.storage.exports.sheets import DEGREES, FIGURE, PERCENT, WHOLE, value_formats, write_sheet
from gridplan.storage.exports.taking import PLAIN, Taking
from gridplan.storage.exports.wording import SYNTHETIC, name, readable

#: More households than this are for the map and the GeoPackage, not for a spreadsheet.
MOST_HOUSEHOLDS = 20_000
_FINDING = ["severity", "rule", "object_type", "object_id", "message", "mend", "figure", "limit"]
_PERCENTS = "deviation utilisation staff_gap".split()
_WHOLES = """
workload_h target_h available_h overload_h households visits registered_hh resident_hh population quota_week
coverage_radius_m own_road_m straight_m area_m2
""".split()
_FORMATS = {
    **dict.fromkeys(_PERCENTS, PERCENT),
    **dict.fromkeys(_WHOLES, WHOLE),
    **dict.fromkeys(("lon", "lat"), DEGREES),
}


def export(plan: Plan, path: Path, lang: str, taking: Taking = PLAIN) -> None:
    """
    Write a plan as .xlsx.

    Parameters
    ----------
    plan
        The plan, cut to what the viewer may see.
    path
        The file.
    lang
        Language of headers, words and messages, `zh` or `en`.
    taking
        Who takes it away; coordinates are in WGS-84 always.

    Raises
    ------
    StorageError
        If the disk fails; an older file stands.
    """
    # laid out before the first row is written, so that no half-written sheet stays open
    tables = list(sheets(plan, lang, taking))
    with replacing(path) as beside:
        beside.write_bytes(_packed(plan, tables, lang, taking.tell, beside.parent))


def _packed(
    plan: Plan, tables: list[tuple[str, pd.DataFrame]], lang: str, tell: Callable[[float], None], folder: Path
) -> bytes:
    book = Workbook(write_only=True)
    label = SYNTHETIC if plan.meta.synthetic else ""
    cells, done = sum(rows.size for _, rows in tables), 0
    for title, rows in tables:
        table = sensible(rows)
        formats: dict[str, str | list[str]] = {
            name(column, lang): _FORMATS.get(column, WHOLE if is_integer_dtype(table[column]) else FIGURE)
            for column in map(str, table.select_dtypes("number"))
        }
        if title == "indicators":
            formats[name("value", lang)] = value_formats(plan.indicators["indicator"])
        headed = table.rename(columns=lambda column: name(str(column), lang))
        write_sheet(book, name(title, lang), headed, formats, label=label, folder=folder)
        done += rows.size
        tell(done / cells)
    # zipfile complains aloud when the disk fills up below it; memory does not fill up
    packed = BytesIO()
    book.save(packed)
    return packed.getvalue()


def sheets(plan: Plan, lang: str, taking: Taking = PLAIN) -> Iterator[tuple[str, pd.DataFrame]]:
    """
    Lay the tables of a plan out as sheets.

    Parameters
    ----------
    plan
        The plan.
    lang
        `zh` or `en`.
    taking
        Who takes it away.

    Yields
    ------
    title, table
        Code of the sheet and its rows; columns by code.
    """
    yield "about", pd.DataFrame(about_rows(plan, lang, taking), columns=["item", "content"])
    yield "grids", grid_rows(plan, lang)
    yield "posts", post_rows(plan, lang)
    yield "assignments", duty_rows(plan, lang)
    yield "findings", first(readable("findings", plan.findings, lang), _FINDING)
    yield "indicators", readable("indicators", plan.indicators, lang)
    yield "units", unit_rows(plan, lang)
    yield "branches", readable("branches", plan.branches, lang)
    if 0 < len(plan.households) <= MOST_HOUSEHOLDS:
        yield "household_rows", household_rows(plan, lang)

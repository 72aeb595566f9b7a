"""Understand the header of a table: which column is which field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from gridplan.model.findings import InputFinding
from gridplan.storage.gate.forbidden import refuse_forbidden
from gridplan.storage.gate.saying import say
from gridplan.storage.tables.kind import Field, Kind
from gridplan.storage.tables.readers import degrees
from gridplan.storage.tables.sheet import Sheet, plain_name
from gridplan.storage.tables.writing import LABEL

_NEAR: Mapping[str, tuple[str, ...]] = {
    "lon": ("lng", "lon", "long", "x", "经度", "jd"),
    "lat": ("lat", "y", "纬度", "wd"),
}


@dataclass(frozen=True)
class Column:
    """
    Where a field stands in a sheet.

    Attributes
    ----------
    field
        The field.
    at
        Position of its column.
    scale
        How many of our units one of the column's is.
    """

    field: Field
    at: int
    scale: float


def known_headers(kind: Kind) -> frozenset[str]:
    """
    List the headers that a kind of table knows.

    Parameters
    ----------
    kind
        The kind.

    Returns
    -------
    names
        As `plain_name` writes them, without units.
    """
    return frozenset(plain_name(name) for field in kind.columns for name in (field.name, *field.aliases))


def match_columns(sheet: Sheet, kind: Kind) -> tuple[list[Column], list[InputFinding]]:
    """
    Find the fields of a kind in the header of a sheet.

    Parameters
    ----------
    sheet
        The sheet.
    kind
        What it should hold.

    Returns
    -------
    columns
        The fields that the sheet has.
    findings
        What is missing, stands twice or is not read.

    Raises
    ------
    RefusedError
        If a column holds what must not be collected.
    """
    refuse_forbidden(sheet.header, sheet.file, sheet.layer)
    columns, findings = find_columns(sheet, kind.columns)
    return columns, [*findings, *_missing(sheet, kind, columns), *_ignored(sheet, columns)]


def find_columns(sheet: Sheet, fields: Sequence[Field]) -> tuple[list[Column], list[InputFinding]]:
    """
    Find fields in the header of a sheet, each in the first column that means it.

    Parameters
    ----------
    sheet
        The sheet.
    fields
        The fields; an earlier one takes a column before a later one.

    Returns
    -------
    columns
        The fields that the sheet has.
    findings
        Fields that stand twice.
    """
    headers = [plain_name(header) for header in sheet.header]
    columns: list[Column] = []
    findings: list[InputFinding] = []
    for field in fields:
        taken = {column.at for column in columns}
        here = [Column(field, at, scale) for at, h in enumerate(headers) if (scale := field.scale(h)) is not None]
        # our own name goes before an alias, and an earlier alias before a later one
        free = sorted((c for c in here if c.at not in taken), key=lambda c: field.rank(headers[c.at]))
        columns += free[:1]
        if len(free) > 1 and headers[free[0].at] != field.name:
            names = ", ".join(sheet.header[column.at] for column in free)
            # which one is meant matters where rows are found by it
            action = None if field.required or field.read is degrees else "warn"
            findings.append(
                say(
                    "HDR_TWICE",
                    sheet.file,
                    layer=sheet.layer,
                    column=field.name,
                    action=action,
                    wanted=field.name,
                    names=names,
                )
            )
    return columns, findings


def missing_columns(sheet: Sheet, wanted: Sequence[Field], columns: Sequence[Column]) -> Iterator[InputFinding]:
    """
    Say which columns are missing, and which other one may be meant.

    Parameters
    ----------
    sheet
        The sheet.
    wanted
        Fields that must be there.
    columns
        Fields that are there.

    Yields
    ------
    finding
        `HDR_MISSING`, one a field.
    """
    found = {column.field.name for column in columns}
    spare = _spare(sheet, columns)
    for field in (field for field in wanted if field.name not in found):
        near = _near(field, spare)
        yield say(
            "HDR_MISSING",
            sheet.file,
            layer=sheet.layer,
            column=field.aliases[0],
            wanted=f"{field.aliases[0]} ({field.name})",
            names=", ".join((field.name, *field.aliases)[:4]),
            near_zh=f"“{near}”是这一列吗？" if near else "",
            near_en=f" Is it {near}?" if near else "",
        )


def _missing(sheet: Sheet, kind: Kind, columns: list[Column]) -> Iterator[InputFinding]:
    found = {column.field.name for column in columns}
    wanted = [field for field in kind.columns if field.required and field is not kind.ids]
    if sheet.shapes is None:
        # a layer may come without ids, which are made from its places, and with names that were cut
        wanted += [kind.ids] if kind.ids.required else []
        wanted += [field for field in kind.fields if field.name in kind.either[:1] and not found & set(kind.either)]
    wanted += [] if sheet.shapes is not None or "wkt" in found else _place_wanted(kind, found, _spare(sheet, columns))
    return missing_columns(sheet, wanted, columns)


def _place_wanted(kind: Kind, found: set[str], spare: list[str]) -> list[Field]:
    """Coordinates must be there if rows need them, or if half of them is there or seems to be."""
    fields = [field for field in kind.columns if field.name in {"lon", "lat"}]
    absent = [field for field in fields if field.name not in found]
    half = len(absent) == 1 or any(_near(field, spare) for field in absent)
    return fields if kind.needs_place or half else []


def _spare(sheet: Sheet, columns: Sequence[Column]) -> list[str]:
    used = {column.at for column in columns}
    return [
        header for at, header in enumerate(sheet.header) if at not in used and plain_name(header) not in {"", LABEL}
    ]


def _near(field: Field, headers: list[str]) -> str | None:
    names = {re.sub(r"\(.*", "", plain_name(header).replace(" ", "")): header for header in headers}
    close = [n for name in (field.name, *field.aliases) for n in get_close_matches(plain_name(name), names, 1, 0.75)]
    close += [name for name in names if name in _NEAR.get(field.name, ())]
    return names[close[0]] if close else None


def _ignored(sheet: Sheet, columns: list[Column]) -> list[InputFinding]:
    spare = _spare(sheet, columns)
    return [say("HDR_IGNORED", sheet.file, layer=sheet.layer, names=", ".join(spare))] if spare else []

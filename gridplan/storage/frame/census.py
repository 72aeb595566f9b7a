"""Households and people of a county from a census table: one row with a header, or one item a row."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gridplan.storage.frame.texts import Rows

_HOUSEHOLDS = ("家庭户数", "户数", "households", "household_n", "households_n")
_PEOPLE = ("人口数_合计", "常住人口", "总人口", "人口数", "人口", "population")
_CODES = ("区划代码", "code", "adcode", "行政区划代码")
_NAMES = ("区县", "县", "name", "名称")


@dataclass(frozen=True)
class Census:
    """
    The figures of a census that a plan needs.

    Attributes
    ----------
    households_n, people_n
        Family households and people; not a number where unknown.
    name
        Name of the county, or nothing.
    """

    households_n: float = math.nan
    people_n: float = math.nan
    name: str = ""


def read_census(tables: Iterable[Rows], code: str, name: str) -> Census:
    """
    Find the census row of a county.

    Parameters
    ----------
    tables
        Any tables; the first that states households or people is taken.
    code
        The county's 6-digit code, or nothing.
    name
        The county's name, or nothing.

    Returns
    -------
    census
        Its figures; unknown where no table states them.
    """
    for table in tables:
        items = _items(table, code, name)
        found = Census(_figure(items, _HOUSEHOLDS), _figure(items, _PEOPLE), _first(items, _NAMES))
        if not (math.isnan(found.households_n) and math.isnan(found.people_n)):
            return found
    return Census()


def _items(table: Rows, code: str, name: str) -> Mapping[str, str]:
    """Lay the county's figures out by title, be they one a row or one a column."""
    firsts = [row[0] for row in table]
    if any(title in firsts for title in _HOUSEHOLDS + _PEOPLE):
        return {row[0]: row[1] for row in reversed(table) if len(row) > 1}
    head, *rows = table or [[]]
    laid = [dict(zip(head, row, strict=False)) for row in rows]
    own = [items for items in laid if code and _first(items, _CODES).startswith(code)]
    own = own or [items for items in laid if name and _first(items, _NAMES) == name]
    return (own or (laid if len(laid) == 1 else []) or [{}])[0]


def _first(items: Mapping[str, str], titles: Iterable[str]) -> str:
    return next((items[title] for title in titles if items.get(title)), "")


def _figure(items: Mapping[str, str], titles: Iterable[str]) -> float:
    try:
        figure = float(_first(items, titles).replace(",", ""))
    except ValueError:
        return math.nan
    return figure if figure > 0 else math.nan

"""Towns and villages by their statistical codes (统计用区划代码): 6 digits the county, 9 the town, 12 the village."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from gridplan.storage.frame.texts import Rows

_CODE = re.compile(r"\d{9}|\d{12}")
#: Share of a column that must be codes.
_MOSTLY = 0.9
_NAMES = ("name", "名称", "村名", "village", "village_name", "乡镇名称", "town", "区划名称")
_TOWN_NAMES = ("town_name", "乡镇", "乡镇名称", "所属乡镇", "town", "street", "street_name")


def read_codes(tables: Iterable[Rows]) -> tuple[pd.Series, pd.DataFrame]:
    """
    Gather the codes of towns and villages from some tables.

    Parameters
    ----------
    tables
        Tables with a header row; those without a column of codes are passed over.

    Returns
    -------
    towns
        Name by 9-digit code, in the order of codes; a 12-digit code that ends in 000 is a town too. A town that
        is only named beside its villages counts.
    villages
        Indexed by 12-digit code, in the order of codes, with `name` and `town` (9 digits).
    """
    rows = [row for table in tables for row in _coded(table)]
    towns = {code[:9]: name for code, name, _ in rows if _is_town(code)}
    beside = {code[:9]: town for code, _, town in rows if not _is_town(code)}
    named = {code: towns.get(code) or beside.get(code) or code for code in sorted({**beside, **towns})}
    found = {code: name for code, name, _ in rows if not _is_town(code)}
    index = pd.Index(sorted(found), name="code", dtype=str)
    columns = {"name": [found[code] for code in index], "town": [code[:9] for code in index]}
    villages = pd.DataFrame(columns, index=index, dtype=str)
    return pd.Series(named, index=pd.Index(list(named), name="code", dtype=str), name="name", dtype=str), villages


def _is_town(code: str) -> bool:
    return len(code) == 9 or code.endswith("000")  # noqa: PLR2004 # digits of a town's code


def _coded(table: Rows) -> Iterable[tuple[str, str, str]]:
    """Yield code, name and name of the town of each row of a table that has a column of different codes."""
    if len(table) < 2:  # noqa: PLR2004 # header and a row
        return
    head, *rows = table
    place = next((n for n in range(len(head)) if _is_code_column([_cell(row, n) for row in rows])), None)
    if place is None:
        return
    name = _column(head, _NAMES, but=place, rows=rows)
    town = next((n for n, title in enumerate(head) if title.casefold() in _TOWN_NAMES and n != name), None)
    for row in rows:
        code = _cell(row, place)
        if _CODE.fullmatch(code):
            yield code, _cell(row, name), "" if town is None else _cell(row, town)


def _is_code_column(cells: list[str]) -> bool:
    codes = [cell for cell in cells if _CODE.fullmatch(cell)]
    return len(codes) >= _MOSTLY * len(cells) and len(set(codes)) == len(codes)


def _column(head: list[str], titles: Iterable[str], *, but: int, rows: Rows) -> int:
    """Take the column that is titled so, or the first one with words."""
    titled = [n for title in titles for n, cell in enumerate(head) if cell.casefold() == title]
    worded = [n for n in range(len(head)) if n != but and not _cell(rows[0], n).isdigit()]
    return (titled or worded or [but])[0]


def _cell(row: list[str], place: int) -> str:
    return row[place] if place < len(row) else ""

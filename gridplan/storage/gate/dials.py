"""Check `gridplan.toml` against its contract."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from gridplan.model.dials import DIALS, NAMED, SCHEMA_VERSION, Dial
from gridplan.model.findings import InputFinding
from gridplan.storage.gate.saying import RefusedError, say

FILE = "gridplan.toml"
#: Tables of tables.
_NESTED = ("presets", "rules")
Table = Mapping[str, Any]
_TYPES: Mapping[str, tuple[type, ...]] = {
    "number": (int, float),
    "whole": (int,),
    "text": (str,),
    "yes": (bool,),
    "list": (list,),
    "table": (dict,),
}


def read_toml(path: Path) -> dict[str, Any]:
    """
    Read a file of settings.

    Parameters
    ----------
    path
        The file; UTF-8.

    Returns
    -------
    written
        What it says.

    Raises
    ------
    RefusedError
        With `CFG_SYNTAX` and the line, if it isn't TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        line = re.search(r"at line (\d+)", str(error))
        raise RefusedError(say("CFG_SYNTAX", path.name, row=int(line[1]) if line else None, reason=error)) from error


def dial_faults(written: Table) -> Iterator[InputFinding]:
    """
    Check settings against their contract.

    Parameters
    ----------
    written
        What the file says.

    Yields
    ------
    finding
        `CFG_VERSION`, `CFG_UNKNOWN`, `CFG_RANGE` or `CFG_CONTRADICT`.
    """
    yield from _version(written)
    tables = _tables(written)
    for name, table in tables.items():
        if name not in DIALS:
            yield _unknown(name, [known for known in (*DIALS, *NAMED, *_NESTED) if known], f"[{name}]")
            continue
        for key, value in table.items():
            yield from _dial(name, key, value)
    yield from _together(tables)


def too_small_grids(written: Table, largest: float) -> Iterator[InputFinding]:
    """
    Check that grids may hold the largest unit, which is never cut.

    Parameters
    ----------
    written
        What the file says.
    largest
        Households of the largest unit.

    Yields
    ------
    finding
        `CFG_INFEASIBLE`, at most one.
    """
    most = _tables(written).get("grid", {}).get("max_households")
    if isinstance(most, int) and 0 < most < largest:
        yield say("CFG_INFEASIBLE", FILE, column="grid.max_households", value=most, largest=f"{largest:g}")


def _tables(written: Table) -> dict[str, Table]:
    """Lay the tables out by their full name."""
    tables = {name: value for name, value in written.items() if isinstance(value, dict) and name not in NAMED}
    inner: dict[str, Table] = {}
    for name in _NESTED:
        inner |= _nested(name, tables.pop(name, {}))
    bare = {key: value for key, value in written.items() if not isinstance(value, dict) and key not in NAMED}
    return {"": bare, **tables, **inner}


def _nested(name: str, table: Table) -> dict[str, Table]:
    inner = {f"{name}.{key}": value for key, value in table.items() if isinstance(value, dict)}
    loose = {key: value for key, value in table.items() if not isinstance(value, dict)}
    return {**inner, **({name: loose} if loose else {})}


def _version(written: Table) -> Iterator[InputFinding]:
    project = written.get("project")
    for table in (written, project if isinstance(project, dict) else {}):
        version = table.get("schema_version", 0)
        if isinstance(version, int | float) and version > SCHEMA_VERSION:
            yield say("CFG_VERSION", FILE, column="schema_version", value=version, known=SCHEMA_VERSION)


def _dial(table: str, key: str, value: object) -> Iterator[InputFinding]:
    place = f"{table}.{key}" if table else key
    dial = DIALS[table].get(key)
    if dial is None:
        yield _unknown(key, [*DIALS[table], *([name for name in DIALS if name] if not table else [])], place)
    elif not _fits(dial, value):
        yield say("CFG_RANGE", FILE, column=place, value=value, limit=_limit(dial))


def _unknown(key: str, known: list[str], place: str) -> InputFinding:
    near = get_close_matches(key, known, 1, 0.6)
    zh, en = (f"，是“{near[0]}”吗？", f"; did you mean {near[0]}?") if near else ("。", ".")
    reason_zh, reason_en = f"没有设置“{place}”{zh}", f"There is no setting {place}{en}"
    return say("CFG_UNKNOWN", FILE, column=place, value=key, reason_zh=reason_zh, reason_en=reason_en)


def _fits(dial: Dial, value: object) -> bool:
    if not isinstance(value, _TYPES[dial.kind]) or (isinstance(value, bool) and dial.kind != "yes"):
        return False
    if dial.words and value not in dial.words:
        return False
    return not isinstance(value, int | float) or dial.low <= value <= dial.high


def _limit(dial: Dial) -> str:
    if dial.words:
        return ", ".join(dial.words)
    return f"{dial.kind}, {dial.low:g} – {dial.high:g}" if dial.kind in {"number", "whole"} else dial.kind


def _together(tables: Mapping[str, Table]) -> Iterator[InputFinding]:
    """Check settings that only make sense together."""
    grid, score = tables.get("grid", {}), tables.get("score", {})
    yield from _in_order(grid, "grid", "min_households", "max_households")
    for name, table in tables.items():
        if name.startswith("presets."):
            yield from _in_order(table, name, "hh_min", "hh_max")
    weights = [value for value in score.values() if isinstance(value, int | float)]
    if weights and not any(weights):
        yield say("CFG_RANGE", FILE, column="score", value=0, limit="> 0")


def _in_order(table: Table, name: str, low: str, high: str) -> Iterator[InputFinding]:
    least, most = table.get(low), table.get(high)
    if isinstance(least, int | float) and isinstance(most, int | float) and least > most:
        yield say("CFG_CONTRADICT", FILE, column=f"{name}.{low}", value=least, low=low, high=high, most=most)

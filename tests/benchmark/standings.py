"""Runs on published instances as one table: by group the median of the seeds, held against what is wanted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from statistics import mean, median
from typing import Any

Row = dict[str, Any]
HEAD = ("group", "instances", "feasible", "mean gap", "worst gap", "wanted: mean, worst", "CPU s to effort")
#: Highest mean and worst gap to the best known value; a group that is not named wants none.
WANTED = {
    "diameter, published": ("-3 %", "+2 %"),
    "pmedian, optimum proved": ("0.1 %", "0.5 %"),
    "moment, optimum proved": ("0.1 %", "0.5 %"),
    "pmedian, published": ("0 %", "–"),
    "census tracts": ("0.8 %", "2 %"),
}


def standings(rows: Sequence[Row]) -> str:
    """Lay the runs out as a table."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row["group"]].append(row)
    cells = [HEAD, ("---",) * len(HEAD), *(_cells(group, groups[group]) for group in sorted(groups))]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in cells)


def _cells(group: str, rows: Sequence[Row]) -> tuple[object, ...]:
    by_name: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_name[row["name"]].append(row)
    gaps = [median(_gap(row) for row in mine) for mine in by_name.values()]
    pace = [row["cpu"] / row["effort"] for row in rows]
    feasible = sum(row["feasible"] for row in rows)
    wanted = ", ".join(WANTED.get(group, ("–", "–")))
    shares = f"{min(pace):.2f}–{max(pace):.2f}"
    return (
        group,
        len(gaps),
        f"{feasible} of {len(rows)} runs",
        _per_cent(gaps, mean),
        _per_cent(gaps, max),
        wanted,
        shares,
    )


def _gap(row: Row) -> float:
    return float(row["gap"]) if row["feasible"] else float("inf")


def _per_cent(gaps: Iterable[float], of: Any) -> str:
    return f"{of(list(gaps)):+.2%}"

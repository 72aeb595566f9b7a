"""Runs on drawn districts as a section of docs/benchmarks.md: what was wanted, and a table a set."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Sequence
from statistics import mean, median

from tests.benchmark.claims import OURS, Run, claims
from tests.benchmark.running import LIMIT_S, ROOT

PICTURE = ROOT / "docs/figures/partition.png"
TITLE = "## Cutting a district into grids"
HEAD = ("method", "CPU s", "tries", "feasible", "in one piece", "worst imbalance", "longest way, km", "moment to ours")
MEGABYTE = 1e6


def section(runs: Sequence[Run], versions: str) -> str:
    """Lay the runs out, peers held against ours."""
    lines = [TITLE, "", _about(versions), "", "![Balance and compactness](figures/partition.png)", ""]
    lines += [_line(("wanted", "found", "")), _line(["---"] * 3), *map(_line, claims(runs)), ""]
    for name in dict.fromkeys(run["set"] for run in runs):
        here = [run for run in runs if run["set"] == name]
        rows = [_row([run for run in here if run["method"] == method], here) for method in _methods(here)]
        lines += [f"**{name}**", "", _line(HEAD), _line(["---"] * len(HEAD)), *map(_line, rows), ""]
    return "\n".join(lines)


def ratio(run: Run, runs: Iterable[Run]) -> float:
    """Hold the moment of a run against that of ours on the same district."""
    mine = {(one["set"], one["seed"]): one["moment"] for one in runs if one["method"] == OURS}
    return float(run["moment"] / mine[run["set"], run["seed"]])


def points(runs: Sequence[Run]) -> list[Run]:
    """Pick what the picture shows."""
    good = [run for run in runs if "moment" in run]
    return [run | {"moment": ratio(run, good)} for run in good if run["seed"] in {1, 2, 3}]


def _methods(runs: Iterable[Run]) -> list[str]:
    return list(dict.fromkeys(run["method"] for run in runs))


def _row(mine: Sequence[Run], here: Sequence[Run]) -> Sequence[object]:
    name, good = mine[0]["method"], [run for run in mine if "moment" in run]
    shown = f"**{name}**" if name.startswith(OURS) else name
    if not good:
        return [shown, *["–"] * (len(HEAD) - 2), mine[0]["failure"]]
    ratios = [ratio(run, [one for one in here if "moment" in one]) for run in good]
    return [
        shown,
        f"{median(run['cpu'] for run in good):.2f}",
        f"{median(run['tries'] for run in good):g}",
        *(f"{sum(run[what] for run in good)} of {len(mine)}" for what in ("feasible", "whole")),
        f"{median(run['imbalance'] for run in good):.2%}",
        f"{median(run['diameter'] for run in good):.1f}",
        f"{mean(ratios):.3f}",
    ]


def _about(versions: str) -> str:
    return (
        "Random villages, heavy-tailed households, neighbours by Delaunay, tolerance 5 %; drawn by three seeds, "
        "for ours by up to ten. Each method has one thread and a process of its own; compile time aside. A peer "
        "that takes a seed is run with up to ten of them (METIS with three limits each) until 15 s are spent, and "
        "its best plan is kept: a feasible one before a compact one; CPU seconds are those of all its tries. What was "
        "wanted is held against the median of its seeds 1 to 3, as for ours, and against that best plan. Of "
        f"several weights METIS balances the sum, the others none. A peer stands where it answers in {LIMIT_S} CPU "
        "s; spopt's Max-p does nowhere. The moment is households x squared distance to the best central village; "
        "its ratio is the mean of the seeds, the other figures are medians. Efforts of ours are 10 s, or what its "
        "name says. What has "
        "not changed since it was last run is not run again.\n\n"
        f"Python {platform.python_version()}; {versions}."
    )


def _line(cells: Iterable[object]) -> str:
    return "| " + " | ".join(str(cell) for cell in cells) + " |"

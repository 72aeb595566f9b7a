"""
`make bench`: every benchmark in one run, as tables in docs/benchmarks.md.

`python -m tests.benchmark partition` renews one section alone; `python -m tests.benchmark published` is a run by
itself: hours on instances that other people published.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterable
from importlib.metadata import version
from typing import Any

from tests.benchmark import county, locate, network, partition, published
from tests.benchmark.page import PAGE, renewed, section_of

PEERS = ("geopandas", "shapely", "networkx", "scipy", "numba")
HEAD = """# Benchmarks

Made by `make bench`: ratios against a peer, both measured in the same run; answers are checked equal before
they are timed. The plan of the demo county runs from its files to the stored version in a process of its own.

"""


def _line(cells: Iterable[object]) -> str:
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def _ratio_table(rows: list[dict[str, Any]]) -> str:
    head = ["what", "ours, s", "peer", "peer, s", "ratio", "goal", "note"]
    lines = [_line(head), _line(["---"] * len(head))]
    for row in rows:
        figures = [f"{row['ours_s']:.3f}", row["peer"], f"{row['peer_s']:.2f}", f"**{row['ratio']:.1f} x**"]
        lines.append(_line([row["what"], *figures, row["goal"], row["note"]]))
    return "\n".join(lines)


def _stage_table(stages: dict[str, float]) -> str:
    lines = [_line(["stage", "seconds"]), _line(["---", "---"])]
    lines += [_line([name, f"{seconds:.2f}"]) for name, seconds in stages.items()]
    return "\n".join(lines)


def main() -> None:
    rows = [*locate.measure(), *network.measure()]
    told = county.measure()
    packages = ", ".join(f"{name} {version(name)}" for name in PEERS)
    place = f"Python {platform.python_version()}, {os.cpu_count()} cores; {packages}."
    figures = (
        f"\n\n## A plan of the demo county\n\n{told['households']:,.0f} households, {told['units']} units, "
        f"{told['grids']} grids: {told['total_s']:.1f} s (goal 60), "
        f"peak memory {told['peak_mb']:,.0f} MB (goal 2,048).\n\n"
    )
    text = f"{HEAD}{place}\n\n{_ratio_table(rows)}{figures}{_stage_table(told['seconds'])}\n"
    for title in (partition.TITLE, published.TITLE):
        if former := section_of(PAGE.read_text(encoding="utf-8"), title):
            text = renewed(text, title, former)
    PAGE.write_text(text, encoding="utf-8")
    partition.main()
    print(text)  # noqa: T201 - this is what the command is for


if __name__ == "__main__":
    parts = {"partition": partition.main, "published": published.main}
    parts.get(" ".join(sys.argv[1:2]), lambda _: main())(sys.argv[2:])

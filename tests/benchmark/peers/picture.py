"""`python picture.py OUT < points`: balance against compactness, one panel a set of districts."""

from __future__ import annotations

import json
import sys

import matplotlib as mpl

mpl.use("Agg")
import matplotlib.pyplot as plt
from matplotlib.ticker import PercentFormatter

#: A plan may leave the mean by this much.
TOLERANCE = 0.05
ACROSS, OURS = 3, "GridPlan"
#: Ours stand out; no two peers look alike.
STARS = ("#c1121f", "#f4a261", "#e9c46a")
COLOURS = ("#1d3557", "#457b9d", "#2a9d8f", "#6a4c93", "#8a8a8a", "#588157", "#b5838d", "#000000")
MARKS = "osD^vPX<"


def main() -> None:
    points = json.load(sys.stdin)
    sets = list(dict.fromkeys(point["set"] for point in points))
    looks = _looks(list(dict.fromkeys(point["method"] for point in points)))
    rows = -(-len(sets) // ACROSS)
    figure, panels = plt.subplots(rows, ACROSS, figsize=(11, 3.2 * rows + 1), sharey=True, squeeze=False)
    for panel, name in zip(panels.flat, sets, strict=False):
        _draw(panel, name, [one for one in points if one["set"] == name], looks)
    for line in panels:
        line[0].set_ylabel("moment, ours = 1")
    marks = [plt.Line2D([], [], linestyle="", label=name, **look) for name, look in looks.items()]
    figure.legend(handles=marks, loc="lower center", ncols=4, frameon=False, fontsize=8)
    figure.suptitle("Lower is more compact; hollow: a grid is in pieces, or there are more or fewer", fontsize=10)
    figure.tight_layout(rect=(0, 0.22 / rows, 1, 1))
    figure.savefig(sys.argv[1], dpi=100, metadata={"Software": None})


def _looks(methods):
    ours = [name for name in methods if name.startswith(OURS)]
    looks = {
        name: {"color": colour, "marker": "*", "markersize": 10} for name, colour in zip(ours, STARS, strict=False)
    }
    peers = [name for name in methods if name not in looks]
    for name, colour, mark in zip(peers, COLOURS, MARKS, strict=False):
        looks[name] = {"color": colour, "marker": mark, "markersize": 6}
    return looks


def _draw(panel, name, points, looks):
    panel.axvspan(1e-3, TOLERANCE, color="#e3f1e3", zorder=0)
    for point in points:
        face = {} if point["whole"] else {"markerfacecolor": "none"}
        panel.plot(point["imbalance"], point["moment"], linestyle="", alpha=0.85, **looks[point["method"]], **face)
    panel.set(xscale="log", xlim=(1e-2, 4), xlabel="worst imbalance (green: within 5 %)")
    panel.set_title(name, fontsize=9)
    panel.xaxis.set_major_formatter(PercentFormatter(1, decimals=0))


if __name__ == "__main__":
    main()

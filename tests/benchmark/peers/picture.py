"""`python picture.py OUT < points`: balance against compactness, one panel a size of district."""

from __future__ import annotations

import json
import sys

import matplotlib as mpl

mpl.use("Agg")
import matplotlib.pyplot as plt

#: A plan may leave the mean by this much.
TOLERANCE = 0.05


def main() -> None:
    points = json.load(sys.stdin)
    sets = list(dict.fromkeys(point["set"] for point in points))
    methods = list(dict.fromkeys(point["method"] for point in points))
    figure, panels = plt.subplots(1, len(sets), figsize=(3.6 * len(sets), 3.8), sharey=True, squeeze=False)
    for panel, name in zip(panels[0], sets, strict=True):
        panel.axvspan(1e-3, TOLERANCE, color="#e3f1e3", zorder=0)
        for number, method in enumerate(methods):
            _scatter(panel, [one for one in points if (one["set"], one["method"]) == (name, method)], f"C{number}")
        panel.set(title=name, xscale="log", xlim=(1e-2, 4), xlabel="worst imbalance (green: within 5 %)")
        panel.title.set_fontsize(9)
    panels[0][0].set_ylabel("moment, ours = 1; less is more compact")
    marks = [plt.Line2D([], [], color=f"C{k}", marker="o", linestyle="", label=name) for k, name in enumerate(methods)]
    figure.legend(handles=marks, loc="lower center", ncols=min(len(marks), 5), frameon=False, fontsize=8)
    figure.suptitle(
        "Grids of a drawn district; hollow: some grid is in pieces, or there are more or fewer", fontsize=10
    )
    figure.tight_layout(rect=(0, 0.12, 1, 1))
    figure.savefig(sys.argv[1], dpi=110, metadata={"Software": None})


def _scatter(panel, points, colour):
    for point in points:
        face = colour if point["whole"] else "none"
        panel.scatter(point["imbalance"], point["moment"], facecolor=face, edgecolor=colour, s=36, zorder=2)


if __name__ == "__main__":
    main()

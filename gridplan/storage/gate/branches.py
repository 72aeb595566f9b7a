"""What a branch needs besides its cells: sizes of its kind, and a point of its own."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import shapely

from gridplan.model.plan import Preset
from gridplan.storage.gate.draft import Draft

#: Nobody draws a smaller circle on purpose.
SMALL_M = 100.0


def fill_sizes(draft: Draft, presets: Mapping[str, Preset]) -> None:
    """
    Take radius and minutes that the file doesn't tell from the preset of the kind.

    Parameters
    ----------
    draft
        Branches with `kind`.
    presets
        Sizes by kind.
    """
    for column, size in (("coverage_radius_m", "radius_m"), ("drive_min", "drive_min")):
        usual = draft.table["kind"].map({kind: float(getattr(preset, size)) for kind, preset in presets.items()})
        empty = draft.table[column].isna() & ~draft.unreadable(column)
        draft.table[column] = draft.table[column].where(~empty, usual).astype(float)
        if empty.any():
            code = "CELL_DEFAULT" if draft.has(column) else "COL_DEFAULT"
            shown = ", ".join(f"{value:g}" for value in sorted(set(usual[empty].dropna())))
            draft.add([draft.origin.say(code, column, wanted=column, default=shown, count=int(empty.sum()))])


def doubt_small_radii(draft: Draft) -> None:
    """
    Warn of radii that reach no village, which tells of a wrong unit of length.

    Parameters
    ----------
    draft
        Branches.
    """
    if draft.has("coverage_radius_m"):
        metres = draft.table["coverage_radius_m"].astype(float)
        small = ((metres >= 1.0) & (metres < SMALL_M)).to_numpy(dtype=bool)
        draft.add(draft.origin.each("RADIUS_SMALL", "coverage_radius_m", small, draft.shown["coverage_radius_m"]))


def stand_apart(draft: Draft) -> None:
    """
    Refuse branches that stand on one point.

    Parameters
    ----------
    draft
        Branches.
    """
    if draft.places is None or draft.places.isna().all():
        return
    told = np.flatnonzero(draft.places.notna().to_numpy(dtype=bool))
    xy = shapely.get_coordinates(draft.places.to_numpy()[told])
    _, place, number = np.unique(xy, axis=0, return_inverse=True, return_counts=True)
    for group in np.flatnonzero(number > 1):
        at = told[place == group]
        for k in at:
            others = draft.origin.row_list(at[at != k])
            draft.add([draft.origin.say("BRANCH_COINCIDENT", "lon", at=int(k), rows=others)])

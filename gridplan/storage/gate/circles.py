"""References that may not go round in a circle."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from gridplan.storage.gate.draft import Draft


def no_circle(column: str, code: str) -> Callable[[Draft], None]:
    """
    Make a check that following a column from row to row always ends.

    Parameters
    ----------
    column
        Field that names another row of the same table.
    code
        Code of a circle.

    Returns
    -------
    check
        Notes one finding a row of each circle.
    """

    def check(draft: Draft) -> None:
        if not draft.has(column):
            return
        ids = draft.table[draft.ids]
        above = dict(zip(ids, draft.table[column], strict=True))
        circles = {name: circle for circle in _circles(above) for name in circle}
        for at in np.flatnonzero(ids.isin(list(circles))):
            circle = circles[ids[at]]
            shown = " → ".join([*circle, circle[0]])
            draft.add([draft.origin.say(code, column, at=int(at), value=draft.table[column][at], cycle=shown)])

    return check


def _circles(above: Mapping[str, str]) -> list[list[str]]:
    """Follow every row upwards; each circle is found once."""
    done: set[str] = set()
    circles = []
    for start in above:
        path: list[str] = []
        at = start
        while at in above and at not in done:
            done.add(at)
            path.append(at)
            at = above[at]
        if at in path:
            circles.append(path[path.index(at) :])
    return circles

"""Counts for those who see totals only: none below k is shown, and none can be worked out from the rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from gridplan.access.cells import Bools, Cells, Floats

#: The smallest number of people on a screen and in a file.
K_SCREEN, K_EXPORT = 5, 10
#: Names the sum of all.
ALL = "all"


def suppress(
    table: pd.DataFrame,
    *,
    key: str,
    count: str,
    k: int,
    margins: Sequence[str],
    least: str | None = None,
    most: str | None = None,
    screen_k: int = K_SCREEN,
) -> pd.DataFrame:
    """
    Hide small counts, and those that would give them away.

    A file hides at least what the screen hides, so that the two together say no more than the screen.

    Parameters
    ----------
    table
        One row a cell.
    key
        Column that names a cell, such as `unit_id`.
    count
        Column with its count.
    k
        The smallest number of people that is shown.
    margins
        Columns, each of which sums are shown by, such as `grid_id` and `town`; the sum of all is always among them.
        Cells without a value lie in no group of that column.
    least, most
        Columns with what anybody knows a count to lie between, such as the number of households; a count that is
        nearly `most` is hidden, too, since it says something of the few others.
    screen_k
        The k of the screen.

    Returns
    -------
    shown
        Columns `by` (the key, a margin or `all`), `id`, `count` (missing where hidden) and `hidden`.
    """
    counts = table[count].to_numpy(float)
    nothing, anything = np.zeros(len(table)), np.full(len(table), np.inf)
    cells = Cells(
        counts,
        least=table[least].to_numpy(float) if least else nothing,
        most=table[most].to_numpy(float) if most else anything,
        groups=np.column_stack([*(table[margin].factorize()[0] for margin in margins), nothing.astype(np.intp)]),
    )
    for size in sorted({min(k, screen_k), k}):
        cells.hide(size)
    parts = [_part(key, table[key], counts, cells.hidden)]
    for kind, margin in enumerate(margins):
        names = table[margin].factorize()[1]
        parts.append(_part(margin, names, cells.sums(kind, counts)[:-1], cells.unshown[kind][:-1]))
    parts.append(_part(ALL, [ALL], cells.sums(-1, counts)[:-1], cells.unshown[-1][:-1]))
    return pd.concat(parts, ignore_index=True)


def _part(by: str, ids: Iterable[str], counts: Floats, hidden: Bools) -> pd.DataFrame:
    return pd.DataFrame({"by": by, "id": list(ids), "count": np.where(hidden, np.nan, counts), "hidden": hidden})

"""Ids: each names one row."""

from __future__ import annotations

import numpy as np

from gridplan.storage.gate.draft import Draft


def ids_are_unique(draft: Draft, code: str) -> None:
    """
    Keep one of equal rows with one id, and refuse rows with one id that differ.

    Parameters
    ----------
    draft
        A table.
    code
        Code of one id in rows that differ.
    """
    ids = draft.table[draft.ids]
    double = ids.duplicated(keep=False).to_numpy(dtype=bool) & ids.notna().to_numpy(dtype=bool)
    if not double.any():
        return
    kept = np.ones(len(ids), dtype=bool)
    for name, rows in ids[double].groupby(ids[double]).groups.items():
        at = np.sort(np.asarray(rows))
        differ = _differing(draft, at)
        listed = draft.origin.row_list(at)
        if not differ:
            kept[at[1:]] = False
            draft.add([draft.origin.say("ID_DUP_SAME", draft.ids, at=int(at[0]), value=name, rows=listed)])
            continue
        said = "ID_COLLIDE" if draft.shown[draft.ids][at].nunique() > 1 else code
        shown = ", ".join(draft.origin.spelled.get(column, column) for column in differ)
        draft.add(draft.origin.say(said, draft.ids, at=int(k), value=name, rows=listed, columns=shown) for k in at)
    draft.keep(kept)


def _differing(draft: Draft, at: np.ndarray) -> list[str]:
    rows = draft.shown.iloc[at]
    return [str(column) for column in rows if rows[column].nunique(dropna=False) > 1]

"""References from table to table."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridplan.storage.gate.draft import Draft
from gridplan.storage.gate.origin import NAMED

#: Table, field, and the table whose ids it names.
REFERENCES = (
    ("units", "branch_id", "branches"),
    ("officers", "branch_id", "branches"),
    ("households", "unit_id", "units"),
    ("merchants", "unit_id", "units"),
    ("funnel", "household_id", "households"),
    ("products", "household_id", "households"),
    ("penetration", "unit_id", "units"),
    ("duty", "officer_id", "officers"),
    ("duty", "unit_id", "units"),
    ("key_people", "unit_id", "units"),
    ("office_staff", "branch_id", "branches"),
    ("relations", "unit_id", "units"),
    ("leaves", "officer_id", "officers"),
    ("loans", "officer_id", "officers"),
    ("loans", "branch_id", "branches"),
    ("tenures", "officer_id", "officers"),
    ("tenures", "unit_id", "units"),
    ("stations", "officer_id", "officers"),
    ("stations", "unit_id", "units"),
)
#: Where the table that is named holds a part of the bank, these rows belong to another part and are left out.
_SPARED = frozenset({"officers"})
#: Up to so many strange owners for each known one may be slips.
_SLIPS = 0.4


def check_references(drafts: Mapping[str, Draft]) -> None:
    """
    Check that every id that a table names stands in the table that it means.

    Parameters
    ----------
    drafts
        Tables by name; a reference into a table that isn't there is not checked.
    """
    for name, column, target in REFERENCES:
        if name in drafts and target in drafts:
            _check(drafts[name], column, drafts[target], spared=name in _SPARED)


def _check(draft: Draft, column: str, owner: Draft, *, spared: bool) -> None:
    if owner.ids_made:
        _let_go(draft, column, owner, spared=spared)
        return
    orphan = _orphans(draft, column, owner)
    if not orphan.any():
        return
    named, known = draft.table[column], owner.table[owner.ids].dropna()
    bare = {key.lstrip("0"): key for key in known}
    cut = orphan & named.str.lstrip("0").isin(list(bare)).to_numpy(dtype=bool)
    for at in np.flatnonzero(cut)[:NAMED]:
        shown = bare[named[at].lstrip("0")]
        draft.add([draft.origin.say("ID_LEADING_ZERO", column, at=int(at), value=named[at], known=shown)])
    gone = orphan & named.isin(list(owner.left_out)).to_numpy(dtype=bool)
    strange = orphan & ~cut & ~gone
    file, action = owner.origin.file, _spared_action(named, known, strange) if spared else None
    draft.add(draft.origin.each("FK_ORPHAN", column, strange, named, target=file, action=action))
    draft.add(draft.origin.each("FK_GONE", column, gone, named, target=file))
    # what belonged to a row that was left out goes with it, or belongs to nobody for now
    draft.table[column] = named.where(~gone)
    if spared:
        draft.keep(~orphan | cut)


def _spared_action(named: pd.Series, known: pd.Series, strange: NDArray[np.bool_]) -> str | None:
    """Tell a table of the whole bank from slips: it names many strange owners, each of them as others are named."""
    if named.nunique() <= known.nunique():
        return None
    return "accept" if named[strange].nunique() > _SLIPS * known.nunique() else "warn"


def _let_go(draft: Draft, column: str, owner: Draft, *, spared: bool) -> None:
    """Nothing can name rows whose file has no ids."""
    if not draft.has(column):
        return
    draft.add([draft.origin.say("ID_UNJOINED", column, target=owner.origin.file)])
    draft.table[column] = draft.table[column].where(np.zeros(len(draft.table), dtype=bool))
    if spared:
        draft.keep(np.zeros(len(draft.table), dtype=bool))


def _orphans(draft: Draft, column: str, owner: Draft) -> NDArray[np.bool_]:
    named, known = draft.table[column], owner.table[owner.ids]
    if column not in draft.origin.spelled or named.equals(known):
        return np.zeros(len(named), dtype=bool)
    codes, distinct = pd.factorize(named)
    strange = pd.Index(known.dropna().unique()).get_indexer(distinct) < 0
    return np.append(strange, [False])[codes] & ~draft.unreadable(column)

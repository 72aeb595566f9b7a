"""What follows from other cells of a unit."""

from __future__ import annotations

import numpy as np

from gridplan.model.words import UnitType
from gridplan.storage.gate.draft import Draft

_COMMUNITY = "社区|居委会|居民委员会|小区|community"


def fill_types(draft: Draft) -> None:
    """
    Take units without a type for communities or villages by their name.

    Parameters
    ----------
    draft
        Units.
    """
    empty = draft.table["type"].isna().to_numpy(dtype=bool) & ~draft.unreadable("type")
    if not empty.any():
        return
    urban = draft.table["name"].str.contains(_COMMUNITY, case=False, na=False).to_numpy(dtype=bool)
    likely = np.where(urban, str(UnitType.COMMUNITY), str(UnitType.VILLAGE))
    draft.table["type"] = draft.table["type"].astype(object).where(~empty, likely)
    code, default = "CELL_DEFAULT" if draft.has("type") else "COL_DEFAULT", "village/community"
    draft.add([draft.origin.say(code, "type", wanted="type", default=default, count=int(empty.sum()))])


def fill_counts(draft: Draft) -> None:
    """
    Take registered households for resident ones and the other way round where one is not told.

    Parameters
    ----------
    draft
        Units.
    """
    both = ("registered_hh", "resident_hh")
    told = [name for name in both if draft.has(name)]
    for name in both:
        if name not in told:
            draft.table[name] = draft.table[told[0]] if told else 0.0
            shown = draft.origin.spelled[told[0]] if told else 0
            action = None if told else "warn"
            draft.add([draft.origin.say("COL_DEFAULT", name, wanted=name, default=shown, action=action)])


def no_more_than_households(draft: Draft) -> None:
    """
    Warn where more households have credit than there are.

    Parameters
    ----------
    draft
        Units, with `credited_hh` where the file has it.
    """
    if draft.has("credited_hh"):
        households = draft.table[["registered_hh", "resident_hh"]].max(axis=1)
        more = (draft.table["credited_hh"] > households).to_numpy(dtype=bool)
        for at in np.flatnonzero(more):
            value, limit = draft.shown["credited_hh"][at], int(households[at])
            draft.add([draft.origin.say("NUM_RATIO", "credited_hh", at=int(at), value=value, limit=limit)])

"""Units that rows tell by name: joined where the name is exact and means one unit, and asked for elsewhere."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from gridplan.storage.gate.draft import Draft
from gridplan.storage.gate.origin import NAMED

#: Ends of names that say what a unit is; 张庄, 张庄村 and 张庄村委会 are likely one.
_ENDS = r"(?<=.)(村民委员会|居民委员会|村委会|居委会|委会|行政村|社区|村|屯|庄子)+$"


def join_by_name(drafts: Mapping[str, Draft]) -> None:
    """
    Find the ids of units that rows name.

    Parameters
    ----------
    drafts
        Tables by name; those with a column `unit_name` and none of unit ids are joined.
    """
    units = drafts.get("units")
    for draft in drafts.values() if units is not None else ():
        if units is not None and draft.has("unit_name") and not draft.has("unit_id"):
            _join(draft, units)


def _join(draft: Draft, units: Draft) -> None:
    known = pd.DataFrame({"name": units.table["name"], "town": units.table["town"], "id": units.table[units.ids]})
    by_name = known.reset_index().groupby("name")["index"].agg(list).to_dict()
    by_stem = known.reset_index().groupby(known["name"].str.replace(_ENDS, "", regex=True))["index"].agg(list).to_dict()
    found = np.full(len(draft.table), None, dtype=object)
    said: dict[str, list[int]] = {"NAME_FUZZY": [], "FK_ORPHAN": [], "NAME_AMBIGUOUS": []}
    meant: dict[int, list[int]] = {}
    towns = draft.table["town"] if draft.has("town") else pd.Series(None, index=draft.table.index, dtype=object)
    for at, (name, town) in enumerate(zip(draft.table["unit_name"], towns, strict=True)):
        if not isinstance(name, str):
            continue
        exact = _of_town(by_name.get(name, []), known, town)
        near = exact or _of_town(by_stem.get(_stem(name), []), known, town)
        meant[at] = near
        if len(exact) == 1:
            found[at] = known["id"][exact[0]]
        else:
            said["NAME_AMBIGUOUS" if len(near) > 1 else "NAME_FUZZY" if near else "FK_ORPHAN"].append(at)
    draft.table["unit_id"] = found
    for code, rows in said.items():
        _say(draft, units, code, rows, meant)


def _stem(name: str) -> str:
    return str(pd.Series([name]).str.replace(_ENDS, "", regex=True)[0])


def _of_town(rows: list[int], known: pd.DataFrame, town: object) -> list[int]:
    return [at for at in rows if not isinstance(town, str) or known["town"][at] == town]


def _say(draft: Draft, units: Draft, code: str, rows: list[int], meant: Mapping[int, list[int]]) -> None:
    for at in rows[:NAMED]:
        name, other = draft.table["unit_name"][at], meant[at]
        shown = ", ".join(f"{units.table['name'][k]} ({units.table[units.ids][k]})" for k in other)
        action = "warn" if code == "FK_ORPHAN" else None
        words = {"target": units.origin.file, "names": shown, "action": action}
        draft.add([draft.origin.say(code, "unit_name", at=at, value=name, **words)])
        if code == "NAME_AMBIGUOUS":
            words = {"target": draft.origin.file, "names": shown}
            draft.add(units.origin.say(code, "name", at=k, value=units.table["name"][k], **words) for k in other)

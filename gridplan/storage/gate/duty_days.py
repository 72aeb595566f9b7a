"""Days of duty: one place a day, and none on a public holiday."""

from __future__ import annotations

import numpy as np
import pandas as pd

from gridplan.storage.gate.draft import Draft

#: Public holidays that fall on the same day every year, as (month, day); the others follow the moon.
_HOLIDAYS = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})


def no_clash(draft: Draft) -> None:
    """
    Refuse an officer in two units on one day, and warn of duty on a public holiday.

    Parameters
    ----------
    draft
        Duties, with `day` and the unit by id or name.
    """
    days, officers = draft.table["day"], draft.table["officer_id"]
    told = (days.notna() & officers.notna()).to_numpy(dtype=bool)
    place = draft.table["unit_id"].astype(object).where(draft.table["unit_id"].notna(), draft.table["unit_name"])
    rows = pd.DataFrame({"officer": officers, "day": days.map(str), "place": place.map(str)})[told]
    for _, group in rows.groupby(["officer", "day"]):
        if len(set(group["place"])) > 1:
            at = group.index.to_numpy()
            listed = draft.origin.row_list(at)
            draft.add(draft.origin.say("DUTY_CLASH", "day", at=int(k), value=rows["day"][k], rows=listed) for k in at)
    holiday = np.array(
        [value is not None and (value.month, value.day) in _HOLIDAYS for value in days.where(told, None)]
    )
    draft.add(draft.origin.each("DUTY_HOLIDAY", "day", holiday & told, draft.shown["day"]))

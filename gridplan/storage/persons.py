"""Take what identifies people out of a table of households, as a table of its own."""

from __future__ import annotations

import pandas as pd

from gridplan.model.tables import PERSONS, empty_table, keep_contract
from gridplan.storage.gate.draft import Draft
from gridplan.storage.gate.persons import consent_holds, plain_phone

_TOLD = ["holder", "id_card", "phone"]


def persons_of(draft: Draft | None) -> pd.DataFrame:
    """
    Take the people of households.

    Parameters
    ----------
    draft
        Households that went through the gate, or nothing.

    Returns
    -------
    persons
        One row a household of which the file tells anything personal; contract `PERSONS`. Empty where the file is
        refused.
    """
    if draft is None or draft.refused or not any(draft.has(name) for name in _TOLD):
        return empty_table(str(PERSONS.name))
    told = draft.table[_TOLD].notna().any(axis=1)
    rows = draft.table[told]
    given = pd.to_datetime(draft.table["consent"].astype(object))
    table = pd.DataFrame(
        {
            "holder": rows["holder"],
            "id_card": rows["id_card"].astype("str").str.upper(),
            "phone": plain_phone(rows["phone"].astype("str")),
            "consent": given[told].dt.strftime("%Y-%m-%d"),
        }
    )
    table = table.astype("str").assign(consent_valid=consent_holds(given)[told])
    return keep_contract(table.set_axis(pd.Index(rows[draft.ids], name=draft.ids, dtype="str")), PERSONS)

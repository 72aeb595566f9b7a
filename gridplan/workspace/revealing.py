"""What identifies the people of a household: masked for those who see it, in the clear with a reason."""

from __future__ import annotations

from datetime import datetime

import pandas as pd

from gridplan.access.masking import mask
from gridplan.access.persons import SEALED
from gridplan.access.reveal import record_reveal
from gridplan.access.scope import Scope
from gridplan.errors import InputError
from gridplan.workspace.audited import audited
from gridplan.workspace.households import in_view
from gridplan.workspace.opening import Workspace
from gridplan.workspace.persons import open_persons

#: Fields that can be asked for.
FIELDS = SEALED


def masked_persons(scope: Scope, workspace: Workspace, household_ids: list[str]) -> pd.DataFrame:
    """
    Show what identifies the people of households, masked.

    Parameters
    ----------
    scope
        Who asks.
    workspace
        The county.
    household_ids
        Households; those that are not in view are left out without a word.

    Returns
    -------
    persons
        Indexed by `household_id`, in their order: `holder`, `id_card`, `phone`, masked; people who gave no consent,
        or whose consent has run out, are left out.

    Raises
    ------
    AccessError
        If the scope sees totals only.
    """
    scope.require_households()
    seen = in_view(scope, workspace, household_ids)
    with workspace.database.reading() as connection:
        persons = open_persons(scope, workspace, connection, [name for name in household_ids if name in seen])
    agreed = persons[persons["consent_valid"].astype(bool)]
    return pd.DataFrame({name: agreed[name].map(lambda text, of=name: mask(of, text)) for name in FIELDS})


def reveal(
    scope: Scope, workspace: Workspace, household_id: str, field: str, reason: str, *, now: datetime
) -> str | None:
    """
    Show one personal field in the clear; who saw it, when and why is written down before it is opened.

    Parameters
    ----------
    scope
        Who asks.
    workspace
        The county.
    household_id
        The household.
    field
        `holder`, `id_card` or `phone`.
    reason
        Why, in the person's words.
    now
        The moment.

    Returns
    -------
    value
        The field; None where there is none, where nobody agreed, and for a household that is not in view.

    Raises
    ------
    AccessError
        If the scope sees totals only, or has seen too many fields within the hour.
    InputError
        If there is no such field, or no reason is given.
    """
    scope.require_households()
    if field not in FIELDS:
        raise InputError(f"no personal field {field}; choose from {', '.join(FIELDS)}")
    if household_id not in in_view(scope, workspace, [household_id]):
        with audited(scope, workspace, "household_refused", subject=household_id, now=now):
            return None
    with workspace.database.writing() as connection:
        record_reveal(connection, scope, household_id=household_id, field=field, reason=reason, now=now)
    with workspace.database.reading() as connection:
        persons = open_persons(scope, workspace, connection, [household_id])
    agreed = persons[persons["consent_valid"].astype(bool)]
    value = agreed[field].get(household_id)
    return None if pd.isna(value) else str(value)

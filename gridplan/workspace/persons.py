"""What identifies people: sealed before it is stored, masked when it is shown, revealed with a reason."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import pandas as pd

from gridplan.access import persons as access
from gridplan.access.scope import Scope, Viewer
from gridplan.model.tables import PERSONS, empty_table
from gridplan.storage.database import persons as table
from gridplan.storage.database.engine import Connection
from gridplan.workspace.keys import open_keys
from gridplan.workspace.opening import Workspace


def store_persons(
    scope: Scope,
    workspace: Workspace,
    connection: Connection,
    persons: pd.DataFrame,
    households: pd.Index,
    *,
    now: datetime,
) -> int:
    """
    Seal and store the people of households; households that are gone lose theirs.

    Parameters
    ----------
    scope
        Who imports; the operator alone.
    workspace
        The county; its key is made with the first person.
    connection
        The transaction of the import.
    persons
        Contract `PERSONS`; empty where the file tells nothing of people, who then stay as they are.
    households
        Ids of all households that there are from now on.
    now
        The moment.

    Returns
    -------
    stored
        How many rows were written.

    Raises
    ------
    AccessError
        If the scope may not import.
    KeyMissingError
        If the key is not the one that people were sealed with before.
    """
    scope.require(Viewer.OPERATOR, task="store people")
    if persons.empty:
        kept = table.read_persons(connection)
        rows = kept[kept["household_id"].isin(households)].drop(columns="valid_from")
        return table.store_persons(connection, rows, now=now)[0] if len(kept) else 0
    ring = open_keys(scope, workspace, connection)
    return table.store_persons(connection, access.seal_persons(ring, persons), now=now)[0]


def open_persons(scope: Scope, workspace: Workspace, connection: Connection, households: Iterable[str]) -> pd.DataFrame:
    """
    Open what identifies people of some households, for what masks or reveals it; who did not agree stays sealed.

    Parameters
    ----------
    scope
        Who asks; must see households at all.
    workspace
        The county.
    connection
        A snapshot.
    households
        Ids, all of them in the scope.

    Returns
    -------
    persons
        Contract `PERSONS`, in the clear.
    """
    scope.require_households()
    known = table.read_persons(connection, households)
    known = known[known["consent_valid"].astype(bool)]
    return (
        access.open_persons(open_keys(scope, workspace, connection), known)
        if len(known)
        else empty_table(str(PERSONS.name))
    )

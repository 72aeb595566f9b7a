"""Since when each household has had what it has: marks through time, and the first visit that met somebody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import pandas as pd
from sqlalchemy import Connection, Select, and_, func, or_, select

from gridplan.model.words import Outcome, Product, Residence, Stage
from gridplan.storage.database.bulk import read_rows
from gridplan.storage.database.schema import CONTRACT_TABLES, HOLDING, VISIT
from gridplan.storage.database.visit_counts import eligible_now

_HOUSEHOLDS = CONTRACT_TABLES["households"]
#: Bases that a household is in or not, as the table of households says now.
BASES = ("resident", "eligible")


def counted_now(connection: Connection, *, base: str, branch_ids: Iterable[str] | None = None) -> pd.DataFrame:
    """
    List the households of a base, by where they are held now.

    Parameters
    ----------
    connection
        Any connection.
    base
        `resident` or `eligible`.
    branch_ids
        Branches; None for all.

    Returns
    -------
    households
        Indexed by `household_id`: `unit_id`, `households_n`.
    """
    table = _HOUSEHOLDS.c
    lives = table.residence.in_([str(Residence.AT_HOME), str(Residence.PART_AWAY)])
    counted = eligible_now() if base == "eligible" else and_(table.valid_to.is_(None), lives)
    query = select(HOLDING.c.household_id, HOLDING.c.unit_id, table.households_n).join(
        _HOUSEHOLDS, and_(table.household_id == HOLDING.c.household_id, counted)
    )
    if branch_ids is not None:
        query = query.where(HOLDING.c.branch_id.in_(sorted(branch_ids)))
    return read_rows(connection, query).set_index("household_id").astype({"households_n": float})


def holding_since(connection: Connection, stage: Stage | None) -> pd.Series:
    """
    Tell since when a mark has stood at a household that has it now.

    Parameters
    ----------
    connection
        Any connection.
    stage
        A stage of the funnel; None for at least one product. A household counts as visited, too, since the first
        visit that met somebody.

    Returns
    -------
    since
        ISO time in UTC by household; a mark that came with the first import is as old as that.
    """
    found = _since(read_rows(connection, _marked(stage)))
    if stage is not Stage.VISITED:
        return found
    first = func.min(VISIT.c.device_at).label("since")
    met = select(VISIT.c.household_id, first).where(VISIT.c.outcome == str(Outcome.MET)).group_by(VISIT.c.household_id)
    earliest: pd.Series = pd.concat([found, _since(read_rows(connection, met))]).groupby(level=0).min()
    return earliest


def known_since(connection: Connection, stage: Stage | None) -> datetime | None:
    """
    Tell when marks were imported for the first time.

    Parameters
    ----------
    connection
        Any connection.
    stage
        A stage of the funnel; None for products.

    Returns
    -------
    since
        The moment; None before any import.
    """
    table = CONTRACT_TABLES["products" if stage is None else "funnel"]
    moment: datetime | None = connection.execute(select(func.min(table.c.valid_from))).scalar()
    return moment


def _marked(stage: Stage | None) -> Select[tuple[str, str]]:
    table = CONTRACT_TABLES["products" if stage is None else "funnel"]
    now, then = table.alias("now"), table.alias("then")
    names = [str(product) for product in Product] if stage is None else [str(stage)]
    has_now, had_then = (or_(*(rows.c[name] for name in names if name in rows.c)) for rows in (now, then))
    key = table.primary_key.columns.keys()[0]
    return (
        select(then.c[key].label("household_id"), func.min(then.c.valid_from).label("since"))
        .join(now, and_(now.c[key] == then.c[key], now.c.valid_to.is_(None), has_now))
        .where(had_then)
        .group_by(then.c[key])
    )


def _since(rows: pd.DataFrame) -> pd.Series:
    found: pd.Series = rows.set_index("household_id")["since"].astype(str)
    return found

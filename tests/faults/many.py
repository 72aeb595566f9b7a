"""As many households as wanted, in the tiny town: rows, sealed persons, visits and a plan, straight into a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import geopandas as gpd
import numpy as np
import pandas as pd

from gridplan.model.plan import Plan
from gridplan.storage.database.batches import new_batch
from gridplan.storage.database.bulk import insert_rows
from gridplan.storage.database.columns import moment_text
from gridplan.storage.database.engine import Database
from gridplan.storage.database.plans import save_plan
from gridplan.storage.database.schema import PERSON, VISIT
from gridplan.storage.database.tables import store_tables
from tests.town import tiny_town

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)


def repeated(table: pd.DataFrame, count: int) -> pd.DataFrame:
    """Repeat rows under new ids, each a little off the place of its model."""
    rows = table.iloc[np.arange(count) % len(table)].copy()
    rows.index = pd.Index([f"h{n:07d}" for n in range(count)], name=table.index.name)
    if isinstance(rows, gpd.GeoDataFrame):
        off = np.random.default_rng(7).uniform(-1e-4, 1e-4, (2, count))
        rows = rows.set_geometry(gpd.points_from_xy(rows.geometry.x + off[0], rows.geometry.y + off[1], crs=rows.crs))
    return rows


def store_households(database: Database, count: int) -> None:
    """Import households and the tables around them as one batch."""
    town = tiny_town()
    tables = {name: getattr(town, name) for name in ("branches", "units", "officers")}
    tables |= {name: repeated(getattr(town, name), count) for name in ("households", "funnel", "products")}
    with database.writing() as connection:
        batch = new_batch(connection, at=NOW, account="operator", files={}, rows={})
        store_tables(connection, tables, batch_id=batch, now=NOW)


def store_more(database: Database, plan: Plan, count: int) -> None:
    """Add a plan of all households, a sealed person and a visit for each."""
    households = repeated(plan.households, count)
    ids, at = list(households.index), moment_text(NOW)
    with database.writing() as connection:
        save_plan(connection, replace(plan, households=households), account="operator", now=NOW)
        insert_rows(connection, PERSON, _persons(ids, at))
        insert_rows(connection, VISIT, _visits(ids, at))


def _persons(ids: list[str], at: str) -> pd.DataFrame:
    noise = np.random.default_rng(7).bytes(64 * len(ids))
    sealed = [noise[64 * n : 64 * n + 64] for n in range(len(ids))]
    blank = dict.fromkeys(("holder_c", "id_card_c", "phone_c", "id_card_x", "phone_x", "digest"), sealed)
    return pd.DataFrame({"household_id": ids, **blank, "consent_valid": False, "valid_from": at})


def _visits(ids: list[str], at: str) -> pd.DataFrame:
    said = dict.fromkeys(("officer_id", "grid_id", "outcome", "note", "device", "digest"), "met")
    return pd.DataFrame({"uuid": ids, "household_id": ids, **said, "device_at": at, "server_at": at, "flags": "[]"})

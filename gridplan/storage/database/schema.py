"""The tables of storage; migrations make them, and a test holds both together."""

from __future__ import annotations

import pandera.pandas as pa
from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)
from sqlalchemy import text as sql

from gridplan.model.tables import CONTRACTS
from gridplan.storage.database.columns import moment, sequence, sql_type, text

metadata = MetaData()
_CURRENT = sql("valid_to IS NULL")
#: Contract tables with a point; units have a shape of any kind.
POINTS = frozenset({"branches", "households", "merchants"})


def _contract_table(contract: pa.DataFrameSchema) -> Table:
    """Keep every row with the time from which and until which it held; one row an id is current."""
    name, key = str(contract.name), str(contract.index.name)
    places = [Column("lon", Double), Column("lat", Double)] if name in POINTS else []
    shapes = [Column("shape", LargeBinary)] if name == "units" else []
    return Table(
        name,
        metadata,
        text(key, key=True),
        *(Column(said, sql_type(str(column.dtype)), nullable=False) for said, column in contract.columns.items()),
        *places,
        *shapes,
        moment("valid_from", key=True),
        moment("valid_to", null=True),
        Column("batch_id", ForeignKey("import_batch.id"), nullable=False),
        Index(f"{name}_current", key, unique=True, sqlite_where=_CURRENT, postgresql_where=_CURRENT),
    )


IMPORT_BATCH = Table(
    "import_batch",
    metadata,
    sequence("id"),
    moment("at"),
    text("account"),
    Column("files", JSON, nullable=False),
    Column("rows", JSON, nullable=False),
    text("status"),
    sqlite_autoincrement=True,
)
#: One SQL table a contract.
CONTRACT_TABLES = {name: _contract_table(contract) for name, contract in CONTRACTS.items()}

PERSON = Table(
    "person",
    metadata,
    text("household_id", key=True),
    Column("holder_c", LargeBinary),
    Column("id_card_c", LargeBinary),
    Column("phone_c", LargeBinary),
    Column("id_card_x", LargeBinary),
    Column("phone_x", LargeBinary),
    text("consent", null=True),
    Column("consent_valid", Boolean, nullable=False),
    # a ciphertext differs every time: this keyed hash of all fields tells whether a person changed
    Column("digest", LargeBinary, nullable=False),
    moment("valid_from", key=True),
    moment("valid_to", null=True),
    Index("person_current", "household_id", unique=True, sqlite_where=_CURRENT, postgresql_where=_CURRENT),
    Index("person_id_card", "id_card_x"),
    Index("person_phone", "phone_x"),
)
SETTING = Table("setting", metadata, text("key", key=True), text("value"))

_ACTIVE = sql("state = 'active'")
PLAN_VERSION = Table(
    "plan_version",
    metadata,
    sequence(),
    Column("plan_id", Text, nullable=False, unique=True),
    text("created_at"),
    text("account"),
    Column("base_plan_id", ForeignKey("plan_version.plan_id")),
    text("state"),
    moment("state_at"),
    text("checked_by", null=True),
    text("approved_by", null=True),
    Column("header", JSON, nullable=False),
    text("digest"),
    Index("plan_version_active", "state", unique=True, sqlite_where=_ACTIVE, postgresql_where=_ACTIVE),
    sqlite_autoincrement=True,
)
#: Parquet under its SHA-256: versions share what they have in common.
PLAN_BLOB = Table("plan_blob", metadata, text("sha256", key=True), Column("parquet", LargeBinary, nullable=False))
PLAN_PART = Table(
    "plan_part",
    metadata,
    Column("plan_id", ForeignKey("plan_version.plan_id"), primary_key=True),
    text("name", key=True),
    text("part", key=True),
    Column("sha256", ForeignKey("plan_blob.sha256"), nullable=False),
    Column("rows", Integer, nullable=False),
)
PLAN_GRID = Table(
    "plan_grid",
    metadata,
    Column("plan_id", ForeignKey("plan_version.plan_id"), primary_key=True),
    text("grid_id", key=True),
    text("branch_id"),
    text("name"),
    Column("shape", LargeBinary),
)
PLAN_UNIT = Table(
    "plan_unit",
    metadata,
    Column("plan_id", ForeignKey("plan_version.plan_id"), primary_key=True),
    text("unit_id", key=True),
    text("grid_id"),
    text("branch_id"),
)
PLAN_ASSIGNMENT = Table(
    "plan_assignment",
    metadata,
    Column("plan_id", ForeignKey("plan_version.plan_id"), primary_key=True),
    text("grid_id", key=True),
    text("officer_id", key=True),
    text("role", key=True),
)
#: Where each household is held in the current plan: the active one, else the newest.
HOLDING = Table(
    "holding",
    metadata,
    text("household_id", key=True),
    text("unit_id"),
    text("grid_id"),
    text("branch_id"),
    Index("holding_grid", "grid_id"),
    Index("holding_branch", "branch_id"),
)
PLAN_EVENT = Table(
    "plan_event",
    metadata,
    sequence(),
    Column("plan_id", ForeignKey("plan_version.plan_id"), nullable=False),
    moment("at"),
    text("account"),
    text("what"),
    text("reason"),
    sqlite_autoincrement=True,
)
DRAFT = Table(
    "draft",
    metadata,
    Column("plan_id", ForeignKey("plan_version.plan_id"), primary_key=True),
    text("branch_id", key=True),
    text("name", key=True),
    Column("version", Integer, nullable=False),
    Column("steps", JSON, nullable=False),
    Column("done", Integer, nullable=False),
    text("account"),
    moment("at"),
)
DRAFT_EVENT = Table(
    "draft_event",
    metadata,
    sequence(),
    Column("plan_id", ForeignKey("plan_version.plan_id"), nullable=False),
    text("branch_id"),
    text("name"),
    Column("version", Integer, nullable=False),
    Column("steps", JSON, nullable=False),
    Column("done", Integer, nullable=False),
    text("account"),
    moment("at"),
    Index("draft_event_draft", "plan_id", "branch_id", "name", "version", unique=True),
    sqlite_autoincrement=True,
)


def _visit_columns() -> list[Column[object]]:
    return [
        sequence(),
        text("uuid"),
        text("household_id"),
        text("officer_id"),
        text("grid_id"),
        moment("device_at"),
        moment("server_at"),
        text("outcome"),
        text("note"),
        text("device"),
        text("digest"),
        Column("flags", JSON, nullable=False),
        *(Column(name, Text, nullable=False, server_default="") for name in ("stage", "next_day", "corrects")),
    ]


VISIT = Table(
    "visit",
    metadata,
    *_visit_columns(),
    Index("visit_uuid", "uuid", unique=True),
    Index("visit_household", "household_id"),
    Index("visit_officer", "officer_id"),
    sqlite_autoincrement=True,
)
#: Visits that name a household nobody knows: kept, and put right by a person.
VISIT_ASIDE = Table(
    "visit_aside",
    metadata,
    *_visit_columns(),
    text("why"),
    Index("visit_aside_uuid", "uuid", unique=True),
    sqlite_autoincrement=True,
)
#: Before which moment visits may be taken away; a row lives inside the transaction of a purge alone.
VISIT_PURGE = Table(
    "visit_purge",
    metadata,
    text("cutoff", key=True),
    Column("later", ForeignKey("visit_purge.cutoff", deferrable=True, initially="DEFERRED"), nullable=False),
    CheckConstraint("later > cutoff", name="visit_purge_later"),
)
STEP_RECORD = Table(
    "step_record",
    metadata,
    sequence(),
    text("uuid"),
    text("step"),
    text("unit_id"),
    text("branch_id"),
    Column("what", JSON, nullable=False),
    text("account"),
    moment("at"),
    Index("step_record_uuid", "uuid", unique=True),
    Index("step_record_branch", "branch_id", "step"),
    sqlite_autoincrement=True,
)
#: Tables whose rows no one changes or takes away, the database's owner included; visits go when their time is over.
APPEND_ONLY = (VISIT, STEP_RECORD, PLAN_EVENT, DRAFT_EVENT, PLAN_PART, PLAN_BLOB)

"""Tables of storage: the county through time, plan versions, holdings, drafts, visits and step records."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from gridplan.storage.database.migrations.triggers import forbid_changes
from gridplan.storage.database.migrations.views import make_views

revision = "0001"
down_revision = None

_STAGES = ("visited", "filed", "rated", "granted", "notified", "signed", "drawn")
_PRODUCTS = ("deposit", "ssc", "mobile_bank", "loan", "merchant_qr", "insurance")
_KEPT = ("plan_id", "created_at", "account", "base_plan_id", "header", "digest")


def upgrade() -> None:
    """Make the tables."""
    _table("import_batch", _number("id"), _text("at"), _text("account"), _json("files"), _json("rows"), _text("status"))
    _county()
    _persons()
    _plans()
    _drafts()
    _visits()
    for table in ("visit", "step_record", "plan_event", "draft_event", "plan_part", "plan_blob"):
        forbid_changes(table)
    forbid_changes("plan_version", _KEPT)
    if op.get_bind().dialect.name == "postgresql":
        make_views()


def _county() -> None:
    point = ("lon", "lat")
    _contract(
        "branches",
        "branch_id",
        *map(_text, ("name", "bank", "kind", "town")),
        *map(_real, ("coverage_radius_m", "drive_min")),
        *(_real(name, null=True) for name in point),
    )
    _contract(
        "units",
        "unit_id",
        *map(_text, ("name", "type", "town")),
        *map(_count, ("registered_hh", "resident_hh", "population", "merchants_n")),
        *map(_text, ("tier", "branch_id")),
        _flag("estimated"),
        sa.Column("shape", sa.LargeBinary),
    )
    _contract(
        "households",
        "household_id",
        *map(_text, ("unit_id", "residence", "segment", "list")),
        _real("households_n"),
        _flag("estimated"),
        *(_real(name, null=True) for name in point),
    )
    _contract(
        "officers",
        "officer_id",
        *map(_text, ("name", "branch_id")),
        *map(_real, ("hours_week", "visit_days", "daily_capacity")),
        *map(_flag, ("on_leave", "placeholder")),
    )
    _contract(
        "merchants",
        "merchant_id",
        *map(_text, ("trade", "unit_id")),
        _flag("acquired"),
        *(_real(name, null=True) for name in point),
    )
    _contract("funnel", "household_id", *map(_flag, _STAGES))
    _contract("products", "household_id", *map(_flag, _PRODUCTS))


def _persons() -> None:
    kept = ("holder_c", "id_card_c", "phone_c", "id_card_x", "phone_x")
    _table(
        "person",
        _text("household_id", key=True),
        *(sa.Column(name, sa.LargeBinary) for name in kept),
        _text("consent", null=True),
        _flag("consent_valid"),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        _text("valid_from", key=True),
        _text("valid_to", null=True),
    )
    _current("person", "household_id")
    op.create_index("person_id_card", "person", ["id_card_x"])
    op.create_index("person_phone", "person", ["phone_x"])
    _table("setting", _text("key", key=True), _text("value"))


def _plans() -> None:
    _table(
        "plan_version",
        _number("seq"),
        sa.Column("plan_id", sa.Text, nullable=False, unique=True),
        *map(_text, ("created_at", "account")),
        sa.Column("base_plan_id", sa.Text, sa.ForeignKey("plan_version.plan_id")),
        *map(_text, ("state", "state_at")),
        *(_text(name, null=True) for name in ("checked_by", "approved_by")),
        _json("header"),
        _text("digest"),
    )
    _partial("plan_version_active", "plan_version", "state", "state = 'active'")
    _table("plan_blob", _text("sha256", key=True), sa.Column("parquet", sa.LargeBinary, nullable=False))
    part = (_text("name", key=True), _text("part", key=True))
    blob = sa.Column("sha256", sa.Text, sa.ForeignKey("plan_blob.sha256"), nullable=False)
    _table("plan_part", _plan(key=True), *part, blob, _whole("rows"))
    grid = (_text("grid_id", key=True), _text("branch_id"), _text("name"), sa.Column("shape", sa.LargeBinary))
    _table("plan_grid", _plan(key=True), *grid)
    _table("plan_unit", _plan(key=True), _text("unit_id", key=True), _text("grid_id"), _text("branch_id"))
    _table("plan_assignment", _plan(key=True), *(_text(name, key=True) for name in ("grid_id", "officer_id", "role")))
    _table("holding", _text("household_id", key=True), *map(_text, ("unit_id", "grid_id", "branch_id")))
    op.create_index("holding_grid", "holding", ["grid_id"])
    op.create_index("holding_branch", "holding", ["branch_id"])
    _table("plan_event", _number("seq"), _plan(), *map(_text, ("at", "account", "what")))


def _drafts() -> None:
    def said() -> tuple[sa.Column[Any], ...]:
        return (_whole("version"), _json("steps"), _whole("done"), _text("account"), _text("at"))

    _table("draft", _plan(key=True), _text("branch_id", key=True), *said())
    _table("draft_event", _number("seq"), _plan(), _text("branch_id"), *said())
    op.create_index("draft_event_draft", "draft_event", ["plan_id", "branch_id", "version"], unique=True)


def _visits() -> None:
    said = ("uuid", "household_id", "officer_id", "grid_id", "device_at", "server_at", "outcome", "note", "device")
    _table("visit", _number("seq"), *map(_text, (*said, "digest")), _json("flags"))
    op.create_index("visit_uuid", "visit", ["uuid"], unique=True)
    op.create_index("visit_household", "visit", ["household_id"])
    op.create_index("visit_officer", "visit", ["officer_id"])
    _table("visit_aside", _number("seq"), *map(_text, (*said, "digest")), _json("flags"), _text("why"))
    op.create_index("visit_aside_uuid", "visit_aside", ["uuid"], unique=True)
    step = (*map(_text, ("uuid", "step", "unit_id", "branch_id")), _json("what"), *map(_text, ("account", "at")))
    _table("step_record", _number("seq"), *step)
    op.create_index("step_record_uuid", "step_record", ["uuid"], unique=True)
    op.create_index("step_record_branch", "step_record", ["branch_id", "step"])


def _contract(name: str, key: str, *columns: sa.Column[Any]) -> None:
    """Make a table whose rows hold for a time, one row an id without an end."""
    batch = sa.Column("batch_id", _BIG, sa.ForeignKey("import_batch.id"), nullable=False)
    held = (_text("valid_from", key=True), _text("valid_to", null=True), batch)
    _table(name, _text(key, key=True), *columns, *held)
    _current(name, key)


def _current(table: str, key: str) -> None:
    _partial(f"{table}_current", table, key, "valid_to IS NULL")


def _partial(name: str, table: str, column: str, where: str) -> None:
    op.create_index(name, table, [column], unique=True, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def _table(name: str, *columns: sa.Column[Any]) -> None:
    counted = any(column.name in {"seq", "id"} for column in columns)
    op.create_table(name, *columns, sqlite_autoincrement=counted)


_BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def _number(name: str) -> sa.Column[Any]:
    return sa.Column(name, _BIG, primary_key=True, autoincrement=True)


def _plan(*, key: bool = False) -> sa.Column[Any]:
    return sa.Column("plan_id", sa.Text, sa.ForeignKey("plan_version.plan_id"), primary_key=key, nullable=False)


def _text(name: str, *, null: bool = False, key: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Text, nullable=null, primary_key=key)


def _real(name: str, *, null: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Double, nullable=null)


def _count(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger, nullable=False)


def _whole(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer, nullable=False)


def _flag(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean, nullable=False)


def _json(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.JSON, nullable=False)

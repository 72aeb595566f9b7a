"""Tables of access: accounts, sessions, failures, the first-run token, the audit and reveals."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from gridplan.storage.database.migrations.triggers import forbid_changes

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables."""
    _accounts()
    _sign_in()
    audit = map(_text, ("at", "account", "action", "subject", "detail", "prev"))
    seq = sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False)
    op.create_table("audit", seq, *audit, sa.Column("hash", sa.Text, nullable=False, unique=True))
    forbid_changes("audit")
    _forbid_replacement()
    op.create_table("reveal", _number(), *map(_text, ("at", "account", "household_id", "field", "reason")))
    op.create_index("ix_reveal_account", "reveal", ["account", "at"])


def _forbid_replacement() -> None:
    """Close a side door of SQLite: INSERT OR REPLACE takes a row away without asking the trigger of DELETE."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER audit_no_replacement BEFORE INSERT ON audit "
            "WHEN EXISTS (SELECT 1 FROM audit WHERE seq = NEW.seq OR hash = NEW.hash) "
            "BEGIN SELECT RAISE(ABORT, 'rows of audit are never changed'); END"
        )


def _accounts() -> None:
    op.create_table(
        "account",
        _text("name", key=True),
        _text("role"),
        _text("branch_ids"),
        _text("officer_id", null=True),
        _text("password_hash", null=True),
        _text("password_at"),
        sa.Column("must_change", sa.Boolean, nullable=False),
        sa.Column("disabled", sa.Boolean, nullable=False),
        _text("created_at"),
        sa.Column("failed_n", sa.Integer, nullable=False),
        _text("locked_at", null=True),
    )


def _sign_in() -> None:
    moments = (*map(_text, ("opened_at", "seen_at")), _text("closed_at", null=True))
    op.create_table("sign_in_session", _text("token_hash", key=True), _text("account"), *moments)
    op.create_index("ix_sign_in_session_account", "sign_in_session", ["account"])
    op.create_table("sign_in_failure", _number(), _text("address"), _text("at"))
    op.create_index("ix_sign_in_failure_address", "sign_in_failure", ["address", "at"])
    op.create_table("first_run_token", _text("token_hash", key=True), _text("made_at"), _text("used_at", null=True))


def _number() -> sa.Column[Any]:
    return sa.Column("id", sa.Integer, primary_key=True)


def _text(name: str, *, null: bool = False, key: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Text, nullable=null, primary_key=key)

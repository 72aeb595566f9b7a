"""The tables of accounts, sessions and the audit; moments are text as `stamps` writes it."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, MetaData, Table, Text

METADATA = MetaData()

ACCOUNT = Table(
    "account",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("branch_ids", Text, nullable=False),  # a JSON list
    Column("officer_id", Text),
    Column("password_hash", Text),  # nothing where another house vouches for the person
    Column("password_at", Text, nullable=False),
    Column("must_change", Boolean, nullable=False),
    Column("disabled", Boolean, nullable=False),
    Column("created_at", Text, nullable=False),
    Column("failed_n", Integer, nullable=False),
    Column("locked_at", Text),
)
SESSION = Table(
    "sign_in_session",
    METADATA,
    Column("token_hash", Text, primary_key=True),
    Column("account", Text, nullable=False),
    Column("opened_at", Text, nullable=False),
    Column("seen_at", Text, nullable=False),
    Column("closed_at", Text),
    Index("ix_sign_in_session_account", "account"),
)
FAILURE = Table(
    "sign_in_failure",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("address", Text, nullable=False),  # of the network
    Column("at", Text, nullable=False),
    Index("ix_sign_in_failure_address", "address", "at"),
)
FIRST_RUN = Table(
    "first_run_token",
    METADATA,
    Column("token_hash", Text, primary_key=True),
    Column("made_at", Text, nullable=False),
    Column("used_at", Text),
)
#: Append-only: triggers of the migration refuse UPDATE and DELETE.
AUDIT = Table(
    "audit",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", Text, nullable=False),  # canonical JSON
    Column("prev", Text, nullable=False),
    Column("hash", Text, nullable=False, unique=True),
)
REVEAL = Table(
    "reveal",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("household_id", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Index("ix_reveal_account", "account", "at"),
)

"""Give drafts names, so that a branch can have several; those from before have none."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_COLUMNS = "plan_id, branch_id, version, steps, done, account, at"
_SAME = "(plan_id, branch_id, name, version) = (NEW.plan_id, NEW.branch_id, NEW.name, NEW.version)"


def upgrade() -> None:
    """Make the name part of the keys."""
    _drafts()
    _history()


def _drafts() -> None:
    """Write the table anew: SQLite can't change a key."""
    op.create_table(
        "draft_named",
        sa.Column("plan_id", sa.Text, sa.ForeignKey("plan_version.plan_id"), primary_key=True, nullable=False),
        sa.Column("branch_id", sa.Text, primary_key=True, nullable=False),
        sa.Column("name", sa.Text, primary_key=True, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("steps", sa.JSON, nullable=False),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("account", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
    )
    op.execute(f"INSERT INTO draft_named (name, {_COLUMNS}) SELECT '', {_COLUMNS} FROM draft")  # noqa: S608 # own names
    op.drop_table("draft")
    op.rename_table("draft_named", "draft")


def _history() -> None:
    """Add the name to all saves, and let the index and the trigger against replacement know it."""
    op.add_column("draft_event", sa.Column("name", sa.Text, nullable=False, server_default=""))
    op.drop_index("draft_event_draft", "draft_event")
    op.create_index("draft_event_draft", "draft_event", ["plan_id", "branch_id", "name", "version"], unique=True)
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER draft_event_no_replacement")
        there = f"EXISTS (SELECT 1 FROM draft_event WHERE rowid = NEW.rowid OR {_SAME})"  # noqa: S608 # own names
        op.execute(
            f"CREATE TRIGGER draft_event_no_replacement BEFORE INSERT ON draft_event WHEN {there} "
            "BEGIN SELECT RAISE(ABORT, 'rows of draft_event are never changed'); END"
        )

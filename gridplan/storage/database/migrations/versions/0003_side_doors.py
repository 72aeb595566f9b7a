"""Close the side door of replacement to rows that are never changed, and open one for visits past their time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

#: Which rows a new one would replace, beside that of its own number.
_LIKE = {
    # anew: edition 0002 closed it only after its first databases were made
    "audit": "hash = NEW.hash",
    "visit": "uuid = NEW.uuid",
    "step_record": "uuid = NEW.uuid",
    "plan_event": "FALSE",
    "draft_event": "(plan_id, branch_id, version) = (NEW.plan_id, NEW.branch_id, NEW.version)",
    "plan_part": "(plan_id, name, part) = (NEW.plan_id, NEW.name, NEW.part)",
    "plan_blob": "sha256 = NEW.sha256",
    "plan_version": "plan_id = NEW.plan_id OR (state = 'active' AND NEW.state = 'active')",
}
_EARLY = "NOT EXISTS (SELECT 1 FROM visit_purge WHERE OLD.server_at < cutoff)"
_FUNCTION = f"""
CREATE FUNCTION gridplan_refuse_early_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {_EARLY} THEN RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME; END IF;
    RETURN OLD;
END $$
"""


def upgrade() -> None:
    """Make the triggers."""
    _permit_purges()
    if op.get_bind().dialect.name == "sqlite":
        for table, like in _LIKE.items():
            _forbid_replacement(table, like)
        _forbid_replacing_update()


def _forbid_replacement(table: str, like: str) -> None:
    """Refuse a row whose key is there: INSERT OR REPLACE takes the old one away, and asks no trigger of DELETE."""
    op.execute(f"DROP TRIGGER IF EXISTS {table}_no_replacement")
    there = f"EXISTS (SELECT 1 FROM {table} WHERE rowid = NEW.rowid OR {like})"  # noqa: S608 # own names
    op.execute(
        f"CREATE TRIGGER {table}_no_replacement BEFORE INSERT ON {table} WHEN {there} "
        f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed'); END"
    )


def _forbid_replacing_update() -> None:
    """Refuse to step into another version's place: versions alone may be updated, and OR REPLACE works there, too."""
    another = "EXISTS (SELECT 1 FROM plan_version WHERE state = 'active' AND rowid <> OLD.rowid)"
    op.execute(
        "CREATE TRIGGER plan_version_no_replacing BEFORE UPDATE ON plan_version "
        f"WHEN NEW.rowid <> OLD.rowid OR (NEW.state = 'active' AND {another}) "
        "BEGIN SELECT RAISE(ABORT, 'rows of plan_version are never changed'); END"
    )


def _permit_purges() -> None:
    """Let visits from before a moment go while a row says so; no transaction can end well that leaves such a row."""
    # each row asks for one later than itself, so that no number of rows is enough when the transaction ends
    later = sa.ForeignKey("visit_purge.cutoff", deferrable=True, initially="DEFERRED")
    op.create_table(
        "visit_purge",
        sa.Column("cutoff", sa.Text, primary_key=True, nullable=False),
        sa.Column("later", sa.Text, later, nullable=False),
        sa.CheckConstraint("later > cutoff", name="visit_purge_later"),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER visit_no_removal")
        op.execute(
            f"CREATE TRIGGER visit_no_removal BEFORE DELETE ON visit WHEN {_EARLY} "
            "BEGIN SELECT RAISE(ABORT, 'rows of visit are never changed'); END"
        )
    else:
        op.execute(_FUNCTION)
        op.execute("DROP TRIGGER visit_no_removal ON visit")
        op.execute(
            "CREATE TRIGGER visit_no_removal BEFORE DELETE ON visit FOR EACH ROW "
            "EXECUTE FUNCTION gridplan_refuse_early_removal()"
        )

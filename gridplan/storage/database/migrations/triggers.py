"""Triggers that keep rows as they were written; frozen, since migrations use them."""

from __future__ import annotations

from alembic import op

_FUNCTION = """
CREATE OR REPLACE FUNCTION gridplan_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME; END $$
"""


def forbid_changes(table: str, columns: tuple[str, ...] = ()) -> None:
    """
    Refuse to change or to take away rows of a table.

    Parameters
    ----------
    table
        Name of the table.
    columns
        Columns that keep their value; by default all of them.
    """
    of = f" OF {', '.join(columns)}" if columns else ""
    for name, action in (("change", f"UPDATE{of}"), ("removal", "DELETE")):
        if op.get_bind().dialect.name == "sqlite":
            op.execute(
                f"CREATE TRIGGER {table}_no_{name} BEFORE {action} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed'); END"
            )
        else:
            _forbid_on_server(table, name, f"{action} ON {table} FOR EACH ROW")
    if op.get_bind().dialect.name != "sqlite":
        _forbid_on_server(table, "emptying", f"TRUNCATE ON {table} FOR EACH STATEMENT")


def _forbid_on_server(table: str, name: str, action: str) -> None:
    op.execute(_FUNCTION)
    op.execute(f"CREATE TRIGGER {table}_no_{name} BEFORE {action} EXECUTE FUNCTION gridplan_refuse_change()")

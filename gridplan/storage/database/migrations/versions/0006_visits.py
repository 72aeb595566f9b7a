"""Let a visit tell which stage was reached, when the next one is agreed, and which entry it corrects."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0003"


def upgrade() -> None:
    """Add the columns; earlier visits told nothing of the kind."""
    for table in ("visit", "visit_aside"):
        for name in ("stage", "next_day", "corrects"):
            op.add_column(table, sa.Column(name, sa.Text, nullable=False, server_default=""))

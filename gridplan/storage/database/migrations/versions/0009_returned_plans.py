"""Let a step of a plan say why it was taken, so that a plan that goes back tells what to mend."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the column; steps so far gave no reason."""
    op.add_column("plan_event", sa.Column("reason", sa.Text, nullable=False, server_default=""))

"""Let an officer have skills: types of grids to serve; where none stand, nobody knows and nobody is kept out."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the column; of officers so far nothing is known."""
    op.add_column("officers", sa.Column("skills", sa.Text, nullable=False, server_default=""))

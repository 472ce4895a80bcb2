"""When a set's film was recorded."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add it; of earlier sets it is not known."""
    op.add_column("sets", sa.Column("recorded_at", sa.DateTime(timezone=True)))

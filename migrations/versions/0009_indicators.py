"""What a presentation counts for in the activity of its board, and what wishes did to the proposal."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add both columns, empty: what was signed before is counted from its snapshot."""
    op.add_column("presentation", sa.Column("counted", sa.JSON(none_as_null=True), nullable=True))
    op.add_column(
        "opinion_revision", sa.Column("wishes_effect", sa.String(length=32), nullable=True)
    )


def downgrade() -> None:
    """Take both away; presentations and opinions stay."""
    with op.batch_alter_table("opinion_revision") as batch:
        batch.drop_column("wishes_effect")
    with op.batch_alter_table("presentation") as batch:
        batch.drop_column("counted")

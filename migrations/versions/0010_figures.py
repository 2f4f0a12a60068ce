"""The figures that a clinician picked for one patient."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the column: no figure was picked before."""
    op.add_column(
        "presentation", sa.Column("figures", sa.JSON(), nullable=False, server_default="[]")
    )


def downgrade() -> None:
    """Take it away; presentations stay."""
    with op.batch_alter_table("presentation") as batch:
        batch.drop_column("figures")

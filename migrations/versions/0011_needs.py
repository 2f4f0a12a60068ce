"""The call of the palliative care team, what is done meanwhile, and a marker's way to the molecular board."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

_DATES = ("board_asked_on", "board_seen_on")


def upgrade() -> None:
    """Add the columns, empty for what is already there."""
    op.add_column(
        "presentation", sa.Column("palliative", sa.JSON(none_as_null=True), nullable=True)
    )
    op.add_column("option", sa.Column("meanwhile", sa.Text(), nullable=False, server_default=""))
    for name in _DATES:
        op.add_column("biomarker", sa.Column(name, sa.String(length=10), nullable=True))
    op.add_column(
        "biomarker", sa.Column("board_conclusion", sa.Text(), nullable=False, server_default="")
    )


def downgrade() -> None:
    """Take them away; presentations, options and markers stay."""
    with op.batch_alter_table("biomarker") as batch:
        batch.drop_column("board_conclusion")
        for name in _DATES:
            batch.drop_column(name)
    with op.batch_alter_table("option") as batch:
        batch.drop_column("meanwhile")
    with op.batch_alter_table("presentation") as batch:
        batch.drop_column("palliative")

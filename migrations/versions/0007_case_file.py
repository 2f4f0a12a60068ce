"""What a source gave of each case, and what a correction of patients changed beside its rows, so that it can be undone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add both tables and the column; cases imported and corrections made before start without their details."""
    op.create_table(
        "imported_facts",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("given", sa.JSON(), nullable=False),
        sa.Column("read_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["clinical_case.id"], name=op.f("fk_imported_facts_case_id")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_imported_facts")),
    )
    op.add_column("correction", sa.Column("before", sa.JSON(), nullable=False, server_default="{}"))
    op.create_table(
        "correction_undo",
        sa.Column("correction_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["correction_id"], ["correction.id"], name=op.f("fk_correction_undo_correction_id")
        ),
        sa.PrimaryKeyConstraint("correction_id", name=op.f("pk_correction_undo")),
    )


def downgrade() -> None:
    """Take them away; the facts and the corrections stay."""
    op.drop_table("correction_undo")
    with op.batch_alter_table("correction") as batch:
        batch.drop_column("before")
    op.drop_table("imported_facts")

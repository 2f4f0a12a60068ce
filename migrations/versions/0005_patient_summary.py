"""What clinicians write on the patient page, and its large print."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the table of texts, and the size of each stored print: ordinary for those already there."""
    op.create_table(
        "page_text",
        sa.Column("presentation_id", sa.Uuid(), nullable=False),
        sa.Column("block", sa.String(80), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("brings", sa.Text(), nullable=False),
        sa.Column("hard", sa.Text(), nullable=False),
        sa.Column("daily", sa.Text(), nullable=False),
        sa.Column("unknown", sa.Text(), nullable=False),
        sa.Column("openness", sa.Integer(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["presentation_id"], ["presentation.id"], name=op.f("fk_page_text_presentation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page_text")),
        sa.UniqueConstraint(
            "presentation_id",
            "block",
            "revision",
            name=op.f("uq_page_text_presentation_id_block_revision"),
        ),
    )
    large = sa.Column("large", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("document", large)


def downgrade() -> None:
    """Take both away; the stored prints stay."""
    with op.batch_alter_table("document") as batch:
        batch.drop_column("large")
    op.drop_table("page_text")

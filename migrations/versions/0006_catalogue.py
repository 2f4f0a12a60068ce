"""Facts of the catalogue signed one by one; what an option in the board's own words brings, costs and asks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


FREE = ("free_brings", "free_hard", "free_daily")


def upgrade() -> None:
    """Add the table of signed facts, and three texts to the options there are, empty."""
    for name in FREE:
        op.add_column("option", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "fact_review",
        sa.Column("entry_code", sa.String(length=80), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_fact_review_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact_review")),
        sa.UniqueConstraint("entry_code", "digest", name=op.f("uq_fact_review_entry_code_digest")),
    )
    op.create_index(op.f("ix_fact_review_account_id"), "fact_review", ["account_id"], unique=False)


def downgrade() -> None:
    """Take them away; wordings keep their own signatures."""
    with op.batch_alter_table("option") as batch:
        for name in FREE:
            batch.drop_column(name)
    op.drop_index(op.f("ix_fact_review_account_id"), table_name="fact_review")
    op.drop_table("fact_review")

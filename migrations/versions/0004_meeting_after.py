"""What a conclusion holds besides its paragraph, the days of review, and each hospital's phrases."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

TEXTS = (
    "departs_from",
    "departs_because",
    "dissent_who",
    "dissent_on",
    "dissent_how",
    "trial_ids",
    "supportive_note",
)
ANSWERS = ("dissent_settled", "trial", "supportive")


def upgrade() -> None:
    """Add the columns, empty for what is already signed, and the table of phrases."""
    for name in TEXTS:
        column = sa.Column(name, sa.Text(), nullable=False, server_default="")
        op.add_column("opinion_revision", column)
    for name in ANSWERS:
        op.add_column("opinion_revision", sa.Column(name, sa.Boolean(), nullable=True))
    op.add_column("option", sa.Column("review_on", sa.Date(), nullable=True))
    op.create_index(op.f("ix_option_review_on"), "option", ["review_on"])
    op.add_column("follow_up", sa.Column("reviewed_on", sa.Date(), nullable=True))
    op.create_table(
        "phrase_list",
        sa.Column("hospital_id", sa.Uuid(), nullable=False),
        sa.Column("phrases", sa.JSON(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("updated_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hospital_id"], ["hospital.id"], name=op.f("fk_phrase_list_hospital_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phrase_list")),
        sa.UniqueConstraint("hospital_id", name=op.f("uq_phrase_list_hospital_id")),
    )


def downgrade() -> None:
    """Take them away; opinions, options and follow-ups stay."""
    op.drop_table("phrase_list")
    with op.batch_alter_table("follow_up") as batch:
        batch.drop_column("reviewed_on")
    op.drop_index(op.f("ix_option_review_on"), table_name="option")
    with op.batch_alter_table("option") as batch:
        batch.drop_column("review_on")
    with op.batch_alter_table("opinion_revision") as batch:
        for name in (*TEXTS, *ANSWERS):
            batch.drop_column(name)

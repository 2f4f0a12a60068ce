"""The agenda: minutes, complexity, specialities, late additions, the pace of meetings, preliminary opinions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def _planned() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("is_complex", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("complex_why", sa.Text(), nullable=False, server_default=""),
        sa.Column("specialities", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("late_at", sa.DateTime(), nullable=True),
        sa.Column("probable", sa.Text(), nullable=False, server_default=""),
    )


def upgrade() -> None:
    """Presentations get nothing planned; nobody left an opinion before a meeting yet."""
    for column in _planned():
        op.add_column("presentation", column)
    op.create_table(
        "agenda_pace",
        sa.Column("meeting_id", sa.Uuid(), nullable=True),
        sa.Column("kind_id", sa.Uuid(), nullable=True),
        sa.Column("case_minutes", sa.Integer(), nullable=False),
        sa.Column("length_minutes", sa.Integer(), nullable=False),
        sa.Column("freeze_hours", sa.Integer(), nullable=False),
        sa.Column("break_after", sa.Integer(), nullable=False),
        sa.Column("break_minutes", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("updated_by", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(meeting_id IS NULL) <> (kind_id IS NULL)", name=op.f("ck_agenda_pace_of_one")
        ),
        sa.ForeignKeyConstraint(
            ["kind_id"], ["meeting_kind.id"], name=op.f("fk_agenda_pace_kind_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_agenda_pace_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_pace")),
        sa.UniqueConstraint("kind_id", name=op.f("uq_agenda_pace_kind_id")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_agenda_pace_meeting_id")),
    )
    op.create_table(
        "preliminary_opinion",
        sa.Column("presentation_id", sa.Uuid(), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "given",
                "withdrawn",
                "taken_in",
                name="preliminarystep",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("about_id", sa.Uuid(), nullable=True),
        sa.Column("professional_id", sa.Uuid(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["presentation_id"],
            ["presentation.id"],
            name=op.f("fk_preliminary_opinion_presentation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["about_id"], ["preliminary_opinion.id"], name=op.f("fk_preliminary_opinion_about_id")
        ),
        sa.ForeignKeyConstraint(
            ["professional_id"],
            ["professional.id"],
            name=op.f("fk_preliminary_opinion_professional_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_preliminary_opinion")),
    )
    for column in ("presentation_id", "about_id", "professional_id"):
        op.create_index(
            op.f(f"ix_preliminary_opinion_{column}"), "preliminary_opinion", [column], unique=False
        )


def downgrade() -> None:
    """The order of each agenda stays; what was planned beside it goes."""
    op.drop_table("preliminary_opinion")
    op.drop_table("agenda_pace")
    for column in reversed(_planned()):
        op.drop_column("presentation", column.name)

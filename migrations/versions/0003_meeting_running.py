"""What is noted in the room, and whether somebody present knows the patient."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_KINDS = ("shown", "arrived", "left", "undone")
_ATTENDANCES = ("expected", "present", "remote", "opinion", "absent")


def upgrade() -> None:
    """Add the events; meetings already held have none, and nobody said what the column asks."""
    op.create_table(
        "meeting_event",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                *_KINDS, name="roomevent", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("presentation_id", sa.Uuid(), nullable=True),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("cancels", sa.Integer(), nullable=True),
        sa.Column(
            "was",
            sa.Enum(*_ATTENDANCES, name="attendance", native_enum=False, length=32),
            nullable=True,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_event_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["presentation_id"], ["presentation.id"], name=op.f("fk_meeting_event_presentation_id")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["meeting_member.id"], name=op.f("fk_meeting_event_member_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_event")),
        sa.UniqueConstraint("meeting_id", "seq", name=op.f("uq_meeting_event_meeting_id_seq")),
    )
    op.create_index(op.f("ix_meeting_event_presentation_id"), "meeting_event", ["presentation_id"])
    op.create_index(op.f("ix_meeting_event_member_id"), "meeting_event", ["member_id"])
    op.add_column("presentation", sa.Column("somebody_knows", sa.Boolean(), nullable=True))


def downgrade() -> None:
    """Take them away; the meetings, their members and the presentations stay."""
    op.drop_column("presentation", "somebody_knows")
    op.drop_table("meeting_event")

"""Addresses of professionals, e-mails that were sent, and one length for a meeting."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

# What a meeting lasted for its agenda while nobody had said: such a figure was not chosen.
UNCHOSEN = 60


def upgrade() -> None:
    """Nobody has an address yet and nothing was sent; a length chosen for an agenda becomes that of the meeting."""
    op.add_column(
        "professional", sa.Column("email", sa.String(254), nullable=False, server_default="")
    )
    _sendings()
    for table, key in (("meeting", "meeting_id"), ("meeting_kind", "kind_id")):
        op.execute(
            f"UPDATE {table} SET duration_minutes = "  # noqa: S608  (our own names)
            f"(SELECT length_minutes FROM agenda_pace WHERE agenda_pace.{key} = {table}.id) "
            f"WHERE id IN (SELECT {key} FROM agenda_pace WHERE length_minutes <> {UNCHOSEN})"
        )
    op.drop_column("agenda_pace", "length_minutes")


def downgrade() -> None:
    """Take the addresses and what was sent away; agendas get the length of their meeting back."""
    length = sa.Column("length_minutes", sa.Integer(), nullable=False, server_default=str(UNCHOSEN))
    op.add_column("agenda_pace", length)
    for table, key in (("meeting", "meeting_id"), ("meeting_kind", "kind_id")):
        op.execute(
            f"UPDATE agenda_pace SET length_minutes = "  # noqa: S608
            f"(SELECT duration_minutes FROM {table} WHERE {table}.id = agenda_pace.{key}) "
            f"WHERE {key} IS NOT NULL"
        )
    op.drop_table("mail_sending")
    op.drop_column("professional", "email")


def _sendings() -> None:
    op.create_table(
        "mail_sending",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("presentation_id", sa.Uuid(), nullable=True),
        sa.Column("professional_id", sa.Uuid(), nullable=False),
        sa.Column("message", _codes("mailmessage", "member", "requester"), nullable=False),
        sa.Column("batch", sa.String(36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.String(254), nullable=False),
        sa.Column("outcome", _codes("mailoutcome", "sent", "failed"), nullable=False),
        sa.Column("why", sa.String(40), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [f"{table}_id"], [f"{table}.id"], name=op.f(f"fk_mail_sending_{table}_id")
            )
            for table in ("meeting", "presentation", "professional")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_sending")),
    )
    for table in ("meeting", "presentation", "professional"):
        op.create_index(
            op.f(f"ix_mail_sending_{table}_id"), "mail_sending", [f"{table}_id"], unique=False
        )


def _codes(name: str, *codes: str) -> sa.Enum:
    return sa.Enum(*codes, name=name, native_enum=False, create_constraint=True, length=32)

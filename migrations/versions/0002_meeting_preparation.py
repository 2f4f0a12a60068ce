"""Kinds of meeting with members, rhythm and quorum rule; meetings cancelled or postponed; urgent opinions."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_STATES = ("planned", "open", "closed", "cancelled")
_RULE = '{"minimum": 3, "required": [], "source": "", "dated_on": null, "is_example": false}'
_MEETING = sa.table(
    "meeting",
    sa.column("id"),
    sa.column("state"),
    sa.column("quorum_minimum"),
    sa.column("quorum_required", sa.JSON()),
    sa.column("quorum_source"),
    sa.column("quorum", sa.JSON()),
)


def upgrade() -> None:
    """Turn the three columns of each meeting's rule into one rule; nobody is a member of a kind yet."""
    with op.batch_alter_table("meeting_kind") as batch:
        batch.add_column(sa.Column("quorum", sa.JSON(), nullable=True))
        batch.add_column(sa.Column("rhythm", sa.JSON(), nullable=True))
        batch.add_column(_minutes())
    _make_kind_member()
    with op.batch_alter_table("meeting") as batch:
        batch.add_column(sa.Column("quorum", sa.JSON(), nullable=False, server_default=_RULE))
        batch.add_column(_minutes())
        batch.add_column(sa.Column("moved_from", sa.DateTime(), nullable=True))
        batch.add_column(sa.Column("reason", sa.Text(), nullable=False, server_default=""))
    _rules_from_columns()
    with op.batch_alter_table("meeting", recreate="always") as batch:
        for name in ("quorum_minimum", "quorum_required", "quorum_source"):
            batch.drop_column(name)
        _check_states(batch, _STATES)
    _add_reference("meeting_member", "counts_for", "VARCHAR(40)", "speciality (code)")
    op.add_column("presentation", sa.Column("urgent", sa.JSON(), nullable=True))
    _add_reference("presentation", "carried_from_id", "CHAR(32)", "meeting (id)")
    op.create_index(op.f("ix_presentation_carried_from_id"), "presentation", ["carried_from_id"])


def downgrade() -> None:
    """Back to three columns; a cancelled meeting is planned again, its written reason is lost."""
    op.drop_index(op.f("ix_presentation_carried_from_id"), "presentation")
    # A later step may have rebuilt these tables: their references are then of the table, and only a rebuild drops them.
    with op.batch_alter_table("presentation", recreate="always") as batch:
        batch.drop_column("carried_from_id")
        batch.drop_column("urgent")
    with op.batch_alter_table("meeting_member", recreate="always") as batch:
        batch.drop_column("counts_for")
    with op.batch_alter_table("meeting") as batch:
        batch.add_column(
            sa.Column("quorum_minimum", sa.Integer(), nullable=False, server_default="3")
        )
        batch.add_column(
            sa.Column("quorum_required", sa.JSON(), nullable=False, server_default="[]")
        )
        batch.add_column(sa.Column("quorum_source", sa.Text(), nullable=False, server_default=""))
    _columns_from_rules()
    with op.batch_alter_table("meeting", recreate="always") as batch:
        for name in ("quorum", "duration_minutes", "moved_from", "reason"):
            batch.drop_column(name)
        _check_states(batch, _STATES[:3])
    op.drop_table("kind_member")
    with op.batch_alter_table("meeting_kind") as batch:
        for name in ("quorum", "rhythm", "duration_minutes"):
            batch.drop_column(name)


def _minutes() -> sa.Column[int]:
    return sa.Column("duration_minutes", sa.Integer(), nullable=False, server_default="120")


def _check_states(batch: Any, states: tuple[str, ...]) -> None:
    names = ", ".join(f"'{state}'" for state in states)
    batch.drop_constraint(op.f("ck_meeting_meetingstate"), type_="check")
    batch.create_check_constraint(op.f("ck_meeting_meetingstate"), f"state IN ({names})")


def _add_reference(table: str, column: str, kind: str, target: str) -> None:
    """A nullable column that refers, without rebuilding its table: its checks and triggers stay as they are."""
    op.execute(
        f"ALTER TABLE {table} ADD COLUMN {column} {kind} "
        f"CONSTRAINT fk_{table}_{column} REFERENCES {target}"
    )


def _make_kind_member() -> None:
    op.create_table(
        "kind_member",
        sa.Column("kind_id", sa.Uuid(), nullable=False),
        sa.Column("professional_id", sa.Uuid(), nullable=False),
        sa.Column("counts_for", sa.String(40), nullable=True),
        sa.Column("standing", _closed("standing", "fixed", "occasional"), nullable=False),
        sa.Column(
            "function", _closed("function", "chair", "delegate", "member", "guest"), nullable=False
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("updated_by", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kind_id"], ["meeting_kind.id"], name=op.f("fk_kind_member_kind_id")
        ),
        sa.ForeignKeyConstraint(
            ["professional_id"], ["professional.id"], name=op.f("fk_kind_member_professional_id")
        ),
        sa.ForeignKeyConstraint(
            ["counts_for"], ["speciality.code"], name=op.f("fk_kind_member_counts_for")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kind_member")),
        sa.UniqueConstraint(
            "kind_id", "professional_id", name=op.f("uq_kind_member_kind_id_professional_id")
        ),
    )
    op.create_index(op.f("ix_kind_member_professional_id"), "kind_member", ["professional_id"])


def _closed(name: str, *codes: str) -> sa.Enum:
    return sa.Enum(*codes, name=name, native_enum=False, create_constraint=True, length=32)


def _rules_from_columns() -> None:
    """Every speciality asked for was satisfied by presence or by a written opinion."""
    connection = op.get_bind()
    codes = {
        row.label: row.code
        for row in connection.execute(sa.text("SELECT label, code FROM speciality"))
    }
    for row in connection.execute(sa.select(_MEETING)).mappings().all():
        required = [
            {"label": label, "mode": "present_or_opinion", "codes": [codes.get(label, label)]}
            for label in row["quorum_required"] or ()
        ]
        rule = json.loads(_RULE) | {
            "minimum": row["quorum_minimum"],
            "required": required,
            "source": row["quorum_source"],
        }
        connection.execute(
            sa.update(_MEETING).where(_MEETING.c.id == row["id"]).values(quorum=rule)
        )


def _columns_from_rules() -> None:
    connection = op.get_bind()
    for row in connection.execute(sa.select(_MEETING)).mappings().all():
        rule = row["quorum"]
        values = {
            "quorum_minimum": rule["minimum"],
            "quorum_required": [
                one["label"] for one in rule["required"] if one["mode"] != "recommended"
            ],
            "quorum_source": rule["source"],
            "state": "planned" if row["state"] == "cancelled" else row["state"],
        }
        connection.execute(sa.update(_MEETING).where(_MEETING.c.id == row["id"]).values(values))

"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table."""
    op.create_table(
        "access_trace",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("account_id", sa.String(length=36), nullable=False),
        sa.Column("account_name", sa.Text(), nullable=False),
        sa.Column("action", sa.String(length=80), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_access_trace")),
    )
    with op.batch_alter_table("access_trace", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_access_trace_case_id"), ["case_id"], unique=False)

    op.create_table(
        "audit_entry",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("action", sa.String(length=80), nullable=False),
        sa.Column("target_id", sa.String(length=80), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("prev_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit_entry")),
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_entry_action"), ["action"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_entry_target_id"), ["target_id"], unique=False)

    op.create_table(
        "hospital",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("city", sa.Text(), nullable=False),
        sa.Column("finess", sa.String(length=9), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("updated_by", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hospital")),
    )
    op.create_table(
        "installation",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("is_demonstration", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_installation_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_installation")),
    )
    op.create_table(
        "reference_counter",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_reference_counter")),
    )
    op.create_table(
        "source_version",
        sa.Column(
            "kind",
            sa.Enum(
                "bdpm",
                "ema",
                "civic",
                name="sourcekind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("in_use", sa.String(length=20), nullable=True),
        sa.Column("data_on", sa.Date(), nullable=False),
        sa.Column("imported_at", sa.DateTime(), nullable=False),
        sa.Column("imported_by", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("updated_by", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_version")),
        sa.UniqueConstraint("in_use", name=op.f("uq_source_version_in_use")),
    )
    with op.batch_alter_table("source_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_source_version_kind"), ["kind"], unique=False)

    op.create_table(
        "speciality",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("is_medical", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_speciality")),
    )
    op.create_table(
        "stored_file",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(length=80), nullable=False),
        sa.Column("stored_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_stored_file")),
    )
    op.create_table(
        "throttle",
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_throttle")),
    )
    op.create_table(
        "local_practical",
        sa.Column("hospital_id", sa.Uuid(), nullable=False),
        sa.Column("entry_code", sa.String(length=80), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("waiting", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hospital_id"], ["hospital.id"], name=op.f("fk_local_practical_hospital_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_local_practical")),
        sa.UniqueConstraint(
            "hospital_id",
            "entry_code",
            "revision",
            name=op.f("uq_local_practical_hospital_id_entry_code_revision"),
        ),
    )
    op.create_table(
        "meeting_kind",
        sa.Column("hospital_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column(
            "category",
            sa.Enum(
                "standard",
                "recours",
                "rare",
                "molecular",
                "oncopalliative",
                "oncogeriatric",
                name="kindcategory",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("room", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("freshness_days", sa.Integer(), nullable=True),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("coordinator", sa.Text(), nullable=False),
        sa.Column("rrc", sa.String(length=80), nullable=False),
        sa.Column("manager", sa.String(length=80), nullable=False),
        sa.Column("rcp", sa.String(length=80), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("place_id", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("updated_by", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hospital_id"], ["hospital.id"], name=op.f("fk_meeting_kind_hospital_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_kind")),
        sa.UniqueConstraint("hospital_id", "name", name=op.f("uq_meeting_kind_hospital_id_name")),
    )
    op.create_table(
        "patient",
        sa.Column("hospital_id", sa.Uuid(), nullable=False),
        sa.Column("birth_name", sa.Text(), nullable=False),
        sa.Column("given_names", sa.Text(), nullable=False),
        sa.Column("used_name", sa.Text(), nullable=False),
        sa.Column("sex", sa.String(32), nullable=False),
        sa.Column("birth_on", sa.String(10), nullable=True),
        sa.Column("birth_place", sa.Text(), nullable=False),
        sa.Column("local_id", sa.String(length=80), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("deceased_on", sa.String(10), nullable=True),
        sa.Column("no_contact_on", sa.String(10), nullable=True),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("emergency_contact", sa.Text(), nullable=False),
        sa.Column("ins_number", sa.String(length=40), nullable=False),
        sa.Column("ins_authority", sa.String(32), nullable=True),
        sa.Column("identity_status", sa.String(32), nullable=False),
        sa.Column("birth_place_code", sa.String(length=10), nullable=False),
        sa.Column("merged_into_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("updated_by", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hospital_id"], ["hospital.id"], name=op.f("fk_patient_hospital_id")
        ),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["patient.id"], name=op.f("fk_patient_merged_into_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_patient")),
    )
    with op.batch_alter_table("patient", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_patient_hospital_id"), ["hospital_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_patient_ins_number"), ["ins_number"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_patient_merged_into_id"), ["merged_into_id"], unique=False
        )

    op.create_table(
        "professional",
        sa.Column("hospital_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=20), nullable=False),
        sa.Column("family_name", sa.Text(), nullable=False),
        sa.Column("given_name", sa.Text(), nullable=False),
        sa.Column("speciality_code", sa.String(length=40), nullable=True),
        sa.Column("rpps", sa.String(length=11), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("updated_by", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hospital_id"], ["hospital.id"], name=op.f("fk_professional_hospital_id")
        ),
        sa.ForeignKeyConstraint(
            ["speciality_code"], ["speciality.code"], name=op.f("fk_professional_speciality_code")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_professional")),
    )
    with op.batch_alter_table("professional", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_professional_hospital_id"), ["hospital_id"], unique=False
        )

    op.create_table(
        "requirement",
        sa.Column("hospital_id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.String(length=32), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("markers", sa.JSON(), nullable=False),
        sa.Column("freshness_days", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("updated_by", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hospital_id"], ["hospital.id"], name=op.f("fk_requirement_hospital_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requirement")),
        sa.UniqueConstraint("hospital_id", "scope", name=op.f("uq_requirement_hospital_id_scope")),
    )
    op.create_table(
        "source_item",
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source_version.id"], name=op.f("fk_source_item_source_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_item")),
        sa.UniqueConstraint("source_id", "key", name=op.f("uq_source_item_source_id_key")),
    )
    op.create_table(
        "trial",
        sa.Column("hospital_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=80), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "open",
                "not_yet",
                "suspended",
                "closed",
                "unknown",
                name="trialstatus",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("sponsor", sa.Text(), nullable=False),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("centre", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("distance_km", sa.Integer(), nullable=True),
        sa.Column("travel_minutes", sa.Integer(), nullable=True),
        sa.Column("main_criteria", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("verified_by", sa.Text(), nullable=False),
        sa.Column("simple", sa.JSON(), nullable=False),
        sa.Column("computed", sa.JSON(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("updated_by", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hospital_id"], ["hospital.id"], name=op.f("fk_trial_hospital_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trial")),
        sa.UniqueConstraint("hospital_id", "number", name=op.f("uq_trial_hospital_id_number")),
    )
    op.create_table(
        "unit",
        sa.Column("hospital_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("day_phone", sa.String(length=40), nullable=False),
        sa.Column("night_phone", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("updated_by", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["hospital_id"], ["hospital.id"], name=op.f("fk_unit_hospital_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
    )
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_hospital_id"), ["hospital_id"], unique=False)

    op.create_table(
        "account",
        sa.Column("hospital_id", sa.Uuid(), nullable=False),
        sa.Column("professional_id", sa.Uuid(), nullable=True),
        sa.Column("login", sa.String(length=200), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "administrator",
                "coordinator",
                "secretary",
                "physician",
                "nurse",
                "reader",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("clinical_editor", sa.Boolean(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("shortcuts", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("updated_by", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hospital_id"], ["hospital.id"], name=op.f("fk_account_hospital_id")
        ),
        sa.ForeignKeyConstraint(
            ["professional_id"], ["professional.id"], name=op.f("fk_account_professional_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("login", name=op.f("uq_account_login")),
    )
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_account_hospital_id"), ["hospital_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_account_professional_id"), ["professional_id"], unique=False
        )

    op.create_table(
        "biomarker",
        sa.Column("marker", sa.String(length=200), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "positive",
                "negative",
                "not_done",
                "pending",
                "non_contributory",
                name="markerstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("alteration", sa.Text(), nullable=False),
        sa.Column("uncertain", sa.Boolean(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("sample", sa.Text(), nullable=False),
        sa.Column("laboratory", sa.Text(), nullable=False),
        sa.Column("resulted_on", sa.String(10), nullable=True),
        sa.Column("ordered_on", sa.String(10), nullable=True),
        sa.Column("due_on", sa.String(10), nullable=True),
        sa.Column("sample_kind", sa.String(32), nullable=True),
        sa.Column("sample_site", sa.Text(), nullable=False),
        sa.Column("sample_on", sa.String(10), nullable=True),
        sa.Column("escat", sa.String(32), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("updated_by", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["patient.id"], name=op.f("fk_biomarker_patient_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_biomarker")),
    )
    with op.batch_alter_table("biomarker", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_biomarker_patient_id"), ["patient_id"], unique=False)

    op.create_table(
        "health_fact",
        sa.Column("shape", sa.String(length=32), nullable=False),
        sa.Column("noted_on", sa.String(10), nullable=True),
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("updated_by", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("caution_kind", sa.String(32), nullable=True),
        sa.Column("presence", sa.String(32), nullable=True),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.Column("score", sa.String(20), nullable=True),
        sa.Column("noted_by", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("relation", sa.Text(), nullable=True),
        sa.Column("cancer", sa.Text(), nullable=True),
        sa.Column("age", sa.Integer(), nullable=True),
        sa.Column("family_text", sa.Text(), nullable=True),
        sa.Column("red_flag_kind", sa.String(32), nullable=True),
        sa.Column("resolved", sa.Boolean(), nullable=True),
        sa.Column("resolved_on", sa.String(10), nullable=True),
        sa.Column("nervous_site", sa.String(32), nullable=True),
        sa.Column("nervous_state", sa.String(32), nullable=True),
        sa.Column("treated", sa.Boolean(), nullable=True),
        sa.Column("treatment", sa.Text(), nullable=True),
        sa.Column("pace", sa.String(32), nullable=True),
        sa.Column("said_by", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("dose", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("substance", sa.Text(), nullable=True),
        sa.Column("reaction", sa.Text(), nullable=True),
        sa.Column("check_kind", sa.String(32), nullable=True),
        sa.Column("check_result", sa.String(32), nullable=True),
        sa.Column("imaging_kind", sa.String(32), nullable=True),
        sa.Column("region", sa.Text(), nullable=True),
        sa.Column("finding", sa.Text(), nullable=True),
        sa.Column("conclusion", sa.String(32), nullable=True),
        sa.Column("report_kind", sa.String(32), nullable=True),
        sa.Column("report_text", sa.Text(), nullable=True),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("label", sa.Text(), nullable=True),
        sa.Column("official_type", sa.JSON(), nullable=True),
        sa.Column("social_topic", sa.String(32), nullable=True),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["patient.id"], name=op.f("fk_health_fact_patient_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_health_fact")),
    )
    with op.batch_alter_table("health_fact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_health_fact_patient_id"), ["patient_id"], unique=False)

    op.create_table(
        "measure",
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("value", sa.String(20), nullable=False),
        sa.Column("measured_on", sa.String(10), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("updated_by", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name=op.f("fk_measure_patient_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure")),
    )
    with op.batch_alter_table("measure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_measure_patient_id"), ["patient_id"], unique=False)

    op.create_table(
        "meeting",
        sa.Column("hospital_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.DateTime(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "open",
                "closed",
                name="meetingstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("opened_at", sa.DateTime(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("quorum_minimum", sa.Integer(), nullable=False),
        sa.Column("quorum_required", sa.JSON(), nullable=False),
        sa.Column("quorum_source", sa.Text(), nullable=False),
        sa.Column("quorum_note", sa.Text(), nullable=False),
        sa.Column("kind_id", sa.Uuid(), nullable=True),
        sa.Column("session", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("updated_by", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hospital_id"], ["hospital.id"], name=op.f("fk_meeting_hospital_id")
        ),
        sa.ForeignKeyConstraint(["kind_id"], ["meeting_kind.id"], name=op.f("fk_meeting_kind_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_hospital_id"), ["hospital_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_kind_id"), ["kind_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_starts_at"), ["starts_at"], unique=False)

    op.create_table(
        "name_token",
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("token", sa.String(length=40), nullable=False),
        sa.Column("hospital_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hospital_id"], ["hospital.id"], name=op.f("fk_name_token_hospital_id")
        ),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["patient.id"], name=op.f("fk_name_token_patient_id")
        ),
        sa.PrimaryKeyConstraint("patient_id", "token", name=op.f("pk_name_token")),
    )
    with op.batch_alter_table("name_token", schema=None) as batch_op:
        batch_op.create_index(
            "ix_name_token_person", ["hospital_id", "token", "patient_id"], unique=False
        )

    op.create_table(
        "treatment",
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("line_is_derived", sa.Boolean(), nullable=False),
        sa.Column("drugs", sa.JSON(), nullable=False),
        sa.Column("intent", sa.String(32), nullable=False),
        sa.Column("started_on", sa.String(10), nullable=True),
        sa.Column("ended_on", sa.String(10), nullable=True),
        sa.Column("cycles", sa.Integer(), nullable=True),
        sa.Column("best_response", sa.String(32), nullable=True),
        sa.Column("progressed_on", sa.String(10), nullable=True),
        sa.Column("progression_sites", sa.Text(), nullable=False),
        sa.Column("stop_reason", sa.String(32), nullable=True),
        sa.Column("dose_note", sa.Text(), nullable=False),
        sa.Column("confirmed_by", sa.Text(), nullable=False),
        sa.Column("considered", sa.JSON(), nullable=False),
        sa.Column("mechanisms", sa.JSON(), nullable=False),
        sa.Column("mechanism_certainty", sa.String(32), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("dose_reductions", sa.JSON(), nullable=False),
        sa.Column("dose_intensity", sa.String(20), nullable=True),
        sa.Column("toxicities", sa.JSON(), nullable=False),
        sa.Column("response_method", sa.String(32), nullable=True),
        sa.Column("progression_extent", sa.JSON(), nullable=False),
        sa.Column("ongoing", sa.Boolean(), nullable=True),
        sa.Column("official_type", sa.JSON(), nullable=True),
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("updated_by", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["patient.id"], name=op.f("fk_treatment_patient_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_treatment")),
    )
    with op.batch_alter_table("treatment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_treatment_patient_id"), ["patient_id"], unique=False)

    op.create_table(
        "tumour",
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("site", sa.String(32), nullable=False),
        sa.Column("laterality", sa.String(32), nullable=True),
        sa.Column("histology", sa.Text(), nullable=False),
        sa.Column("morphology_code", sa.String(length=20), nullable=False),
        sa.Column("topography_code", sa.String(length=20), nullable=False),
        sa.Column("diagnosed_on", sa.String(10), nullable=True),
        sa.Column("stage", sa.String(length=200), nullable=False),
        sa.Column("tnm", sa.String(length=200), nullable=False),
        sa.Column("tnm_edition", sa.String(length=40), nullable=False),
        sa.Column("metastatic_sites", sa.Text(), nullable=False),
        sa.Column("by_screening", sa.Boolean(), nullable=True),
        sa.Column("tnm_not_applicable", sa.Boolean(), nullable=False),
        sa.Column("other_name", sa.Text(), nullable=False),
        sa.Column("other_value", sa.Text(), nullable=False),
        sa.Column("other_version", sa.Text(), nullable=False),
        sa.Column("other_on", sa.String(10), nullable=True),
        sa.Column("phase", sa.JSON(), nullable=True),
        sa.Column("relapsed_on", sa.String(10), nullable=True),
        sa.Column("progressing", sa.Boolean(), nullable=True),
        sa.Column("progression_extent", sa.JSON(), nullable=False),
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("updated_by", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name=op.f("fk_tumour_patient_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tumour")),
    )
    with op.batch_alter_table("tumour", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tumour_patient_id"), ["patient_id"], unique=False)

    op.create_table(
        "action_review",
        sa.Column("code", sa.String(length=80), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_action_review_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_review")),
        sa.UniqueConstraint("code", "digest", name=op.f("uq_action_review_code_digest")),
    )
    with op.batch_alter_table("action_review", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_action_review_account_id"), ["account_id"], unique=False
        )

    op.create_table(
        "catalogue_entry",
        sa.Column("code", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("family", sa.String(32), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(), nullable=False),
        sa.Column("hospital_id", sa.Uuid(), nullable=True),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["account.id"], name=op.f("fk_catalogue_entry_author_id")
        ),
        sa.ForeignKeyConstraint(
            ["hospital_id"], ["hospital.id"], name=op.f("fk_catalogue_entry_hospital_id")
        ),
        sa.PrimaryKeyConstraint("code", "version", name=op.f("pk_catalogue_entry")),
    )
    with op.batch_alter_table("catalogue_entry", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_catalogue_entry_author_id"), ["author_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_catalogue_entry_hospital_id"), ["hospital_id"], unique=False
        )

    op.create_table(
        "clinical_case",
        sa.Column("hospital_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("tumour_id", sa.Uuid(), nullable=False),
        sa.Column("family_doctor_id", sa.Uuid(), nullable=True),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("told_text", sa.Text(), nullable=False),
        sa.Column("told_by", sa.Text(), nullable=False),
        sa.Column("told_on", sa.String(10), nullable=True),
        sa.Column("source_key", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_by", sa.Text(), nullable=False),
        sa.Column("also_about", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("updated_by", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["family_doctor_id"],
            ["professional.id"],
            name=op.f("fk_clinical_case_family_doctor_id"),
        ),
        sa.ForeignKeyConstraint(
            ["hospital_id"], ["hospital.id"], name=op.f("fk_clinical_case_hospital_id")
        ),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["patient.id"], name=op.f("fk_clinical_case_patient_id")
        ),
        sa.ForeignKeyConstraint(
            ["tumour_id"], ["tumour.id"], name=op.f("fk_clinical_case_tumour_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_clinical_case_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clinical_case")),
        sa.UniqueConstraint("reference", name=op.f("uq_clinical_case_reference")),
    )
    with op.batch_alter_table("clinical_case", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_clinical_case_family_doctor_id"), ["family_doctor_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_clinical_case_hospital_id"), ["hospital_id"], unique=False
        )
        batch_op.create_index("ix_clinical_case_list", ["hospital_id", "reference"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_clinical_case_patient_id"), ["patient_id"], unique=False
        )
        batch_op.create_index(
            "ix_clinical_case_source", ["hospital_id", "source_key"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_clinical_case_tumour_id"), ["tumour_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_clinical_case_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "draft",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=300), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_draft_account_id")),
        sa.PrimaryKeyConstraint("account_id", "key", name=op.f("pk_draft")),
    )
    op.create_table(
        "job",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("arguments", sa.JSON(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["account.id"], name=op.f("fk_job_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
    )
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_job_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "login_session",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_login_session_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_login_session_token_hash")),
    )
    with op.batch_alter_table("login_session", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_login_session_account_id"), ["account_id"], unique=False
        )

    op.create_table(
        "meeting_member",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("professional_id", sa.Uuid(), nullable=False),
        sa.Column(
            "function",
            sa.Enum(
                "chair",
                "delegate",
                "member",
                "guest",
                name="function",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "attendance",
            sa.Enum(
                "expected",
                "present",
                "remote",
                "opinion",
                "absent",
                name="attendance",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("convened_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("updated_by", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_member_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["professional_id"], ["professional.id"], name=op.f("fk_meeting_member_professional_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_member")),
        sa.UniqueConstraint(
            "meeting_id",
            "professional_id",
            name=op.f("uq_meeting_member_meeting_id_professional_id"),
        ),
    )
    with op.batch_alter_table("meeting_member", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_meeting_member_professional_id"), ["professional_id"], unique=False
        )

    op.create_table(
        "reset_link",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_reset_link_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reset_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_reset_link_token_hash")),
    )
    with op.batch_alter_table("reset_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reset_link_account_id"), ["account_id"], unique=False)

    op.create_table(
        "statement",
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("batch", sa.Uuid(), nullable=False),
        sa.Column("topic", sa.String(32), nullable=False),
        sa.Column("item", sa.String(length=40), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("verbatim", sa.Text(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "stated",
                "unknown",
                "declined",
                "not_asked",
                "withdrawn",
                name="statementstatus",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "speaker",
            sa.Enum(
                "patient",
                "trusted_person",
                "relative",
                "guardian",
                "clinician",
                name="speaker",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("speaker_name", sa.Text(), nullable=False),
        sa.Column("recorder_id", sa.Uuid(), nullable=True),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("means", sa.String(32), nullable=False),
        sa.Column("present", sa.Text(), nullable=False),
        sa.Column("stated_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column(
            "share",
            sa.Enum(
                "board_and_page",
                "board_only",
                "doctor_only",
                name="share",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("not_to_relatives", sa.Boolean(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("interpreter", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["patient.id"], name=op.f("fk_statement_patient_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorder_id"], ["account.id"], name=op.f("fk_statement_recorder_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
    )
    with op.batch_alter_table("statement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_statement_patient_id"), ["patient_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_statement_recorder_id"), ["recorder_id"], unique=False)

    op.create_table(
        "submission",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_submission_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
    )
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_submission_account_id"), ["account_id"], unique=False)

    op.create_table(
        "attachment",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "imaging",
                "pathology",
                "molecular",
                "letter",
                "other",
                name="attachmentkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("dated_on", sa.String(10), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=80), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_by", sa.Text(), nullable=False),
        sa.Column("withdrawn_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("updated_by", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_reason = '')",
            name=op.f("ck_attachment_withdrawn_with_a_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["clinical_case.id"], name=op.f("fk_attachment_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["sha256"], ["stored_file.sha256"], name=op.f("fk_attachment_sha256")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attachment_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_attachment_sha256"), ["sha256"], unique=False)

    op.create_table(
        "care_link",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("professional_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["clinical_case.id"], name=op.f("fk_care_link_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["professional_id"], ["professional.id"], name=op.f("fk_care_link_professional_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_care_link")),
        sa.UniqueConstraint(
            "case_id",
            "professional_id",
            "since",
            name=op.f("uq_care_link_case_id_professional_id_since"),
        ),
    )
    with op.batch_alter_table("care_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_care_link_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_care_link_professional_id"), ["professional_id"], unique=False
        )

    op.create_table(
        "catalogue_decision",
        sa.Column("entry_code", sa.String(length=80), nullable=False),
        sa.Column("entry_version", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "in_force",
                "retired",
                name="decisionkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'in_force') = (review_on IS NOT NULL)",
            name=op.f("ck_catalogue_decision_review_on"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_catalogue_decision_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["entry_code", "entry_version"],
            ["catalogue_entry.code", "catalogue_entry.version"],
            name=op.f("fk_catalogue_decision_entry_code"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_decision")),
    )
    with op.batch_alter_table("catalogue_decision", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_catalogue_decision_account_id"), ["account_id"], unique=False
        )
        batch_op.create_index(
            "ix_catalogue_decision_entry", ["entry_code", "entry_version"], unique=False
        )

    op.create_table(
        "catalogue_review",
        sa.Column("entry_code", sa.String(length=80), nullable=False),
        sa.Column("entry_version", sa.Integer(), nullable=False),
        sa.Column("wording", sa.String(length=20), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "wording IN ('clinical', 'patient')", name=op.f("ck_catalogue_review_wording")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_catalogue_review_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["entry_code", "entry_version"],
            ["catalogue_entry.code", "catalogue_entry.version"],
            name=op.f("fk_catalogue_review_entry_code"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_review")),
        sa.UniqueConstraint(
            "entry_code",
            "entry_version",
            "wording",
            name=op.f("uq_catalogue_review_entry_code_entry_version_wording"),
        ),
    )
    with op.batch_alter_table("catalogue_review", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_catalogue_review_account_id"), ["account_id"], unique=False
        )

    op.create_table(
        "correction",
        sa.Column(
            "kind",
            sa.Enum(
                "other_person",
                "merged",
                "moved",
                "withdrawn",
                "restored",
                name="correction",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("hospital_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("from_patient_id", sa.Uuid(), nullable=False),
        sa.Column("to_patient_id", sa.Uuid(), nullable=True),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["clinical_case.id"], name=op.f("fk_correction_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["from_patient_id"], ["patient.id"], name=op.f("fk_correction_from_patient_id")
        ),
        sa.ForeignKeyConstraint(
            ["hospital_id"], ["hospital.id"], name=op.f("fk_correction_hospital_id")
        ),
        sa.ForeignKeyConstraint(
            ["to_patient_id"], ["patient.id"], name=op.f("fk_correction_to_patient_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
    )
    with op.batch_alter_table("correction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_correction_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_correction_from_patient_id"), ["from_patient_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_correction_hospital_id"), ["hospital_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_correction_to_patient_id"), ["to_patient_id"], unique=False
        )

    op.create_table(
        "presentation",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "prepared",
                "discussed",
                "validated",
                name="presentationstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "track",
            sa.Enum(
                "discuss",
                "register",
                "not_ready",
                name="track",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("changed_since", sa.Text(), nullable=False),
        sa.Column("requester_id", sa.Uuid(), nullable=True),
        sa.Column("presenter_id", sa.Uuid(), nullable=True),
        sa.Column("informed_on", sa.String(10), nullable=True),
        sa.Column("informed_by", sa.Text(), nullable=False),
        sa.Column("opposed", sa.Boolean(), nullable=True),
        sa.Column("patient_note", sa.Text(), nullable=False),
        sa.Column("gp_note", sa.Text(), nullable=False),
        sa.Column("asked_actions", sa.JSON(), nullable=False),
        sa.Column("trial_search", sa.JSON(), nullable=False),
        sa.Column("tasks", sa.JSON(), nullable=False),
        sa.Column("snapshot", sa.Text(), nullable=True),
        sa.Column("validated_at", sa.DateTime(), nullable=True),
        sa.Column("validated_by", sa.Text(), nullable=False),
        sa.Column("released_at", sa.DateTime(), nullable=True),
        sa.Column("released_by", sa.Text(), nullable=False),
        sa.Column("released_told_on", sa.String(10), nullable=True),
        sa.Column("released_told_by", sa.Text(), nullable=False),
        sa.Column("released_in_consultation", sa.Boolean(), nullable=False),
        sa.Column("replaced_at", sa.DateTime(), nullable=True),
        sa.Column("national", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("updated_by", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(state = 'validated') = (validated_at IS NOT NULL AND snapshot IS NOT NULL)",
            name=op.f("ck_presentation_validated_is_signed"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["clinical_case.id"], name=op.f("fk_presentation_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_presentation_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["presenter_id"], ["professional.id"], name=op.f("fk_presentation_presenter_id")
        ),
        sa.ForeignKeyConstraint(
            ["requester_id"], ["professional.id"], name=op.f("fk_presentation_requester_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_presentation")),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_presentation_case_id_number")),
    )
    with op.batch_alter_table("presentation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_presentation_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_presentation_meeting_id"), ["meeting_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_presentation_presenter_id"), ["presenter_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_presentation_requester_id"), ["requester_id"], unique=False
        )

    op.create_table(
        "question_progress",
        sa.Column("statement_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "to_ask",
                "asked",
                "answered",
                "no_longer",
                name="questionstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("on", sa.String(10), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("noted_by", sa.Text(), nullable=False),
        sa.Column("noted_at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name=op.f("fk_question_progress_statement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_progress")),
        sa.UniqueConstraint(
            "statement_id", "revision", name=op.f("uq_question_progress_statement_id_revision")
        ),
    )
    op.create_table(
        "search_token",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("token", sa.String(length=40), nullable=False),
        sa.Column("hospital_id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["clinical_case.id"], name=op.f("fk_search_token_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["hospital_id"], ["hospital.id"], name=op.f("fk_search_token_hospital_id")
        ),
        sa.PrimaryKeyConstraint("case_id", "token", name=op.f("pk_search_token")),
    )
    with op.batch_alter_table("search_token", schema=None) as batch_op:
        batch_op.create_index(
            "ix_search_token_page", ["hospital_id", "token", "reference", "case_id"], unique=False
        )

    op.create_table(
        "talk",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("means", sa.String(32), nullable=False),
        sa.Column("persons", sa.Text(), nullable=False),
        sa.Column("interpreter", sa.Text(), nullable=False),
        sa.Column("options_shown", sa.Boolean(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column(
            "understood",
            sa.Enum(
                "yes",
                "partly",
                "no",
                name="understood",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column(
            "share",
            sa.Enum(
                "board_and_page",
                "board_only",
                "doctor_only",
                name="share",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("recorder_id", sa.Uuid(), nullable=True),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["clinical_case.id"], name=op.f("fk_talk_case_id")),
        sa.ForeignKeyConstraint(["recorder_id"], ["account.id"], name=op.f("fk_talk_recorder_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_talk")),
    )
    with op.batch_alter_table("talk", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_talk_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_talk_recorder_id"), ["recorder_id"], unique=False)

    op.create_table(
        "addendum",
        sa.Column("presentation_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["presentation_id"], ["presentation.id"], name=op.f("fk_addendum_presentation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_addendum")),
    )
    with op.batch_alter_table("addendum", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_addendum_presentation_id"), ["presentation_id"], unique=False
        )

    op.create_table(
        "document",
        sa.Column("presentation_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "fiche",
                "patient",
                "letter",
                "form",
                name="documentkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["presentation_id"], ["presentation.id"], name=op.f("fk_document_presentation_id")
        ),
        sa.ForeignKeyConstraint(
            ["sha256"], ["stored_file.sha256"], name=op.f("fk_document_sha256")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint(
            "presentation_id",
            "kind",
            "sequence",
            name=op.f("uq_document_presentation_id_kind_sequence"),
        ),
    )
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_document_sha256"), ["sha256"], unique=False)

    op.create_table(
        "follow_up",
        sa.Column("presentation_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("told_on", sa.String(10), nullable=True),
        sa.Column("told_by", sa.Text(), nullable=False),
        sa.Column(
            "answer",
            sa.Enum(
                "accepts",
                "declines",
                "wants_time",
                "chooses_other",
                name="patientanswer",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("chosen", sa.Text(), nullable=False),
        sa.Column("answer_words", sa.Text(), nullable=False),
        sa.Column("pps_on", sa.Date(), nullable=True),
        sa.Column(
            "applied",
            sa.Enum(
                "yes",
                "partly",
                "no",
                name="applied",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("applied_on", sa.Date(), nullable=True),
        sa.Column(
            "obstacle",
            sa.Enum(
                "patient_choice",
                "health",
                "new_finding",
                "capacity",
                "lost",
                "deceased",
                "other",
                name="obstacle",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("answered_on", sa.String(10), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["presentation_id"], ["presentation.id"], name=op.f("fk_follow_up_presentation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up")),
        sa.UniqueConstraint(
            "presentation_id", "revision", name=op.f("uq_follow_up_presentation_id_revision")
        ),
    )
    op.create_table(
        "gap",
        sa.Column("presentation_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.String(length=80), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "to_bring",
                "brought",
                "not_known",
                name="gapstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("bearer_id", sa.Uuid(), nullable=True),
        sa.Column("bearer", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("updated_by", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["bearer_id"], ["professional.id"], name=op.f("fk_gap_bearer_id")),
        sa.ForeignKeyConstraint(
            ["presentation_id"], ["presentation.id"], name=op.f("fk_gap_presentation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gap")),
        sa.UniqueConstraint("presentation_id", "item", name=op.f("uq_gap_presentation_id_item")),
    )
    with op.batch_alter_table("gap", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_gap_bearer_id"), ["bearer_id"], unique=False)

    op.create_table(
        "letter_sending",
        sa.Column("presentation_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("addressee", sa.Text(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column(
            "means",
            sa.Enum(
                "secure_mail",
                "post",
                "handed",
                "other",
                name="sending",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("sent_by", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["presentation_id"], ["presentation.id"], name=op.f("fk_letter_sending_presentation_id")
        ),
        sa.ForeignKeyConstraint(
            ["sha256"], ["stored_file.sha256"], name=op.f("fk_letter_sending_sha256")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_sending")),
    )
    with op.batch_alter_table("letter_sending", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_letter_sending_presentation_id"), ["presentation_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_letter_sending_sha256"), ["sha256"], unique=False)

    op.create_table(
        "opinion_revision",
        sa.Column("presentation_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(32), nullable=True),
        sa.Column("next_steps", sa.Text(), nullable=False),
        sa.Column("wishes_account", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["presentation_id"],
            ["presentation.id"],
            name=op.f("fk_opinion_revision_presentation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinion_revision")),
        sa.UniqueConstraint(
            "presentation_id", "revision", name=op.f("uq_opinion_revision_presentation_id_revision")
        ),
    )
    op.create_table(
        "option",
        sa.Column("presentation_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("family", sa.String(32), nullable=False),
        sa.Column("entry_code", sa.String(length=80), nullable=True),
        sa.Column("entry_version", sa.Integer(), nullable=True),
        sa.Column("free_title", sa.Text(), nullable=False),
        sa.Column("specifics", sa.Text(), nullable=False),
        sa.Column("practical_note", sa.Text(), nullable=False),
        sa.Column("burden", sa.JSON(), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum(
                "not_discussed",
                "proposed",
                "retained",
                "set_aside",
                "to_complete",
                "not_applicable",
                name="verdict",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("proposed", sa.String(32), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("condition", sa.Text(), nullable=False),
        sa.Column("fallback", sa.Text(), nullable=False),
        sa.Column("with_option", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reconsider_if", sa.Text(), nullable=False),
        sa.Column("complete_what", sa.Text(), nullable=False),
        sa.Column("complete_who", sa.Text(), nullable=False),
        sa.Column("complete_by", sa.Date(), nullable=True),
        sa.Column("wish_note", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("updated_by", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["presentation_id"], ["presentation.id"], name=op.f("fk_option_presentation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_option")),
    )
    with op.batch_alter_table("option", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_option_presentation_id"), ["presentation_id"], unique=False
        )

    op.create_table(
        "option_history",
        sa.Column("option_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["option_id"], ["option.id"], name=op.f("fk_option_history_option_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_option_history")),
    )
    with op.batch_alter_table("option_history", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_option_history_option_id"), ["option_id"], unique=False
        )


def downgrade() -> None:
    """Drop every table."""
    with op.batch_alter_table("option_history", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_option_history_option_id"))

    op.drop_table("option_history")
    with op.batch_alter_table("option", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_option_presentation_id"))

    op.drop_table("option")
    op.drop_table("opinion_revision")
    with op.batch_alter_table("letter_sending", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_letter_sending_sha256"))
        batch_op.drop_index(batch_op.f("ix_letter_sending_presentation_id"))

    op.drop_table("letter_sending")
    with op.batch_alter_table("gap", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_gap_bearer_id"))

    op.drop_table("gap")
    op.drop_table("follow_up")
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_document_sha256"))

    op.drop_table("document")
    with op.batch_alter_table("addendum", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_addendum_presentation_id"))

    op.drop_table("addendum")
    with op.batch_alter_table("talk", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_talk_recorder_id"))
        batch_op.drop_index(batch_op.f("ix_talk_case_id"))

    op.drop_table("talk")
    with op.batch_alter_table("search_token", schema=None) as batch_op:
        batch_op.drop_index("ix_search_token_page")

    op.drop_table("search_token")
    op.drop_table("question_progress")
    with op.batch_alter_table("presentation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_presentation_requester_id"))
        batch_op.drop_index(batch_op.f("ix_presentation_presenter_id"))
        batch_op.drop_index(batch_op.f("ix_presentation_meeting_id"))
        batch_op.drop_index(batch_op.f("ix_presentation_case_id"))

    op.drop_table("presentation")
    with op.batch_alter_table("correction", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_correction_to_patient_id"))
        batch_op.drop_index(batch_op.f("ix_correction_hospital_id"))
        batch_op.drop_index(batch_op.f("ix_correction_from_patient_id"))
        batch_op.drop_index(batch_op.f("ix_correction_case_id"))

    op.drop_table("correction")
    with op.batch_alter_table("catalogue_review", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_catalogue_review_account_id"))

    op.drop_table("catalogue_review")
    with op.batch_alter_table("catalogue_decision", schema=None) as batch_op:
        batch_op.drop_index("ix_catalogue_decision_entry")
        batch_op.drop_index(batch_op.f("ix_catalogue_decision_account_id"))

    op.drop_table("catalogue_decision")
    with op.batch_alter_table("care_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_care_link_professional_id"))
        batch_op.drop_index(batch_op.f("ix_care_link_case_id"))

    op.drop_table("care_link")
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attachment_sha256"))
        batch_op.drop_index(batch_op.f("ix_attachment_case_id"))

    op.drop_table("attachment")
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_submission_account_id"))

    op.drop_table("submission")
    with op.batch_alter_table("statement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_statement_recorder_id"))
        batch_op.drop_index(batch_op.f("ix_statement_patient_id"))

    op.drop_table("statement")
    with op.batch_alter_table("reset_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reset_link_account_id"))

    op.drop_table("reset_link")
    with op.batch_alter_table("meeting_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_member_professional_id"))

    op.drop_table("meeting_member")
    with op.batch_alter_table("login_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_login_session_account_id"))

    op.drop_table("login_session")
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_job_owner_id"))

    op.drop_table("job")
    op.drop_table("draft")
    with op.batch_alter_table("clinical_case", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_clinical_case_unit_id"))
        batch_op.drop_index(batch_op.f("ix_clinical_case_tumour_id"))
        batch_op.drop_index("ix_clinical_case_source")
        batch_op.drop_index(batch_op.f("ix_clinical_case_patient_id"))
        batch_op.drop_index("ix_clinical_case_list")
        batch_op.drop_index(batch_op.f("ix_clinical_case_hospital_id"))
        batch_op.drop_index(batch_op.f("ix_clinical_case_family_doctor_id"))

    op.drop_table("clinical_case")
    with op.batch_alter_table("catalogue_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_catalogue_entry_hospital_id"))
        batch_op.drop_index(batch_op.f("ix_catalogue_entry_author_id"))

    op.drop_table("catalogue_entry")
    with op.batch_alter_table("action_review", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_action_review_account_id"))

    op.drop_table("action_review")
    with op.batch_alter_table("tumour", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tumour_patient_id"))

    op.drop_table("tumour")
    with op.batch_alter_table("treatment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_treatment_patient_id"))

    op.drop_table("treatment")
    with op.batch_alter_table("name_token", schema=None) as batch_op:
        batch_op.drop_index("ix_name_token_person")

    op.drop_table("name_token")
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_starts_at"))
        batch_op.drop_index(batch_op.f("ix_meeting_kind_id"))
        batch_op.drop_index(batch_op.f("ix_meeting_hospital_id"))

    op.drop_table("meeting")
    with op.batch_alter_table("measure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_measure_patient_id"))

    op.drop_table("measure")
    with op.batch_alter_table("health_fact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_health_fact_patient_id"))

    op.drop_table("health_fact")
    with op.batch_alter_table("biomarker", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_biomarker_patient_id"))

    op.drop_table("biomarker")
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_account_professional_id"))
        batch_op.drop_index(batch_op.f("ix_account_hospital_id"))

    op.drop_table("account")
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unit_hospital_id"))

    op.drop_table("unit")
    op.drop_table("trial")
    op.drop_table("source_item")
    op.drop_table("requirement")
    with op.batch_alter_table("professional", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_professional_hospital_id"))

    op.drop_table("professional")
    with op.batch_alter_table("patient", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_patient_merged_into_id"))
        batch_op.drop_index(batch_op.f("ix_patient_ins_number"))
        batch_op.drop_index(batch_op.f("ix_patient_hospital_id"))

    op.drop_table("patient")
    op.drop_table("meeting_kind")
    op.drop_table("local_practical")
    op.drop_table("throttle")
    op.drop_table("stored_file")
    op.drop_table("speciality")
    with op.batch_alter_table("source_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_source_version_kind"))

    op.drop_table("source_version")
    op.drop_table("reference_counter")
    op.drop_table("installation")
    op.drop_table("hospital")
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_entry_target_id"))
        batch_op.drop_index(batch_op.f("ix_audit_entry_action"))

    op.drop_table("audit_entry")
    with op.batch_alter_table("access_trace", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_access_trace_case_id"))

    op.drop_table("access_trace")

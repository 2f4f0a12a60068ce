"""The three statements a record is read by, whatever its size: its head, its options, its meeting's members.

Written once: putting such a statement together costs more than SQLite takes to answer it.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.models import (
    Case,
    Hospital,
    LocalPractical,
    Meeting,
    MeetingEvent,
    MeetingMember,
    OpinionRevision,
    Option,
    Patient,
    Presentation,
    Professional,
    Speciality,
    Unit,
)

from . import _needs, _previous, attachments, catalogue, preliminary

_REQUESTER, _PRESENTER = (aliased(Professional, name=n) for n in ("requester", "presenter"))
_REQUESTS_AS, _PRESENTS_AS = aliased(Speciality), aliased(Speciality)
_DOCTOR, _DOCTOR_IS = aliased(Professional, name="doctor"), aliased(Speciality)
_LAST_REVISION = (
    sa.select(sa.func.max(OpinionRevision.revision))
    .where(OpinionRevision.presentation_id == sa.bindparam("presentation_id"))
    .scalar_subquery()
)
# All a presentation has one of; `presentation_id` is bound when it is asked.
HEAD = preliminary.beside(
    attachments.beside(
        _previous.beside(
            _needs.beside(
                sa.select(Presentation, Case, Patient, Hospital, Unit, Meeting, OpinionRevision)
                .add_columns(_REQUESTER, _REQUESTS_AS.label.label("requests_as"))
                .add_columns(_PRESENTER, _PRESENTS_AS.label.label("presents_as"))
                .add_columns(_DOCTOR, _DOCTOR_IS.label.label("doctor_is"))
                .join(Case, Case.id == Presentation.case_id)
                .join(Patient, Patient.id == Case.patient_id)
                .join(Hospital, Hospital.id == Case.hospital_id)
                .join(Unit, Unit.id == Case.unit_id, isouter=True)
                .join(Meeting, Meeting.id == Presentation.meeting_id, isouter=True)
                .join(_REQUESTER, _REQUESTER.id == Presentation.requester_id, isouter=True)
                .join(_REQUESTS_AS, _REQUESTS_AS.code == _REQUESTER.speciality_code, isouter=True)
                .join(_DOCTOR, _DOCTOR.id == Case.family_doctor_id, isouter=True)
                .join(_DOCTOR_IS, _DOCTOR_IS.code == _DOCTOR.speciality_code, isouter=True)
                .join(_PRESENTER, _PRESENTER.id == Presentation.presenter_id, isouter=True)
                .join(_PRESENTS_AS, _PRESENTS_AS.code == _PRESENTER.speciality_code, isouter=True)
                .join(
                    OpinionRevision,
                    sa.and_(
                        OpinionRevision.presentation_id == Presentation.id,
                        OpinionRevision.revision == _LAST_REVISION,
                    ),
                    isouter=True,
                )
                .where(Presentation.id == sa.bindparam("presentation_id"))
            )
        )
    )
)
_LATER = aliased(LocalPractical)
_OUR_WAY = sa.and_(
    LocalPractical.hospital_id == sa.bindparam("hospital_id"),
    LocalPractical.entry_code == Option.entry_code,
    LocalPractical.revision
    == sa.select(sa.func.max(_LATER.revision))
    .where(_LATER.hospital_id == LocalPractical.hospital_id)
    .where(_LATER.entry_code == LocalPractical.entry_code)
    .scalar_subquery(),
)
# `hospital_id` is the case's: another hospital's practicalities are never joined.
OPTIONS = (
    catalogue.with_standing(
        catalogue.beside(sa.select(Option), Option.entry_code, Option.entry_version),
        Option.entry_code,
    )
    .add_columns(LocalPractical)
    .join(LocalPractical, _OUR_WAY, isouter=True)
    .where(Option.presentation_id == sa.bindparam("presentation_id"))
)
_FIRST = aliased(MeetingMember)
_FIRST_SEAT = (
    sa.select(_FIRST.id)
    .where(_FIRST.meeting_id == MeetingMember.meeting_id)
    .order_by(_FIRST.convened_at, _FIRST.id)
    .limit(1)
    .scalar_subquery()
)
_COUNTS_AS = sa.func.coalesce(MeetingMember.counts_for, Professional.speciality_code)
# Members with what was noted in the room, in one statement: each row carries one event of its member, or none; the
# cases shown, which are of nobody, ride with the member convened first.
MEMBERS = (
    sa.select(MeetingMember, Professional, Speciality, MeetingEvent)
    .join(Professional, Professional.id == MeetingMember.professional_id)
    .join(Speciality, Speciality.code == _COUNTS_AS, isouter=True)
    .join(
        MeetingEvent,
        sa.and_(
            MeetingEvent.meeting_id == MeetingMember.meeting_id,
            sa.or_(
                MeetingEvent.member_id == MeetingMember.id,
                sa.and_(MeetingEvent.member_id.is_(None), MeetingMember.id == _FIRST_SEAT),
            ),
        ),
        isouter=True,
    )
    .where(MeetingMember.meeting_id == sa.bindparam("meeting_id"))
    .order_by(Professional.family_name, Professional.id)
)

"""Lines of cases: what a list, an agenda or a choice shows of each, in one statement."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import defer, load_only

from app.domain import casefile as shapes
from app.domain.agenda import Entry
from app.domain.permissions import Actor
from app.domain.vocabulary import PresentationState, Share, Site, Speaker, Topic, Track
from app.errors import NotFound
from app.extensions import db
from app.models import Case, Meeting, Patient, Presentation, Professional, Statement, Tumour

from . import _scope, facts
from ._reading import reading

MOST = 500


@dataclass(frozen=True)
class CaseLine:
    """One line of a list of cases."""

    id: str
    reference: str
    patient: shapes.Patient
    tumour: str
    question: str
    presentation_id: str
    state: PresentationState
    track: Track
    opposed: bool | None
    wishes_known: bool
    meeting: str = ""
    meeting_id: str = ""
    meeting_at: datetime | None = None
    requester: str = ""
    position: int = 0
    site: Site = Site.OTHER
    minutes: int | None = None
    is_complex: bool = False
    complex_why: str = ""
    specialities: tuple[str, ...] = ()
    late_at: datetime | None = None
    probable: str = ""

    @property
    def entry(self) -> Entry:
        """The case as an agenda orders it."""
        return Entry(self.presentation_id, self.minutes, self.is_complex, self.specialities)


@reading
def agenda(actor: Actor, meeting_id: UUID) -> list[CaseLine]:
    """The agenda of a meeting, in order; opposed patients are not on it."""
    return _read(_agenda_for(actor), {"meeting_id": meeting_id})


@lru_cache(maxsize=128)
def _agenda_for(actor: Actor) -> sa.Executable:
    """Put together once a person: that costs more than SQLite takes to answer it."""
    return (
        _LINES.where(
            _scope.readable_presentations(actor),
            Presentation.meeting_id == sa.bindparam("meeting_id"),
        )
        .order_by(Presentation.position, Presentation.id)
        .limit(MOST)
    )


@reading
def waiting(actor: Actor) -> list[CaseLine]:
    """Presentations of the actor's hospital that wait for a meeting and may be listed."""
    return lines_of(
        sa.and_(
            _scope.in_hospital(actor),
            Case.withdrawn_at.is_(None),
            Presentation.meeting_id.is_(None),
            Presentation.state != PresentationState.VALIDATED,
            Presentation.track != Track.NOT_READY,
            sa.or_(Presentation.opposed.is_(None), Presentation.opposed.is_(False)),
        ),
        order=(Case.opened_at,),
    )


@reading
def requests(actor: Actor) -> list[CaseLine]:
    """Presentations without a meeting of the cases this person reads whole, not ready ones and opposed patients included."""
    return lines_of(
        sa.and_(
            _scope.readable_cases(actor),
            Case.withdrawn_at.is_(None),
            Presentation.meeting_id.is_(None),
            Presentation.state != PresentationState.VALIDATED,
        ),
        order=(Case.opened_at, Presentation.id),
    )


@reading
def by_reference(actor: Actor, reference: str) -> CaseLine:
    """The case of a reference, with its latest presentation; NotFound otherwise."""
    found = lines_of(
        sa.and_(_scope.readable_cases(actor), is_latest(), Case.reference == reference.strip()),
        order=(Case.id,),
    )
    if not found:
        raise NotFound
    return found[0]


@reading
def of_presentation(actor: Actor, presentation_id: UUID) -> CaseLine:
    """The line of one presentation; NotFound otherwise."""
    found = lines_of(
        sa.and_(_scope.readable_presentations(actor), Presentation.id == presentation_id),
        order=(Case.id,),
    )
    if not found:
        raise NotFound
    return found[0]


def is_latest() -> sa.ColumnElement[bool]:
    """The last presentation of each case."""
    later = sa.orm.aliased(Presentation)
    return ~sa.exists().where(
        later.case_id == Presentation.case_id, later.number > Presentation.number
    )


# A list needs few columns of these.
_NEEDED: dict[type[Any], tuple[str, ...]] = {
    Case: ("id", "reference"),
    Patient: tuple(f.name for f in fields(shapes.Patient)),
    Tumour: ("id", "label", "site"),
    Meeting: ("id", "title", "starts_at"),
    Professional: ("id", "title", "family_name"),
}
# Nor does it ever need the frozen record of a validated presentation, which is long.
_LINES = (
    sa.select(
        Case,
        Presentation,
        Patient,
        Tumour,
        Meeting,
        Professional,
        sa.exists()
        .where(
            Statement.patient_id == Case.patient_id,
            Statement.topic == Topic.WHAT_MATTERS,
            Statement.speaker == Speaker.PATIENT,
            Statement.share != Share.DOCTOR_ONLY,
        )
        .correlate(Case)
        .label("knows"),
    )
    .join(Presentation, Presentation.case_id == Case.id)
    .join(Patient, Patient.id == Case.patient_id)
    .join(Tumour, Tumour.id == Case.tumour_id)
    .join(Meeting, Meeting.id == Presentation.meeting_id, isouter=True)
    .join(Professional, Professional.id == Presentation.requester_id, isouter=True)
    .options(
        defer(Presentation.snapshot, raiseload=True),
        *(
            load_only(*(getattr(table, name) for name in names), raiseload=True)
            for table, names in _NEEDED.items()
        ),
    )
)


def lines_of(
    where: sa.ColumnElement[bool], *, order: tuple[Any, ...], limit: int = MOST
) -> list[CaseLine]:
    """The lines of what `where` says of cases and presentations; the caller puts the access into it."""
    return _read(_LINES.where(where).order_by(*order).limit(limit))


def _read(query: sa.Executable, bound: dict[str, Any] | None = None) -> list[CaseLine]:
    rows = db.session.execute(query, bound or {})
    return [
        CaseLine(
            id=str(case.id),
            reference=case.reference,
            patient=facts.as_fact(patient, shapes.Patient),
            tumour=tumour.label,
            question=shown.question,
            presentation_id=str(shown.id),
            state=shown.state,
            track=shown.track,
            opposed=shown.opposed,
            wishes_known=knows,
            meeting=meeting.title if meeting else "",
            meeting_id=str(meeting.id) if meeting else "",
            meeting_at=meeting.starts_at if meeting else None,
            requester=f"{doctor.title} {doctor.family_name}".strip() if doctor else "",
            position=shown.position,
            site=tumour.site,
            minutes=shown.minutes,
            is_complex=shown.is_complex,
            complex_why=shown.complex_why,
            specialities=tuple(shown.specialities),
            late_at=shown.late_at,
            probable=shown.probable,
        )
        for case, shown, patient, tumour, meeting, doctor, knows in rows
    ]

"""Cases: one whole file, and the rows its forms edit; lists are in case_lines.py and case_lists.py."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import defer

from app.domain import casefile as shapes
from app.domain.permissions import Actor, Relation
from app.domain.record import Person
from app.domain.vocabulary import PresentationState
from app.errors import NotFound
from app.extensions import db
from app.models import (
    CareLink,
    Case,
    Caution,
    Meeting,
    Patient,
    Presentation,
    Professional,
    Tumour,
)

from . import _scope, facts, letters
from ._reading import reading
from .case_lines import CaseLine, agenda, by_reference, requests, waiting
from .case_lists import lines

__all__ = [
    "Carer",
    "CaseLine",
    "File",
    "PresentationLine",
    "agenda",
    "by_reference",
    "fact",
    "file",
    "lines",
    "requests",
    "section",
    "tumour",
    "waiting",
]


@dataclass(frozen=True)
class PresentationLine:
    """One presentation of a case, as its file lists it."""

    id: str
    number: int
    state: PresentationState
    question: str
    meeting: str
    meeting_id: str
    meeting_at: datetime | None
    opposed: bool | None
    has_requester: bool


@dataclass(frozen=True)
class Carer:
    """Somebody who treats the patient of a case."""

    id: str
    name: str
    since: Any
    until: Any


@dataclass(frozen=True)
class File:
    """A whole case as its page shows it."""

    id: str
    reference: str
    version: int
    file: shapes.CaseFile
    presentations: tuple[PresentationLine, ...]
    carers: tuple[Carer, ...]
    relations: frozenset[Relation]
    hospital_id: str
    patient_version: int
    family_doctor: Person | None = None

    @property
    def latest(self) -> PresentationLine:
        """The latest presentation, the one that prints by default."""
        return self.presentations[-1]


@reading
def file(actor: Actor, case_id: UUID) -> File:
    """One whole case with what its own doctor may read; NotFound when this person may not."""
    case = _readable(actor, case_id)
    return File(
        id=str(case.id),
        reference=case.reference,
        version=case.version,
        file=facts.case_file(case, for_doctor=_is_own_doctor(actor, case_id)),
        presentations=_presentations(case_id),
        carers=_carers(case_id),
        relations=_scope.relations_to_case(actor, case_id),
        hospital_id=str(case.hospital_id),
        patient_version=db.session.get_one(Patient, case.patient_id).version,
        family_doctor=letters.family_doctor(case_id),
    )


@reading
def section(actor: Actor, case_id: UUID, kind: type[Any] | None) -> Any:
    """The row a section's form edits: the patient, the tumour, the latest request, or the case itself."""
    case = _readable(actor, case_id)
    if kind is shapes.Patient:
        return db.session.get_one(Patient, case.patient_id)
    if kind is shapes.Tumour:
        return db.session.get_one(Tumour, case.tumour_id)
    if kind is None:
        return case
    return db.session.scalars(
        sa.select(Presentation)
        .where(Presentation.case_id == case_id)
        .order_by(Presentation.number.desc())
    ).first()


@reading
def fact(actor: Actor, case_id: UUID, kind: type[Any], fact_id: UUID) -> tuple[Any, int]:
    """A fact of this case's patient and its version; NotFound otherwise."""
    case = _readable(actor, case_id)
    found = db.session.get(facts.FACTS[kind], fact_id)
    if found is None or found.patient_id != case.patient_id or found.withdrawn:
        raise NotFound
    return facts.as_fact(found, kind), found.version


@reading
def cautions(actor: Actor, case_id: UUID) -> tuple[tuple[shapes.Caution, int], ...]:
    """Every standing caution of this case's patient with its version; NotFound for a case that is not readable."""
    case = _readable(actor, case_id)
    wanted = sa.select(Caution).where(
        Caution.patient_id == case.patient_id, Caution.withdrawn.is_(False)
    )
    rows = db.session.scalars(wanted.order_by(Caution.id))
    return tuple((facts.as_fact(row, shapes.Caution), row.version) for row in rows)


@reading
def tumour(actor: Actor, case_id: UUID, tumour_id: UUID) -> Tumour:
    """A tumour of this case's patient, as its form reads it; NotFound otherwise."""
    case = _readable(actor, case_id)
    found = db.session.get(Tumour, tumour_id)
    if found is None or found.patient_id != case.patient_id or found.withdrawn:
        raise NotFound
    return found


def _readable(actor: Actor, case_id: UUID) -> Case:
    case = db.session.scalar(
        sa.select(Case).where(Case.id == case_id, _scope.readable_cases(actor))
    )
    if case is None:
        raise NotFound
    return case


def _is_own_doctor(actor: Actor, case_id: UUID) -> bool:
    """Whether this is the referring physician: the only reader of what was said to "my doctor only"."""
    return bool(actor.professional_id) and bool(
        db.session.scalar(
            sa.select(sa.func.count())
            .select_from(Presentation)
            .where(
                Presentation.case_id == case_id,
                Presentation.requester_id == UUID(actor.professional_id),
            )
        )
    )


def _presentations(case_id: UUID) -> tuple[PresentationLine, ...]:
    rows = db.session.execute(
        sa.select(Presentation, Meeting)
        .options(defer(Presentation.snapshot, raiseload=True))
        .join(Meeting, Meeting.id == Presentation.meeting_id, isouter=True)
        .where(Presentation.case_id == case_id)
        .order_by(Presentation.number)
    )
    return tuple(
        PresentationLine(
            id=str(p.id),
            number=p.number,
            state=p.state,
            question=p.question,
            meeting=m.title if m else "",
            meeting_id=str(m.id) if m else "",
            meeting_at=m.starts_at if m else None,
            opposed=p.opposed,
            has_requester=p.requester_id is not None,
        )
        for p, m in rows
    )


def _carers(case_id: UUID) -> tuple[Carer, ...]:
    rows = db.session.execute(
        sa.select(CareLink, Professional)
        .join(Professional, Professional.id == CareLink.professional_id)
        .where(CareLink.case_id == case_id)
        .order_by(CareLink.since)
    )
    return tuple(
        Carer(
            str(link.id),
            " ".join(filter(None, (who.title, who.given_name, who.family_name))),
            link.since,
            link.until,
        )
        for link, who in rows
    )

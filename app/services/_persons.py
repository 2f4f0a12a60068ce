"""Whether a new file is about somebody already known: asked before it is made, and the answer kept."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from uuid import UUID

from app.domain.casefile import CaseFile
from app.domain.permissions import Actor
from app.domain.vocabulary import Correction as Kind
from app.errors import RuleViolation, Violation
from app.extensions import db
from app.models import Correction
from app.queries import duplicates

from ._transaction import Unit

FIELD = "person"


@dataclass(frozen=True)
class Person:
    """The answer of who opens a file: the same person as one known, or another than those shown.

    `asked` is False where nobody was there to answer (command line): nothing is refused and nothing is kept.
    """

    same_as: UUID | None = None
    other_than: frozenset[UUID] = field(default_factory=frozenset)
    asked: bool = False


NOT_ASKED = Person()


def check(actor: Actor, file: CaseFile, answer: Person) -> None:
    """Refuse an answer about somebody who does not resemble, and no answer about somebody who does."""
    if not answer.asked and answer.same_as is None:
        return
    known = _resembling(actor, file)
    if answer.same_as is not None:
        if answer.same_as not in known:
            raise RuleViolation(Violation("unknown_choice", FIELD))
        return
    if known - answer.other_than:
        raise RuleViolation(Violation("resembling", FIELD))


def keep(tx: Unit, actor: Actor, patient_id: UUID, case_id: UUID, others: Collection[UUID]) -> None:
    """Keep that the patient of a new case is another person than these, so that nobody is asked again."""
    for other in others:
        db.session.add(
            Correction(
                kind=Kind.OTHER_PERSON,
                hospital_id=UUID(actor.hospital_id),
                case_id=case_id,
                from_patient_id=patient_id,
                to_patient_id=other,
                reason="",
                moved={},
                by=actor.name,
                at=tx.now,
            )
        )
        tx.audit("patient.told_apart", case_id, patient=patient_id, other=other)


def others(actor: Actor, file: CaseFile, answer: Person) -> frozenset[UUID]:
    """Whom a new patient was said to be another person than, among those who do resemble."""
    if answer.same_as is not None or not answer.other_than:
        return frozenset()
    return answer.other_than & _resembling(actor, file)


def _resembling(actor: Actor, file: CaseFile) -> frozenset[UUID]:
    found = duplicates.candidates(actor, file.patient, file.ins)
    return frozenset(UUID(one.patient_id) for one in found)

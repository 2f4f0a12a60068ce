"""Correcting a wrong patient: two rows of one person are merged, a case moves, a case is withdrawn (B57).

Nothing disappears: each correction keeps who, when, why, from where and which rows moved; validated records are
frozen and stay as they are; the patient left without a case stays as a row.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa

from app import clock
from app.domain import casefile as facts
from app.domain.fact_rules import identity_violations
from app.domain.partial_date import PartialDate
from app.domain.permissions import Action, Actor
from app.domain.vocabulary import Correction as Kind
from app.domain.vocabulary import MeetingState, WithdrawalReason
from app.errors import RuleViolation, Violation
from app.extensions import db
from app.models import Case, Correction, Meeting, Patient, Presentation, Tumour
from app.queries import corrections as queries
from app.queries import patient_rows

from . import _access, _index, _opening, _persons, releases
from ._persons import NOT_ASKED, Person
from ._transaction import Submitted, Unit, transaction
from ._versions import assign
from .identities import CONTACT

Moved = dict[str, list[str]]
TUMOUR = Tumour.__tablename__


def merge(
    actor: Actor, case_id: UUID, other_id: UUID, *, reason: str, mark: str, submitted: Submitted
) -> None:
    """Join another patient row to the one of this case, whose identity is kept: cases, facts and wishes follow.

    A death or a wish not to be contacted holds for the person, whichever row had it. RuleViolation when anything
    moved since the preview of that `mark`.
    """
    with transaction(actor, submitted) as tx:
        case = _access.case(actor, case_id, Action.CORRECT_PATIENT)
        kept, other = _pair(case, other_id, reason, mark)
        moved: Moved = {}
        for held in cases_of(other.id):
            assign(held, {"patient_id": kept.id}, tx)
            moved.setdefault(Case.__tablename__, []).append(str(held.id))
            tx.audit("patient.merged", held.id, before=other.id, after=kept.id)
        db.session.flush()
        for table in patient_rows.tables():
            moved |= give(tx, table, patient_rows.ids(table, other.id), kept.id)
        for earlier in _merged_into(other.id):
            assign(earlier, {"merged_into_id": kept.id}, tx)
            moved.setdefault(Patient.__tablename__, []).append(str(earlier.id))
        assign(other, {"merged_into_id": kept.id}, tx)
        contact = {name: _iso(getattr(kept, name)) for name in CONTACT}
        assign(kept, {name: getattr(kept, name) or getattr(other, name) for name in CONTACT}, tx)
        known = {"contact": contact}
        _keep(tx, Kind.MERGED, case, other.id, kept.id, reason=reason, moved=moved, known=known)
        tx.audit("patient.merged", case.id, before=other.id, after=kept.id)
        settle(tx, kept.id, other.id)


def move(
    actor: Actor,
    case_id: UUID,
    target: UUID | facts.Patient,
    *,
    taken: Collection[str],
    reason: str,
    mark: str,
    submitted: Submitted,
    person: Person = NOT_ASKED,
) -> None:
    """Give a case to another patient of the hospital, or to one made now; its tumour follows, and the `taken` tables.

    What is not taken stays with the first patient. A tumour that another case of the first patient is about is copied.
    `person` says that one made now is another person than those who resemble; the answer is kept.
    """
    with transaction(actor, submitted) as tx:
        case = _access.case(actor, case_id, Action.CORRECT_PATIENT)
        if isinstance(target, facts.Patient):
            _refuse_reason(reason)
            before, after = _beside(tx, case, target, person)
        else:
            before, after = _pair(case, target, reason, mark)
        known = {"tumour_id": str(case.tumour_id), "also_about": list(case.also_about or ())}
        moved = _tumour(tx, case, after.id)
        for table in patient_rows.tables():
            if table.name in taken and table.name != TUMOUR:
                moved |= give(tx, table, patient_rows.ids(table, before.id), after.id)
        moved[Case.__tablename__] = [str(case.id)]
        assign(case, {"patient_id": after.id, "also_about": []}, tx)
        _keep(tx, Kind.MOVED, case, before.id, after.id, reason=reason, moved=moved, known=known)
        tx.audit("case.moved", case.id, before=before.id, after=after.id)
        settle(tx, before.id, after.id)


def withdraw(
    actor: Actor, case_id: UUID, cause: WithdrawalReason, reason: str, submitted: Submitted
) -> None:
    """Take a case out of lists, searches and agendas not yet held; the staff of its hospital still reads it."""
    with transaction(actor, submitted) as tx:
        case = _access.case(actor, case_id, Action.CORRECT_PATIENT)
        _refuse_reason(reason)
        if case.withdrawn_at:
            raise RuleViolation(Violation("case_withdrawn"))
        moved: Moved = {}
        for row in _not_yet_held(case.id):
            place = f"{row.id} {row.meeting_id} {row.position}"
            moved.setdefault(Presentation.__tablename__, []).append(place)
            assign(row, {"meeting_id": None, "position": 0}, tx)
        assign(case, {"withdrawn_at": tx.now, "withdrawn_by": actor.name}, tx)
        people = (case.patient_id, None)
        _keep(tx, Kind.WITHDRAWN, case, *people, reason=reason, moved=moved, cause=cause.value)
        tx.audit("case.withdrawn", case.id, cause=cause.value)


def restore(actor: Actor, case_id: UUID, reason: str, submitted: Submitted) -> None:
    """Bring a withdrawn case back; it is put on an agenda again by hand."""
    with transaction(actor, submitted) as tx:
        case = _access.case(actor, case_id, Action.CORRECT_PATIENT)
        _refuse_reason(reason)
        if not case.withdrawn_at:
            raise RuleViolation(Violation("not_withdrawn"))
        assign(case, {"withdrawn_at": None, "withdrawn_by": ""}, tx)
        _keep(tx, Kind.RESTORED, case, case.patient_id, None, reason=reason, moved={})
        tx.audit("case.restored", case.id)


def _pair(case: Case, other_id: UUID, reason: str, mark: str) -> tuple[Patient, Patient]:
    """The patient of the case and the other one, as they were previewed; RuleViolation otherwise."""
    _refuse_reason(reason)
    here, other = db.session.get_one(Patient, case.patient_id), db.session.get(Patient, other_id)
    if other is None or other.hospital_id != case.hospital_id or other.merged_into_id:
        raise RuleViolation(Violation("patient_elsewhere"))
    if here.id == other.id:
        raise RuleViolation(Violation("same_patient"))
    if queries.mark(here, other) != mark:
        raise RuleViolation(Violation("moved_since"))
    return here, other


def _iso(on: PartialDate | None) -> str:
    return on.iso if on else ""


def _refuse_reason(reason: str) -> None:
    if not reason.strip():
        raise RuleViolation(Violation("correction_reason", "reason"))


def _beside(tx: Unit, case: Case, target: facts.Patient, person: Person) -> tuple[Patient, Patient]:
    """The patient of the case and one made now, told apart from those who were shown; RuleViolation otherwise."""
    typed = facts.CaseFile(target, tumours=())
    _persons.check(tx.actor, typed, person)
    others = _persons.others(tx.actor, typed, person)
    before, after = db.session.get_one(Patient, case.patient_id), _made(tx, case, target)
    _persons.keep(tx, tx.actor, after.id, case.id, others)
    return before, after


def _made(tx: Unit, case: Case, person: facts.Patient) -> Patient:
    """A new patient of the case's hospital."""
    if broken := identity_violations(person, clock.today()):
        raise RuleViolation(*broken)
    row = Patient(
        id=uuid4(),
        hospital_id=case.hospital_id,
        updated_at=tx.now,
        updated_by=tx.actor.name,
        **_opening.plain(person),
    )
    db.session.add(row)
    db.session.flush()
    return row


def _tumour(tx: Unit, case: Case, target: UUID) -> Moved:
    """The case's tumour follows it; a copy does where another case of the first patient needs the row."""
    others = sa.select(Case).where(Case.patient_id == case.patient_id, Case.id != case.id)
    own = str(case.tumour_id)
    if not any(own in {str(c.tumour_id), *c.also_about} for c in db.session.scalars(others)):
        return give(tx, Tumour.__table__, [case.tumour_id], target)
    row = db.session.get_one(Tumour, case.tumour_id)
    kept = {"id", "version", "patient_id", "updated_at", "updated_by"}
    values = {
        c.key: getattr(row, c.key) for c in sa.inspect(Tumour).column_attrs if c.key not in kept
    }
    copy = Tumour(
        id=uuid4(), patient_id=target, updated_at=tx.now, updated_by=tx.actor.name, **values
    )
    db.session.add(copy)
    db.session.flush()
    assign(case, {"tumour_id": copy.id}, tx)
    return {TUMOUR: [str(copy.id)]}


def give(tx: Unit, table: Any, ids: list[UUID], target: UUID) -> Moved:
    """Give rows to another patient; one that people edit takes a new version, so that a form open on it is told."""
    if not ids:
        return {}
    values: dict[str, Any] = {"patient_id": target}
    if "version" in table.c:
        values |= {
            "version": table.c.version + 1,
            "updated_at": tx.now,
            "updated_by": tx.actor.name,
        }
    db.session.execute(sa.update(table).where(table.c.id.in_(ids)).values(values))
    return {table.name: [str(one) for one in ids]}


def _keep(
    tx: Unit,
    kind: Kind,
    case: Case,
    before: UUID,
    after: UUID | None,
    *,
    reason: str,
    moved: Moved,
    cause: str = "",
    known: dict[str, Any] | None = None,
) -> None:
    db.session.add(
        Correction(
            kind=kind,
            hospital_id=case.hospital_id,
            case_id=case.id,
            from_patient_id=before,
            to_patient_id=after,
            cause=cause,
            reason=reason,
            moved=moved,
            before=known or {},
            by=tx.actor.name,
            at=tx.now,
        )
    )


def settle(tx: Unit, *patients: UUID) -> None:
    """After rows moved: words are made again, and a released page that wishes now contradict is replaced."""
    db.session.flush()
    db.session.expire_all()
    _index.touch(Patient, patients)
    for patient_id in patients:
        for case in cases_of(patient_id):
            releases.recheck(tx, case)


def cases_of(patient_id: UUID) -> list[Case]:
    """The cases of a patient."""
    return list(db.session.scalars(sa.select(Case).where(Case.patient_id == patient_id)))


def _merged_into(patient_id: UUID) -> list[Patient]:
    return list(db.session.scalars(sa.select(Patient).where(Patient.merged_into_id == patient_id)))


def _not_yet_held(case_id: UUID) -> list[Presentation]:
    """Presentations on the agenda of a meeting that has not opened."""
    return list(
        db.session.scalars(
            sa.select(Presentation)
            .join(Meeting, Meeting.id == Presentation.meeting_id)
            .where(Presentation.case_id == case_id, Meeting.state == MeetingState.PLANNED)
        )
    )

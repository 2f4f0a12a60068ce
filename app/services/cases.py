"""Opening a case and keeping its file: tumour, facts, request, what the patient was told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa

from app import clock
from app.domain import casefile as facts
from app.domain.catalogue import CatalogueEntry as Entry
from app.domain.fact_rules import date_violations, identity_violations, violations
from app.domain.interview import Talk
from app.domain.open_case import Enclosed
from app.domain.partial_date import PartialDate
from app.domain.permissions import Action, Actor
from app.domain.vocabulary import MeetingState, Track
from app.errors import NotFound, RuleViolation, Violation
from app.exchange import given_facts
from app.extensions import db
from app.models import (
    CareLink,
    Case,
    ImportedFacts,
    Job,
    Meeting,
    Patient,
    Presentation,
    Professional,
    Tumour,
    Unit,
)
from app.queries import catalogue
from app.queries.facts import FACTS, name_of

from . import _access, _opening, _outside, _persons, _said, attachments
from ._opening import plain as _plain
from ._persons import NOT_ASKED, Person
from ._transaction import Submitted, transaction
from ._transaction import Unit as Work
from ._versions import assign, expect


@dataclass(frozen=True)
class Request:
    """What is asked of the board, and whether the patient knows."""

    question: str
    changed_since: str = ""
    track: Track = Track.DISCUSS
    requester_id: UUID | None = None
    presenter_id: UUID | None = None
    informed_on: PartialDate | None = None
    informed_by: str = ""
    opposed: bool | None = None


@dataclass(frozen=True)
class NewCase:
    """Everything a new case may start with; only names, tumour and question are needed.

    `enclosed` are the documents that a file names, `documents` those of them that were judged and wait in the store.
    """

    file: facts.CaseFile
    request: Request
    unit_id: UUID | None = None
    report: Mapping[str, Any] | None = None
    source_key: str = ""
    person: Person = NOT_ASKED
    talks: tuple[Talk, ...] = ()
    enclosed: tuple[Enclosed, ...] = ()
    documents: tuple[attachments.Stored, ...] = ()


def open_case(actor: Actor, new: NewCase, submitted: Submitted | None = None) -> UUID:
    """Make the patient, the tumour, the facts, the case and its first presentation; the case's id."""
    check(actor, new)
    prepared = prepare(actor, new, catalogue.offered(actor.hospital_id))
    with transaction(actor, submitted) as tx:
        _persons.check(actor, new.file, new.person)
        open_in(tx, actor, [(new, prepared)])
    return prepared.case_id


def check(actor: Actor, new: NewCase) -> None:
    """Refuse what could not be opened, before any lock: NotAllowed, or RuleViolation with every broken rule."""
    _access.everywhere(actor, Action.OPEN_CASE)
    _refuse(
        _file_violations(new.file)
        + _request_violations(new.request, new.file.patient.birth_on)
        + _outside.violations(new.talks, new.enclosed, new.file.patient.birth_on)
    )


def prepare(actor: Actor, new: NewCase, entries: Sequence[Entry]) -> _opening.Prepared:
    """The rows of a case that `check` let through, before any lock; `entries` are the latest of the catalogue."""
    made = _opening.prepare(
        actor,
        new.file,
        _plain(new.request),
        entries,
        known_patient=new.person.same_as,
        unit_id=new.unit_id,
        source_key=new.source_key,
    )
    _outside.add(made, actor, new.talks, new.documents)
    if new.report is not None:
        made.add(Job, **_import_report(actor, made.case_id, new.report, new.source_key))
    if new.source_key:
        made.add(
            ImportedFacts,
            case_id=made.case_id,
            digest=given_facts.digest(new.file),
            given=given_facts.written(made.given),
        )
    return made


def open_in(
    tx: Work, actor: Actor, wanted: Sequence[tuple[NewCase, _opening.Prepared]]
) -> list[str]:
    """Store prepared cases inside a unit of work, after what may have moved was checked again; their references."""
    _check_homes(actor, [new for new, _prepared in wanted])
    apart = [_persons.others(actor, new.file, new.person) for new, _prepared in wanted]
    for new, prepared in wanted:
        _outside.register(tx, new.documents, prepared.case_id)
    references = _opening.store(tx, [prepared for _new, prepared in wanted])
    for (_new, prepared), others in zip(wanted, apart, strict=True):
        _persons.keep(tx, actor, prepared.patient_id, prepared.case_id, others)
    return references


def edit_tumour(
    actor: Actor,
    case_id: UUID,
    tumour: facts.Tumour,
    seen: int,
    submitted: Submitted,
    source: attachments.Stored | None = None,
) -> None:
    """Correct the tumour of the case; `source`, when given, is kept with the case as what it was typed from."""
    with transaction(actor, submitted) as tx:
        case = _access.case(actor, case_id, Action.EDIT_CASE)
        row = db.session.get_one(Tumour, case.tumour_id)
        _refuse(_plausible(tumour, case))
        _update(tx, row, _plain(tumour), seen, "tumour.edited", case.id)
        attachments.name_once(tx, case, source)


def edit_told(
    actor: Actor, case_id: UUID, told: facts.Told, seen: int, submitted: Submitted
) -> None:
    """Record what the patient has been told so far, by whom and when."""
    with transaction(actor, submitted) as tx:
        case = _access.case(actor, case_id, Action.EDIT_CASE)
        birth = db.session.get_one(Patient, case.patient_id).birth_on
        _refuse(date_violations(told.on, "told_on", birth=birth, today=clock.today()))
        values = {"told_text": told.text, "told_by": told.by, "told_on": told.on}
        _update(tx, case, values, seen, "told.edited", case.id)


def edit_request(
    actor: Actor, case_id: UUID, request: Request, seen: int, submitted: Submitted
) -> None:
    """Change the question, the track, the people, and whether the patient is informed or opposed.

    An opposed patient leaves every agenda not yet held, at once (L. 1110-4 CSP; docs/decisions/0005).
    """
    with transaction(actor, submitted) as tx:
        case = _access.case(actor, case_id, Action.EDIT_CASE)
        row = latest(case.id)
        _access.presentation(actor, row.id, Action.READ_PRESENTATION)
        check_request(case, request)
        values = _plain(request)
        if (request.opposed or request.track is Track.NOT_READY) and not _has_begun(row.meeting_id):
            values |= {"meeting_id": None, "position": 0}
        _update(tx, row, values, seen, "request.edited", case.id)


def save_fact(
    actor: Actor,
    case_id: UUID,
    fact: Any,
    fact_id: UUID | None,
    seen: int,
    submitted: Submitted,
    source: attachments.Stored | None = None,
) -> None:
    """Add a fact of any kind of `FACTS`, or correct the one of that id; `source` as in `edit_tumour`."""
    with transaction(actor, submitted) as tx:
        case = _access.case(actor, case_id, Action.EDIT_CASE)
        _refuse(_plausible(fact, case))
        kind = FACTS[type(fact)]
        if fact_id is None:
            row = _added(tx, kind, fact, patient_id=case.patient_id)
            db.session.flush()
            tx.audit(f"{name_of(kind)}.added", case.id, row=row.id)
            attachments.name_once(tx, case, source)
            return
        row = _own_fact(kind, fact_id, case)
        _update(tx, row, _plain(fact), seen, f"{name_of(kind)}.edited", case.id)
        attachments.name_once(tx, case, source)


def withdraw_fact(
    actor: Actor, case_id: UUID, kind: type[Any], fact_id: UUID, submitted: Submitted
) -> None:
    """Take a wrong fact out of the file; its row and its trace stay."""
    with transaction(actor, submitted) as tx:
        case = _access.case(actor, case_id, Action.EDIT_CASE)
        row = _own_fact(FACTS[kind], fact_id, case)
        assign(row, {"withdrawn": True}, tx)
        tx.audit(f"{name_of(FACTS[kind])}.withdrawn", case.id, row=row.id)


def link_carer(actor: Actor, case_id: UUID, professional_id: UUID, submitted: Submitted) -> None:
    """Say that a professional of this hospital treats the patient, from today."""
    with transaction(actor, submitted) as tx:
        case = _access.case(actor, case_id, Action.LINK_TREATING)
        _professional(professional_id, case.hospital_id, "professional_id")
        db.session.add(
            CareLink(
                case_id=case.id,
                professional_id=professional_id,
                since=clock.today(),
                added_by=actor.name,
            )
        )
        tx.audit("carer.linked", case.id, professional=professional_id)


def end_carer(actor: Actor, case_id: UUID, link_id: UUID, submitted: Submitted) -> None:
    """End a care link today: reading stops tomorrow."""
    with transaction(actor, submitted) as tx:
        case = _access.case(actor, case_id, Action.LINK_TREATING)
        link = db.session.get(CareLink, link_id)
        if link is None or link.case_id != case.id:
            raise NotFound
        link.until = clock.today()
        tx.audit("carer.ended", case.id, link=link.id)


def check_request(case: Case, request: Request) -> None:
    """Refuse a request with a broken rule, or a professional of another hospital, inside the unit of work."""
    birth = db.session.get_one(Patient, case.patient_id).birth_on
    _refuse(_request_violations(request, birth))
    for field in ("requester_id", "presenter_id"):
        _professional(getattr(request, field), case.hospital_id, field)


def latest(case_id: UUID) -> Presentation:
    """The last presentation of a case, inside the unit of work that checked the access."""
    row = db.session.scalar(
        sa.select(Presentation)
        .where(Presentation.case_id == case_id)
        .order_by(Presentation.number.desc())
        .limit(1)
    )
    if row is None:
        raise NotFound
    return row


def _import_report(
    actor: Actor, case_id: UUID, report: Mapping[str, Any], source_key: str
) -> dict[str, Any]:
    return {
        "id": uuid4(),
        "kind": "import",
        "owner_id": None if actor.is_operator else UUID(actor.account_id),
        "state": "done",
        "progress": 100,
        "arguments": {"case": str(case_id), "source": source_key},
        "result": dict(report),
    }


def _has_begun(meeting_id: UUID | None) -> bool:
    meeting = db.session.get(Meeting, meeting_id) if meeting_id else None
    return meeting is not None and meeting.state is not MeetingState.PLANNED


def _added(tx: Work, kind: type[Any], fact: Any, **more: Any) -> Any:
    row = kind(id=uuid4(), updated_at=tx.now, updated_by=tx.actor.name, **_plain(fact), **more)
    db.session.add(row)
    db.session.flush()
    return row


def _update(
    tx: Work, row: Any, values: dict[str, Any], seen: int, action: str, target: UUID
) -> None:
    expect(row, seen, values)
    changed = assign(row, values, tx)
    tx.audit(action, target, row=row.id, fields=",".join(changed))


def _own_fact(kind: type[Any], fact_id: UUID, case: Case) -> Any:
    row = db.session.get(kind, fact_id)
    if row is None or row.patient_id != case.patient_id or row.withdrawn:
        raise NotFound
    return row


def _professional(professional_id: UUID | None, hospital_id: UUID, field: str) -> None:
    if professional_id is None:
        return
    row = db.session.get(Professional, professional_id)
    if row is None or row.hospital_id != hospital_id:
        raise RuleViolation(Violation("unknown_choice", field))


def _check_homes(actor: Actor, wanted: Sequence[NewCase]) -> None:
    """Refuse a professional or a unit that is not of the actor's hospital."""
    home = UUID(actor.hospital_id)
    for professional_id in {new.request.requester_id for new in wanted}:
        _professional(professional_id, home, "requester_id")
    for unit_id in {new.unit_id for new in wanted} - {None}:
        unit = db.session.get(Unit, unit_id)
        if unit is None or unit.hospital_id != home:
            raise RuleViolation(Violation("unknown_choice", "unit_id"))


def _plausible(fact: Any, case: Case) -> list[Violation]:
    birth = db.session.get_one(Patient, case.patient_id).birth_on
    return violations(fact, birth=birth, today=clock.today())


def _file_violations(file: facts.CaseFile) -> list[Violation]:
    broken = identity_violations(file.patient, clock.today())
    if not file.tumour.label.strip():
        broken.append(Violation("required", "label"))
    birth, today = file.patient.birth_on, clock.today()
    for fact in (*file.tumours, *(f for rows in _opening.facts_of(file).values() for f in rows)):
        broken += violations(fact, birth=birth, today=today)
    return (
        broken
        + date_violations(file.told.on, "told_on", birth=birth, today=today)
        + _said.violations(file.statements, today)
    )


def _request_violations(request: Request, birth: PartialDate | None) -> list[Violation]:
    broken = [] if request.question.strip() else [Violation("required", "question")]
    if request.opposed is False and not request.informed_by.strip():
        broken.append(Violation("informed_by_missing", "informed_by"))
    return broken + date_violations(
        request.informed_on, "informed_on", birth=birth, today=clock.today()
    )


def _refuse(broken: list[Violation]) -> None:
    if broken:
        raise RuleViolation(*broken)

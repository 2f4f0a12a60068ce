"""The family doctor, the letter written for him or her, and the record that it left; nothing is ever sent from here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app import clock
from app.domain.permissions import Action, Actor
from app.domain.record import Record
from app.domain.vocabulary import DocumentKind, PresentationState, Sending
from app.errors import RuleViolation, StaleVersion, Violation
from app.extensions import db
from app.models import Case, LetterSending, Professional
from app.queries import contacts, letters, records

from . import _access, documents, files
from ._transaction import Submitted, transaction
from ._versions import assign, expect


@dataclass(frozen=True)
class Departure:
    """When, how and by whom a letter was sent; `confirmed` where the patient died or is no longer to be contacted."""

    sent_on: date
    means: Sending
    sent_by: str
    confirmed: bool = False


def choose_family_doctor(
    actor: Actor, case_id: UUID, professional_id: UUID | None, seen: int, submitted: Submitted
) -> None:
    """Name the family doctor of a case, or none; StaleVersion names who was chosen meanwhile."""
    with transaction(actor, submitted) as tx:
        case = _access.case(actor, case_id, Action.EDIT_CASE)
        _require_colleague(professional_id, case)
        if case.version != seen:
            standing = letters.family_doctor(case.id)
            raise StaleVersion(
                version=case.version,
                current={"family_doctor_id": standing.name if standing else ""},
                by=case.updated_by,
                at=case.updated_at,
            )
        assign(case, {"family_doctor_id": professional_id}, tx)
        tx.audit("family_doctor.chosen", case.id, professional=professional_id or "")


def write_note(
    actor: Actor, presentation_id: UUID, text: str, seen: int, submitted: Submitted
) -> None:
    """Write what the family doctor is asked to do; letters already sent keep their words."""
    with transaction(actor, submitted) as tx:
        row = _access.presentation(actor, presentation_id, Action.WRITE_LETTER, editable=False)
        expect(row, seen, ["gp_note"])
        assign(row, {"gp_note": text}, tx)
        tx.audit("letter.written", row.case_id, presentation=row.id)


def note_sending(
    actor: Actor, presentation_id: UUID, given: Departure, submitted: Submitted
) -> None:
    """Record that the letter left, and keep the very print that left with its hash.

    RuleViolation names all that is missing; StaleVersion when the letter changed while its print was built.
    """
    record = records.of_presentation(actor, presentation_id).record
    context = letters.context(record)
    if broken := _missing(record, context, given):
        raise RuleViolation(*broken)
    pdf = documents.build(record, DocumentKind.LETTER)
    digest = files.store(pdf)
    with transaction(actor, submitted) as tx:
        row = _access.presentation(actor, presentation_id, Action.WRITE_LETTER, editable=False)
        if records.build(row) != record or letters.context(record) != context:
            raise StaleVersion(
                version=row.version, current={}, by=row.updated_by, at=row.updated_at
            )
        documents.keep(actor, row.id, DocumentKind.LETTER, digest, len(pdf))
        db.session.add(
            LetterSending(
                presentation_id=row.id,
                sha256=digest,
                addressee=context.family_doctor.name if context.family_doctor else "",
                sent_on=given.sent_on,
                means=given.means,
                sent_by=given.sent_by,
                recorded_by=actor.name,
                recorded_at=tx.now,
            )
        )
        tx.audit(
            "letter.sent", row.case_id, presentation=row.id, letter=digest, means=given.means.value
        )


def missing(record: Record, context: letters.Context) -> list[Violation]:
    """What a letter still needs before it may leave."""
    broken = []
    if record.state is not PresentationState.VALIDATED:
        broken.append(Violation("not_validated"))
    if context.family_doctor is None:
        broken.append(Violation("no_family_doctor"))
    if not record.gp_note.strip():
        broken.append(Violation("gp_note_missing", "gp_note"))
    return broken


def sent_copy(actor: Actor, presentation_id: UUID, number: str) -> bytes:
    """The print that left under that number, for whoever may read the presentation; NotFound otherwise."""
    records.of_presentation(actor, presentation_id)
    return files.read(letters.copy_of(presentation_id, number))


def _missing(record: Record, context: letters.Context, given: Departure) -> list[Violation]:
    broken = missing(record, context)
    if not given.confirmed and contacts.stopped(UUID(record.case_id)):
        broken.append(Violation("letter_to_confirm", "confirmed"))
    if given.sent_on > clock.today():
        broken.append(Violation("date_in_future", "sent_on"))
    signed = record.validated_at
    if signed and given.sent_on < signed.astimezone(clock.PARIS).date():
        broken.append(Violation("sent_before_validation", "sent_on"))
    if not given.sent_by.strip():
        broken.append(Violation("required", "sent_by"))
    return broken


def _require_colleague(professional_id: UUID | None, case: Case) -> None:
    """Refuse somebody who is not in the directory of the case's hospital."""
    if professional_id is None:
        return
    row = db.session.get(Professional, professional_id)
    if row is None or row.hospital_id != case.hospital_id:
        raise RuleViolation(Violation("unknown_choice", "family_doctor_id"))

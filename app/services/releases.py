"""The patient's page leaves only case by case, by a clinician who read it and says what the patient was told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

import sqlalchemy as sa

from app import clock
from app.domain import concordance
from app.domain.answers import unassessed_needs
from app.domain.partial_date import PartialDate
from app.domain.permissions import Action, Actor
from app.domain.preferences import PageMode, at_board_level
from app.domain.questionnaire import QUESTIONS
from app.domain.record import Record
from app.domain.vocabulary import DocumentKind, Outcome, PresentationState, Verdict
from app.errors import RuleViolation, Violation
from app.extensions import db
from app.models import Case, Presentation
from app.queries import contacts, facts, records
from app.queries._reading import reading

from . import _access, documents, files
from ._transaction import Submitted, Unit, transaction
from ._versions import assign, expect


@dataclass(frozen=True)
class Handing:
    """What the clinician confirms: the page was read, and how progression and proposal were told."""

    read: bool
    told_on: PartialDate | None = None
    told_by: str = ""
    in_consultation: bool = False
    own_words_read: bool = False


def note(actor: Actor, presentation_id: UUID, text: str, seen: int, submitted: Submitted) -> None:
    """Write the clinician's own words for the patient page, until it is released."""
    with transaction(actor, submitted) as tx:
        row = _access.presentation(actor, presentation_id, Action.RELEASE_PAGE, editable=False)
        if row.released_at:
            raise RuleViolation(Violation("released"))
        expect(row, seen, ["patient_note"])
        assign(row, {"patient_note": text}, tx)
        tx.audit("patient_note.edited", row.case_id, presentation=row.id)


def release(
    actor: Actor, presentation_id: UUID, given: Handing, seen: int, submitted: Submitted
) -> None:
    """Let the patient page leave, and store it; RuleViolation with everything that still forbids it."""
    record = _prepared(actor, presentation_id)
    if broken := [*violations(record), *_handing_violations(given, record)]:
        raise RuleViolation(*broken)
    now = clock.now()
    leaving = replace(record, released_by=actor.name, released_at=now)
    # Both sizes say the same and are kept together: whoever needs the other one later gets these very words.
    prints = [_stored(leaving, large) for large in (False, True)]
    with transaction(actor, submitted) as tx:
        row = _access.presentation(actor, presentation_id, Action.RELEASE_PAGE, editable=False)
        expect(row, seen, ["patient_note"])
        if row.released_at:
            raise RuleViolation(Violation("released"))
        if stop := contacts.stopped(row.case_id):
            raise RuleViolation(stop)
        released = {
            "released_by": actor.name,
            "released_at": now,
            "released_told_on": given.told_on,
            "released_told_by": given.told_by,
            "released_in_consultation": given.in_consultation,
            "replaced_at": None,
        }
        assign(row, released, tx)
        for large, (digest, size) in enumerate(prints):
            kind = DocumentKind.PATIENT
            documents.keep(actor, row.id, kind, digest, size, large=bool(large))
        (page, _size), (enlarged, _more) = prints
        tx.audit(
            "patient_page.released", row.case_id, presentation=row.id, page=page, large=enlarged
        )


def _stored(record: Record, large: bool) -> tuple[str, int]:
    """The page built and put in the store: its hash and size."""
    pdf = documents.build(record, DocumentKind.PATIENT, large=large)
    return files.store(pdf), len(pdf)


def violations(record: Record) -> list[Violation]:
    """What forbids the page to leave, whoever asks: contact, state, texts, numbers to call, warning signs."""
    broken = []
    if stop := contacts.stopped(UUID(record.case_id)):
        broken.append(stop)
    if record.state is not PresentationState.VALIDATED:
        broken.append(Violation("not_validated"))
    if record.opinion.outcome is Outcome.DECEASED:
        broken.append(Violation("deceased"))
    if missing := documents.unreviewed(record):
        broken.append(Violation("unreviewed_texts", params={"entries": ", ".join(missing)}))
    if unsigned := documents.unsigned(record):
        broken.append(Violation("unsigned_facts", params={"entries": ", ".join(unsigned)}))
    if not record.hospital.day_phone or not record.hospital.night_phone:
        broken.append(Violation("phones_missing"))
    if unknown := _unassessed(record):
        broken.append(Violation("needs_unassessed", params={"needs": ", ".join(unknown)}))
    if silent := _without_red_flags(record):
        broken.append(Violation("red_flags_missing", params={"entries": ", ".join(silent)}))
    return broken


def replace_page(tx: Unit, row: Presentation, why: str) -> None:
    """Mark a released page as replaced, inside the caller's transaction: a new one is to be read and released."""
    if row.released_at is None:
        return
    assign(row, {"released_at": None, "released_by": "", "replaced_at": tx.now}, tx)
    tx.audit("patient_page.replaced", row.case_id, presentation=row.id, why=why)


def recheck(tx: Unit, case: Case) -> None:
    """After new wishes: a released page whose retained option is now in tension is replaced."""
    said = at_board_level(facts.current_statements(case.patient_id))
    rows = db.session.scalars(
        sa.select(Presentation).where(
            Presentation.case_id == case.id, Presentation.released_at.is_not(None)
        )
    )
    for row in rows:
        for option in records.build(row).options:
            now = concordance.fits(option.entry, said, today=clock.today())
            newly = concordance.has_tension(now) and not concordance.has_tension(option.fits)
            if option.verdict is Verdict.RETAINED and newly:
                replace_page(tx, row, "wish_in_tension")
                break


def _unassessed(record: Record) -> list[str]:
    """The full page speaks of every need, so the three are asked first; the protective page speaks of none."""
    if documents.mode(record) is PageMode.PROTECTIVE:
        return []
    return [QUESTIONS[code].brief for code in unassessed_needs(record.case_file.statements)]


def _without_red_flags(record: Record) -> list[str]:
    if documents.mode(record) is PageMode.PROTECTIVE:
        return []
    printed = {Verdict.RETAINED, Verdict.TO_COMPLETE}
    return [
        o.title
        for o in record.options
        if o.verdict in printed
        and o.entry.code
        and o.entry.is_against_disease
        and not o.entry.patient.red_flags
    ]


def _handing_violations(given: Handing, record: Record) -> list[Violation]:
    broken = [] if given.read else [Violation("release_not_read", "read")]
    if documents.written_by(record) and not given.own_words_read:
        broken.append(Violation("own_words_not_read", "own_words_read"))
    told = given.told_on is not None and given.told_by.strip()
    if not told and not given.in_consultation:
        broken.append(Violation("release_told_missing", "told_by"))
    if given.told_on and given.told_on.earliest > clock.today():
        broken.append(Violation("date_in_future", "told_on"))
    return broken


@reading
def _prepared(actor: Actor, presentation_id: UUID) -> Record:
    _access.presentation(actor, presentation_id, Action.RELEASE_PAGE, editable=False)
    seen = records.of_presentation(actor, presentation_id)
    return documents.with_present_wishes(seen.record)

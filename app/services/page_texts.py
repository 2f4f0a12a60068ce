"""A clinician's own words on the patient page, block by block: written, signed, dated, and taken back in one gesture."""

from __future__ import annotations

from uuid import UUID

from app import clock
from app.documents import page_view
from app.domain.page_text import PARTS, BlockText, Openness, broken, parts_of
from app.domain.permissions import Action, Actor
from app.domain.preferences import for_patient_page
from app.domain.record import Record
from app.errors import NotFound, RuleViolation, StaleVersion, Violation
from app.extensions import db
from app.models import PageText, Presentation
from app.queries import page_texts, records
from app.queries._reading import reading

from . import _access, documents
from ._transaction import Submitted, Unit, transaction
from ._versions import touch


def write(
    actor: Actor,
    presentation_id: UUID,
    block: str,
    words: BlockText,
    seen: int,
    submitted: Submitted,
) -> None:
    """Keep these words for a block; `seen` is the revision the form was made from (0 for none).

    RuleViolation with all that forbids them on the page as the patient wants it today; NotFound for a block that
    nobody writes in.
    """
    record = _prepared(actor, presentation_id)
    _check(record, block, words)
    now = page_view.openness_now(record, clock.today())
    with transaction(actor, submitted) as tx:
        row = _row(actor, presentation_id)
        _add(tx, row, block, words, now, seen)


def take_back(
    actor: Actor, presentation_id: UUID, block: str, seen: int, submitted: Submitted
) -> None:
    """Go back to the reviewed text of a block; what was written stays in its history."""
    with transaction(actor, submitted) as tx:
        row = _row(actor, presentation_id)
        if not page_texts.revisions(row.id, block):
            raise NotFound
        _add(tx, row, block, BlockText(), Openness.PROTECTED, seen)


def _check(record: Record, block: str, words: BlockText) -> None:
    today = clock.today()
    if not page_view.writable(record, block, today):
        raise RuleViolation(Violation("page_block_gone"))
    if words.is_empty:
        raise RuleViolation(Violation("page_text_missing", parts_of(block)[0]))
    if _same(words, page_view.present(record, block, today)):
        raise RuleViolation(Violation("page_text_same", parts_of(block)[0]))
    now = page_view.openness_now(record, today)
    said = record.case_file.statements
    back = [s.verbatim for s in said if s not in for_patient_page(said)]
    if found := broken(words, block, now, named=page_view.named(record), kept_back=back):
        raise RuleViolation(*found)


def _same(one: BlockText, other: BlockText) -> bool:
    return all(getattr(one, p).split() == getattr(other, p).split() for p in PARTS)


def _row(actor: Actor, presentation_id: UUID) -> Presentation:
    row = _access.presentation(actor, presentation_id, Action.RELEASE_PAGE, editable=False)
    if row.released_at:
        raise RuleViolation(Violation("released"))
    return row


def _add(
    tx: Unit, row: Presentation, block: str, words: BlockText, now: Openness, seen: int
) -> None:
    stored = page_texts.revisions(row.id, block)
    revision = stored[0].revision if stored else 0
    if revision != seen:
        last = stored[0]
        current = {part: getattr(last.words, part) for part in parts_of(block)}
        raise StaleVersion(version=revision, current=current, by=last.by, at=last.at)
    kept = {part: getattr(words, part) for part in PARTS}
    db.session.add(
        PageText(
            presentation_id=row.id,
            block=block,
            revision=revision + 1,
            openness=int(now),
            by=tx.actor.name,
            at=tx.now,
            **kept,
        )
    )
    # The page as a whole moved: whoever has its release open reads it again first.
    touch(row, tx)
    tx.audit("patient_page.written", row.case_id, presentation=row.id, block=block)


@reading
def _prepared(actor: Actor, presentation_id: UUID) -> Record:
    _access.presentation(actor, presentation_id, Action.RELEASE_PAGE, editable=False)
    found = records.of_presentation(actor, presentation_id).record
    return documents.as_printed(documents.with_present_wishes(found))


def latest(presentation_id: UUID, block: str) -> int:
    """The number of the latest revision of a block, 0 for none. The caller has read the presentation."""
    found = page_texts.revisions(presentation_id, block)
    return found[0].revision if found else 0

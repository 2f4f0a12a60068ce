"""Documents added to a case: judged and stored before the lock, named with the case, withdrawn with a reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePath
from uuid import UUID

import sqlalchemy as sa

from app import clock
from app.domain.attachment import Attached, violations
from app.domain.permissions import Action, Actor
from app.domain.text import SHORT, clean
from app.errors import NotFound, RuleViolation, Violation
from app.exchange.attached import judging
from app.extensions import db
from app.models import Attachment, Case, Patient

from . import _access, antivirus, files
from ._transaction import Submitted, Unit, transaction
from ._versions import assign, expect

FIELDS = ("kind", "title", "dated_on")


@dataclass(frozen=True)
class Stored:
    """Bytes that wait in the store for the transaction that names them."""

    digest: str
    size: int
    media_type: str
    pages: int
    about: Attached


def add(
    actor: Actor, case_id: UUID, name: str, content: bytes, about: Attached, submitted: Submitted
) -> UUID:
    """Add a PDF, a JPEG or a PNG to a case; its id. RuleViolation for a file or words that are refused.

    An empty title takes the name of the file.
    """
    antivirus.refuse_infected(content)
    judged = judging.judge(name, content)
    titled = replace(about, title=about.title.strip() or _title(name))
    held = Stored(
        files.store(judged.content), len(judged.content), judged.media_type, judged.pages, titled
    )
    with transaction(actor, submitted) as tx:
        case = _access.case(actor, case_id, Action.EDIT_CASE)
        return name_stored(tx, case, held)


def text(source: Attached, words: str) -> Stored | None:
    """A pasted text put in the store, before the transaction that names it; None for nothing pasted."""
    if not words.strip():
        return None
    content = words.encode()
    return Stored(files.store(content), len(content), judging.TEXT, 0, source)


def name_stored(tx: Unit, case: Case, held: Stored) -> UUID:
    """Name stored bytes as a document of the case, inside the caller's transaction; the document's id."""
    _refuse(held.about, case)
    known = _known(case, held.digest)
    if known is not None:
        raise judging.refusal("attachment_known", title=known)
    files.register(held.digest, held.size, held.media_type)
    row = Attachment(
        case_id=case.id,
        kind=held.about.kind,
        title=held.about.title,
        dated_on=held.about.dated_on,
        sha256=held.digest,
        media_type=held.media_type,
        pages=held.pages,
        added_by=tx.actor.name,
        added_at=tx.now,
        updated_at=tx.now,
        updated_by=tx.actor.name,
    )
    db.session.add(row)
    db.session.flush()
    tx.audit("attachment.added", case.id, attachment=row.id, kind=held.about.kind.value)
    return row.id


def name_once(tx: Unit, case: Case, held: Stored | None) -> None:
    """The same for a text to keep, if any: one read for several facts is kept once."""
    if held and _known(case, held.digest) is None:
        name_stored(tx, case, held)


def describe(
    actor: Actor,
    case_id: UUID,
    attachment_id: UUID,
    about: Attached,
    seen: int,
    submitted: Submitted,
) -> None:
    """Correct the kind, the title or the date of a document."""
    with transaction(actor, submitted) as tx:
        case = _access.case(actor, case_id, Action.EDIT_CASE)
        row = _own(case, attachment_id)
        expect(row, seen, FIELDS)
        _refuse(about, case)
        changed = assign(row, {name: getattr(about, name) for name in FIELDS}, tx)
        tx.audit("attachment.described", case.id, attachment=row.id, fields=",".join(changed))


def withdraw(
    actor: Actor, case_id: UUID, attachment_id: UUID, reason: str, submitted: Submitted
) -> None:
    """Take a document out of the case, with a reason: nobody opens it any more, its line and its bytes stay."""
    with transaction(actor, submitted) as tx:
        case = _access.case(actor, case_id, Action.EDIT_CASE)
        row = _own(case, attachment_id)
        if not reason.strip():
            raise RuleViolation(Violation("correction_reason", "reason"))
        values = {
            "withdrawn_at": tx.now,
            "withdrawn_by": actor.name,
            "withdrawn_reason": reason.strip(),
        }
        assign(row, values, tx)
        tx.audit("attachment.withdrawn", case.id, attachment=row.id)


def _known(case: Case, digest: str) -> str | None:
    """The title under which the case holds these bytes."""
    return db.session.scalar(
        sa.select(Attachment.title).where(
            Attachment.case_id == case.id,
            Attachment.sha256 == digest,
            Attachment.withdrawn_at.is_(None),
        )
    )


def _own(case: Case, attachment_id: UUID) -> Attachment:
    row = db.session.get(Attachment, attachment_id)
    if row is None or row.case_id != case.id or row.withdrawn_at:
        raise NotFound
    return row


def _refuse(about: Attached, case: Case) -> None:
    birth = db.session.get_one(Patient, case.patient_id).birth_on
    broken = violations(about, birth=birth, today=clock.today())
    if broken:
        raise RuleViolation(*broken)


def _title(name: str) -> str:
    """The name of a file as a title: without folder, ending, or signs that stand for spaces."""
    stem = PurePath(name.replace("\\", "/")).stem
    return clean(stem.replace("_", " "))[:SHORT]

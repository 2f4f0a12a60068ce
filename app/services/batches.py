"""Many fiches as one file: each built from what the asker may read, the ones that fail named and left out."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from app import clock
from app.documents import batch, fiche, gp_letter
from app.documents._style import Theme
from app.documents.blocks import Document, PageFrame
from app.domain.permissions import Actor
from app.domain.record import Record
from app.errors import NotFound, RuleViolation, Violation
from app.queries import letters, records, talks
from app.wording import people
from app.wording.rules import violation_sentence

from . import documents, traces
from . import letters as letter_services
from .jobs import Progress

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Wanted:
    """One case of a batch: its presentation, and the reference it is named by when it fails."""

    presentation_id: str
    reference: str


@dataclass(frozen=True)
class Batch:
    """The file, what is in it, and the references of what is not."""

    pdf: bytes
    presentations: tuple[str, ...]
    left_out: tuple[str, ...]


def fiches(
    actor: Actor, wanted: Sequence[Wanted], title: str, subject: str, progress: Progress
) -> Batch:
    """The fiches of these presentations in this order, in their present state, each on a new sheet with its bookmark.

    A validated one is drawn from the same frozen record as the copy that is kept. Each case printed is traced.
    One that cannot be built is named in `left_out`; RuleViolation when none can.
    """
    return _bound(actor, wanted, _about(title, subject, actor.name), progress, _part)


def family_letters(
    actor: Actor, wanted: Sequence[Wanted], title: str, subject: str, progress: Progress
) -> Batch:
    """The same of the letters to family doctors as they would leave now; one that may not leave yet says why."""
    return _bound(actor, wanted, _about(title, subject, actor.name), progress, _letter)


def _bound(
    actor: Actor,
    wanted: Sequence[Wanted],
    about: Document,
    progress: Progress,
    lay: Callable[[Record], batch.Part],
) -> Batch:
    parts: list[batch.Part] = []
    printed: list[tuple[Wanted, Record]] = []
    failed: list[str] = []
    for number, one in enumerate(wanted, start=1):
        try:
            record = records.of_presentation(actor, UUID(one.presentation_id)).record
            parts.append(lay(record))
            printed.append((one, record))
        except NotFound:
            failed.append(one.reference)
        except RuleViolation as refusal:
            why = " ".join(violation_sentence(v) for v in refusal.violations)
            failed.append(f"{one.reference} ({why.rstrip('.')})")
        except Exception:
            log.exception("the print of %s could not be built", one.reference)
            failed.append(one.reference)
        progress(90 * number // len(wanted))
    if not parts:
        raise RuleViolation(Violation("nothing_to_print"))
    pdf = batch.bind(parts, about)
    traces.record(actor, [("batch.printed", record.case_id) for _one, record in printed])
    return Batch(pdf, tuple(one.presentation_id for one, _record in printed), tuple(failed))


def _letter(record: Record) -> batch.Part:
    context = letters.context(record)
    if broken := letter_services.missing(record, context):
        raise RuleViolation(*broken)
    doctor = context.family_doctor.name if context.family_doctor else ""
    laid = gp_letter.laid_out(
        record,
        printed_on=documents.letter_day(record, context),
        family_doctor=context.family_doctor,
        follow_up=context.follow_up,
    )
    return batch.Part(f"{people.full_name(record.case_file.patient)}, {doctor}", *laid)


def _part(record: Record) -> batch.Part:
    signed = record.validated_at
    day = signed.astimezone(clock.PARIS).date() if signed else clock.today()
    name = f"{people.full_name(record.case_file.patient)}, {record.reference}"
    return batch.Part(name, *fiche.laid_out(talks.beside(record), printed_on=day))


def _about(title: str, subject: str, author: str) -> Document:
    """What the file says of itself; none of it is drawn."""
    frame = PageFrame(head="", name="", details="", reference="", foot="")
    return Document(
        title=title, subject=subject, author=author, theme=Theme.FICHE, frame=frame, blocks=()
    )

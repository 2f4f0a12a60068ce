"""The patient page: what the team proposes in plain words, or the most protective page (docs/decisions/0005)."""

from __future__ import annotations

from datetime import date

from app.domain.preferences import PageMode
from app.domain.record import Record
from app.domain.vocabulary import PresentationState
from app.i18n import _
from app.wording import people
from app.wording.dates import long_date

from . import _patient_help as end
from . import _patient_options as middle
from . import _patient_start as start
from ._layout import Piece
from ._paper import meeting_day, mode_of, on_paper
from ._patient_room import ROOMS, Room
from ._style import Theme
from .blocks import Block, Document, PageFrame, text_of
from .render import paginate, render

MOST_PAGES = 3


def build(record: Record, *, printed_on: date, unreviewed: bool) -> bytes:
    """The PDF, three A4 pages at most for an ordinary case; identical bytes for identical arguments."""
    most = MOST_PAGES
    if mode_of(record, printed_on) is PageMode.PROTECTIVE:
        most = 1
    document, pages = _fitted(record, printed_on, unreviewed, most)
    if len(pages) > most:
        document, pages = _fitted(record, printed_on, unreviewed, MOST_PAGES)
    return render(document, pages)


def _fitted(
    record: Record, printed_on: date, unreviewed: bool, most: int
) -> tuple[Document, list[list[Piece]]]:
    """The document with the most room that keeps within its pages, failing that the one with the least."""
    for room in ROOMS:
        document = _document(record, printed_on, unreviewed, room)
        pages = paginate(document)
        # No shortening of ours can help when typed text alone fills the pages.
        if len(pages) <= most or len(pages) > 2 * MOST_PAGES:
            break
    return document, pages


def _document(record: Record, printed_on: date, unreviewed: bool, room: Room) -> Document:
    return Document(
        title=_("Feuille pour %(name)s", name=people.address(record.case_file.patient)),
        subject=_("Synthèse pour le patient"),
        author=record.released_by or record.hospital.name,
        theme=Theme.PATIENT_TIGHT if room.compact else Theme.PATIENT,
        frame=_frame(record, unreviewed),
        blocks=blocks_of(record, printed_on=printed_on, room=room),
    )


def blocks_of(record: Record, *, printed_on: date, room: Room = ROOMS[0]) -> tuple[Block, ...]:
    """The blocks of the page the patient wants, in the order of §3.2."""
    kept = on_paper(record)
    mode = mode_of(record, printed_on)
    day = meeting_day(kept) or printed_on
    body: list[Block] = [*start.header(kept, mode, room)]
    if mode is PageMode.FULL:
        body += start.why(kept, room) + start.situation(kept)
    body += start.matters(kept, mode, day)
    if mode is PageMode.FULL:
        body += middle.possibilities(kept, room, printed_on)
        body += middle.proposal(kept) + middle.without_treatment(kept, day)
    body += end.helpers(kept) + end.call(kept, mode, room)
    body += end.questions_and_next_step(kept, mode, room)
    body += end.rights(room)
    if mode is PageMode.FULL:
        body += end.glossary(text_of(body), room)
    return (*body, *end.colophon(kept, mode, room, printed_on))


def _frame(record: Record, unreviewed: bool) -> PageFrame:
    day = meeting_day(record)
    head = [record.hospital.name]
    if day:
        head.append(_("réunion du %(on)s", on=long_date(day)))
    if record.requester:
        head.append(record.requester.name)
    is_draft = record.released_at is None or record.state is not PresentationState.VALIDATED
    marks = [_("TEST, patient fictif")] if record.is_demonstration else []
    if is_draft:
        marks.append(_("PROJET, ne pas remettre"))
    if unreviewed:
        marks.append(_("contenu non relu"))
    name = people.address(record.case_file.patient)
    return PageFrame(
        head=", ".join(head),
        foot=f"{name}, {record.reference}",
        marks=tuple(marks),
        watermark=_("PROJET") if is_draft else "",
    )

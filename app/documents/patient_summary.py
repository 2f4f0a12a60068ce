"""The patient page: what the team proposes in plain words, or the most protective page (docs/decisions/0005)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.domain.preferences import PageMode, wishes
from app.domain.readability import Reading, read
from app.domain.readability_content import unexplained
from app.domain.record import Record
from app.domain.vocabulary import PresentationState, PrognosisWish
from app.i18n import _
from app.wording import people
from app.wording.dates import long_date

from . import _patient_help as end
from . import _patient_options as middle
from . import _patient_start as start
from ._composer import Composer
from ._paper import meeting_day, mode_of, on_paper
from ._patient_reading import kept_out, passages, spoken
from ._patient_room import ROOMS, Room
from ._style import Theme
from .blocks import Block, Document, PageFrame
from .render import Layout, paginate, render

MOST_PAGES = 3


def build(record: Record, *, printed_on: date, unreviewed: bool) -> bytes:
    """The PDF, three A4 pages at most for an ordinary case; identical bytes for identical arguments."""
    return render(*_laid_out(record, printed_on, unreviewed))


def reading(record: Record, *, printed_on: date) -> Reading:
    """How the page that would be printed reads: measures, and a remark on each sentence that breaks a limit."""
    document, _layout = _laid_out(record, printed_on, False)
    kept = on_paper(record)
    wish = wishes(kept.case_file.statements, printed_on).prognosis_wish
    return read(
        passages(spoken(document.blocks)),
        kept_out=kept_out(kept),
        figures_wanted=bool(wish and wish.item == PrognosisWish.WITH_FIGURES),
    )


def _laid_out(record: Record, printed_on: date, unreviewed: bool) -> tuple[Document, Layout]:
    most = MOST_PAGES
    if mode_of(record, printed_on) is PageMode.PROTECTIVE:
        most = 1
    composers = {theme: Composer(theme) for theme in (Theme.PATIENT, Theme.PATIENT_TIGHT)}
    document, layout = _fitted(record, printed_on, unreviewed, most, composers)
    if len(layout.pages) > most:
        document, layout = _fitted(record, printed_on, unreviewed, MOST_PAGES, composers)
    return document, layout


def _fitted(
    record: Record,
    printed_on: date,
    unreviewed: bool,
    most: int,
    composers: Mapping[Theme, Composer],
) -> tuple[Document, Layout]:
    """The document with the most room that keeps within its pages, failing that the one with the least."""
    for room in ROOMS:
        document = _document(record, printed_on, unreviewed, room)
        layout = paginate(document, composers[document.theme])
        # No shortening of ours can help when typed text alone fills the pages.
        if len(layout.pages) <= most or len(layout.pages) > 2 * MOST_PAGES:
            break
    return document, layout


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
        body += end.glossary(unexplained(passages(spoken(body)), kept_out(kept)), room)
    return (*body, *end.colophon(kept, mode, room, printed_on))


def _frame(record: Record, unreviewed: bool) -> PageFrame:
    day = meeting_day(record)
    head = [record.hospital.name]
    if day:
        head.append(_("réunion du %(on)s", on=long_date(day)))
    if record.requester:
        head.append(record.requester.name)
    is_draft = record.released_at is None or record.state is not PresentationState.VALIDATED
    marks = people.fictitious_marks(record.case_file, is_demonstration=record.is_demonstration)
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

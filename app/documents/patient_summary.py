"""The patient page: what the team proposes in plain words, or the most protective page (docs/decisions/0005)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.page_text import Openness, PageBlock
from app.domain.plain_words import terms_in
from app.domain.preferences import PageMode
from app.domain.readability import Reading, read
from app.domain.readability_content import unexplained
from app.domain.record import Record
from app.domain.vocabulary import PresentationState
from app.i18n import _
from app.wording import people
from app.wording.dates import long_date

from . import _patient_help as end
from . import _patient_options as middle
from . import _patient_proposal as proposing
from . import _patient_start as start
from ._composer import Composer
from ._page_own import Own, own_words, with_own_cards
from ._paper import meeting_day, mode_of, on_paper, openness_of
from ._patient_figures import figures
from ._patient_foot import colophon, foot
from ._patient_reading import kept_out, passages, spoken
from ._patient_room import ROOMS, Room
from ._style import Theme
from .blocks import Block, Document, PageFrame
from .render import Layout, paginate, render

MOST_PAGES, MOST_LARGE = 3, 5
_PROTECTIVE, _PROTECTIVE_LARGE = 1, 2
_THEMES = {
    (False, False): Theme.PATIENT,
    (False, True): Theme.PATIENT_TIGHT,
    (True, False): Theme.PATIENT_LARGE,
    (True, True): Theme.PATIENT_LARGE_TIGHT,
}


@dataclass(frozen=True)
class Print:
    """How a page is asked for: the day, whether a text lacks its reviewer, and the size of the letters."""

    on: date
    unreviewed: bool = False
    large: bool = False

    def most(self, record: Record) -> int:
        """How many sheets it may take when it need not be longer."""
        if mode_of(record, self.on) is PageMode.PROTECTIVE:
            return _PROTECTIVE_LARGE if self.large else _PROTECTIVE
        return self.longest

    @property
    def longest(self) -> int:
        """How many sheets it may ever take."""
        return MOST_LARGE if self.large else MOST_PAGES


@dataclass(frozen=True)
class Section:
    """One block of §3.2 as it is printed."""

    block: PageBlock
    blocks: tuple[Block, ...]


def build(record: Record, *, printed_on: date, unreviewed: bool, large: bool = False) -> bytes:
    """The PDF, three A4 pages at most for an ordinary case, five in large print; the same bytes for the same arguments."""
    document, layout, _room = _laid_out(record, Print(printed_on, unreviewed, large))
    return render(document, layout)


def sheets(record: Record, *, printed_on: date, large: bool = False) -> int:
    """How many sheets the page takes."""
    return fit(record, printed_on=printed_on, large=large).sheets


@dataclass(frozen=True)
class Fit:
    """How a page fits: its sheets, the most it should take, and how many facts each side of a reviewed card kept.

    `facts` and `all_facts` count the longest side; they are equal when nothing gave way. `is_whole` is false when
    what is not known, or part of daily life, was left out of the reviewed cards. Typed lines never give way.
    """

    sheets: int
    most: int
    facts: int
    all_facts: int
    is_whole: bool

    @property
    def overflows(self) -> bool:
        """Whether it takes more sheets than it should."""
        return self.sheets > self.most

    @property
    def is_shortened(self) -> bool:
        """Whether something of the reviewed cards is not printed."""
        return self.facts < self.all_facts or not self.is_whole


def fit(record: Record, *, printed_on: date, large: bool = False) -> Fit:
    """How the page that would be printed fits in its sheets, for the clinician who reads it before it leaves."""
    asked = Print(printed_on, large=large)
    _shown, layout, room = _laid_out(record, asked)
    if mode_of(record, printed_on) is PageMode.PROTECTIVE:
        return Fit(len(layout.pages), asked.longest, 0, 0, is_whole=True)
    reviewed = middle.reviewed_cards(record, own_words(record, printed_on))
    longest = max((max(len(p.brings), len(p.hard)) for p in reviewed), default=0)
    daily = max((middle.sentences_of(p.daily.text) for p in reviewed), default=0)
    is_whole = not reviewed or (room.uncertain and room.daily >= daily)
    return Fit(len(layout.pages), asked.longest, min(longest, room.facts), longest, is_whole)


def reading(record: Record, *, printed_on: date) -> Reading:
    """How the page that would be printed reads: measures, and a remark on each sentence that breaks a limit."""
    document, _layout, _room = _laid_out(record, Print(printed_on))
    return reading_of(record, document.blocks, printed_on=printed_on)


def reading_of(record: Record, blocks: Iterable[Block], *, printed_on: date) -> Reading:
    """How some blocks of its page read."""
    return read(
        passages(spoken(blocks)),
        kept_out=kept_out(on_paper(record)),
        figures_wanted=openness_of(record, printed_on) is Openness.FIGURES,
    )


def _laid_out(record: Record, asked: Print) -> tuple[Document, Layout, Room]:
    most = asked.most(record)
    composers = {
        theme: Composer(theme) for (large, _c), theme in _THEMES.items() if large == asked.large
    }
    document, layout, room = _fitted(record, asked, most, composers)
    if len(layout.pages) > most and most < asked.longest:
        document, layout, room = _fitted(record, asked, asked.longest, composers)
    return document, layout, room


def _fitted(
    record: Record, asked: Print, most: int, composers: Mapping[Theme, Composer]
) -> tuple[Document, Layout, Room]:
    """The document with the most room that keeps within its pages, failing that the one with the least."""
    for room in ROOMS:
        document = _document(record, asked, room)
        layout = paginate(document, composers[document.theme])
        # No shortening of ours can help when typed text alone fills the pages.
        if len(layout.pages) <= most or len(layout.pages) > 2 * asked.longest:
            break
    return document, layout, room


def _document(record: Record, asked: Print, room: Room) -> Document:
    return Document(
        title=_("Feuille pour %(name)s", name=people.address(record.case_file.patient)),
        subject=_("Synthèse pour le patient"),
        author=record.released_by or record.hospital.name,
        theme=_THEMES[asked.large, room.compact],
        frame=_frame(record, asked),
        blocks=blocks_of(record, printed_on=asked.on, room=room),
    )


def blocks_of(record: Record, *, printed_on: date, room: Room = ROOMS[0]) -> tuple[Block, ...]:
    """The blocks of the page the patient wants, in the order of §3.2."""
    found = sections(record, printed_on=printed_on, room=room)
    return tuple(block for section in found for block in section.blocks)


def sections(record: Record, *, printed_on: date, room: Room = ROOMS[0]) -> tuple[Section, ...]:
    """The same, block by block, with the clinician's own words where they stand."""
    own = own_words(record, printed_on)
    kept = with_own_cards(on_paper(record), own)
    mode = mode_of(record, printed_on)
    full = mode is PageMode.FULL
    day = meeting_day(kept) or printed_on
    found = [Section(PageBlock.TITLE, start.header(kept, mode, room, own))]
    if full:
        found.append(Section(PageBlock.WHY, start.why(kept, room, own, printed_on)))
        found.append(Section(PageBlock.SITUATION, start.situation(kept, own)))
    found.append(Section(PageBlock.MATTERS, start.matters(kept, mode, day, own)))
    if full:
        possible = middle.possibilities(kept, room, printed_on, own)
        found.append(Section(PageBlock.OPTIONS, (*possible, *figures(kept, printed_on))))
        found.append(Section(PageBlock.PROPOSAL, proposing.proposal(kept, own)))
        found.append(Section(PageBlock.WITHOUT, proposing.without_treatment(kept, day, own)))
    asked, step = end.questions_and_next_step(kept, mode, room, own)
    found += [
        Section(PageBlock.HELPERS, end.helpers(kept, mode, own)),
        Section(PageBlock.CALL, end.call(kept, mode, room, own)),
        Section(PageBlock.QUESTIONS, asked),
        Section(PageBlock.NEXT_STEP, step),
        Section(PageBlock.RIGHTS, end.rights(room, own)),
    ]
    if full:
        found.append(Section(PageBlock.GLOSSARY, _glossary(kept, found, room, own)))
    small = colophon(kept, mode, room, printed_on, own)
    return *found, Section(PageBlock.FOOT, small)


def _glossary(kept: Record, found: list[Section], room: Room, own: Own) -> tuple[Block, ...]:
    """The words that nothing else on the page explains, but for those a clinician explains in his or her own way."""
    body = [block for section in found for block in section.blocks]
    hard = unexplained(passages(spoken(body)), kept_out(kept))
    told = terms_in(own.text(PageBlock.GLOSSARY))
    return end.glossary([term for term in hard if term not in told], room, own)


def _frame(record: Record, asked: Print) -> PageFrame:
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
    if asked.unreviewed:
        marks.append(_("contenu non relu"))
    first, second = foot(record, asked.on)
    return PageFrame(
        head=", ".join(head),
        foot=first,
        foot_more=second,
        marks=tuple(marks),
        watermark=_("PROJET") if is_draft else "",
    )

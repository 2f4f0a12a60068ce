"""What may stand on paper of what the patient said: applied by both prints before anything else is read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.domain.casefile import Statement
from app.domain.change import Change, Subject
from app.domain.findings import Fit
from app.domain.page_text import Openness, openness
from app.domain.preferences import (
    PageMode,
    at_board_level,
    for_patient_page,
    is_expired,
    item_label,
    page_mode,
    wishes,
)
from app.domain.record import Record
from app.domain.text import fold
from app.domain.vocabulary import Family, Share, Topic
from app.wording.dates import paris_day


def meeting_day(record: Record) -> date | None:
    """The day of the meeting in Paris, None while there is no meeting."""
    return paris_day(record.meeting.starts_at) if record.meeting else None


def printable_statements(record: Record) -> tuple[Statement, ...]:
    """Statements at board level, with those to be kept from relatives reduced to a bare topic (docs/decisions/0005)."""
    kept: list[Statement] = []
    for statement in at_board_level(record.case_file.statements):
        hidden = statement.withheld or statement.not_to_relatives
        bare = Statement(topic=statement.topic, share=Share.DOCTOR_ONLY, withheld=True)
        if not hidden:
            kept.append(statement)
        elif bare not in kept:
            kept.append(bare)
    return tuple(kept)


def printable_fits(record: Record, fits: tuple[Fit, ...]) -> tuple[Fit, ...]:
    """Drop every fit that could repeat a wish kept off paper: only those that quote a printable one stay."""
    open_words = {w for s in printable_statements(record) for w in _words(s)}
    return tuple(fit for fit in fits if _may_print(fit, open_words))


def _may_print(fit: Fit, open_words: set[str]) -> bool:
    if fit.params.get("screen_only") or fit.params.get("share") == Share.DOCTOR_ONLY:
        return False
    return fold(fit.said) in open_words or not fit.said


def mode_of(record: Record, printed_on: date) -> PageMode:
    """Which patient page may be printed that day.

    A wish to know must be alive both at the meeting and on the day of printing: one that expired in between
    protects again (docs/decisions/0005).
    """
    day = max(meeting_day(record) or printed_on, printed_on)
    return page_mode(at_board_level(record.case_file.statements), day)


def openness_of(record: Record, printed_on: date) -> Openness:
    """How much the page printed that day may say: its mode, and what the patient wishes to know of the future."""
    said = for_patient_page(at_board_level(record.case_file.statements))
    day = max(meeting_day(record) or printed_on, printed_on)
    is_protective = mode_of(record, printed_on) is PageMode.PROTECTIVE
    wish = wishes(said, day).prognosis_wish
    return openness(is_protective, None if wish and is_expired(wish, day) else wish)


def on_paper(record: Record) -> Record:
    """The record with nothing in it that paper may not carry."""
    options = tuple(replace(o, fits=printable_fits(record, o.fits)) for o in record.options)
    order = list(Family)
    ordered = sorted(options, key=lambda o: order.index(o.entry.family))
    file = replace(record.case_file, statements=printable_statements(record))
    kept = printable_changes(record)
    return replace(record, options=tuple(ordered), case_file=file, changes=kept)


def printable_changes(record: Record) -> tuple[Change, ...]:
    """What changed since the last board, without the wishes whose topic paper keeps back."""
    hidden = {s.topic for s in printable_statements(record) if s.withheld}
    return tuple(
        change
        for change in record.changes
        if change.subject is not Subject.WISH
        or not (change.off_paper or Topic(change.what) in hidden)
    )


def _words(statement: Statement) -> set[str]:
    found = (statement.item, item_label(statement), statement.verbatim)
    return {fold(word) for word in found if word}

"""Block 13 of the patient page, at its end and in short at the foot of every sheet: date, review, sources, funding."""

from __future__ import annotations

from datetime import date

from app.domain.preferences import PageMode
from app.domain.record import Record
from app.i18n import _
from app.wording import people
from app.wording.dates import long_date, short_date

from ._page_own import Own
from ._paper import mode_of, on_paper
from ._patient_options import shown_as_cards
from ._patient_room import Room
from ._style import Role
from .blocks import Block, Paragraph, plain

_LONGEST_SOURCE = 70
_SEPARATOR = "\u202f; "


def colophon(
    record: Record, mode: PageMode, room: Room, printed_on: date, own: Own
) -> tuple[Block, ...]:
    """Date, review of the texts, sources, funding and version; no source on the protective page."""
    parts = [_("Feuille imprimée le %(on)s.", on=long_date(printed_on))]
    if mode is PageMode.FULL:
        parts += [*_reviewed(record), *_next_review(record, printed_on), *_sources(record, room)]
    if own.authors:
        parts.append(
            _("Une partie est écrite pour vous par %(names)s.", names=", ".join(own.authors))
        )
    parts.append(_("Aucun financement industriel."))
    parts.append(_("Version : %(version)s.", version=version_of(record)))
    return (Paragraph(plain(" ".join(parts)), Role.SMALL),)


def foot(record: Record, printed_on: date) -> tuple[str, ...]:
    """The lines at the foot of every sheet: whose it is, its date and version, review, funding, and sources."""
    kept = on_paper(record)
    first = [
        people.address(record.case_file.patient),
        version_of(record),
        _("imprimée le %(on)s", on=short_date(printed_on)),
    ]
    second = [_("Aucun financement industriel.")]
    if mode_of(record, printed_on) is PageMode.FULL:
        second += [*_next_review(kept, printed_on), *_sources(kept, Room())]
    return ", ".join(first), " ".join(second)


def version_of(record: Record) -> str:
    """What names this state of the page: the reference of the case, its presentation and its edition."""
    return _(
        "%(reference)s, présentation %(number)s, état %(version)s",
        reference=record.reference,
        number=record.number,
        version=record.version,
    )


def _reviewed(record: Record) -> list[str]:
    reviews = [o.entry.patient_review for o in shown_as_cards(record)]
    dates = [review.on for review in reviews if review]
    if not dates:
        return []
    if len(dates) < len(reviews):
        return [_("Une partie des textes n'est pas encore relue.")]
    return [_("Textes relus le %(on)s.", on=short_date(min(dates)))]


def _next_review(record: Record, printed_on: date) -> list[str]:
    """The first day on which a text of this page is to be read again, said to be unknown when nobody chose one."""
    days = [o.entry.review_on for o in shown_as_cards(record) if o.entry.review_on]
    if not days:
        return [_("Prochaine relecture : date à fixer.")]
    first = short_date(min(days))
    if min(days) < printed_on:
        return [_("Relecture prévue le %(on)s, pas encore faite.", on=first)]
    return [_("Prochaine relecture : le %(on)s au plus tard.", on=first)]


def _sources(record: Record, room: Room) -> list[str]:
    found = dict.fromkeys(
        reference
        for option in shown_as_cards(record)
        for reference in option.entry.clinical.references
    )
    short = [s if len(s) <= _LONGEST_SOURCE else s[: _LONGEST_SOURCE - 1] + "…" for s in found]
    if not short:
        return []
    return [_("Sources : %(names)s.", names=_SEPARATOR.join(short[: room.sources]))]

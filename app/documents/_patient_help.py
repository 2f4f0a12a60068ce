"""Blocks 8 to 13 of the patient page: who helps, when to call, questions and next step, rights, words, foot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from app.domain import patient_questions
from app.domain.preferences import PageMode, for_patient_page
from app.domain.record import Option, Record
from app.domain.text import fold
from app.domain.vocabulary import Verdict
from app.i18n import NBSP, _, ngettext
from app.wording.dates import long_date, short_date
from app.wording.questions import question_text

from . import _patient_words as words
from ._patient_options import WITH_FLAGS, shown_as_cards
from ._patient_reading import hard_words
from ._patient_room import Room
from ._patient_start import phone
from ._style import Role
from .blocks import (
    Block,
    BulletList,
    CallBox,
    Columns,
    Heading,
    KeepTogether,
    Line,
    Paragraph,
    Run,
    Tone,
    WritingLines,
    labelled,
    plain,
    strong,
)

_LONGEST_SOURCE = 70
_MOST_OWN = 8  # a page that kept to its three sheets with more of them would say nothing else


def helpers(record: Record) -> tuple[Block, ...]:
    """Block 8: who stays in charge, and one line to write on for each need."""
    sentences = [_("Les soins qui soulagent continuent.")]
    if record.requester:
        sentences.insert(0, _("%(name)s reste votre médecin.", name=record.requester.name))
        if record.requester.phone:
            number = phone(record.requester.phone)
            sentences.append(_("Son téléphone : %(number)s.", number=number))
    left, right = ((WritingLines(tuple(_(label) for label in column)),) for column in words.HELPERS)
    return (
        Heading(2, _("Qui m'aide au quotidien ?")),
        Paragraph(plain(" ".join(sentences))),
        Columns((left, right), (1, 1)),
    )


def call(record: Record, mode: PageMode, room: Room) -> tuple[Block, ...]:
    """Block 9: the warning signs and the numbers, never shortened."""
    flags = red_flags(record, mode)
    half = (len(flags) + 1) // 2
    parts = (flags[:half], flags[half:])
    signs: Block = Columns(tuple((BulletList(_items(part)),) for part in parts), (1, 1))
    if room.compact and len(flags) > 6:
        signs = Paragraph(plain(" ".join(f"•{NBSP}{flag}" for flag in flags)))
    return (
        CallBox(
            (
                Heading(2, _("Quand appeler, et qui ?"), Role.CARD_TITLE),
                signs,
                Columns(
                    (
                        _number(_("Le jour"), record.hospital.day_phone),
                        _number(_("La nuit"), record.hospital.night_phone),
                        _number(_("En urgence"), "15"),
                    ),
                    (1, 1, 0.7),
                ),
            )
        ),
    )


def red_flags(record: Record, mode: PageMode) -> tuple[str, ...]:
    """Signs of the options retained or to complete, each once; the general ones when there are none or on the protective page."""
    found: dict[str, str] = {}
    if mode is PageMode.FULL:
        for option in record.options:
            if option.verdict in WITH_FLAGS:
                for flag in option.entry.patient.red_flags:
                    found.setdefault(fold(flag.text).rstrip(". "), flag.text)
    return tuple(found.values()) or tuple(_(flag) for flag in words.RED_FLAGS)


def _number(label: str, number: str) -> tuple[Block, ...]:
    if not number.strip():
        return Paragraph(strong(label), Role.NUMBER), WritingLines(("",))
    return (Paragraph(labelled(_("%(label)s :", label=label), phone(number)), Role.NUMBER),)


def questions_and_next_step(record: Record, mode: PageMode, room: Room) -> tuple[Block, ...]:
    """Block 10: questions to tick and lines to write on, then the next step, filled by hand with the patient."""
    own, more = _own_questions(record, mode)
    rest = _questions(record, mode)[: max(0, room.questions - len(own))]
    asked = BulletList(_items([*own, *(q for q in rest if q not in own), *more]), "☐")
    lines = WritingLines(("",) * room.lines)
    step = Columns(
        (
            (WritingLines((_("Le :"), _("Avec :"))),),
            (WritingLines((_("Où :"), _("Transport :"))),),
        ),
        (1, 1),
    )
    if room.compact:
        both = Heading(2, _("Mes questions, et ma prochaine étape ?"))
        return (KeepTogether((both, asked, lines, step)),)
    return (
        KeepTogether((Heading(2, _("Quelles sont mes questions ?")), asked, lines)),
        KeepTogether((Heading(2, _("Quelle est ma prochaine étape ?")), step)),
    )


def _own_questions(record: Record, mode: PageMode) -> tuple[list[str], list[str]]:
    """The patient's own open questions, first and never shortened; beyond the most, how many others there are."""
    shared = for_patient_page(record.case_file.statements)
    found = patient_questions.for_page(shared, protective=mode is PageMode.PROTECTIVE)
    own = [question_text(one) for one in found]
    more = len(own) - _MOST_OWN
    if more <= 0:
        return own, []
    others = ngettext("Et %(n)s autre question.", "Et %(n)s autres questions.", more)
    return own[:_MOST_OWN], [others]


def _questions(record: Record, mode: PageMode) -> list[str]:
    if mode is PageMode.PROTECTIVE:
        return [_(q) for q in words.QUESTIONS_PROTECTIVE]
    own = [q for o in _against_first(record) for q in o.entry.patient.questions[:1]]
    return list(dict.fromkeys([*own, *(_(q) for q in words.QUESTIONS_FULL)]))


def _against_first(record: Record) -> list[Option]:
    """Options with a question of their own, the retained ones first: they are what the next talk is about."""
    return sorted(shown_as_cards(record), key=lambda o: o.verdict is not Verdict.RETAINED)


def rights(room: Room) -> tuple[Block, ...]:
    """Block 11: four lines, or the same in two sentences."""
    heading = Heading(2, _("Quels sont mes droits ?"))
    if room.short_rights:
        return (KeepTogether((heading, Paragraph(plain(_(words.RIGHTS_SHORT))))),)
    items = BulletList(_items(_(right) for right in words.RIGHTS))
    return (KeepTogether((heading, items)),)


def glossary(terms: Sequence[str], room: Room) -> tuple[Block, ...]:
    """Block 12: the difficult words that nothing else on this page explains, in a list or in running lines."""
    if not terms:
        return ()
    lines = [
        labelled(_("%(term)s :", term=_capital(_(term))), _(words.GLOSSARY[term])) for term in terms
    ]
    if len(lines) <= room.glossary:
        heading = Heading(2, _("Que veulent dire ces mots ?"))
        return (KeepTogether((heading, BulletList(tuple(lines)))),)
    spaced = [run for line in lines for run in (*line, Run(" "))]
    return (Paragraph((Run(hard_words() + " ", Tone.STRONG), *spaced)),)


def _capital(term: str) -> str:
    return term[:1].upper() + term[1:]


def colophon(record: Record, mode: PageMode, room: Room, printed_on: date) -> tuple[Block, ...]:
    """Block 13: date, review of the texts, sources, funding and version; no source on the protective page."""
    parts = [_("Feuille imprimée le %(on)s.", on=long_date(printed_on))]
    if mode is PageMode.FULL:
        parts += _reviewed(record) + _sources(record, room)
    parts.append(_("Aucun financement industriel."))
    parts.append(
        _(
            "Version : %(reference)s, présentation %(number)s, état %(version)s.",
            reference=record.reference,
            number=record.number,
            version=record.version,
        )
    )
    return (Paragraph(plain(" ".join(parts)), Role.SMALL),)


def _reviewed(record: Record) -> list[str]:
    reviews = [o.entry.patient_review for o in shown_as_cards(record)]
    dates = [review.on for review in reviews if review]
    if not dates:
        return []
    if len(dates) < len(reviews):
        return [_("Une partie des textes n'est pas encore relue.")]
    return [_("Textes relus le %(on)s.", on=short_date(min(dates)))]


def _sources(record: Record, room: Room) -> list[str]:
    found = dict.fromkeys(
        reference
        for option in shown_as_cards(record)
        for reference in option.entry.clinical.references
    )
    short = [s if len(s) <= _LONGEST_SOURCE else s[: _LONGEST_SOURCE - 1] + "…" for s in found]
    if not short:
        return []
    return [_("Sources : %(names)s.", names="\u202f; ".join(short[: room.sources]))]


def _items(texts: Iterable[str]) -> tuple[Line, ...]:
    return tuple(plain(text) for text in texts)

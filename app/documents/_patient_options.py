"""Block 5 of the full patient page: equal cards, and one sentence for each other possibility.

The board's free text never enters: only the catalogue's plain words, coded verdicts, dates, and the
clinician's own note for the patient.
"""

from __future__ import annotations

import re
from datetime import date

from app.domain.burden import on_paper
from app.domain.catalogue import PatientText
from app.domain.record import Option, Record
from app.domain.text import fold
from app.domain.vocabulary import (
    Family,
    MarkerState,
    Verdict,
)
from app.i18n import NBSP, _
from app.wording.burden import burden_for_patient
from app.wording.catalogue import local_way_for_patient
from app.wording.dates import day_and_month

from . import _patient_words as words
from ._page_own import Own, card_name
from ._patient_room import Room
from .blocks import (
    Block,
    BulletList,
    Card,
    Columns,
    Heading,
    KeepTogether,
    Line,
    Paragraph,
    Run,
    Tone,
    labelled,
    plain,
    strong,
)

_OPEN_STATES = {MarkerState.PENDING, MarkerState.NOT_DONE, MarkerState.NON_CONTRIBUTORY}
_LONGEST_MARKER = 20
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
# Lists of more items are hard to hold in mind (§3.3).
_LONGEST_LIST = 6
# The options whose warning signs the page prints.
WITH_FLAGS = frozenset({Verdict.RETAINED, Verdict.TO_COMPLETE})
_SENTENCES = {
    Verdict.SET_ASIDE: "l'équipe ne la propose pas en ce moment.",
    Verdict.NOT_APPLICABLE: "cela ne correspond pas à votre situation.",
    Verdict.PROPOSED: "l'équipe n'a pas encore donné son avis.",
}


def shown_as_cards(record: Record) -> tuple[Option, ...]:
    """Options retained or to complete, with pause and supportive care, in the neutral order."""
    return tuple(o for o in record.options if o.has_card)


def worded_from_catalogue(record: Record) -> tuple[Option, ...]:
    """Options whose catalogue wording the full page prints: cards, and those one sentence says something of."""
    cards = shown_as_cards(record)
    return tuple(o for o in record.options if o in cards or o.verdict in _SENTENCES)


def reviewed_cards(record: Record, own: Own) -> tuple[PatientText, ...]:
    """The wording of the cards that nobody wrote in."""
    cards = shown_as_cards(record)
    return tuple(o.entry.patient for o in cards if not own.text(card_name(o)))


def sentences_of(text: str) -> int:
    """How many sentences a text has."""
    return len(_SENTENCE_END.split(text))


def possibilities(record: Record, room: Room, printed_on: date, own: Own) -> tuple[Block, ...]:
    """Block 5: one card each, then one plain sentence for each other option.

    Only reviewed cards give way when room lacks: a clinician's own lines are all printed, however little there is.
    """
    cards = [
        _card(o, record, room.whole if own.text(card_name(o)) else room, printed_on)
        for o in shown_as_cards(record)
    ]
    heading = Heading(2, _("Quelles sont les possibilités ?"))
    others = _others(record, room)
    if not cards:
        nothing = Paragraph(plain(_("Votre médecin vous présentera les possibilités.")))
        return heading, nothing, *others
    return KeepTogether((heading, cards[0])), *cards[1:], *others


def _card(option: Option, record: Record, room: Room, printed_on: date) -> Card:
    patient = option.entry.patient
    title = patient.title
    waiting: tuple[str, ...] = ()
    if option.verdict is Verdict.TO_COMPLETE:
        title, waiting = _awaited(option, record, title, printed_on)
    elif option.verdict is Verdict.RETAINED and option.condition:
        waiting = (
            _("Cette possibilité dépend encore d'un point. Votre médecin vous l'expliquera."),
        )
    return Card(
        (
            Heading(3, title),
            Paragraph(plain(" ".join((patient.sentence, *waiting)))),
            *_both_sides(patient, room),
            *_daily_and_unknown(option, record, room, printed_on),
        ),
        may_split=room.compact,
    )


def _own_burden(option: Option, record: Record, printed_on: date) -> str:
    """Visits typed for this patient and the journey, from what may stand on this page only."""
    if option.burden is None:
        return ""
    said = record.case_file.statements
    return burden_for_patient(on_paper(option.burden, option.entry, said, today=printed_on))


def _daily_and_unknown(
    option: Option, record: Record, room: Room, printed_on: date
) -> tuple[Block, ...]:
    patient = option.entry.patient
    daily = labelled(_("Au quotidien :"), inside(_first(patient.daily.text, room.daily)))
    if own := _own_burden(option, record, printed_on):
        daily += (Run(" "), *labelled(_("Pour vous :"), own))
    if way := local_way_for_patient(option.local):
        daily += (Run(" "), *labelled(_("Au centre :"), f"{way}."))
    unknown = labelled(_("Encore incertain :").replace(" ", NBSP), inside(patient.unknown))
    if not room.uncertain:
        return (Paragraph(daily),)
    if room.compact:
        return (Paragraph((*daily, Run(" "), *unknown)),)
    return Paragraph(daily), Paragraph(unknown)


def _first(text: str, count: int) -> str:
    """The first sentences of a text."""
    return " ".join(_SENTENCE_END.split(text)[:count])


def _both_sides(patient: PatientText, room: Room) -> tuple[Block, ...]:
    """As many facts on one side as on the other, shown alike (§3.1, criterion 7)."""
    sides = (
        (_("Ce que cela peut apporter"), [f.text for f in patient.brings[: room.facts]]),
        (_("Ce qui peut être difficile"), [f.text for f in patient.hard[: room.facts]]),
    )
    if room.compact:
        return tuple(
            Paragraph(labelled(_("%(label)s :", label=label), " ".join(texts)))
            for label, texts in sides
        )
    columns = tuple(
        (Paragraph(strong(label)), BulletList(tuple(plain(text) for text in texts)))
        for label, texts in sides
    )
    return (Columns(columns, (1, 1)),)


def inside(sentence: str) -> str:
    """A sentence after a label: without its capital unless it starts with an acronym."""
    starts_word = sentence[1:2].islower() or sentence[1:2] in " ’"
    return sentence[:1].lower() + sentence[1:] if starts_word else sentence


def _awaited(
    option: Option, record: Record, title: str, printed_on: date
) -> tuple[str, tuple[str, ...]]:
    """The title with its condition, and what is awaited: a known analysis by name, a date, nothing typed."""
    marker = _known_marker(option, record)
    sentences = []
    if marker:
        title = _("%(title)s, si une analyse le permet", title=title)
        sentences.append(_("L'analyse s'appelle %(name)s.", name=marker))
    else:
        title = _("%(title)s, si cela se confirme", title=title)
        sentences.append(_("Il manque encore une information."))
    if option.complete_by and option.complete_by >= printed_on:
        on = day_and_month(option.complete_by)
        sentences.append(_("La réponse est attendue le %(on)s.", on=on))
    sentences.append(_("L'équipe vous en reparlera."))
    return title, (" ".join(sentences),)


def _known_marker(option: Option, record: Record) -> str:
    """The name of a marker of the file that is still open and that the board names as missing."""
    wanted = fold(option.complete_what)
    names = [m.marker for m in record.case_file.biomarkers if m.state in _OPEN_STATES]
    fitting = (n for n in names if 1 < len(n) <= _LONGEST_MARKER and fold(n) in wanted)
    return next(fitting, "")


def _others(record: Record, room: Room) -> tuple[Block, ...]:
    cards = shown_as_cards(record)
    rest = [o for o in record.options if o not in cards]
    items = [
        labelled(_("%(title)s :", title=o.entry.patient.title), _(_SENTENCES[o.verdict]))
        for o in rest
        if o.verdict in _SENTENCES
    ]
    unspoken = _unspoken(record, rest, room)
    if not items:
        return unspoken
    lead = Paragraph(strong(_("Et les autres possibilités ? Vous pouvez demander pourquoi.")))
    return KeepTogether((lead, BulletList(tuple(items)))), *unspoken


def _unspoken(record: Record, rest: list[Option], room: Room) -> tuple[Block, ...]:
    """The families nobody spoke of, each with what it means; "autre" when the page shows one of the same family."""
    silent = [o.entry.family for o in rest if o.verdict is Verdict.NOT_DISCUSSED]
    spoken = {o.entry.family for o in record.options if o.verdict is not Verdict.NOT_DISCUSSED}
    lines = [_family(family, family in spoken) for family in dict.fromkeys(silent)]
    if not lines:
        return ()
    lead = _("L'équipe n'a pas encore parlé de ces possibilités :")
    if room.compact or len(lines) > _LONGEST_LIST:
        spaced = [run for line in lines for run in (*line, Run(" "))]
        return (Paragraph((Run(lead + " ", Tone.STRONG), *spaced)),)
    return (KeepTogether((Paragraph(strong(lead)), BulletList(tuple(lines)))),)


def _family(family: Family, is_spoken: bool) -> Line:
    name = _(family.label)
    if is_spoken and not name.startswith((_("Autre"), _("Soins"))):
        return plain(_("Autre %(name)s.", name=name[:1].lower() + name[1:]))
    term = words.FAMILIES.get(family)
    if term is None:
        return plain(f"{name}.")
    return labelled(_("%(name)s :", name=name), _(words.GLOSSARY[term]))

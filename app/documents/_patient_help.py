"""Blocks 8 to 12 of the patient page: who helps, when to call, questions and next step, rights, words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.domain import care_needs, patient_questions
from app.domain.page_text import PageBlock
from app.domain.preferences import PageMode, for_patient_page
from app.domain.record import Option, Record
from app.domain.text import fold
from app.domain.trial_search import Task
from app.domain.vocabulary import Verdict
from app.i18n import NBSP, _, ngettext
from app.wording.questions import question_text

from . import _patient_words as words
from ._page_own import Own, lines_of
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

_MOST_OWN = 8  # a page that kept to its three sheets with more of them would say nothing else


def helpers(record: Record, mode: PageMode, own: Own) -> tuple[Block, ...]:
    """Block 8: who stays in charge, and for each need who answers it, or one line to write on.

    Names and numbers are those of the answers to needs; the plan, in the board's words, never comes here. The
    protective page keeps its bare lines: a helper's trade may name a treatment.
    """
    known = (
        care_needs.for_page(record.case_file.statements, record.tasks)
        if mode is PageMode.FULL
        else {}
    )
    left, right = (
        tuple(_helper(_(label), known.get(need)) for label, need in column)
        for column in words.HELPERS
    )
    ours = (Paragraph(plain(helpers_text(record, mode))),)
    return (
        Heading(2, _("Qui m'aide au quotidien ?")),
        *own.instead(PageBlock.HELPERS, ours),
        Columns((left, right), (1, 1)),
    )


def _helper(label: str, task: Task | None) -> Block:
    if task is None:
        return WritingLines((label,))
    who = ", ".join(p for p in (task.who, phone(task.phone) if task.phone else "") if p)
    return Paragraph(labelled(label, who))


def helpers_text(record: Record, mode: PageMode) -> str:
    """The reviewed words of block 8; the full page has just said that care goes on, the protective one has not."""
    sentences = [] if mode is PageMode.FULL else [_("Les soins qui soulagent continuent.")]
    if record.requester:
        sentences.insert(0, _("%(name)s reste votre médecin.", name=record.requester.name))
        if record.requester.phone:
            number = phone(record.requester.phone)
            sentences.insert(1, _("Son téléphone : %(number)s.", number=number))
    sentences.append(_("Notez ici qui vous aide."))
    return " ".join(sentences)


def call(record: Record, mode: PageMode, room: Room, own: Own) -> tuple[Block, ...]:
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
                *own.more(PageBlock.CALL),
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


def questions_and_next_step(
    record: Record, mode: PageMode, room: Room, own: Own
) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Block 10: questions to tick and lines to write on; the next step, filled by hand with the patient.

    With little room both stand under one heading, in the first.
    """
    asked = BulletList(_items(_asked(record, mode, room, own)), "☐")
    added = own.more(PageBlock.NEXT_STEP)
    lines = WritingLines(("",) * room.lines)
    step = Columns(
        (
            (WritingLines((_("Le :"), _("Avec :"))),),
            (WritingLines((_("Où :"), _("Transport :"))),),
        ),
        (1, 1),
    )
    if room.compact:
        both = Heading(2, _("Que demander, et quelle est ma prochaine étape ?"))
        return (KeepTogether((both, asked, lines, *added, step)),), ()
    return (
        (KeepTogether((Heading(2, _("Quelles sont mes questions ?")), asked, lines)),),
        (KeepTogether((Heading(2, _("Quelle est ma prochaine étape ?")), *added, step)),),
    )


def _asked(record: Record, mode: PageMode, room: Room, own: Own) -> list[str]:
    """The patient's own questions whole, then those a clinician wrote, failing that as many of ours as there is room for."""
    said, more = _own_questions(record, mode)
    written = lines_of(own.text(PageBlock.QUESTIONS))
    rest = written or suggested(record, mode)[: max(0, room.questions - len(said))]
    return [*said, *(q for q in rest if q not in said), *more]


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


def suggested(record: Record, mode: PageMode) -> list[str]:
    """The reviewed questions, those of the options first."""
    if mode is PageMode.PROTECTIVE:
        return [_(q) for q in words.QUESTIONS_PROTECTIVE]
    own = [q for o in _against_first(record) for q in o.entry.patient.questions[:1]]
    return list(dict.fromkeys([*own, *(_(q) for q in words.QUESTIONS_FULL)]))


def _against_first(record: Record) -> list[Option]:
    """Options with a question of their own, the retained ones first: they are what the next talk is about."""
    return sorted(shown_as_cards(record), key=lambda o: o.verdict is not Verdict.RETAINED)


def rights(room: Room, own: Own) -> tuple[Block, ...]:
    """Block 11: four lines, or the same in two sentences, and what a clinician adds."""
    added = own.more(PageBlock.RIGHTS)
    heading = Heading(2, _("Quels sont mes droits ?"))
    if room.short_rights:
        return (KeepTogether((heading, Paragraph(plain(_(words.RIGHTS_SHORT))), *added)),)
    items = BulletList(_items(_(right) for right in words.RIGHTS))
    return (KeepTogether((heading, items, *added)),)


def glossary(terms: Sequence[str], room: Room, own: Own) -> tuple[Block, ...]:
    """Block 12: the difficult words that nothing else on this page explains, in a list or in running lines.

    A clinician's own explanations come after ours.
    """
    lines = [
        labelled(_("%(term)s :", term=_capital(_(term))), _(words.GLOSSARY[term])) for term in terms
    ]
    lines += [plain(line) for line in lines_of(own.text(PageBlock.GLOSSARY))]
    if not lines:
        return ()
    if len(lines) <= room.glossary:
        heading = Heading(2, _("Que veulent dire ces mots ?"))
        return (KeepTogether((heading, BulletList(tuple(lines)))),)
    spaced = [run for line in lines for run in (*line, Run(" "))]
    return (Paragraph((Run(hard_words() + " ", Tone.STRONG), *spaced)),)


def _capital(term: str) -> str:
    return term[:1].upper() + term[1:]


def _items(texts: Iterable[str]) -> tuple[Line, ...]:
    return tuple(plain(text) for text in texts)

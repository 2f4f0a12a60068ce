"""One question of the paper form as blocks: boxes for choices, lines for words, a table where choices repeat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from app.domain.patient_questions import LISTED, Category
from app.domain.questionnaire import SECTIONS, Kind, Question, Section
from app.domain.vocabulary import Topic
from app.i18n import NBSP, _

from .blocks import (
    Block,
    BulletList,
    Heading,
    KeepTogether,
    Line,
    Paragraph,
    Run,
    Table,
    Tone,
    WritingLines,
    plain,
    strong,
)

BOX = "☐"
# The screen says it of the patient; on paper the patient says it.
_IN_FIRST_PERSON: Mapping[tuple[str, str], str] = {
    ("practical.transport", "drives"): "Je conduis",
    ("practical.work", "works"): "Je travaille",
    ("practical.work", "leave"): "Je suis en arrêt",
    ("practical.work", "retired"): "Je suis à la retraite",
    ("practical.work", "none"): "Je n'ai pas de travail",
    ("trusted_person.named", "thinking"): "J'y réfléchis",
    ("advance_directive.exist", "thinking"): "J'y réfléchis",
    ("trusted_person.signed", "not_known"): "Je ne sais pas",
}
# The screen names what a carer fills in; on paper the patient is asked.
_TO_THE_PATIENT: Mapping[str, str] = {
    "trusted_person.name": "Son nom",
    "trusted_person.relation": "Qui est-ce pour vous ?",
    "trusted_person.phone": "Son téléphone",
    "trusted_person.signed": "Avez-vous signé un écrit tous les deux ?",
    "trusted_person.date": "Choisie le",
    "trusted_person.where": "Où est cet écrit ?",
    "advance_directive.where": "Où sont-elles ?",
    "advance_directive.copy_seen": "Votre médecin en a-t-il vu une copie ?",
}
_NEEDS: Mapping[str, str] = {
    "help": "Difficile, je voudrais de l'aide",
    "not_wished": "Je ne souhaite pas en parler",
}
# What a carer notes for himself, and what paper may not carry.
_HINTS_FOR_CARERS = {"understanding", "trusted_person", "advance_directive"}
_CARERS_ONLY = frozenset({Topic.CAPACITY})
_TABLE_FROM = 3
_LONGEST_HEAD = 12
_BOX_WIDE = 0.18  # the shortest column that keeps « Acceptable » on one line at 14 points
_GAP = NBSP * 3 + " "


def asked_of_patient() -> tuple[Section, ...]:
    """The sections of the screen with what a patient answers on paper; one left with nothing is left out."""
    kept = [replace(s, questions=tuple(q for q in s.questions if _is_asked(q))) for s in SECTIONS]
    return tuple(section for section in kept if section.questions)


def _is_asked(question: Question) -> bool:
    off = question.screen_only or question.is_read_only
    return not off and question.topic not in _CARERS_ONLY


def section_blocks(section: Section) -> Iterator[Block]:
    """The heading of a section kept with its first question, then the others."""
    first: list[Block] = [Heading(2, _(section.title))]
    if section.hint and section.code not in _HINTS_FOR_CARERS:
        first.append(Paragraph(plain(_(section.hint))))
    for blocks in _grouped(section):
        yield KeepTogether((*first, *blocks))
        first = []


def _grouped(section: Section) -> Iterator[tuple[Block, ...]]:
    """Neighbours with the same short choices share a table."""
    for choices, group in groupby(section.questions, key=_shared_choices):
        alike = list(group)
        if choices and len(alike) >= _TABLE_FROM:
            yield (_table(section, alike),)
        else:
            yield from (_question(q) for q in alike)


def _shared_choices(question: Question) -> tuple[str, ...]:
    labels = tuple(_label(question, code, text) for code, text in question.choices)
    fits = all(len(label) <= _LONGEST_HEAD for label in labels)
    alone = question.comment or question.kind not in {Kind.CHOICE, Kind.YES_NO}
    return labels if fits and not alone else ()


def _table(section: Section, questions: list[Question]) -> Table:
    labels = (*_shared_choices(questions[0]), _("Je ne sais pas"))
    rows = tuple((((plain(_(q.label))),), *(((plain(BOX)),) for _l in labels)) for q in questions)
    widths = (1 - _BOX_WIDE * len(labels), *(_BOX_WIDE,) * len(labels))
    return Table((_("Question"), *labels), rows, widths, _(section.title))


def _question(question: Question) -> tuple[Block, ...]:
    """Its label, then what to tick or where to write."""
    label: list[Run] = [Run(asked_as(question), Tone.STRONG)]
    if question.hint:
        label.append(Run(f" ({_(question.hint)})"))
    blocks: list[Block] = [Paragraph(tuple(label)), *_answer(question)]
    if question.comment:
        blocks.append(WritingLines((_("Avec vos mots :"),)))
    return tuple(blocks)


def asked_as(question: Question) -> str:
    """How paper asks it: in the words of the screen, but for what the screen asks a carer."""
    return _(_TO_THE_PATIENT.get(question.code, question.label))


def _answer(question: Question) -> tuple[Block, ...]:
    if question.kind is Kind.WORDS:
        return (WritingLines(("", "")),)
    if question.kind is Kind.SCALE:
        return (Paragraph(boxes(str(n) for n in range(11))),)
    if not question.choices:
        return (WritingLines(("",)),)
    labels = [_label(question, code, text) for code, text in question.choices]
    unknown = _("Je ne sais pas")
    silence = () if question.kind is Kind.CHOICES or unknown in labels else (unknown,)
    if sum(map(len, labels)) > 45:
        return (BulletList(tuple(plain(label) for label in (*labels, *silence)), BOX),)
    return (Paragraph(boxes((*labels, *silence))),)


def _label(question: Question, code: str, text: str) -> str:
    if question.topic is Topic.NEEDS:
        return _(_NEEDS.get(code, text))
    return _(_IN_FIRST_PERSON.get((question.code, code), text))


def boxes(labels: Iterable[str]) -> Line:
    """Boxes on one line, each kept with its label."""
    return plain(_GAP.join(f"{BOX}{NBSP}{label.replace(' ', NBSP)}" for label in labels))


def questions_list() -> Iterator[Block]:
    """The list to tick by category, with lines for other questions."""
    first: tuple[Block, ...] = (Heading(2, _("Quelles sont mes questions ?")),)
    for category in Category:
        ticks = tuple(plain(_(q.text)) for q in LISTED if q.category is category)
        yield KeepTogether(
            (
                *first,
                Paragraph(strong(_(category.label))),
                BulletList(ticks, BOX),
                WritingLines((_("D'autres questions :"), "")),
            )
        )
        first = ()

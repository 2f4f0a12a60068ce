"""What the patient said, verbatim and first, above the options of the fiche (docs §2.6)."""

from __future__ import annotations

from datetime import date

from app.domain.casefile import Statement
from app.domain.patient_questions import open_ones
from app.domain.preferences import CORE_TOPICS, Incapacity, Wishes, wishes
from app.domain.record import Record
from app.domain.vocabulary import Speaker, Topic
from app.i18n import _, ngettext
from app.wording import people
from app.wording import wishes as words
from app.wording import wishes_groups as groups
from app.wording.questions import question_text

from ._style import Role
from .blocks import Block, Heading, Line, Paragraph, Run, Said, Tone, muted, plain

_MOST_QUESTIONS = 3  # the fiche keeps to two pages


def wish_blocks(
    record: Record, day: date, *, may_split: bool = False, runs_on: bool = False, title: str = ""
) -> tuple[Block, ...]:
    """The violet card, whole on a page unless it `may_split`; then, apart, what others said.

    Its short answers share a line when it `runs_on`. `title` stands where nobody may be named.
    """
    patient, statements = record.case_file.patient, record.case_file.statements
    current = wishes(statements, day)
    body: list[Block] = [
        Heading(
            2,
            title or _("Ce qui compte pour %(name)s", name=people.address(patient)),
            Role.CARD_TITLE,
        )
    ]
    if current.incapacity:
        body += _testimony(current.incapacity, current, day)
    if not current.incapacity or current.is_recorded:
        body += _core(current, statements, day, runs_on)
    body += _beyond(current, day)
    body += _questions(statements)
    body += [Paragraph(muted(text), Role.SMALL) for text in _sources(statements, day)]
    others = [Paragraph(_other(told)) for told in groups.told_by_others(current.from_others, day)]
    return Said(tuple(body), may_split), *others


def _core(
    current: Wishes, statements: tuple[Statement, ...], day: date, runs_on: bool
) -> list[Block]:
    said = _said(current.what_matters, current.withheld, Topic.WHAT_MATTERS, day)
    refused = _topic(Topic.REFUSAL, _own(statements, Topic.REFUSAL), current.withheld, day)
    knows = _topic(Topic.INFO_WISH, _one(current.info_wish), current.withheld, day)
    future = _topic(Topic.PROGNOSIS_WISH, _one(current.prognosis_wish), current.withheld, day)
    wish_to_know: Line = (*knows, Run(". "), *future)
    apart = Run(" " if refused[-1].text.endswith(("»", ".")) else ". ")
    answers = [(*refused, apart, *wish_to_know)] if runs_on else [refused, wish_to_know]
    return [
        Paragraph(said, Role.SAID),
        Paragraph(_topic(Topic.PRIORITY, current.priorities, current.withheld, day)),
        *(Paragraph(line) for line in answers),
    ]


def _testimony(incapacity: Incapacity, current: Wishes, day: date) -> list[Block]:
    """In the place of the wishes, marked: that the patient cannot speak, and what the trusted person says."""
    origin = muted(words.source(incapacity.noted) + ".")
    told = groups.told_by_others(current.testimony, day)
    blocks: list[Block] = [
        Paragraph((Run(groups.incapacity(incapacity) + ".", Tone.STRONG),)),
        Paragraph(origin, Role.SMALL),
    ]
    if not told:
        absent = _("Témoignage de la personne de confiance :") + " "
        blocks.append(Paragraph((Run(absent, Tone.STRONG), Run(words.not_recorded()))))
    for one in told:
        label = _(
            "Témoignage, ce ne sont pas les mots du patient. %(who)s :", who=_capital(one.who)
        )
        blocks.append(Paragraph((Run(label + " ", Tone.STRONG), Run(one.text)), Role.SAID))
        blocks.append(Paragraph(muted(one.source + "."), Role.SMALL))
    return blocks


def _beyond(current: Wishes, day: date) -> list[Block]:
    """One compact paragraph of the rest; what is kept back is named, never told."""
    line: list[Run] = []
    for group in groups.beyond(current, day):
        if group.on:
            line.append(Run(_("Le %(on)s :", on=group.on) + " ", Tone.MUTED))
        line += [Run(group.label + " ", Tone.PATIENT), Run(f"{group.text.rstrip(' .')}. ")]
    # Paper does not even say that somebody is not to be informed.
    unsaid = (*CORE_TOPICS, Topic.CONFIDENTIALITY)
    hidden = [_(t.label) for t in current.withheld if t not in unsaid]
    if hidden:
        label = _("%(topics)s :", topics=", ".join(hidden))
        line += [Run(label + " ", Tone.PATIENT), Run(words.not_shared() + ".")]
    return [Paragraph(tuple(line), Role.SMALL)] if line else []


def _questions(statements: tuple[Statement, ...]) -> list[Block]:
    """The patient's own open questions, so that somebody at the table answers them: the first ones, then how many more."""
    own = [
        a
        for a in open_ones(statements)
        if a.statement.topic is Topic.QUESTION and a.statement.speaker is Speaker.PATIENT
    ]
    if not own:
        return []
    told = " ".join(question_text(a) for a in own[:_MOST_QUESTIONS])
    more = len(own) - _MOST_QUESTIONS
    if more > 0:
        told += " " + ngettext("Et %(n)s autre.", "Et %(n)s autres.", more)
    label = _("Ses questions sans réponse :") + " "
    return [Paragraph((Run(label, Tone.PATIENT), Run(told)), Role.SMALL)]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_LABELS = {
    Topic.PRIORITY: "Priorités :",
    Topic.REFUSAL: "Refuse :",
    Topic.INFO_WISH: "Veut savoir :",
    Topic.PROGNOSIS_WISH: "Parler de l'avenir :",
}


def _said(
    statement: Statement | None, withheld: tuple[Topic, ...], topic: Topic, day: date
) -> Line:
    if statement is not None:
        return plain(words.answer(statement, day))
    return plain(_absent(topic, withheld))


def _topic(
    topic: Topic, statements: tuple[Statement, ...], withheld: tuple[Topic, ...], day: date
) -> Line:
    answers = [words.answer(s, day) for s in statements]
    if topic is Topic.PRIORITY:
        answers = [f"{n}. {answer}" for n, answer in enumerate(answers, start=1)]
    if topic in withheld and answers:
        answers.append(words.not_shared())
    label = Run(_(_LABELS[topic]) + " ", Tone.PATIENT)
    return label, Run("\u202f; ".join(answers) or _absent(topic, withheld))


def _absent(topic: Topic, withheld: tuple[Topic, ...]) -> str:
    return words.not_shared() if topic in withheld else words.not_recorded()


def _one(statement: Statement | None) -> tuple[Statement, ...]:
    return (statement,) if statement else ()


def _own(statements: tuple[Statement, ...], topic: Topic) -> tuple[Statement, ...]:
    own = (s for s in statements if s.speaker is Speaker.PATIENT and not s.withheld)
    return tuple(s for s in own if s.topic is topic)


def _sources(statements: tuple[Statement, ...], day: date) -> list[str]:
    """Each way the patient's core answers came, once; the rest bears its own day."""
    own = [s for s in statements if s.speaker is Speaker.PATIENT and not s.withheld]
    own = [s for s in own if s.topic in CORE_TOPICS] or own
    main = [s for s in own if s.topic is Topic.WHAT_MATTERS] or own
    seen = dict.fromkeys(words.source(s, day) + "." for s in main)
    later = {s.stated_on for s in own} - {s.stated_on for s in main}
    rest = [s for s in own if s.stated_on in later]
    return [*seen, *dict.fromkeys(words.source(s) + "." for s in rest if s not in main)]


def _other(told: groups.Told) -> Line:
    origin = told.source
    return (
        Run(_("À part, %(who)s :", who=told.who) + " ", Tone.STRONG),
        Run(told.text),
        Run(f" ({origin[0].lower()}{origin[1:]})", Tone.MUTED),
    )

"""What the patient said, verbatim and first, above the options of the fiche (patient-and-alternatives.md §2.6)."""

from __future__ import annotations

from datetime import date

from app.domain.casefile import Statement
from app.domain.preferences import wishes
from app.domain.record import Record
from app.domain.vocabulary import Speaker, Topic
from app.i18n import _
from app.wording import people
from app.wording import wishes as words

from ._style import Role
from .blocks import Block, Heading, Line, Paragraph, Run, Said, Tone, muted, plain


def wish_blocks(record: Record, day: date) -> tuple[Block, ...]:
    """The violet card; then, apart, what others said."""
    patient, statements = record.case_file.patient, record.case_file.statements
    current = wishes(statements, day)
    matters = current.what_matters
    body: list[Block] = [Heading(3, _("Ce qui compte pour %(name)s", name=people.address(patient)))]
    body.append(Paragraph(_said(matters, current.withheld, Topic.WHAT_MATTERS, day), Role.SAID))
    body += [
        Paragraph(_topic(Topic.PRIORITY, current.priorities, current.withheld, day)),
        Paragraph(_topic(Topic.REFUSAL, _own(statements, Topic.REFUSAL), current.withheld, day)),
        Paragraph(
            (
                *_topic(Topic.INFO_WISH, _one(current.info_wish), current.withheld, day),
                Run(". "),
                *_topic(Topic.PROGNOSIS_WISH, _one(current.prognosis_wish), current.withheld, day),
            )
        ),
    ]
    body += [Paragraph(muted(text), Role.SMALL) for text in _sources(statements)]
    others = [Paragraph(_other(s, day)) for s in current.from_others]
    return Said(tuple(body)), *others


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


def _sources(statements: tuple[Statement, ...]) -> list[str]:
    """Each way the patient's answers came, once."""
    own = [s for s in statements if s.speaker is Speaker.PATIENT and not s.withheld]
    main = [s for s in own if s.topic is Topic.WHAT_MATTERS] or own
    seen = dict.fromkeys(words.source(s) + "." for s in main)
    later = {s.stated_on for s in own} - {s.stated_on for s in main}
    rest = [s for s in own if s.stated_on in later]
    return [*seen, *dict.fromkeys(words.source(s) + "." for s in rest if s not in main)]


def _other(statement: Statement, day: date) -> Line:
    origin = words.source(statement)
    return (
        Run(_("À part, %(who)s :", who=words.speaker(statement)) + " ", Tone.STRONG),
        Run(words.answer(statement, day)),
        Run(f" ({origin[0].lower()}{origin[1:]})", Tone.MUTED),
    )

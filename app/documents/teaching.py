"""Teaching cases on paper: the blocks of the fiche without anybody's identity, each case on a new sheet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from app.domain.record import Hospital, Informed, Meeting, Opinion, Record
from app.domain.teaching import TeachingCase, TeachingOption
from app.domain.vocabulary import MeetingState, PresentationState, Quorum, Verdict
from app.i18n import _
from app.wording import teaching as words
from app.wording.dates import short_date

from . import batch
from ._composer import Composer
from ._fiche_case import case_blocks
from ._fiche_health import red_flag_blocks
from ._fiche_wishes import wish_blocks
from ._style import Role, Theme
from .blocks import (
    Block,
    BulletList,
    Card,
    Document,
    Heading,
    Line,
    PageFrame,
    Paragraph,
    Run,
    Tone,
    labelled,
    plain,
    strong,
)
from .render import paginate

_LONG = 3_000  # characters; a card beyond them may not stand on one page
_DETAILS = ("condition", "fallback", "with_option", "reason", "reconsider_if", "complete_what", "meanwhile", "wish_note")  # fmt: skip
_OPINION = ("wishes_account", "departs_from", "departs_because", "dissent_on", "dissent_how", "trial_ids", "supportive_note", "next_steps")  # fmt: skip


def build(cases: Sequence[TeachingCase], *, is_demonstration: bool) -> bytes:
    """The PDF of the cases in their order; identical bytes for identical arguments. It bears no day of printing."""
    composer = Composer(Theme.FICHE)
    parts = []
    for number, case in enumerate(cases, start=1):
        one = document_of(case, number, is_demonstration=is_demonstration)
        parts.append(batch.Part(one.title, one, paginate(one, composer)))
    about = Document(
        title=_("Cas d'enseignement"),
        subject=_mark(),
        author="",
        theme=Theme.FICHE,
        frame=PageFrame(head=""),
        blocks=(),
    )
    return batch.bind(parts, about)


def document_of(case: TeachingCase, number: int, *, is_demonstration: bool) -> Document:
    """One case, ready for the renderer."""
    marks = [_mark()]
    if is_demonstration:
        marks.append(_("TEST, patient fictif"))
    title = _("Cas d'enseignement %(n)s", n=number)
    return Document(
        title=title,
        subject=_mark(),
        author="",
        theme=Theme.FICHE,
        frame=PageFrame(
            head=_("Cas d'enseignement"),
            name=words.who(case.sex, case.age_band),
            details=_("dates décalées, textes relus"),
            reference=title,
            foot=_(
                "Anonymisé, à usage d'enseignement. N'est pas un document de soins ; ne cherchez pas à reconnaître la personne."
            ),
            marks=tuple(marks),
        ),
        blocks=blocks_of(case, number),
    )


def blocks_of(case: TeachingCase, number: int) -> tuple[Block, ...]:
    """The content in reading order."""
    record = _as_record(case)
    day = case.held_on or date(1970, 1, 1)
    name = _("Ce qui compte pour cette personne")
    return (
        Heading(1, _("Cas d'enseignement %(n)s", n=number)),
        *red_flag_blocks(case.file),
        *_question(case),
        *case_blocks(record, day),
        *wish_blocks(record, day, may_split=True, title=name),
        *_told(case),
        *_options(case),
        _opinion(case),
        *_addenda(case),
    )


def _mark() -> str:
    return _("Anonymisé, à usage d'enseignement")


def _question(case: TeachingCase) -> tuple[Block, ...]:
    asked = case.requested_by.lower() or _("non renseigné")
    there = ", ".join(one.lower() for one in case.specialities) or _("non renseignées")
    pairs = (
        (_("Réunion (date décalée) :"), short_date(case.held_on) if case.held_on else ""),
        (_("Demandé par :"), asked),
        (_("Spécialités présentes :"), there),
    )
    line: Line = ()
    for label, value in pairs:
        if value:
            line += labelled(label, f"{value}. ")
    blocks: list[Block] = [
        Paragraph(line),
        Heading(2, _("Question")),
        Paragraph(plain(case.question or _not_given()), Role.LEAD),
    ]
    if case.changed_since:
        blocks.append(Paragraph(labelled(_("Ce qui a changé depuis :"), case.changed_since)))
    return tuple(blocks)


def _not_given() -> str:
    return _("Texte non transmis.")


def _told(case: TeachingCase) -> tuple[Block, ...]:
    if not case.file.told.text:
        return ()
    return (Paragraph(labelled(_("Ce qui lui a été dit :"), case.file.told.text)),)


def _options(case: TeachingCase) -> tuple[Block, ...]:
    if not case.options:
        return ()
    items = tuple(_option(one) for one in case.options)
    return Heading(2, _("Alternatives comparées")), BulletList(items)


def _option(option: TeachingOption) -> Line:
    title = option.title or option.family.label
    if option.specifics:
        title = f"{title} ({option.specifics})"
    line: Line = (Run(_("%(what)s :", what=title) + " ", Tone.STRONG), Run(_verdict(option)))
    for name in _DETAILS:
        value = getattr(option, name)
        if value:
            line += (Run(". "), Run(_("%(what)s :", what=words.place(f"Option.{name}")) + " ", Tone.MUTED), Run(value.rstrip(".")))  # fmt: skip
    for label, day in ((_("Pour le"), option.complete_by), (_("À réévaluer le"), option.review_on)):
        if day:
            line += (Run(f". {label} {short_date(day)}"),)
    return (*line, Run("."))


def _verdict(option: TeachingOption) -> str:
    if option.verdict is Verdict.RETAINED and option.rank is not None:
        return _("Retenue, n° %(rank)s", rank=option.rank)
    return option.verdict.label


def _opinion(case: TeachingCase) -> Block:
    opinion = case.opinion
    blocks: list[Block] = [
        Heading(2, _("La RCP propose"), Role.CARD_TITLE),
        Paragraph(plain(opinion.text or _not_given())),
    ]
    if opinion.outcome:
        blocks.append(Paragraph(labelled(_("Issue :"), opinion.outcome.label)))
    if opinion.wishes_effect:
        blocks.append(Paragraph(labelled(_("Souhaits :"), opinion.wishes_effect.label)))
    blocks += [
        Paragraph(labelled(_("%(what)s :", what=words.place(f"Opinion.{name}")), value))
        for name in _OPINION
        if (value := getattr(opinion, name))
    ]
    written = len(opinion.text) + sum(len(getattr(opinion, name)) for name in _OPINION)
    return Card(tuple(blocks), accent=True, may_split=written > _LONG)


def _addenda(case: TeachingCase) -> tuple[Block, ...]:
    given = [one for one in case.addenda if one.text]
    if not given:
        return ()
    lines = tuple(
        (*strong(short_date(one.on) + " : " if one.on else ""), *plain(one.text)) for one in given
    )
    return Heading(2, _("Ajouté ensuite")), BulletList(lines)


def _as_record(case: TeachingCase) -> Record:
    """What the fiche's blocks read: a record with nobody in it."""
    meeting = None
    if case.held_on:
        noon = datetime.combine(case.held_on, time(12), UTC)
        meeting = Meeting("", noon, "", MeetingState.CLOSED, (), Quorum.UNKNOWN)
    return Record(
        reference="",
        number=0,
        state=PresentationState.VALIDATED,
        track=case.track,
        question=case.question,
        changed_since=case.changed_since,
        hospital=Hospital(""),
        requester=None,
        informed=Informed(),
        case_file=case.file,
        options=(),
        opinion=Opinion("", None),
        meeting=meeting,
    )

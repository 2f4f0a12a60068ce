"""End of the family-doctor letter: what the patient was told and answered, wishes that may leave, whom to call."""

from __future__ import annotations

from datetime import date

from app.domain.casefile import Statement
from app.domain.follow_up import FollowUp
from app.domain.preferences import wishes
from app.domain.record import Record
from app.domain.vocabulary import PatientAnswer, PresentationState, StatementStatus
from app.i18n import _
from app.wording import people
from app.wording import wishes as words
from app.wording.dates import moment, partial, short_date

from ._fiche_meeting import told
from ._style import Role
from .blocks import (
    Block,
    Heading,
    KeepTogether,
    Line,
    Paragraph,
    Run,
    Said,
    Tone,
    labelled,
    muted,
    plain,
    strong,
)


def told_blocks(record: Record, follow_up: FollowUp) -> tuple[Block, ...]:
    """What was said before the board, whether the proposal was explained since, and the answer."""
    return (
        Heading(2, _("Ce que sait %(name)s", name=people.address(record.case_file.patient))),
        Paragraph(labelled(_("Avant la réunion :"), told(record))),
        Paragraph(labelled(_("Depuis :"), _since(follow_up))),
    )


def _since(follow_up: FollowUp) -> str:
    if follow_up.told_on is None:
        return _(
            "à la date de ce courrier, nous n'avons pas noté que la proposition lui ait été expliquée. "
            "Merci de laisser cette annonce au médecin qui le suit à l'hôpital."
        )
    sentences = [
        _(
            "la proposition lui a été expliquée par %(who)s (%(on)s).",
            on=partial(follow_up.told_on),
            who=follow_up.told_by,
        )
    ]
    if follow_up.answer:
        sentences.append(_("Sa réponse : %(answer)s.", answer=_answer(follow_up)))
    if follow_up.pps_on:
        sentences.append(
            _(
                "Programme personnalisé de soins remis le %(on)s.",
                on=short_date(follow_up.pps_on),
            )
        )
    return " ".join(sentences)


def _answer(follow_up: FollowUp) -> str:
    """The coded answer only: the patient's own words were said to the hospital, not to this letter."""
    label = follow_up.answer.label.lower() if follow_up.answer else ""
    if follow_up.answer is PatientAnswer.CHOOSES_OTHER and follow_up.chosen:
        return f"{label} ({follow_up.chosen})"
    return label


def wish_blocks(record: Record, shared: tuple[Statement, ...], day: date) -> tuple[Block, ...]:
    """What the patient lets leave the board, in his or her words; nothing at all when there is nothing."""
    current = wishes(shared, day)
    rows = (
        ("", (current.what_matters,)),
        (_("Priorités :"), current.priorities),
        (_("Refuse :"), current.refusals),
        (_("Veut savoir :"), (current.info_wish,)),
    )
    lines = [_row(label, _stated(found), day) for label, found in rows if _stated(found)]
    if not lines:
        return ()
    name = people.address(record.case_file.patient)
    title = Heading(2, _("Ce qui compte pour %(name)s", name=name), Role.CARD_TITLE)
    source = [Paragraph(muted(text), Role.SMALL) for text in _dated(current.stated_on)]
    return (Said((title, *(Paragraph(line) for line in lines), *source)),)


def _stated(found: tuple[Statement | None, ...]) -> tuple[Statement, ...]:
    return tuple(s for s in found if s and s.status is StatementStatus.STATED)


def _row(label: str, statements: tuple[Statement, ...], day: date) -> Line:
    answers = "\u202f; ".join(words.answer(s, day) for s in statements)
    return (Run(label + " ", Tone.PATIENT), Run(answers)) if label else plain(answers)


def _dated(day: date | None) -> list[str]:
    return [_("Recueilli le %(on)s.", on=short_date(day))] if day else []


def contact(record: Record) -> tuple[Block, ...]:
    """Whom to call, and who signed."""
    hospital, numbers = record.hospital, []
    if record.requester and record.requester.phone:
        numbers.append((record.requester.name + _(" :"), record.requester.phone))
    numbers += [
        (_("Le jour :"), hospital.day_phone or _("non renseigné")),
        (_("La nuit :"), hospital.night_phone or _("non renseigné")),
    ]
    line: Line = ()
    for label, number in numbers:
        line += (*((Run(", "),) if line else ()), *labelled(label, number))
    signature = _("PROJET : cet avis n'est pas validé.")
    if record.state is PresentationState.VALIDATED and record.validated_at:
        when = moment(record.validated_at)
        signature = _("Avis validé par %(name)s le %(when)s.", name=record.validated_by, when=when)
    body = (Heading(2, _("Nous joindre")), Paragraph(line), Paragraph(strong(signature)))
    return (KeepTogether(body),)

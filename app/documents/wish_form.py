"""The questionnaire on paper, made from the same data as the screen: A4, 14 points, boxes to tick (§2.4, R57).

It holds no answer. Whoever types it in afterwards names the means "formulaire papier"; every question of the screen is
here but those that paper may not carry and those only a carer can answer.
"""

from __future__ import annotations

from datetime import date

from app.domain.record import Record
from app.domain.vocabulary import InfoWish, Labelled, Priority, PrognosisWish, Refusal
from app.i18n import _
from app.wording import people

from ._form_questions import asked_of_patient, questions_list, section_blocks
from ._style import Role, Theme
from .blocks import (
    Block,
    BulletList,
    Document,
    Heading,
    KeepTogether,
    PageFrame,
    Paragraph,
    WritingLines,
    plain,
    strong,
)
from .render import render


def build(record: Record, *, printed_on: date) -> bytes:
    """The PDF of the blank form of a patient; identical bytes for identical arguments."""
    patient = record.case_file.patient
    name = people.full_name(patient)
    marks = people.fictitious_marks(record.case_file, is_demonstration=record.is_demonstration)
    document = Document(
        title=_("Questionnaire pour %(name)s", name=people.address(patient)),
        subject=_("Ce qui compte pour le patient"),
        author=record.hospital.name,
        theme=Theme.PATIENT,
        frame=PageFrame(
            head=record.hospital.name,
            foot=f"{name}, {people.birth(patient, printed_on)}, {record.reference}",
            marks=tuple(marks),
        ),
        blocks=blocks_of(record, printed_on=printed_on),
    )
    return render(document)


def blocks_of(record: Record, *, printed_on: date) -> tuple[Block, ...]:
    """The content in reading order: who and when, the three core questions, the rest, the questions, the sharing."""
    body: list[Block] = [*_head(record, printed_on), *_core()]
    body.append(Heading(2, _("Si vous avez encore du temps ?")))
    body.append(Paragraph(plain(_("Répondez à ce que vous voulez, dans l'ordre que vous voulez."))))
    for section in asked_of_patient():
        body += section_blocks(section)
    return (*body, *questions_list(), *_sharing())


def _head(record: Record, printed_on: date) -> tuple[Block, ...]:
    patient = record.case_file.patient
    who = f"{people.full_name(patient)}, {people.birth(patient, printed_on)}"
    return (
        Heading(1, _("Qu'est-ce qui compte pour vous ?")),
        Paragraph(strong(who)),
        Paragraph(plain(_("Dossier : %(reference)s", reference=record.reference)), Role.SMALL),
        Paragraph(
            plain(
                _(
                    "Cochez ou écrivez ce que vous voulez. Vous pouvez laisser une question vide, ou écrire « je ne réponds pas ». Vous pourrez changer d'avis."
                )
            )
        ),
        WritingLines(
            (
                _("Rempli le :"),
                _("Qui répond (le patient, ou qui d'autre) :"),
                _("Qui a aidé, qui était là :"),
                _("Interprète :"),
            )
        ),
    )


def _core() -> tuple[Block, ...]:
    ranks = _("Écrivez 1, 2 et 3 devant ce qui passe d'abord.")
    return (
        KeepTogether(
            (
                Heading(2, _("Qu'est-ce qui compte le plus pour vous en ce moment ?")),
                WritingLines(("",) * 4),
            )
        ),
        KeepTogether((Paragraph(plain(ranks)), _choices(Priority))),
        KeepTogether((Heading(2, _("Que voulez-vous savoir ?")), _choices(InfoWish))),
        KeepTogether(
            (
                Paragraph(strong(_("Voulez-vous parler de l'avenir ?"))),
                _choices(PrognosisWish),
            )
        ),
        KeepTogether(
            (Heading(2, _("Que refusez-vous ?")), _choices(Refusal), WritingLines(("", "")))
        ),
    )


def _choices(kind: type[Labelled]) -> Block:
    return BulletList(tuple(plain(_(member.label)) for member in kind), "☐")


def _sharing() -> tuple[Block, ...]:
    shares = (
        _("La réunion des médecins, et la feuille qui me sera remise"),
        _("La réunion des médecins seulement"),
        _("Mon médecin seulement"),
    )
    return (
        KeepTogether(
            (
                Heading(2, _("Qui peut lire mes réponses ?")),
                BulletList(tuple(plain(share) for share in shares), "☐"),
                BulletList((plain(_("Ne pas le dire à mes proches")),), "☐"),
                WritingLines((_("Sauf, pour certaines réponses :"),)),
            )
        ),
        Paragraph(plain(_("Cette feuille est saisie puis gardée dans votre dossier.")), Role.SMALL),
    )

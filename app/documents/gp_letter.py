"""The letter to the family doctor: what was proposed, what he or she is asked to do, what the patient knows (B48).

It carries nothing the patient keeps for the board, for the doctor or from relatives (docs/decisions/0005).
"""

from __future__ import annotations

from datetime import date

from app.domain.follow_up import FollowUp
from app.domain.preferences import for_patient_page
from app.domain.record import Person, Record
from app.domain.vocabulary import MeetingState, PresentationState
from app.i18n import _
from app.wording import people
from app.wording.dates import long_date

from . import _letter_opinion as opinion
from . import _letter_patient as patient
from ._fiche_actions import action_blocks
from ._paper import meeting_day, on_paper
from ._style import Role, Theme
from .blocks import (
    Block,
    Card,
    Columns,
    Document,
    Heading,
    Line,
    PageFrame,
    Paragraph,
    muted,
    plain,
    strong,
)
from .render import Layout, paginate, render

UNKNOWN = FollowUp()


def build(
    record: Record,
    *,
    printed_on: date,
    family_doctor: Person | None,
    follow_up: FollowUp = UNKNOWN,
) -> bytes:
    """The PDF, one A4 page when smaller letters can make it so; identical bytes for identical arguments."""
    laid = laid_out(record, printed_on=printed_on, family_doctor=family_doctor, follow_up=follow_up)
    return render(*laid)


def laid_out(
    record: Record,
    *,
    printed_on: date,
    family_doctor: Person | None,
    follow_up: FollowUp = UNKNOWN,
) -> tuple[Document, Layout]:
    """The letter and its pages, ready to be drawn alone or with others."""
    tried = []
    for theme in (Theme.LETTER, Theme.FICHE):
        document = _document(record, printed_on, family_doctor, follow_up, theme)
        tried.append((document, paginate(document)))
        if len(tried[-1][1].pages) == 1:
            return tried[-1]
    return tried[0]


def blocks_of(
    record: Record, *, printed_on: date, family_doctor: Person | None, follow_up: FollowUp
) -> tuple[Block, ...]:
    """The content in reading order."""
    kept = on_paper(record)
    shared = for_patient_page(kept.case_file.statements)
    day = meeting_day(kept) or printed_on
    return (
        _addresses(kept, printed_on, family_doctor),
        Paragraph(plain(_presented(kept)), Role.LEAD),
        *opinion.situation(kept),
        opinion.proposal(kept),
        _request(kept),
        *action_blocks(kept),
        *opinion.others(kept),
        *patient.told_blocks(kept, follow_up),
        *patient.wish_blocks(kept, shared, day),
        *patient.contact(kept),
    )


def _document(
    record: Record, printed_on: date, doctor: Person | None, follow_up: FollowUp, theme: Theme
) -> Document:
    is_draft = record.state is not PresentationState.VALIDATED
    file = record.case_file.patient
    marks = people.fictitious_marks(record.case_file, is_demonstration=record.is_demonstration)
    if is_draft:
        marks.append(_("PROJET, non validé"))
    return Document(
        title=_("Courrier au médecin traitant, %(reference)s", reference=record.reference),
        subject=record.meeting.title if record.meeting else "",
        author=record.validated_by or record.hospital.name,
        theme=theme,
        frame=PageFrame(
            head=", ".join((record.hospital.name, _("courrier au médecin traitant"))),
            name=people.full_name(file),
            details=people.birth(file, printed_on),
            reference=record.reference,
            foot=people.with_ins(
                record.case_file,
                _("Document confidentiel, couvert par le secret professionnel."),
            ),
            marks=tuple(marks),
            watermark=_("PROJET") if is_draft else "",
        ),
        blocks=blocks_of(record, printed_on=printed_on, family_doctor=doctor, follow_up=follow_up),
    )


def _addresses(record: Record, printed_on: date, doctor: Person | None) -> Block:
    sender: list[Line] = [strong(record.hospital.name)]
    sender += [plain(text) for text in (record.hospital.unit,) if text]
    if record.requester:
        sender.append(plain(people.person(record.requester)))
    to: list[Line] = [muted(_("Aucun médecin traitant déclaré"))]
    if doctor:
        to = [strong(doctor.name)]
        to += [plain(text) for text in (doctor.speciality,) if text]
    to.append(plain(_("Le %(on)s", on=long_date(printed_on))))
    columns = tuple(tuple(Paragraph(line) for line in lines) for lines in (sender, to))
    return Columns(columns, (0.58, 0.42))


def _presented(record: Record) -> str:
    who, day = people.address(record.case_file.patient), meeting_day(record)
    if record.meeting is None or day is None:
        return _("Docteur, le dossier de %(who)s va être présenté en RCP.", who=who)
    held = record.meeting.state is not MeetingState.PLANNED
    sentence = (
        "Docteur, le dossier de %(who)s a été présenté à la réunion « %(title)s » du %(on)s."
        if held
        else "Docteur, le dossier de %(who)s est inscrit à la réunion « %(title)s » du %(on)s."
    )
    return _(sentence, who=who, on=long_date(day), title=record.meeting.title)


def _request(record: Record) -> Block:
    asked = plain(record.gp_note) if record.gp_note else muted(_("Pas encore rédigé."))
    return Card(
        (Heading(2, _("Ce qui vous est demandé"), Role.CARD_TITLE), Paragraph(asked)), accent=True
    )

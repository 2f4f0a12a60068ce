"""The fiche RCP: the print of one presentation for professionals (docs/decisions/0003; D. 6124-131 CSP)."""

from __future__ import annotations

from datetime import date

from app.domain.casefile import Patient
from app.domain.record import Record
from app.domain.vocabulary import PresentationState
from app.i18n import _
from app.wording import people
from app.wording.dates import long_date, short_date

from ._composer import Composer
from ._fiche_actions import action_blocks
from ._fiche_attached import attached_blocks
from ._fiche_case import case_blocks
from ._fiche_density import Density
from ._fiche_health import red_flag_blocks
from ._fiche_meeting import meeting_blocks
from ._fiche_national import national_blocks
from ._fiche_opinion import opinion_blocks
from ._fiche_options import option_blocks
from ._fiche_talks import talk_blocks
from ._fiche_trials import task_blocks, trial_blocks
from ._fiche_wishes import wish_blocks
from ._paper import meeting_day, on_paper
from ._style import Theme
from .blocks import Block, Document, Heading, PageFrame
from .render import Layout, paginate, render

PAGES = 2


def build(record: Record, *, printed_on: date) -> bytes:
    """The PDF: two A4 pages at most for an ordinary case; identical bytes for an identical record and date."""
    return render(*laid_out(record, printed_on=printed_on))


def laid_out(record: Record, *, printed_on: date) -> tuple[Document, Layout]:
    """The fiche and its pages, ready to be drawn alone or with others."""
    composer = Composer(Theme.FICHE)
    for density in Density:
        document = document_of(record, printed_on=printed_on, density=density)
        layout = paginate(document, composer)
        if len(layout.pages) <= PAGES:
            break
    return document, layout


def blocks_of(
    record: Record, *, printed_on: date, density: Density = Density.FULL
) -> tuple[Block, ...]:
    """The content in reading order, without what paper may not carry."""
    kept = on_paper(record)
    day = meeting_day(kept) or printed_on
    close, tight = density >= Density.CLOSE, density is Density.LINES
    title = kept.meeting.title if kept.meeting else _("Fiche RCP, sans réunion fixée")
    return (
        Heading(1, title),
        *red_flag_blocks(kept.case_file),
        *meeting_blocks(kept, day, density),
        *case_blocks(kept, day),
        *attached_blocks(kept),
        *wish_blocks(kept, day, may_split=tight, runs_on=close),
        *talk_blocks(kept),
        *option_blocks(kept, density),
        *trial_blocks(kept),
        *action_blocks(kept),
        *task_blocks(kept),
        *opinion_blocks(kept, may_split=tight, runs_on=close),
        *national_blocks(kept),
    )


def document_of(record: Record, *, printed_on: date, density: Density = Density.FULL) -> Document:
    """The whole document, ready for the renderer."""
    patient = record.case_file.patient
    day = meeting_day(record)
    head = [record.hospital.name, _("fiche RCP")]
    if day:
        head.append(_("réunion du %(on)s", on=long_date(day)))
    is_draft = record.state is not PresentationState.VALIDATED
    return Document(
        title=_("Fiche RCP %(reference)s", reference=record.reference),
        subject=record.meeting.title if record.meeting else "",
        author=record.validated_by or record.hospital.name,
        theme=Theme.FICHE,
        frame=PageFrame(
            head=", ".join(head),
            name=people.full_name(patient),
            details=_identity(patient, day or printed_on),
            reference=_("%(ref)s, présentation %(n)s", ref=record.reference, n=record.number),
            foot=people.with_ins(
                record.case_file,
                _(
                    "Imprimé le %(on)s. Document confidentiel, couvert par le secret professionnel.",
                    on=short_date(printed_on),
                ),
            ),
            marks=_marks(record, is_draft),
            watermark=_("PROJET") if is_draft else "",
        ),
        blocks=blocks_of(record, printed_on=printed_on, density=density),
    )


def _identity(patient: Patient, day: date) -> str:
    born = people.birth(patient, day)
    if not patient.local_id:
        return born
    return _("%(born)s, identifiant %(id)s", born=born, id=patient.local_id)


def _marks(record: Record, is_draft: bool) -> tuple[str, ...]:
    marks = people.fictitious_marks(record.case_file, is_demonstration=record.is_demonstration)
    if is_draft:
        marks.append(_("PROJET, non validé"))
    return tuple(marks)

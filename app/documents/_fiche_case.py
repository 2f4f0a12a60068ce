"""Clinical blocks of the fiche: disease, biomarkers, treatments with their timeline, state and cautions."""

from __future__ import annotations

from datetime import date

from app.domain.casefile import CaseFile, Treatment, Tumour
from app.domain.record import Record
from app.domain.timeline import timeline
from app.domain.vocabulary import MeasureKind
from app.i18n import _
from app.wording import facts
from app.wording import timeline as timeline_words
from app.wording.dates import partial

from ._paper import meeting_day
from .blocks import (
    Block,
    Cell,
    Columns,
    Figure,
    Heading,
    KeepTogether,
    Line,
    Paragraph,
    Table,
    labelled,
    muted,
    plain,
    strong,
)


def case_blocks(record: Record, day: date) -> tuple[Block, ...]:
    """Disease and state beside the markers, then the treatments and their drawing."""
    file = record.case_file
    left: tuple[Block, ...] = (
        Heading(2, _("Maladie")),
        *(Paragraph(line) for t in file.tumours for line in _tumour(t)),
        Heading(2, _("État et précautions")),
        Paragraph(plain(_state(file))),
        *(Paragraph(line) for line in _cautions(file)),
    )
    right: tuple[Block, ...] = (Heading(2, _("Marqueurs")), _markers(file))
    return Columns((left, right), (0.5, 0.5)), *_treatments(record, day)


def _tumour(tumour: Tumour) -> list[Line]:
    diagnosed = partial(tumour.diagnosed_on) if tumour.diagnosed_on else _("date inconnue")
    pairs = [
        (_("Histologie :"), tumour.histology),
        (_("Diagnostic :"), diagnosed),
        (_("Stade :"), tumour.stage or _("non renseigné")),
        (_("TNM :"), facts.tnm(tumour)),
        (_("Métastases :"), tumour.metastatic_sites or _("non renseignées")),
    ]
    written: Line = ()
    for label, value in pairs:
        if value:
            written += labelled(label, f"{value}. ")
    return [strong(facts.tumour(tumour)), written]


def _state(file: CaseFile) -> str:
    latest = [m for kind in MeasureKind if (m := file.latest(kind))]
    parts = [facts.measure(m) for m in latest]
    if file.latest(MeasureKind.PERFORMANCE_STATUS) is None:
        parts.insert(0, _("OMS non renseigné"))
    return ", ".join(parts)


def _cautions(file: CaseFile) -> list[Line]:
    if not file.cautions:
        return [muted(_("Précautions non renseignées."))]
    return [plain(". ".join(facts.caution(c) for c in file.cautions) + ".")]


def _markers(file: CaseFile) -> Block:
    if not file.biomarkers:
        return Paragraph(muted(_("Aucun marqueur renseigné.")))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            (strong(facts.marker_name(m)),),
            (plain(facts.marker_result(m)),),
            (plain(facts.marker_date(m)),),
        )
        for m in file.biomarkers
    )
    return Table(
        (_("Marqueur"), _("Résultat"), _("Date")), rows, (0.3, 0.4, 0.3), _("Marqueurs et états")
    )


def _treatments(record: Record, day: date) -> tuple[Block, ...]:
    file = record.case_file
    heading = Heading(2, _("Traitements reçus"))
    if not file.treatments:
        return heading, Paragraph(muted(_("Aucun traitement renseigné.")))
    rows = tuple(_treatment_row(t) for t in file.treatments)
    header = (_("Ligne"), _("Traitement"), _("Dates"), _("Réponse"), _("Arrêt et suite"))
    blocks: list[Block] = [
        heading,
        Table(header, rows, (0.07, 0.29, 0.22, 0.14, 0.28), _("Traitements reçus")),
    ]
    if any(t.line_is_derived for t in file.treatments):
        blocks.append(Paragraph(muted(_("* numéro de ligne déduit des dates"))))
    drawing = timeline(file, today=day, meeting_on=meeting_day(record))
    if not drawing.is_empty:
        blocks.append(KeepTogether((Figure(drawing, timeline_words.describe(drawing)),)))
    return tuple(blocks)


def _treatment_row(treatment: Treatment) -> tuple[Cell, ...]:
    name: Cell = (strong(timeline_words.name_and_cycles(treatment)),)
    drugs = ", ".join(treatment.drugs)
    if drugs and drugs.casefold() not in treatment.label.casefold():
        name += (plain(drugs),)
    end: Cell = (plain(facts.stop(treatment)),)
    end += tuple(
        plain(note) for note in (facts.loss(treatment), treatment.dose_note, treatment.note) if note
    )
    response = treatment.best_response
    return (
        (plain(facts.line_number(treatment)),),
        name,
        (plain(timeline_words.when(treatment)),),
        (plain(response.label if response else ""),),
        end,
    )

"""Clinical blocks of the fiche: disease, biomarkers, treatments with their timeline, state and cautions."""

from __future__ import annotations

from datetime import date

from app.domain.casefile import Biomarker, CaseFile, Treatment, Tumour
from app.domain.markers import never_done
from app.domain.record import Record
from app.domain.timeline import timeline
from app.domain.vocabulary import Intent
from app.i18n import _
from app.wording import exposure, facts, health
from app.wording import timeline as timeline_words
from app.wording.dates import partial

from ._fiche_health import disease_line, not_given_line, precaution_line, report_line, state_line
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
    """Disease and state beside the markers, precautions across, then the treatments and their drawing."""
    file = record.case_file
    left: tuple[Block, ...] = (
        Heading(2, _("Maladie")),
        *(Paragraph(line) for t in file.own_tumours for line in _tumour(t)),
        *_others(file),
        *((Paragraph(tempo),) if (tempo := disease_line(file)) else ()),
        Heading(2, _("État")),
        Paragraph(state_line(file)),
    )
    right: tuple[Block, ...] = (Heading(2, _("Marqueurs")), _markers(file), *_never_done(file))
    return (
        Columns((left, right), (0.5, 0.5)),
        Heading(2, _("Antécédents, précautions, vie quotidienne")),
        Paragraph(precaution_line(file)),
        *((Paragraph(reports),) if (reports := report_line(file)) else ()),
        *_treatments(record, day),
    )


def _tumour(tumour: Tumour) -> list[Line]:
    diagnosed = partial(tumour.diagnosed_on) if tumour.diagnosed_on else _("date inconnue")
    pairs = [
        (_("Histologie :"), tumour.histology),
        (_("Diagnostic :"), diagnosed),
        (_("Stade :"), tumour.stage or _("non renseigné")),
        (_("TNM :"), facts.tnm(tumour)),
        (_("Autre classification :"), facts.other_classification(tumour)),
        (
            _("Codes CIM-O :"),
            ", ".join(filter(None, (tumour.topography_code, tumour.morphology_code))),
        ),
        (_("Métastases :"), tumour.metastatic_sites or _("non renseignées")),
        (_("Phase :"), facts.phase(tumour)),
        (_("Dépistage :"), facts.screening(tumour)),
    ]
    written: Line = ()
    for label, value in pairs:
        if value:
            written += labelled(label, f"{value}. ")
    return [strong(facts.tumour(tumour)), written]


def _others(file: CaseFile) -> tuple[Block, ...]:
    """The tumours this case is not about, in one line."""
    if not file.other_tumours:
        return ()
    told = _(" ; ").join(facts.tumour_line(t) for t in file.other_tumours)
    return (Paragraph(labelled(_("Autres tumeurs :"), f"{told}.")),)


def _markers(file: CaseFile) -> Block:
    if not file.biomarkers:
        return Paragraph(muted(_("Aucun marqueur renseigné.")))
    # Markers that say the same, of the same sample and day, share a row: a panel is read at once.
    alike: dict[tuple[Cell, str], list[str]] = {}
    for m in file.biomarkers:
        alike.setdefault((_result(m), facts.marker_date(m)), []).append(facts.marker_name(m))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        ((strong(", ".join(names)),), result, (plain(dated),))
        for (result, dated), names in alike.items()
    )
    return Table(
        (_("Marqueur"), _("Résultat"), _("Date")), rows, (0.28, 0.42, 0.3), _("Marqueurs et états")
    )


def _never_done(file: CaseFile) -> tuple[Block, ...]:
    """The expected markers nobody ever looked for, by name: said before any option is retained."""
    listed = {m.marker for m in file.biomarkers}
    names = [name for name in never_done(file) if name not in listed]
    return (Paragraph(labelled(_("Jamais faits :"), ", ".join(names))),) if names else ()


def _result(marker: Biomarker) -> Cell:
    """The result, its ESCAT tier, then in a second line in what and how it was looked for."""
    told = ", ".join(p for p in (facts.marker_result(marker), facts.marker_tier(marker)) if p)
    source = _(" ; ").join(p for p in (facts.marker_source(marker), marker.note) if p)
    more = tuple(muted(text) for text in (source, facts.marker_board(marker)) if text)
    return (plain(told), *more)


def _treatments(record: Record, day: date) -> tuple[Block, ...]:
    file = record.case_file
    heading = Heading(2, _("Traitements reçus"))
    planned = not_given_line(file)
    after: tuple[Block, ...] = (Paragraph(planned),) if planned else ()
    if not file.treatments:
        return heading, Paragraph(muted(_("Aucun traitement renseigné."))), *after
    rows = tuple(_treatment_row(t) for t in file.treatments)
    header = (_("Ligne"), _("Traitement"), _("Dates"), _("Réponse"), _("Arrêt et suite"))
    blocks: list[Block] = [
        heading,
        Table(header, rows, (0.06, 0.235, 0.195, 0.135, 0.375), _("Traitements reçus")),
    ]
    if any(t.line_is_derived for t in file.treatments):
        blocks.append(Paragraph(muted(_("* numéro de ligne déduit des dates"))))
    times = exposure.drug_times(file.treatments, day)
    if times:
        told = _(" ; ").join(f"{drug}, {time}" for drug, time in times)
        blocks.append(Paragraph(labelled(_("Durée totale de chaque médicament :"), told)))
    blocks += after
    drawing = timeline(file, today=day, meeting_on=meeting_day(record))
    if not drawing.is_empty:
        blocks.append(KeepTogether((Figure(drawing, timeline_words.describe(drawing)),)))
    return tuple(blocks)


def _treatment_row(treatment: Treatment) -> tuple[Cell, ...]:
    name: Cell = (strong(timeline_words.name_and_cycles(treatment)),)
    drugs = ", ".join(treatment.drugs)
    known = drugs.casefold() in treatment.label.casefold()
    given = [] if known else [drugs]
    if treatment.official_type:
        given.append(_(treatment.official_type.label).lower())
    if treatment.intent is not Intent.UNKNOWN:
        given.append(_("intention %(what)s", what=treatment.intent.label.lower()))
    if given:
        name += (plain(_(" ; ").join(given)),)
    ended = (facts.stop(treatment), exposure.losing(treatment), treatment.note)
    end: Cell = (plain(_(" ; ").join(told.rstrip(" .;") for told in ended if told)),)
    end += tuple(
        labelled(label, told)
        for label, told in (
            (_("Doses :"), health.doses(treatment)),
            (_("Toxicités :"), health.toxicities(treatment)),
        )
        if told
    )
    return (
        (plain(facts.line_number(treatment)),),
        name,
        (plain(timeline_words.when(treatment)),),
        (plain(health.response(treatment)),),
        end,
    )

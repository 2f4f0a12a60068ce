"""The clinical headings of the text for the DCC (sections 2 to 12): takes a case file, gives plain lines."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.casefile import CaseFile, Treatment, Tumour
from app.domain.tnm import categories
from app.domain.vocabulary import CautionKind, MeasureKind
from app.domain.vocabulary.health import ReportKind
from app.i18n import _
from app.wording import facts, health
from app.wording import timeline as timeline_words
from app.wording.dates import partial

_OF_FUNCTION = frozenset({MeasureKind.PERFORMANCE_STATUS, MeasureKind.G8})


def screening(file: CaseFile) -> Iterable[str]:
    """How each tumour was found."""
    return (facts.screening(tumour) for tumour in file.own_tumours)


def diagnosis(file: CaseFile) -> Iterable[str]:
    """Every tumour the case is about, item by item; the others in one line each."""
    for tumour in file.own_tumours:
        yield from _tumour(tumour)
    for tumour in file.other_tumours:
        yield _("Autre tumeur : %(what)s", what=facts.tumour_line(tumour))


def history(file: CaseFile) -> Iterable[str]:
    """Earlier diseases, then the family."""
    found = (c for c in file.cautions if c.kind is CautionKind.OTHER)
    yield from (facts.caution(c) for c in found)
    yield from map(health.phrase, file.family_history)


def comorbidities(file: CaseFile) -> Iterable[str]:
    """Precautions, emergencies, usual drugs, allergies, daily life."""
    yield from map(health.phrase, file.red_flags)
    yield from (facts.caution(c) for c in file.cautions if c.kind is not CautionKind.OTHER)
    for rows in (file.medications, file.allergies, file.social_notes):
        yield from map(health.phrase, rows)


def function(file: CaseFile) -> Iterable[str]:
    """Performance status, then the frailty score with its tool."""
    status = file.latest(MeasureKind.PERFORMANCE_STATUS)
    yield facts.measure(status) if status else _("OMS non renseigné")
    if file.latest_g8:
        yield health.phrase(file.latest_g8)


def results(file: CaseFile) -> Iterable[str]:
    """Imaging, measures, nervous system, tests made before treatments."""
    yield from map(health.phrase, file.imaging)
    yield from map(health.phrase, file.nervous_diseases)
    yield from (facts.measure(m) for m in file.measures if m.kind not in _OF_FUNCTION)
    yield from map(health.phrase, file.checks)


def progression(file: CaseFile) -> Iterable[str]:
    """Phase and extent of each tumour, then the tempo."""
    yield from (facts.phase(tumour) for tumour in file.own_tumours)
    yield from map(health.phrase, file.tempos[:1])


def treatments(file: CaseFile) -> Iterable[str]:
    """What was given, then what was planned and not given."""
    yield from map(_treatment, file.treatments)
    yield from map(health.phrase, file.not_given)


def operation(file: CaseFile) -> Iterable[str]:
    """The conclusions of operation reports."""
    return _reports(file, ReportKind.OPERATION)


def pathology(file: CaseFile) -> Iterable[str]:
    """The conclusions of pathology reports."""
    return _reports(file, ReportKind.PATHOLOGY)


def molecular(file: CaseFile) -> Iterable[str]:
    """The conclusions of molecular reports, then each marker."""
    yield from _reports(file, ReportKind.MOLECULAR)
    for marker in file.biomarkers:
        told = (facts.marker_result(marker), facts.marker_tier(marker), facts.marker_date(marker))
        said = ", ".join(part for part in told if part)
        yield _("%(name)s : %(said)s", name=facts.marker_name(marker), said=said)


def _reports(file: CaseFile, kind: ReportKind) -> Iterable[str]:
    return (health.phrase(report) for report in file.reports if report.kind is kind)


def _tumour(tumour: Tumour) -> Iterable[str]:
    yield facts.tumour(tumour)
    t, n, m = ("", "", "") if tumour.tnm_not_applicable else categories(tumour.tnm)
    split = _(" ; ").join((t, n, m)) if t and n and m else ""
    on = partial(tumour.diagnosed_on) if tumour.diagnosed_on else _("date inconnue")
    pairs = (
        (_("Date du diagnostic"), on),
        (_("Morphologie"), " ".join(filter(None, (tumour.histology, tumour.morphology_code)))),
        (_("Topographie"), " ".join((tumour.site.label, tumour.topography_code)).strip()),
        (_("Latéralité"), tumour.laterality.label if tumour.laterality else ""),
        (_("Stade"), tumour.stage),
        (_("TNM"), facts.tnm(tumour)),
        (_("Catégories"), split),
        (_("Autre classification"), facts.other_classification(tumour)),
        (_("Métastases"), tumour.metastatic_sites),
    )
    for label, value in pairs:
        if value:
            yield _("%(label)s : %(value)s", label=label, value=value)


def _treatment(treatment: Treatment) -> str:
    kind = treatment.official_type.label if treatment.official_type else treatment.kind.label
    parts = (
        facts.line_number(treatment),
        treatment.label,
        _(kind).lower(),
        timeline_words.when(treatment),
        health.response(treatment),
        facts.stop(treatment),
        health.doses(treatment),
        health.toxicities(treatment),
        treatment.note,
    )
    return ", ".join(part for part in parts if part)

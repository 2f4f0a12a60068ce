"""The molecular report (CR-GM): variants by class, genes where nothing was found, the sample they come from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from app.domain.casefile import Biomarker, Tumour
from app.domain.partial_date import PartialDate
from app.domain.text import LONG, SHORT, fold
from app.domain.vocabulary import MarkerState, Site
from app.domain.vocabulary.health import SampleKind
from app.errors import UnreadableFile
from app.exchange.fhir.terms import site_of
from app.exchange.remarks import Remarks
from app.i18n import _

from . import codes
from .load import Document, attribute, day, every, observations, one, something, words

_GENE, _VARIANT, _PROTEIN = "48018-6", "69548-6", "53045-1"
_HISTOLOGY, _ORGAN, _COLLECTED, _CELLS = "33731-1", "20506-2", "53903-1", "GEN-167"
_ANALYSIS = "MED-547"
_SYMBOL = re.compile(r"[A-Z][A-Z0-9-]{1,11}\Z")
_SAMPLE_KINDS = (
    (r"biopsie", SampleKind.BIOPSY),
    (r"piece|exerese|resection", SampleKind.SPECIMEN),
    (r"cyto|ponction", SampleKind.CYTOLOGY),
    (r"circulant|liquide", SampleKind.LIQUID_BIOPSY),
)
_STATES = {
    codes.IMPACT_KNOWN: MarkerState.POSITIVE,
    codes.TO_DISCUSS: MarkerState.POSITIVE,
    codes.UNKNOWN_VALUE: MarkerState.POSITIVE,
    codes.NOTHING_FOUND: MarkerState.NEGATIVE,
    codes.NOT_READABLE: MarkerState.NON_CONTRIBUTORY,
}


@dataclass(frozen=True)
class _Sample:
    """What was analysed, where and when it was taken."""

    text: str
    kind: SampleKind | None
    organ: str
    on: PartialDate | None


@dataclass
class _Report:
    """What holds for every result of one report."""

    method: str
    sample: _Sample
    laboratory: str
    found: dict[tuple[str, str], Biomarker] = field(default_factory=dict)

    def add(
        self,
        gene: str,
        state: MarkerState,
        on: PartialDate | None,
        alteration: str = "",
        *,
        uncertain: bool = False,
    ) -> None:
        """Keep one result of one gene."""
        row = Biomarker(
            marker=gene,
            state=state,
            alteration=alteration[:SHORT],
            uncertain=uncertain,
            method=self.method,
            sample=self.sample.text,
            sample_kind=self.sample.kind,
            sample_site=self.sample.organ,
            sample_on=self.sample.on,
            laboratory=self.laboratory,
            resulted_on=on,
        )
        self.found.setdefault((gene, alteration or state), row)


def read_tumour(document: Document, remarks: Remarks) -> Tumour:
    """The tumour in the words of the sample; UnreadableFile when it says no histology.

    The organ the sample was taken from is told and gives no site: it may hold a metastasis.
    """
    section = document.section(codes.SPECIMEN)
    histology = _said(section, _HISTOLOGY, document)
    if not histology:
        raise UnreadableFile("cda_no_tumour")
    organ = _said(section, _ORGAN, document) or _("organe non précisé")
    remarks.note("tumour_of_sample", organ=organ)
    site = site_of(fold(histology))
    if site is None:
        remarks.note("site_unknown", text=histology)
    remarks.note("no_stage")
    remarks.note("no_diagnosis_date")
    return Tumour(
        label=histology[:SHORT], site=site[0] if site else Site.OTHER, histology=histology[:SHORT]
    )


def read_biomarkers(document: Document, remarks: Remarks) -> tuple[Biomarker, ...]:
    """Every result of the report; genes of which code and words disagree settle nothing, and are told."""
    section = document.section(codes.RESULTS)
    report = _Report(
        method=_said(document.section(codes.METHOD), _ANALYSIS, document)[:SHORT],
        sample=_sample(document),
        laboratory=words(
            one(document.root, "custodian/assignedCustodian/representedCustodianOrganization/name")
        )[:SHORT],
    )
    for organizer in every(section, "entry/organizer"):
        for part in every(organizer, "component/observation"):
            if attribute(part, "code", "code") == _GENE:
                _take(part, organizer, document, report)
    return tuple(_settled(report, remarks))


def tell_prose(document: Document, remarks: Remarks) -> None:
    """The conclusion and the reason of the report, in its own words."""
    for section in document.sections(codes.CONCLUSION):
        for item in _items(section):
            remarks.leave("DiagnosticReport", "", item[:SHORT], "report_text")


def _take(part: Element, organizer: Element, document: Document, report: _Report) -> None:
    group = attribute(organizer, "code/qualifier/value", "code")
    state = _STATES.get(group)
    on = day(organizer, "effectiveTime")
    if state is None:
        return
    coded = attribute(part, "value", "code")
    if state is not MarkerState.POSITIVE:
        for gene in dict.fromkeys([coded, *_genes(document.said(part))]):
            if _SYMBOL.match(gene):
                report.add(gene, state, on)
        return
    alteration = " ".join(
        filter(None, (_value(part, code, document) for code in (_VARIANT, _PROTEIN)))
    )
    uncertain = group == codes.UNKNOWN_VALUE or not alteration
    report.add(coded, state, on, alteration, uncertain=uncertain)


def _settled(report: _Report, remarks: Remarks) -> Iterator[Biomarker]:
    states: dict[str, set[MarkerState]] = {}
    for row in report.found.values():
        states.setdefault(row.marker, set()).add(row.state)
    told: set[str] = set()
    for row in report.found.values():
        if len(states[row.marker]) == 1:
            yield row
        elif row.marker not in told:
            told.add(row.marker)
            remarks.note("marker_discordant", marker=row.marker)
            yield replace(row, state=MarkerState.NON_CONTRIBUTORY, alteration="", uncertain=False)


def _genes(listed: str) -> list[str]:
    return [gene.strip() for gene in listed.split(",")]


def _value(part: Element, code: str, document: Document) -> str:
    for observation in observations(part, code):
        said = something(words(one(observation, "value"))) or document.said(observation)
        if said:
            return said
    return ""


def _said(section: Element | None, code: str, document: Document) -> str:
    """The words of an observation: the narrative's, failing that those beside its code."""
    for observation in observations(section, code):
        said = document.said(observation) or something(
            attribute(observation, "value", "displayName")
        )
        if said:
            return said[:LONG]
    return ""


def _sample(document: Document) -> _Sample:
    """How, where and when the sample was taken, and its share of tumour cells."""
    section = document.section(codes.SPECIMEN)
    taken = document.section(codes.SAMPLE)
    on = next((d for p in every(taken, "entry/procedure") if (d := day(p, "effectiveTime"))), None)
    cells = next((attribute(o, "value", "value") for o in observations(section, _CELLS)), "")
    how = _said(section, _COLLECTED, document)
    said = [how, _("%(n)s %% de cellules tumorales", n=cells) if cells else ""]
    kind = next((k for pattern, k in _SAMPLE_KINDS if re.search(pattern, fold(how))), None)
    organ = _said(section, _ORGAN, document)[:SHORT]
    return _Sample(", ".join(filter(None, said))[:SHORT], kind, organ, on)


def _items(section: Element) -> list[str]:
    found = [words(e) for e in section.iter() if e.tag.endswith(("}item", "}paragraph"))]
    return [text for text in map(something, found) if text]

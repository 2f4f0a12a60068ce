"""State, antecedents and treatments of a board's fiche, with what it only says in prose told by name."""

from __future__ import annotations

import re
from decimal import Decimal
from xml.etree.ElementTree import Element

from app.domain.casefile import Caution, Measure, Treatment
from app.domain.health import G8, Imaging
from app.domain.partial_date import PartialDate
from app.domain.text import LONG, SHORT, fold
from app.domain.vocabulary import CautionKind, MeasureKind, Presence
from app.exchange.fhir.drug_names import anticancer
from app.exchange.remarks import Remarks
from app.i18n import _

from . import codes
from .load import Document, attribute, day, every, observations, one, rows, something, words

_G8 = re.compile(r"\bg[- ]?8\b")
_SPLIT = re.compile(r"\s*(?:,|;|\+|/|\bet\b|\bpuis\b)\s*")


def read_measures(document: Document, remarks: Remarks) -> tuple[Measure, ...]:
    """Performance status by date."""
    found = []
    function = document.section(codes.FUNCTION)
    for observation in observations(function, "MED-239"):
        value = codes.PERFORMANCE.get(attribute(observation, "value", "code"))
        on = day(observation, "effectiveTime")
        if value is None:
            said = document.said(observation) or attribute(observation, "value", "code")
            remarks.leave("CDA", "", _("indice OMS : %(said)s", said=said), "value_unreadable")
        else:
            found.append(Measure(MeasureKind.PERFORMANCE_STATUS, Decimal(value), on))
    if not found:
        remarks.note("no_performance_status")
    return tuple(found)


def read_g8(document: Document, remarks: Remarks) -> tuple[G8, ...]:
    """The frailty score when its tool is the G8; the score of another tool, or of none named, is told."""
    scores = observations(document.section(codes.FUNCTION), "48544-1")
    return tuple(g8 for o in scores if (g8 := _frailty(o, document, remarks)))


def read_cautions(
    document: Document, birth: PartialDate | None, remarks: Remarks
) -> tuple[Caution, ...]:
    """Antecedents and active problems, one for each line of their tables; a date before birth is told, not kept."""
    found: list[Caution] = []
    for code in (codes.HISTORY, codes.PROBLEMS):
        for line in rows(document.section(code)):
            on, said = _dated(line)
            if on and birth and on.iso < birth.iso[: len(on.iso)]:
                remarks.note("antecedent_before_birth", text=said, on=str(on))
                on = None
            if said:
                found.append(Caution(_kind(said), Presence.YES, said[:SHORT], on))
    return tuple(dict.fromkeys(found))


def read_treatments(document: Document, remarks: Remarks) -> tuple[Treatment, ...]:
    """Past and current treatments by start date; what was not given is told. No line number is in the fiche."""
    made = []
    for act in every(document.section(codes.ACTS), "entry/procedure"):
        treatment = _treatment(act, document, remarks)
        made += [treatment] if treatment else []
    return tuple(sorted(made, key=lambda t: t.started_on.iso if t.started_on else "9"))


def question(document: Document) -> str:
    """The story of the case and what is asked of the board, as written."""
    said = [words(cell) for line in rows(document.section(codes.STORY)) for cell in line]
    return "\n".join(filter(None, map(something, said)))[:LONG]


def read_imaging(document: Document, remarks: Remarks) -> tuple[Imaging, ...]:
    """Imaging among the dated examinations, in the words of the fiche; every other line is told."""
    found = []
    for section in document.sections(codes.EXAMINATIONS):
        if observations(section, codes.CONCLUSION):
            continue
        for line in rows(section):
            cells = [something(words(cell)) for cell in line]
            imaging = _imaging(cells)
            if imaging:
                found.append(imaging)
            elif any(cells):
                remarks.leave("CDA", "", " ; ".join(filter(None, cells)), "not_mapped")
    return tuple(dict.fromkeys(found))


def tell_conclusions(document: Document, remarks: Remarks) -> None:
    """Conclusions in prose of operations and analyses: each is named, and nothing is concluded from it."""
    for code in (codes.OPERATION, codes.CONCLUSION):
        for conclusion in observations(document.root, code):
            text = document.said(conclusion, "value/originalText/reference")
            if text:
                on = day(conclusion, "effectiveTime")
                text = f"{text} ({on})" if on else text
                remarks.leave("DiagnosticReport", "", text, "report_text")


def tell_remarks(document: Document, remarks: Remarks) -> None:
    """The fiche's free comments on the patient."""
    for section in document.sections(codes.REMARKS):
        for line in rows(section):
            for text in filter(None, (something(words(c)) for c in line)):
                remarks.leave("CDA", "", text, "free_text")


def _imaging(cells: list[str]) -> Imaging | None:
    """A line that gives a date, the name of an imaging and what it showed."""
    if len(cells) != 3 or not all(cells):
        return None
    try:
        on = PartialDate.parse(cells[0])
    except ValueError:
        return None
    name = fold(cells[1])
    kind = next((k for pattern, k in codes.IMAGING if re.search(pattern, name)), None)
    if kind is None:
        return None
    return Imaging(kind, region=cells[1][:SHORT], finding=cells[2][:LONG], noted_on=on)


def _frailty(observation: Element, document: Document, remarks: Remarks) -> G8 | None:
    value = attribute(observation, "value", "value")
    tool = document.said(observation)
    on = day(observation, "effectiveTime")
    is_g8 = bool(_G8.search(fold(tool)))
    if is_g8 and re.fullmatch(r"\d{1,2}", value) and int(value) <= 17:
        return G8(Decimal(int(value)), on)
    text = _("score de fragilité %(value)s (%(tool)s)", value=value, tool=tool or "?")
    remarks.leave("CDA", "", text, "out_of_range" if is_g8 else "tool_unknown")
    return None


def _dated(line: list[Element]) -> tuple[PartialDate | None, str]:
    """The date of a line, if its first cell is one, and the words of the others."""
    cells = [something(words(cell)) for cell in line]
    try:
        on = PartialDate.parse(cells[0])
    except ValueError:
        return None, " ".join(filter(None, cells))
    return on, " ".join(filter(None, cells[1:]))


def _kind(said: str) -> CautionKind:
    text = fold(said)
    found = (kind for pattern, kind in codes.CONDITIONS if re.search(pattern, text))
    return next(found, CautionKind.OTHER)


def _treatment(act: Element, document: Document, remarks: Remarks) -> Treatment | None:
    code = attribute(act, "code", "code")
    named = attribute(act, "code", "displayName")
    precision = document.said(act)
    status = attribute(act, "statusCode", "code")
    if status in {"cancelled", "aborted"} or attribute(act, "", "negationInd") == "true":
        remarks.leave("Treatment", "", f"{named} {precision}".strip(), "not_given")
        return None
    known = codes.TREATMENTS.get(code)
    if known is None:
        remarks.leave("Treatment", "", f"{named} {precision}".strip() or code, "code_unknown")
        return None
    kind, label = known
    drugs, unknown = _drugs(precision) if kind.is_systemic else ((), precision)
    label = " + ".join(drugs) or unknown or label
    if kind.is_systemic:
        remarks.note("line_missing", label=label[:SHORT])
    is_over = status != "active"
    return Treatment(
        label=label[:SHORT],
        kind=kind,
        drugs=drugs,
        started_on=day(act, "effectiveTime/low"),
        ended_on=day(act, "effectiveTime/high") if is_over else None,
        ongoing=None if is_over else True,
        note=_note(act, document, precision if drugs else ""),
    )


def _drugs(precision: str) -> tuple[tuple[str, ...], str]:
    """The anticancer drugs a precision names by our names; its words when it names none."""
    found = [name for part in _SPLIT.split(precision) if (name := anticancer(part))]
    return tuple(dict.fromkeys(name for name, _kind_of in found)), precision


def _note(act: Element, document: Document, precision: str) -> str:
    comment = document.said(one(act, "entryRelationship/act"))
    return " ".join(filter(None, [precision, comment]))[:LONG]

"""Tumour events of the pivot: the primary tumours, what later events add, and dated measures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from app.domain.casefile import Measure, Tumour
from app.domain.health import G8
from app.domain.partial_date import PartialDate
from app.domain.text import SHORT
from app.domain.vocabulary import MeasureKind, Site
from app.errors import UnreadableFile
from app.exchange.fhir.terms import CODE_SITES, place_of, site_of, tumour_label
from app.exchange.remarks import Remarks
from app.i18n import _

from . import codes
from .load import Book, Record

_EVENT = "TumorPathologyEvent"
_DEPTH = 50
_TOPOGRAPHY = re.compile(r"C\d\d(\.\d)?\Z")
_MORPHOLOGY = re.compile(r"\d{4}/\d\Z")


def read_tumours(book: Book, remarks: Remarks) -> tuple[Tumour, ...]:
    """Every primary tumour, the latest diagnosed first; UnreadableFile when there is none."""
    events = book.distinct(_EVENT, remarks)
    if not events:
        name = book.patient.cells.get("Patient_Id", "")
        raise UnreadableFile("osiris_no_tumour", patient=name[:SHORT])
    families = _families(events, book, remarks)
    if len(families) > 1:
        remarks.note("several_tumours", count=str(len(families)))
    made = [_tumour(family, book, remarks) for family in families]
    return tuple(sorted(made, key=_diagnosed, reverse=True))


def read_measures(book: Book, remarks: Remarks) -> tuple[Measure, ...]:
    """Performance status of each event, dated by it; impossible values are told."""
    found: dict[Measure, None] = {}
    for event in book.all(_EVENT):
        value = _whole(event, "PerformanceStatus", 4, remarks)
        if value is not None:
            on = _on(event, Remarks())
            found.setdefault(Measure(MeasureKind.PERFORMANCE_STATUS, value, on))
    if not found:
        remarks.note("no_performance_status")
    return tuple(found)


def read_g8(book: Book, remarks: Remarks) -> tuple[G8, ...]:
    """The G8 of each event, dated by it."""
    found: dict[G8, None] = {}
    for event in book.all(_EVENT):
        score = _whole(event, "G8", 17, remarks)
        if score is not None:
            found.setdefault(G8(score, _on(event, Remarks())))
    return tuple(found)


def place(code: str) -> tuple[Site, str] | None:
    """The site of an ICD-O topography code, and how it is said after "Carcinome"."""
    words = next((w for pattern, w in CODE_SITES if re.match(pattern, code)), "")
    return site_of(words) if words else None


def _families(events: Sequence[Record], book: Book, remarks: Remarks) -> list[list[Record]]:
    """Each primary tumour with its later events after it."""
    orphans = [e for e in events if _parent(e, book) is None]
    heads = [e for e in orphans if not _is_later(e)] or orphans[:1] or list(events[:1])
    families = {head: [head] for head in heads}
    only = families[heads[0]] if len(heads) == 1 else None
    for event in events:
        if event in families:
            continue
        own = families.get(_head(event, book), only)
        if own is None:
            remarks.leave(_EVENT, event.number, event.words, "which_tumour")
        else:
            own.append(event)
    return list(families.values())


def _is_later(event: Record) -> bool:
    return event.code("Type") in {codes.METASTATIC, codes.RECURRENT}


def _parent(event: Record, book: Book) -> Record | None:
    parent = book.find(_EVENT, event.get("ParentRef"))
    return None if parent is event else parent


def _head(event: Record, book: Book) -> Record:
    for _step in range(_DEPTH):
        parent = _parent(event, book)
        if parent is None:
            break
        event = parent
    return event


def _tumour(family: list[Record], book: Book, remarks: Remarks) -> Tumour:
    head, *others = family
    later = [e for e in others if _is_later(e)]
    own = [e for e in others if e not in later] + [head]
    topography = _coded(own, "TopographyCode", _TOPOGRAPHY, remarks)
    morphology = _coded(own, "MorphologyCode", _MORPHOLOGY, remarks)
    side = next((s for e in own if (s := codes.SIDES.get(e.code("Laterality")))), None)
    site = place(topography)
    if site is None:
        remarks.note("site_unknown", text=topography or _("sans code de localisation"))
    tnm, edition = _tnm(own, later, book, remarks)
    histology = _histology(morphology, remarks)
    label = tumour_label(histology, site[1] if site else "", side)
    return Tumour(
        label=label or _("Cancer de site non précisé"),
        site=site[0] if site else Site.OTHER,
        laterality=side,
        histology=_graded(histology, own),
        morphology_code=morphology,
        topography_code=topography,
        diagnosed_on=_diagnosis(own, remarks),
        stage=_stage(own, remarks),
        tnm=tnm,
        tnm_edition=edition,
        metastatic_sites=_later(later, topography, remarks),
    )


def _diagnosed(tumour: Tumour) -> str:
    return tumour.diagnosed_on.iso if tumour.diagnosed_on else ""


def _coded(own: list[Record], name: str, shape: re.Pattern[str], remarks: Remarks) -> str:
    """The first code of the right shape; another is told."""
    for event in own:
        code = event.code(name)
        if shape.match(code):
            return code
        if code:
            remarks.leave(_EVENT, event.number, f"{name} : {event.get(name)}", "value_unreadable")
    return ""


def _histology(morphology: str, remarks: Remarks) -> str:
    known = codes.HISTOLOGIES.get(morphology, "")
    if not known and morphology:
        remarks.note("vague_histology", text=morphology)
    elif not known:
        remarks.note("no_histology")
    return known


def _graded(histology: str, own: list[Record]) -> str:
    grade = next((g for e in own if (g := e.code("HistologicalGradeValue"))), "")
    if not grade:
        return histology
    return _("%(histology)s, grade %(grade)s", histology=histology, grade=grade).lstrip(", ")


def _diagnosis(own: list[Record], remarks: Remarks) -> PartialDate | None:
    found = next((on for e in own if (on := _on(e, remarks, "DiagnosisDate", "StartDate"))), None)
    if found is None:
        remarks.note("no_diagnosis_date")
    return found


def _on(
    event: Record, remarks: Remarks, first: str = "StartDate", second: str = "DiagnosisDate"
) -> PartialDate | None:
    return event.day(first, remarks) or event.day(second, remarks)


def _stage(own: list[Record], remarks: Remarks) -> str:
    event = next((e for e in own if e.code("StadeValue")), None)
    if event is None:
        remarks.note("no_stage")
        return ""
    scale = event.code("StadeType")
    return f"{scale} {event.code('StadeValue')}".strip()


def _tnm(own: list[Record], later: list[Record], book: Book, remarks: Remarks) -> tuple[str, str]:
    """The TNM of the tumour itself, clinical and pathological; those of later events are told."""
    rows = [r for e in own for r in _tnm_rows(e, book)]
    said, editions = [], []
    for row in dict.fromkeys(filter(_categories, rows)):
        said.append(_categories(row))
        editions.append(codes.TNM_EDITIONS.get(row.code("Version") or row.code("TNMVersion"), ""))
    for row in (r for e in later for r in _tnm_rows(e, book) if _categories(r)):
        remarks.leave("TNM", row.number, _categories(row), "later_event")
    edition = ", ".join(dict.fromkeys(filter(None, editions)))
    return " ; ".join(dict.fromkeys(said)), edition


def _tnm_rows(event: Record, book: Book) -> list[Record]:
    """The rows of the TNM file for that event; failing any, the columns of the event itself."""
    rows = book.about("TNM", "TumorPathologyEvent_Ref", event.number)
    return [r for r in rows if _categories(r)] or [event]


def _categories(row: Record) -> str:
    """`cT2 N2 M1`."""
    parts = [row.code(name) for name in "TNM"]
    kind = row.code("Type") if row.kind == "TNM" else row.code("TNMType")
    said = " ".join(filter(None, parts))
    return f"{kind if kind in {'c', 'p', 'y', 'u'} else ''}{said}" if said else ""


def _later(later: list[Record], topography: str, remarks: Remarks) -> str:
    """Metastases with their dates; a recurrence is told."""
    said = []
    for event in later:
        on = _on(event, remarks)
        if event.code("Type") == codes.RECURRENT:
            remarks.note("recurrence_on", on=str(on) if on else _("date non précisée"))
        else:
            name = _organ(event.code("TopographyCode"), topography)
            said.append(f"{name} ({on})" if on else name)
    return ", ".join(dict.fromkeys(said))[:SHORT]


def _organ(code: str, topography: str) -> str:
    """Where the metastasis is, when the file gives another code than the primary tumour's."""
    found = organ(code) if code[:3] != topography[:3] else ""
    return found or _("site non précisé")


def organ(code: str) -> str:
    """The French name of the organ of a topography code, "" for one that our short list lacks."""
    named = next((name for pattern, name in codes.ORGANS if re.match(pattern, code)), "")
    if named:
        return named
    words = next((w for pattern, w in CODE_SITES if re.match(pattern, code)), "")
    found = place_of(words) if words else None
    return found[0] if found else ""


def _whole(event: Record, name: str, highest: int, remarks: Remarks) -> Decimal | None:
    written = event.code(name)
    if not written:
        return None
    if re.fullmatch(r"\d{1,2}", written) and int(written) <= highest:
        return Decimal(int(written))
    is_karnofsky = name == "PerformanceStatus" and re.fullmatch(r"[1-9]0|100", written)
    impossible = "out_of_range" if re.fullmatch(r"-?\d+", written) else "value_unreadable"
    reason = "karnofsky" if is_karnofsky else impossible
    remarks.leave(_EVENT, event.number, f"{name} : {written}", reason)
    return None

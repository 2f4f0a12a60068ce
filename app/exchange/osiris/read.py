"""The importer of the OSIRIS pivot: a folder of CSV files, one case for each patient."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.domain.casefile import CaseFile, Caution, Patient
from app.domain.health import FamilyHistory
from app.domain.text import SHORT
from app.domain.vocabulary import CautionKind, Presence, Sex
from app.errors import UnreadableFile
from app.exchange.imported import ImportedCase
from app.exchange.remarks import Remarks
from app.i18n import _

from . import codes
from .courses import read_treatments
from .laboratory import read_laboratory
from .load import Book, Pivot, Record, kind_of, load
from .markers import read_biomarkers
from .oddities import tell_oddities
from .tumours import place, read_g8, read_measures, read_tumours

_SEVERE = {"3", "4", "5"}
_REMARKS = 40


def is_osiris(names: Iterable[str]) -> bool:
    """Whether these files look like a pivot: at least its patients and their tumour events."""
    return {"Patient", "TumorPathologyEvent"} <= set(map(kind_of, names))


def read_osiris(files: Mapping[str, bytes]) -> tuple[ImportedCase, ...]:
    """One case for each patient, in file order; UnreadableFile for the whole when any part is broken.

    A patient who has an identifier and nothing else anywhere is left out and told in the others.
    """
    pivot = load(files)
    filled = [book for book in pivot.books if book.rows or _says_something(book.patient)]
    if not filled:
        raise UnreadableFile("osiris_no_patient")
    empty = len(pivot.books) - len(filled)
    return tuple(
        _case(book, pivot, empty, is_first=place == 0) for place, book in enumerate(filled)
    )


def _says_something(patient: Record) -> bool:
    names = ("Gender", "BirthDate", "DeathDate", "LastNewsDate", "ProviderCenterId")
    return any(patient.get(name) for name in names)


def _case(book: Book, pivot: Pivot, empty: int, *, is_first: bool) -> ImportedCase:
    remarks = Remarks()
    patient = _patient(book.patient, remarks)
    case_file = CaseFile(
        patient=patient,
        tumours=read_tumours(book, remarks),
        biomarkers=read_biomarkers(book, remarks),
        treatments=read_treatments(book, remarks),
        measures=read_measures(book, remarks) + read_laboratory(book, remarks),
        cautions=_cautions(book, remarks),
        g8=read_g8(book, remarks),
        family_history=_family(book, remarks),
    )
    tell_oddities(book, remarks)
    _tell_file(pivot, empty, remarks, is_first=is_first)
    centre = book.patient.code("ProviderCenterId")
    key = f"osiris:{centre}|{patient.local_id}"
    return ImportedCase(case_file, remarks.not_understood(), remarks.notes(), key)


def _patient(record: Record, remarks: Remarks) -> Patient:
    """A pseudonymised patient: the identifier stands for the name, and this is said."""
    identifier = record.cells.get("Patient_Id", "")[:SHORT]
    born = record.day("BirthDate", remarks)
    sex = codes.SEXES.get(record.code("Gender").upper(), Sex.UNKNOWN)
    remarks.note("name_is_identifier", value=identifier)
    if born is None:
        remarks.note("no_birth_date")
    if sex is Sex.UNKNOWN:
        remarks.note("no_sex")
    if record.get("DeathDate") or record.code("LastNewsStatus") == codes.DIED:
        remarks.note("deceased")
    for name in ("Ethnicity", "CauseOfDeath", "LastNewsDate", "OriginCenterId"):
        if record.get(name):
            remarks.leave("Patient", record.number, f"Patient_{name}", "administrative")
    died = record.day("DeathDate", remarks)
    return Patient(identifier, "", sex=sex, birth_on=born, local_id=identifier, deceased_on=died)


def _cautions(book: Book, remarks: Remarks) -> tuple[Caution, ...]:
    """Associated diseases and severe toxicities."""
    found = [_pathology(row, remarks) for row in book.all("RelatedPathology")]
    found += [_toxicity(row, book, remarks) for row in book.all("AdverseEvent")]
    return tuple(dict.fromkeys(caution for caution in found if caution is not None))


def _pathology(row: Record, remarks: Remarks) -> Caution | None:
    code = row.code("PathologyCode").upper()
    if not code:
        remarks.leave("RelatedPathology", row.number, row.words, "value_unreadable")
        return None
    bare = code.replace(".", "")
    known = next(((k, said) for c, k, said in codes.PATHOLOGIES if bare.startswith(c)), None)
    kind, label = known or (CautionKind.OTHER, _("maladie de code CIM-10"))
    if known is None:
        remarks.note("disease_code_unknown", code=code)
    detail = f"{label} ({code})" if known else f"{label} {code}"
    over = row.day("PathologyEndDate", remarks)
    if over:
        detail += " " + _("(terminée le %(on)s d'après le fichier)", on=over)
    presence = Presence.UNKNOWN if over else Presence.YES
    return Caution(kind, presence, detail, row.day("DiagnosisDate", remarks))


def _toxicity(row: Record, book: Book, remarks: Remarks) -> Caution | None:
    """Grades 3 and more (CTCAE) are severe; the others stay with their treatment, or are told."""
    said = row.get("Code")
    grade = row.code("Grade")
    if grade not in _SEVERE or not said:
        if not said or book.find("Treatment", row.get("Treatment_Ref")) is None:
            remarks.leave("AdverseEvent", row.number, row.words, "not_mapped")
        return None
    given = book.about("Drug", "Treatment_Ref", row.get("Treatment_Ref"))
    drugs = [d.get("Name") for d in given if d.get("Name")]
    under = _(" sous %(drugs)s", drugs=", ".join(drugs)) if drugs else ""
    detail = _("%(event)s, grade %(grade)s%(under)s", event=said, grade=grade, under=under)
    on = row.day("Date", remarks)
    return Caution(CautionKind.PREVIOUS_TOXICITY, Presence.YES, detail[:SHORT], on)


def _family(book: Book, remarks: Remarks) -> tuple[FamilyHistory, ...]:
    """Cancers of the family: who, and where by the words of the topography code."""
    found = []
    for row in book.all("FamilyCancerHistory"):
        code = row.code("TopographyCode").upper()
        if not code:
            remarks.leave("FamilyCancerHistory", row.number, row.words, "value_unreadable")
            continue
        site = place(code)
        cancer = _("cancer %(where)s", where=site[1]) if site and site[1] else _("cancer")
        who = codes.RELATIVES.get(row.code("Parentage"), _("parenté non précisée"))
        found.append(FamilyHistory(relation=who, cancer=f"{cancer} ({code})"))
    return tuple(dict.fromkeys(found))


def _tell_file(pivot: Pivot, empty: int, remarks: Remarks, *, is_first: bool) -> None:
    """What concerns the files as a whole; what people wrote between the rows is quoted once."""
    for row in pivot.stray[:_REMARKS] if is_first else ():
        if row.everything:
            remarks.leave(row.kind, row.number, row.everything, "no_patient")
    for kind, count in pivot.unattached.items():
        remarks.note("rows_unattached", file=kind, count=str(count))
    if pivot.ignored:
        remarks.note("files_ignored", names=", ".join(pivot.ignored)[:SHORT])
    if empty:
        remarks.note("empty_patients", count=str(empty))

"""The importer of the OSIRIS pivot: a folder of CSV files, one case for each patient."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.domain.casefile import CaseFile, Caution, Patient
from app.domain.text import SHORT
from app.domain.vocabulary import CautionKind, Presence, Sex
from app.errors import UnreadableFile
from app.exchange.imported import ImportedCase
from app.exchange.remarks import Remarks
from app.i18n import _

from . import codes
from .courses import read_treatments
from .load import Book, Pivot, Record, kind_of, load
from .markers import read_albumin, read_biomarkers
from .tumours import place, read_measures, read_tumours

_SEVERE = {"3", "4", "5"}
_NO_USE = (("Consent", "administrative"), ("BiologicalSample", "not_mapped"))


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
    return tuple(_case(book, pivot, len(pivot.books) - len(filled)) for book in filled)


def _says_something(patient: Record) -> bool:
    names = ("Gender", "BirthDate", "DeathDate", "LastNewsDate", "ProviderCenterId")
    return any(patient.get(name) for name in names)


def _case(book: Book, pivot: Pivot, empty: int) -> ImportedCase:
    remarks = Remarks()
    patient = _patient(book.patient, remarks)
    case_file = CaseFile(
        patient=patient,
        tumours=read_tumours(book, remarks),
        biomarkers=read_biomarkers(book, remarks),
        treatments=read_treatments(book, remarks),
        measures=read_measures(book, remarks) + read_albumin(book, remarks),
        cautions=_cautions(book, remarks),
    )
    _tell_rest(book, remarks)
    _tell_file(pivot, empty, remarks)
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
    if record.get("Ethnicity"):
        remarks.leave("Patient", record.number, "Patient_Ethnicity", "administrative")
    return Patient(identifier, "", sex=sex, birth_on=born, local_id=identifier)


def _cautions(book: Book, remarks: Remarks) -> tuple[Caution, ...]:
    """Associated diseases, severe toxicities, and cancers of the family."""
    found = [_pathology(row, remarks) for row in book.all("RelatedPathology")]
    found += [_toxicity(row, book, remarks) for row in book.all("AdverseEvent")]
    found += [_relative(row, remarks) for row in book.all("FamilyCancerHistory")]
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
    """Grades 3 and more (CTCAE) are severe; the others are told."""
    said = row.get("Code")
    grade = row.code("Grade")
    if grade not in _SEVERE or not said:
        remarks.leave("AdverseEvent", row.number, row.words, "not_mapped")
        return None
    given = book.about("Drug", "Treatment_Ref", row.get("Treatment_Ref"))
    drugs = [d.get("Name") for d in given if d.get("Name")]
    under = _(" sous %(drugs)s", drugs=", ".join(drugs)) if drugs else ""
    detail = _("%(event)s, grade %(grade)s%(under)s", event=said, grade=grade, under=under)
    on = row.day("Date", remarks)
    return Caution(CautionKind.PREVIOUS_TOXICITY, Presence.YES, detail[:SHORT], on)


def _relative(row: Record, remarks: Remarks) -> Caution | None:
    code = row.code("TopographyCode").upper()
    if not code:
        remarks.leave("FamilyCancerHistory", row.number, row.words, "value_unreadable")
        return None
    site = place(code)
    where = f"{site[1]} ({code})" if site and site[1] else f"({code})"
    who = codes.RELATIVES.get(row.code("Parentage"), _("parenté non précisée"))
    detail = _("antécédent familial : cancer %(where)s, %(who)s", where=where, who=who)
    return Caution(CautionKind.OTHER, Presence.YES, detail)


def _tell_rest(book: Book, remarks: Remarks) -> None:
    """Rows that have no place in a case file."""
    for kind, reason in _NO_USE:
        for row in book.all(kind):
            remarks.leave(kind, row.number, row.words, reason)
    for row in book.all("Expression"):
        if row.words:
            remarks.leave("Expression", row.number, row.words, "not_mapped")


def _tell_file(pivot: Pivot, empty: int, remarks: Remarks) -> None:
    for kind, count in pivot.unattached.items():
        remarks.note("rows_unattached", file=kind, count=str(count))
    if pivot.ignored:
        remarks.note("files_ignored", names=", ".join(pivot.ignored)[:SHORT])
    if empty:
        remarks.note("empty_patients", count=str(empty))

"""Cases as an OSIRIS pivot: the CSV files that `read_osiris` reads back, and what the format has no place for.

The pivot is pseudonymised: the reference of the case stands for the patient, and no name, number or word of the
patient is in it. Codes are those of the format; a fact without a code in our short tables is counted, not guessed.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from app.domain.casefile import CaseFile
from app.domain.vocabulary import Sex

from . import _columns, codes
from ._write_markers import write_markers
from ._write_treatments import write_treatments
from ._write_tumours import write_tumours
from ._written import Written

_SEXES = {sex: f"HL7:{code}" for code, sex in codes.SEXES.items()}


def write_osiris(cases: Iterable[tuple[str, CaseFile]]) -> tuple[Mapping[str, bytes], Counter[str]]:
    """The files of a pivot by name, and how many things of each kind were left out.

    Each case comes with the reference that names its patient.
    """
    rows: dict[str, list[Sequence[str]]] = {kind: [] for kind in _columns.COLUMNS}
    left: Counter[str] = Counter()
    for reference, case_file in cases:
        written = _case(reference, case_file)
        left += written.left
        for kind, lines in written.rows.items():
            rows[kind] += lines
    files = {
        f"OSIRIS_pivot_{kind}.csv": _csv([_columns.COLUMNS[kind], *lines])
        for kind, lines in rows.items()
        if lines or kind in {"Patient", "TumorPathologyEvent"}
    }
    return files, left


def _case(reference: str, file: CaseFile) -> Written:
    written = Written(reference)
    patient = file.patient
    written.add(
        "Patient",
        Gender=_SEXES.get(patient.sex, "") if patient.sex is not Sex.UNKNOWN else "",
        BirthDate=patient.birth_on.iso if patient.birth_on else "",
        DeathDate=patient.deceased_on.iso if patient.deceased_on else "",
    )
    write_tumours(file, written)
    write_markers(file, written)
    write_treatments(file, written)
    _health(file, written)
    return written


def _health(file: CaseFile, written: Written) -> None:
    """Associated diseases that carry a CIM-10 code, cancers of the family; all the rest is counted."""
    for caution in file.cautions:
        code = codes.disease_code(caution.detail)
        if code:
            on = caution.noted_on.iso if caution.noted_on else ""
            written.add("RelatedPathology", PathologyCode=code, DiagnosisDate=on)
        else:
            written.leave("cautions")
    relatives = {said: code for code, said in codes.RELATIVES.items()}
    for relative in file.family_history:
        code = codes.disease_code(relative.cancer)
        if code:
            who = relatives.get(relative.relation, "C0439673")
            written.add("FamilyCancerHistory", TopographyCode=code, Parentage=f"UMLS:{who}")
        else:
            written.leave("family_history")
    for part in ("statements", "red_flags", "nervous_diseases", "tempos", "medications"):
        written.leave(part, len(getattr(file, part)))
    for part in ("allergies", "checks", "social_notes", "imaging", "reports", "not_given"):
        written.leave(part, len(getattr(file, part)))


def _csv(lines: Iterable[Sequence[str]]) -> bytes:
    """Commas, UTF-8, one line break: as the official sample."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(lines)
    return buffer.getvalue().encode()

"""The importer of French CDA documents: one document, one patient, one case, an account of the rest."""

from __future__ import annotations

from app.domain.casefile import CaseFile
from app.domain.text import SHORT
from app.errors import UnreadableFile
from app.exchange.imported import Asked, ImportedCase
from app.exchange.remarks import Remarks

from . import board, clinical, codes, header, molecular, tumours
from .load import Document, load, one, words


def read_cda(content: bytes) -> ImportedCase:
    """Read a board's fiche or a molecular report; UnreadableFile for another document, or a broken one."""
    document = load(content)
    remarks = Remarks()
    if document.code == codes.FRCP:
        case_file = _fiche(document, remarks)
    elif document.code == codes.CR_GM:
        case_file = _report(document, remarks)
    else:
        title = words(one(document.root, "title"))[:SHORT] or document.code or "?"
        raise UnreadableFile("cda_kind", title=title)
    header.tell_people(document, remarks)
    is_fiche = document.code == codes.FRCP
    asked = Asked(
        question=clinical.question(document) if is_fiche else "",
        requester_name=header.requester(document) if is_fiche else "",
    )
    key = header.source_key(document, case_file.patient)
    return ImportedCase(case_file, remarks.not_understood(), remarks.notes(), key, asked)


def _fiche(document: Document, remarks: Remarks) -> CaseFile:
    patient = header.read_patient(document, remarks)
    case_file = CaseFile(
        patient=patient,
        tumours=tumours.read_tumours(document, remarks),
        treatments=clinical.read_treatments(document, remarks),
        measures=clinical.read_measures(document, remarks),
        cautions=clinical.read_cautions(document, patient.birth_on, remarks),
        g8=clinical.read_g8(document, remarks),
        imaging=clinical.read_imaging(document, remarks),
        ins=header.read_ins(document, remarks),
    )
    tumours.tell_phase(document, remarks)
    clinical.tell_conclusions(document, remarks)
    clinical.tell_remarks(document, remarks)
    board.tell_opinion(document, remarks)
    board.tell_lacks(document, remarks)
    return case_file


def _report(document: Document, remarks: Remarks) -> CaseFile:
    case_file = CaseFile(
        patient=header.read_patient(document, remarks),
        tumours=(molecular.read_tumour(document, remarks),),
        biomarkers=molecular.read_biomarkers(document, remarks),
        ins=header.read_ins(document, remarks),
    )
    molecular.tell_prose(document, remarks)
    return case_file

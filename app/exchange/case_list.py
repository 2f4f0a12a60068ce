"""The list of cases for a spreadsheet: one case a line, headings that the import of a list knows again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.casefile import CaseFile
from app.domain.vocabulary import MeasureKind, PresentationState
from app.i18n import _

from .spreadsheet import Cell, write_table


@dataclass(frozen=True)
class ListedCase:
    """One case with its latest presentation; `meeting_on` is the day in the hospital's time."""

    reference: str
    file: CaseFile
    question: str
    state: PresentationState
    opened_on: date
    meeting: str = ""
    meeting_on: date | None = None
    requester: str = ""
    opposed: bool | None = None


def write_list(cases: Iterable[ListedCase], today: date) -> bytes:
    """The table in CSV; ages are those of `today`."""
    return write_table(_header(), (_line(case, today) for case in cases))


def _header() -> list[str]:
    return [
        _("Référence"),
        _("Nom de naissance"),
        _("Nom utilisé"),
        _("Prénoms"),
        _("Sexe"),
        _("Date de naissance"),
        _("Âge"),
        _("IPP"),
        _("Localisation"),
        _("Maladie"),
        _("Stade"),
        _("Lignes"),
        _("OMS"),
        _("Question"),
        _("Médecin référent"),
        _("Opposition"),
        _("Dossier ouvert le"),
        _("Réunion"),
        _("Date de la réunion"),
        _("État"),
    ]


def _line(case: ListedCase, today: date) -> list[Cell]:
    patient, tumour = case.file.patient, case.file.tumour
    status = case.file.latest(MeasureKind.PERFORMANCE_STATUS)
    opposed = {True: _("oui"), False: _("non"), None: ""}[case.opposed]
    return [
        case.reference,
        patient.birth_name,
        patient.used_name,
        patient.given_names,
        patient.sex.label,
        patient.birth_on,
        patient.age_on(today),
        patient.local_id,
        tumour.site.label,
        tumour.label,
        tumour.stage,
        case.file.systemic_lines,
        status.value if status else None,
        case.question,
        case.requester,
        opposed,
        case.opened_on,
        case.meeting,
        case.meeting_on,
        case.state.label,
    ]

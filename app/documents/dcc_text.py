"""The fiche as plain text under the national headings, to paste into the DCC (CI-SIS, volet FRCP 2022.01, sections 1 to 18).

It reads the record as paper does: board-only words may stand, those kept for the doctor or from relatives never.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.casefile import CaseFile
from app.domain.completeness import of_record
from app.domain.record import Record
from app.i18n import _
from app.wording import national, people
from app.wording.completeness import file_state
from app.wording.dates import clock_time, full_date, moment, paris_day

from . import _dcc_disease, _dcc_proposal
from ._fiche_meeting import informed, quorum
from ._paper import meeting_day, on_paper


@dataclass(frozen=True)
class Part:
    """One heading of the national fiche: its key in the page, its title, its plain text."""

    key: str
    title: str
    text: str


Writer = Callable[[Record, date], Iterable[str]]


def parts(record: Record) -> tuple[Part, ...]:
    """Every national heading in order; one about which nothing stands says so."""
    kept = on_paper(record)
    day = meeting_day(kept) or (paris_day(kept.validated_at) if kept.validated_at else date.min)
    return tuple(
        Part(key, _(title), "\n".join(filter(None, write(kept, day))) or _("Non renseigné."))
        for key, title, write in HEADINGS
    )


def whole(given: Sequence[Part]) -> str:
    """Every heading one under the other."""
    return "\n\n".join(f"{part.title.upper()}\n{part.text}" for part in given)


def _meeting(record: Record, day: date) -> Iterable[str]:
    meeting = record.meeting
    if meeting:
        start = meeting.starts_at
        yield _(
            "%(title)s, %(day)s à %(time)s",
            title=meeting.title,
            day=full_date(paris_day(start)),
            time=clock_time(start),
        )
        yield _pair(_("Lieu"), ", ".join(filter(None, (meeting.place, meeting.ids.address))))
        yield _pair(_("Coordinateur"), meeting.ids.coordinator)
    yield _pair(_("Identifiants"), national.identifiers(record))
    yield _pair(_("Référence"), f"{record.reference}, {record.number}")
    yield _pair(_("Demandeur"), people.person(record.requester))
    yield _pair(_("Présenté par"), people.person(record.presenter or record.requester))
    doctor = people.person(record.family_doctor) if record.family_doctor else _("aucun déclaré")
    yield _pair(_("Médecin traitant"), doctor)
    yield _pair(_("Correspondants"), record.national.correspondents)
    for member in meeting.members if meeting else ():
        yield f"- {people.person(member.person)}, {people.attendance(member)}"


def _patient(record: Record, day: date) -> Iterable[str]:
    file = record.case_file
    yield people.full_name(file.patient)
    yield people.birth(file.patient, day)
    yield people.ins_number(file)
    yield _pair(_("Identifiant local"), file.patient.local_id)
    yield _pair(_("Lieu de naissance"), file.patient.birth_place)
    yield _pair(_("Coordonnées"), national.contact(record))
    yield _pair(_("Information"), informed(record.informed, file.patient.sex))


def _reason(record: Record, day: date) -> Iterable[str]:
    yield _pair(_("Type"), national.board_type(record.national))
    yield _pair(_("Motif"), national.reason(record.national))
    yield _pair(_("Statut du cas"), national.case_status(record))


def _summary(record: Record, day: date) -> Iterable[str]:
    yield record.national.history
    yield _pair(_("Depuis la dernière fois"), record.changed_since)
    yield _pair(_("Question posée"), record.question)


def _status(record: Record, day: date) -> Iterable[str]:
    yield _pair(_("Dossier"), file_state(of_record(record, day)))
    yield _pair(_("Commentaire"), record.national.file_note)
    if record.meeting:
        yield _pair(_("Quorum"), quorum(record.meeting))


def _document(record: Record, day: date) -> Iterable[str]:
    yield national.document_status(record)
    yield _pair(_("Avis rédigé par"), record.opinion.by)
    if record.validated_at:
        yield _(
            "Validé par %(name)s le %(when)s.",
            name=record.validated_by,
            when=moment(record.validated_at),
        )
    for added in record.addenda:
        when = moment(added.at)
        yield _("Ajout du %(when)s, %(name)s : %(text)s", when=when, name=added.by, text=added.text)


def _pair(label: str, value: str) -> str:
    return _("%(label)s : %(value)s", label=label, value=value) if value else ""


def _of_file(write: Callable[[CaseFile], Iterable[str]]) -> Writer:
    return lambda record, _day: write(record.case_file)


HEADINGS: tuple[tuple[str, str, Writer], ...] = (
    ("meeting", "Réunion et participants", _meeting),
    ("patient", "Patient", _patient),
    ("1", "Raison de la recommandation", _reason),
    ("2", "Résultats d'événements (dépistage)", _of_file(_dcc_disease.screening)),
    ("3", "Diagnostic du cancer", _of_file(_dcc_disease.diagnosis)),
    ("4", "Antécédents médicaux", _of_file(_dcc_disease.history)),
    ("5", "Problèmes actifs (comorbidités)", _of_file(_dcc_disease.comorbidities)),
    ("6", "Statut fonctionnel", _of_file(_dcc_disease.function)),
    ("7", "Résultats d'examens", _of_file(_dcc_disease.results)),
    ("8", "Note de progression", _of_file(_dcc_disease.progression)),
    ("9", "Actes (traitements reçus et en cours)", _of_file(_dcc_disease.treatments)),
    ("10", "Conclusion opératoire", _of_file(_dcc_disease.operation)),
    ("11", "Conclusion d'anatomopathologie", _of_file(_dcc_disease.pathology)),
    ("12", "Conclusion de génétique moléculaire", _of_file(_dcc_disease.molecular)),
    ("13", "Histoire, synthèse, question posée", _summary),
    ("14", "Statut du dossier", _status),
    ("15", "Plan de soins (proposition)", _dcc_proposal.proposal),
    ("16", "Cadre de la proposition", _dcc_proposal.frame),
    ("17", "Commentaire sur le patient", _dcc_proposal.patient_comment),
    ("18", "Statut du document", _document),
)

"""The one place where what cases and people are found by is kept in step with the tables.

Every unit of work ends here: rows that a flush touched, and cases that were stored in bulk, have their words made
again in the same transaction, so that a search never sees a case otherwise than its page does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, UOWTransaction

from app import clock
from app.domain import casefile as shapes
from app.domain.naming import glued, name_tokens, number_token, tokens
from app.extensions import db
from app.models import (
    Biomarker,
    CareLink,
    Case,
    Meeting,
    NameToken,
    Patient,
    Presentation,
    Professional,
    SearchToken,
    Tumour,
)
from app.queries.facts import as_fact

Words = dict[UUID, set[str]]

# the columns that words are made of
_WATCHED: Mapping[type[Any], frozenset[str]] = {
    Patient: frozenset(
        ("birth_name", "used_name", "given_names", "birth_on", "local_id", "ins_number", "merged_into_id")
    ),
    Tumour: frozenset(("label", "site", "histology", "withdrawn", "patient_id")),
    Biomarker: frozenset(("marker", "alteration", "withdrawn", "patient_id")),
    Case: frozenset(("patient_id", "tumour_id", "family_doctor_id", "withdrawn_at")),
    Presentation: frozenset(("meeting_id", "requester_id", "presenter_id")),
    CareLink: frozenset(("professional_id",)),
    Meeting: frozenset(("title", "starts_at")),
    Professional: frozenset(("family_name", "given_name")),
}  # fmt: skip
_TOUCHED = "search_touched"
_AT_ONCE = 500


def touch(kind: type[Any], ids: Iterable[UUID]) -> None:
    """Say that rows changed without a flush of the session (bulk statements)."""
    _touched(db.session()).setdefault(kind, set()).update(ids)


def catch_up() -> None:
    """Make again the words of everything touched in this transaction."""
    touched = _touched(db.session())
    if not touched:
        return
    cases = _cases_of(touched)
    people = touched.get(Patient, set()) | _patients_of(touched.get(Case, set()))
    touched.clear()
    for some in _portions(people):
        _store(NameToken, NameToken.patient_id, _people(some))
    for some in _portions(cases):
        _store(SearchToken, SearchToken.case_id, _words(some))


def rebuild() -> int:
    """Make every word again, inside the caller's transaction; how many cases there are."""
    touch(Patient, db.session.scalars(sa.select(Patient.id)))
    cases = list(db.session.scalars(sa.select(Case.id)))
    touch(Case, cases)
    catch_up()
    return len(cases)


def _touched(session: Session) -> dict[type[Any], set[UUID]]:
    found: dict[type[Any], set[UUID]] = session.info.setdefault(_TOUCHED, {})
    return found


@sa.event.listens_for(Session, "after_flush")
def _note(session: Session, _flush: UOWTransaction) -> None:
    touched = _touched(session)
    for row in (*session.new, *session.dirty, *session.deleted):
        watched = _WATCHED.get(type(row))
        if watched and (row not in session.dirty or _has_changed(row, watched)):
            touched.setdefault(type(row), set()).add(row.id)


def _has_changed(row: Any, watched: frozenset[str]) -> bool:
    attributes = sa.inspect(row).attrs
    return any(attributes[name].history.has_changes() for name in watched)


def _cases_of(touched: Mapping[type[Any], set[UUID]]) -> set[UUID]:
    """The cases whose words may have changed."""
    found = set(touched.get(Case, ()))
    for kind, through in _WAYS.items():
        for some in _portions(touched.get(kind, ())):
            for way in through:
                found |= set(db.session.scalars(way(some)))
    return found


def _patients_of(cases: Collection[UUID]) -> set[UUID]:
    found: set[UUID] = set()
    for some in _portions(cases):
        found |= set(db.session.scalars(sa.select(Case.patient_id).where(Case.id.in_(some))))
    return found


_ASKS = sa.select(Presentation.case_id)
_WAYS: Mapping[type[Any], tuple[Any, ...]] = {
    Patient: (lambda ids: sa.select(Case.id).where(Case.patient_id.in_(ids)),),
    Tumour: (
        lambda ids: sa.select(Case.id).where(
            Case.patient_id.in_(sa.select(Tumour.patient_id).where(Tumour.id.in_(ids)))
        ),
    ),
    Biomarker: (
        lambda ids: sa.select(Case.id).where(
            Case.patient_id.in_(sa.select(Biomarker.patient_id).where(Biomarker.id.in_(ids)))
        ),
    ),
    Presentation: (lambda ids: _ASKS.where(Presentation.id.in_(ids)),),
    CareLink: (lambda ids: sa.select(CareLink.case_id).where(CareLink.id.in_(ids)),),
    Meeting: (lambda ids: _ASKS.where(Presentation.meeting_id.in_(ids)),),
    Professional: (
        lambda ids: _ASKS.where(
            sa.or_(Presentation.requester_id.in_(ids), Presentation.presenter_id.in_(ids))
        ),
        lambda ids: sa.select(CareLink.case_id).where(CareLink.professional_id.in_(ids)),
        lambda ids: sa.select(Case.id).where(Case.family_doctor_id.in_(ids)),
    ),
}


def _store(table: Any, owner: Any, wanted: Mapping[UUID, tuple[set[str], dict[str, Any]]]) -> None:
    """Replace the words of each owner by the wanted ones; only those that differ are written."""
    known: Words = defaultdict(set)
    for row in db.session.execute(sa.select(owner, table.token).where(owner.in_(wanted))):
        known[row[0]].add(row[1])
    gone = [
        {"of": one, "word": word}
        for one, (words, _) in wanted.items()
        for word in known[one] - words
    ]
    new = [
        {owner.key: one, "token": word, **more}
        for one, (words, more) in wanted.items()
        for word in words - known[one]
    ]
    if gone:
        db.session.execute(
            sa.delete(table.__table__).where(
                owner == sa.bindparam("of"), table.token == sa.bindparam("word")
            ),
            gone,
        )
    if new:
        db.session.execute(sa.insert(table.__table__), new)


def _people(ids: Collection[UUID]) -> dict[UUID, tuple[set[str], dict[str, Any]]]:
    """The words of people's names; a row merged into another is found by nothing."""
    rows = db.session.scalars(sa.select(Patient).where(Patient.id.in_(ids)))
    return {
        row.id: (
            set(name_tokens(as_fact(row, shapes.Patient))) if row.merged_into_id is None else set(),
            {"hospital_id": row.hospital_id},
        )
        for row in rows
    }


def _words(ids: Collection[UUID]) -> dict[UUID, tuple[set[str], dict[str, Any]]]:
    """The words of cases; a withdrawn case is found by nothing."""
    rows = db.session.execute(
        sa.select(Case, Patient)
        .join(Patient, Patient.id == Case.patient_id)
        .where(Case.id.in_(ids))
    ).all()
    clinical = _clinical({case.patient_id for case, _patient in rows})
    around = _around(ids)
    return {
        case.id: (
            set()
            if case.withdrawn_at
            else case_words(case.reference, as_fact(patient, shapes.Patient), patient.ins_number)
            | clinical[case.patient_id]
            | around[case.id],
            {"hospital_id": case.hospital_id, "reference": case.reference},
        )
        for case, patient in rows
    }


def case_words(reference: str, patient: shapes.Patient, ins_number: str) -> set[str]:
    """What names a case and its patient: names, birth, numbers, reference (also without its zeros)."""
    number = reference.rpartition("-")[2]
    found = set(name_tokens(patient)) | {glued(reference), number, number.lstrip("0")}
    found |= {number_token(ins_number), glued(patient.local_id)}
    if patient.birth_on:
        found.add(patient.birth_on.iso.replace("-", ""))
    return {word for word in found if word}


def clinical_words(*texts: str) -> set[str]:
    """What clinical and administrative texts are found by."""
    return set().union(*(tokens(text) for text in texts))


def _clinical(patients: Collection[UUID]) -> Words:
    """Tumours and biomarkers, by patient."""
    found: Words = defaultdict(set)
    for row in db.session.execute(
        sa.select(Tumour.patient_id, Tumour.label, Tumour.site, Tumour.histology).where(
            Tumour.patient_id.in_(patients), Tumour.withdrawn.is_(False)
        )
    ):
        found[row.patient_id] |= clinical_words(row.label, row.site.label, row.histology)
    for marker in db.session.execute(
        sa.select(Biomarker.patient_id, Biomarker.marker, Biomarker.alteration).where(
            Biomarker.patient_id.in_(patients), Biomarker.withdrawn.is_(False)
        )
    ):
        found[marker.patient_id] |= clinical_words(marker.marker, marker.alteration)
    return found


def _around(cases: Collection[UUID]) -> Words:
    """Physicians and meetings, by case."""
    found: Words = defaultdict(set)
    for query in _physicians(cases):
        for case_id, family, given in db.session.execute(query):
            found[case_id] |= clinical_words(family, given)
    meetings = (
        sa.select(Presentation.case_id, Meeting.title, Meeting.starts_at)
        .join(Meeting, Meeting.id == Presentation.meeting_id)
        .where(Presentation.case_id.in_(cases))
    )
    for case_id, title, starts_at in db.session.execute(meetings):
        found[case_id] |= clinical_words(title)
        found[case_id].add(f"{starts_at.astimezone(clock.PARIS):%Y%m%d}")
    return found


def _physicians(cases: Collection[UUID]) -> Iterator[Any]:
    """Requesters, presenters, those who treat the patient and the family doctor."""
    names = (Professional.family_name, Professional.given_name)
    for who in (Presentation.requester_id, Presentation.presenter_id):
        yield (
            sa.select(Presentation.case_id, *names)
            .join(Professional, Professional.id == who)
            .where(Presentation.case_id.in_(cases))
        )
    yield (
        sa.select(CareLink.case_id, *names)
        .join(Professional, Professional.id == CareLink.professional_id)
        .where(CareLink.case_id.in_(cases))
    )
    yield (
        sa.select(Case.id, *names)
        .join(Professional, Professional.id == Case.family_doctor_id)
        .where(Case.id.in_(cases))
    )


def _portions(ids: Iterable[UUID]) -> Iterator[list[UUID]]:
    """Some at a time: a statement takes a bounded number of values."""
    given = list(ids)
    for start in range(0, len(given), _AT_ONCE):
        yield given[start : start + _AT_ONCE]

"""Who and what is known to name somebody in a case: takes its record and the people of the hospital, gives `Known`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .record import Person, Record
from .redaction import Clue, Known

# "Mme Petit, infirmière": what follows the comma is a function.
_FUNCTION = re.compile(r"[,(].*\Z", re.DOTALL)


def known_names(
    record: Record, people: Iterable[Person] = (), places: Iterable[str] = ()
) -> tuple[Known, ...]:
    """The patient, the patient's relatives, every professional with a speciality instead, hospitals, places, numbers.

    `people` are the professionals of the directory, `places` the names of its hospitals and units.
    """
    found = dict.fromkeys(
        (
            *_patient(record),
            *_relatives(record),
            *_professionals(record, people),
            *_hospitals(record, places),
        )
    )
    return tuple(known for known in found if known.text.strip())


def _patient(record: Record) -> Iterator[Known]:
    patient, ins = record.case_file.patient, record.case_file.ins
    for name in (patient.birth_name, patient.used_name, patient.given_names):
        yield Known(name, Clue.PATIENT)
    for place in (patient.birth_place, *re.split(r"[,\n]", patient.address)):
        yield Known(place, Clue.PLACE)
    for number in (patient.local_id, ins.number, record.reference):
        yield Known(number, Clue.NUMBER)
    yield Known(patient.phone, Clue.PHONE)


def _relatives(record: Record) -> Iterator[Known]:
    yield Known(record.case_file.patient.emergency_contact, Clue.RELATIVE)
    for said in record.case_file.statements:
        yield Known(said.speaker_name, Clue.RELATIVE)
        yield Known(said.present, Clue.RELATIVE)


def _professionals(record: Record, people: Iterable[Person]) -> Iterator[Known]:
    members = tuple(m.person for m in record.meeting.members) if record.meeting else ()
    named = (record.requester, record.presenter, record.family_doctor, *members, *people)
    for person in named:
        if person:
            yield Known(person.name, Clue.PROFESSIONAL, person.speciality.lower())
            yield Known(person.phone, Clue.PHONE)
            yield Known(person.rpps, Clue.NUMBER)
    for name in _signed(record):
        yield Known(_FUNCTION.sub("", name), Clue.PROFESSIONAL)


def _signed(record: Record) -> Iterator[str]:
    """The names that stand as plain text: who recorded, told, decided, validated."""
    file = record.case_file
    yield from (record.informed.by, record.validated_by, record.released_by, file.told.by)
    yield from (record.opinion.by, record.opinion.dissent_who)
    yield from (name for said in file.statements for name in (said.recorded_by, said.interpreter))
    yield from (name for option in record.options for name in (option.decided_by, option.complete_who))  # fmt: skip
    yield from (one.by for one in record.addenda)
    yield from (one.by for one in file.g8)
    yield from (one.confirmed_by for one in file.treatments)
    yield from (one.author for one in file.reports)
    yield from (one.said_by for one in file.tempos)
    yield from (one.noted_by for one in file.social_notes)


def _hospitals(record: Record, places: Iterable[str]) -> Iterator[Known]:
    home = record.hospital
    laboratories = (marker.laboratory for marker in record.case_file.biomarkers)
    for name in (home.name, *places, *laboratories):
        yield Known(name, Clue.HOSPITAL)
    if record.meeting:
        yield Known(record.meeting.place, Clue.PLACE)
    yield Known(home.day_phone, Clue.PHONE)
    yield Known(home.night_phone, Clue.PHONE)
    yield from (Known(marker.sample, Clue.NUMBER) for marker in record.case_file.biomarkers)

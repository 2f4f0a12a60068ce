"""The Patient resource: identity as the file gives it, with notes on what it lacks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.casefile import Patient
from app.domain.ins import Ins
from app.domain.text import fold
from app.domain.vocabulary import Sex
from app.errors import UnreadableFile
from app.exchange.national import is_national, read_ins

from .bag import Bag
from .load import Resource
from .values import concept, day, extensions, identity, items, obj, short_target, target, words

_SEXES = {"female": Sex.FEMALE, "male": Sex.MALE}
_EVERYDAY = ("official", "usual", "")


def the_patient(resources: Sequence[Resource]) -> Resource:
    """The one Patient of the file; UnreadableFile when there is none, or several different ones."""
    found: list[Resource] = []
    for resource in resources:
        if resource.get("resourceType") == "Patient" and resource not in found:
            found.append(resource)
    if not found:
        raise UnreadableFile("no_patient")
    if len(found) > 1:
        raise UnreadableFile("several_patients", count=str(len(found)))
    return found[0]


def is_about(resource: Resource, patient: Resource, addresses: Mapping[str, Resource]) -> bool:
    """Whether a resource is about the patient of the file (or about nobody in particular)."""
    reference = resource.get("subject") or resource.get("patient")
    if addresses.get(target(reference)) is patient:
        return True
    wanted = short_target(reference)
    return not wanted or wanted == identity(patient)


def read_patient(resource: Resource, bag: Bag) -> Patient:
    """The patient's identity; every gap becomes a note."""
    names = items(resource.get("name"))
    birth_name, used_name, given = _names(names, bag)
    if not birth_name:
        birth_name, given = _stand_in(resource, given, bag)
    born = day(resource.get("birthDate"))
    if born is None:
        _tell_no_birth_date(words(resource.get("birthDate")), bag)
    _tell_death(resource, bag)
    return Patient(
        birth_name=birth_name,
        given_names=given,
        used_name=used_name,
        sex=_sex(resource, bag),
        birth_on=born,
        birth_place=_birth_place(resource),
        local_id=_local_id(resource, bag),
        phone=_phone(resource),
        deceased_on=day(resource.get("deceasedDateTime")),
    )


def _tell_no_birth_date(written: str, bag: Bag) -> None:
    if written:
        bag.note("birth_date_unreadable", value=written)
    else:
        bag.note("no_birth_date")


def source_key(resource: Resource, patient: Patient) -> str:
    """How the source names the patient: its record number, else another identifier, else the id.

    What may also stand for somebody else (no system, a bare id) is told apart by name and birth.
    """
    identifiers = [i for i in items(resource.get("identifier")) if words(i.get("value"))]
    records = [i for i in identifiers if "MR" in concept(i.get("type")).codes]
    chosen = next(iter([*records, *identifiers]), {})
    system, value = words(chosen.get("system")), words(chosen.get("value"))
    if system and value:
        return f"fhir:{system}|{value}"
    born = patient.birth_on.iso if patient.birth_on else ""
    who = f"{fold(patient.birth_name)}|{fold(patient.given_names)}|{born}"
    known = value or identity(resource)
    return f"fhir:{known}|{who}" if known and who != "||" else ""


def read_national(resource: Resource, bag: Bag) -> Ins:
    """The national number of the resource with its authority, as provisional whatever the file claims."""
    found = [
        (words(i.get("value")), words(i.get("system")))
        for i in items(resource.get("identifier"))
        if is_national(words(i.get("system")))
    ]
    number, system = found[0] if found else ("", "")
    place = _birth_place_code(resource)
    return read_ins(number, system, bag.note, place)


def _birth_place_code(resource: Resource) -> str:
    """The official code of the birth place (COG), where a French file gives it."""
    for found in extensions(resource, "patient-birthPlace"):
        address = obj(found.get("valueAddress"))
        coded = [obj(e.get("valueCoding")) for e in extensions(address, "insee-code")]
        return next((words(c.get("code")) for c in coded), "") or words(address.get("district"))
    return ""


def _names(names: list[Mapping[str, Any]], bag: Bag) -> tuple[str, str, str]:
    """Birth name, name used when another one, given names."""
    maiden = next((n for n in names if n.get("use") == "maiden"), {})
    ranked = [n for use in _EVERYDAY for n in names if words(n.get("use")) == use]
    name = next(iter(ranked), next((n for n in names if n is not maiden), maiden))
    family = words(name.get("family"))
    if not family and words(name.get("text")):
        bag.note("name_not_split")
        family = words(name.get("text"))
    given = _given(name) or _given(maiden)
    birth = words(maiden.get("family"))
    if family and not birth:
        bag.note("birth_name_assumed", name=family)
    return birth or family, family if birth and family != birth else "", given


def _stand_in(resource: Resource, given: str, bag: Bag) -> tuple[str, str]:
    """What stands for a missing name: all that was written as first names, else an identifier."""
    if given:
        bag.note("name_not_split")
        return given, ""
    known = [words(i.get("value")) for i in items(resource.get("identifier"))]
    value = next(filter(None, known), "")
    if value:
        bag.note("name_is_identifier", value=value)
    else:
        bag.note("no_name")
    return value, ""


def _given(name: Mapping[str, Any]) -> str:
    given = name.get("given")
    parts = given if isinstance(given, list) else [given]
    return words(" ".join(filter(None, map(words, parts))))


def _sex(resource: Resource, bag: Bag) -> Sex:
    written = words(resource.get("gender"))
    if written not in _SEXES:
        bag.note("no_sex", value=written)
    return _SEXES.get(written, Sex.UNKNOWN)


def _local_id(resource: Resource, bag: Bag) -> str:
    """The hospital's own number (type MR); the others stay in the file."""
    identifiers = [
        i
        for i in items(resource.get("identifier"))
        if words(i.get("value")) and not is_national(words(i.get("system")))
    ]
    records = [i for i in identifiers if "MR" in concept(i.get("type")).codes]
    if not records:
        bag.note("no_local_id")
    if len(identifiers) > len(records[:1]):
        bag.note("identifiers_left", count=str(len(identifiers) - len(records[:1])))
    return words(records[0].get("value")) if records else ""


def _birth_place(resource: Resource) -> str:
    found = extensions(resource, "patient-birthPlace")
    return words(obj(found[0].get("valueAddress")).get("city")) if found else ""


def _phone(resource: Resource) -> str:
    phones = [t for t in items(resource.get("telecom")) if t.get("system") == "phone"]
    return words(phones[0].get("value")) if phones else ""


def _tell_death(resource: Resource, bag: Bag) -> None:
    if words(resource.get("deceasedDateTime")) or resource.get("deceasedBoolean") is True:
        bag.note("deceased")

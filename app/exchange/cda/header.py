"""The header of a French CDA document: who the patient is, who asks, and how the patient is known again."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from app.domain.casefile import Patient
from app.domain.ins import Ins
from app.domain.text import SHORT, fold
from app.domain.vocabulary import Sex
from app.errors import UnreadableFile
from app.exchange import national
from app.exchange.national import is_national
from app.exchange.remarks import Remarks
from app.i18n import _

from . import codes
from .load import Document, attribute, day, every, one, words


def read_patient(document: Document, remarks: Remarks) -> Patient:
    """The identity as the header gives it; UnreadableFile without a patient or with several."""
    targets = every(document.root, "recordTarget/patientRole")
    if not targets:
        raise UnreadableFile("no_patient")
    if len(targets) > 1:
        raise UnreadableFile("several_patients", count=str(len(targets)))
    role = targets[0]
    birth, used, given = _names(role, remarks)
    sex = codes.SEXES.get(attribute(role, "patient/administrativeGenderCode", "code"), Sex.UNKNOWN)
    born = day(role, "patient/birthTime")
    if born is None:
        remarks.note("no_birth_date")
    if sex is Sex.UNKNOWN:
        remarks.note("no_sex")
    return Patient(
        birth_name=birth,
        given_names=given,
        used_name="" if fold(used) == fold(birth) else used,
        sex=sex,
        birth_on=born,
        birth_place=words(one(role, "patient/birthplace/place/addr/city"))[:SHORT],
        local_id=_local_id(role, remarks)[1],
        phone=_phone(role),
    )


def read_ins(document: Document, remarks: Remarks) -> Ins:
    """The national number of the header with the code of the birth place, as provisional."""
    role = one(document.root, "recordTarget/patientRole")
    numbers = [i for i in every(role, "id") if is_national(attribute(i, "", "root"))]
    place = words(one(role, "patient/birthplace/place/addr/county"))
    first = numbers[0] if numbers else None
    number, root = attribute(first, "", "extension"), attribute(first, "", "root")
    return national.read_ins(number, root, remarks.note, place)


def source_key(document: Document, patient: Patient) -> str:
    """The hospital's number of the patient with its issuer; without it the name and the birth date."""
    role = one(document.root, "recordTarget/patientRole")
    root, number = _local_id(role, Remarks())
    if number:
        return f"cda:{root}|{number}"
    born = patient.birth_on.iso if patient.birth_on else ""
    return f"cda:{fold(patient.birth_name)}|{fold(patient.given_names)}|{born}"


def requester(document: Document) -> str:
    """The name of the professional who asks for the board's advice, "" when the header names none."""
    for participant in every(document.root, "participant"):
        if attribute(participant, "", "typeCode") == "REFB":
            return person(one(participant, "associatedEntity/associatedPerson/name"))
    return ""


def person(name: Element | None) -> str:
    """First names then family name."""
    said = [*every(name, "given"), *every(name, "family")]
    return " ".join(filter(None, map(words, said)))[:SHORT]


def tell_people(document: Document, remarks: Remarks) -> None:
    """The relatives of the header are named, and numbers of professionals whose key is wrong."""
    for informant in every(document.root, "informant/relatedEntity"):
        name = person(one(informant, "relatedPerson/name"))
        trusted = attribute(informant, "", "classCode") == "NOK"
        role = _("personne de confiance") if trusted else _("personne à prévenir")
        if name:
            remarks.leave("RelatedPerson", "", f"{name} ({role})", "not_mapped")
    wrong = sorted({who for who, number in _professionals(document) if not _is_luhn(number)})
    if wrong:
        remarks.note("professional_wrong_key", names=", ".join(wrong)[:SHORT])


def _names(role: Element, remarks: Remarks) -> tuple[str, str, str]:
    """Birth name, name used, all first names."""
    name = one(role, "patient/name")
    families = {attribute(f, "", "qualifier"): words(f) for f in every(name, "family")}
    given = {attribute(g, "", "qualifier"): words(g) for g in reversed(every(name, "given"))}
    birth = families.get("BR", "")
    if not birth:
        birth = families.get("CL", "") or families.get("", "") or families.get("SP", "")
        remarks.note("birth_name_assumed" if birth else "no_name", name=birth)
    used = families.get("CL", "") or families.get("SP", "")
    first = given.get("", "") or given.get("BR", "") or given.get("CL", "")
    return birth[:SHORT], used[:SHORT], first[:SHORT]


def _local_id(role: Element | None, remarks: Remarks) -> tuple[str, str]:
    """Issuer and number of the first identifier that is no national number; the others are counted."""
    given = [(attribute(i, "", "root"), attribute(i, "", "extension")) for i in every(role, "id")]
    local = [pair for pair in given if not is_national(pair[0]) and pair[1]]
    if not local:
        remarks.note("no_local_id")
        return "", ""
    if len(local) > 1:
        remarks.note("identifiers_left", count=str(len(local) - 1))
    return local[0]


def _phone(role: Element) -> str:
    numbers = [attribute(t, "", "value") for t in every(role, "telecom")]
    found = next((n for n in numbers if n.startswith("tel:")), "")
    return found.removeprefix("tel:")[:40]


def _professionals(document: Document) -> Iterator[tuple[str, str]]:
    """Name and RPPS of each professional of the document whose national number is an RPPS.

    The national form is one digit for the kind of number (8 is RPPS) and then its 11 digits.
    """
    for element in document.root.iter():
        for identifier in every(element, "id"):
            number = attribute(identifier, "", "extension")
            if attribute(identifier, "", "root") != codes.PROFESSIONAL_OID:
                continue
            name = next((person(n) for n in _person_names(element)), "") or number
            if len(number) == 12 and number.startswith("8"):
                yield name, number[1:]


def _person_names(element: Element) -> Iterator[Element]:
    for kind in ("assignedPerson", "associatedPerson", "informationRecipient"):
        yield from every(element, f"{kind}/name")


def _is_luhn(number: str) -> bool:
    """Whether the last digit agrees with the others (ISO/IEC 7812, as RPPS and FINESS use)."""
    if not number.isascii() or not number.isdigit():
        return False
    digits = [int(c) for c in reversed(number)]
    doubled = [sum(divmod(2 * d, 10)) for d in digits[1::2]]
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0

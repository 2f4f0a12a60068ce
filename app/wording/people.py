"""How people are named in prints and on screens: takes identities, gives French phrases."""

from __future__ import annotations

from datetime import date

from app.domain.casefile import CaseFile, Patient
from app.domain.ins import spaced
from app.domain.ins_rules import is_fictitious, may_be_carried
from app.domain.record import Member, Person
from app.domain.vocabulary import Attendance, Function, Sex
from app.i18n import NBSP, _, ngettext

from .dates import partial

_CIVILITIES = {Sex.FEMALE: "Madame", Sex.MALE: "Monsieur"}


def address(patient: Patient) -> str:
    """`Monsieur BENALI`; given names and name when the sex is not known."""
    civility = _CIVILITIES.get(patient.sex)
    if civility is None:
        return full_name(patient)
    return f"{_(civility)}{NBSP}{patient.family_name}"


def full_name(patient: Patient) -> str:
    """`BENALI Karim`, with the birth name beside a used one: `MARTIN Anne (née DURAND)`."""
    name = f"{patient.family_name} {patient.given_names}".strip()
    if patient.used_name and patient.used_name != patient.birth_name:
        return _("%(name)s (nom de naissance : %(birth)s)", name=name, birth=patient.birth_name)
    return name


def birth(patient: Patient, day: date) -> str:
    """`née le 03/05/1968, 58 ans, féminin`, as much as is known on that day."""
    parts = []
    if patient.birth_on:
        known = partial(patient.birth_on)
        phrase = _(_born(patient))
        parts.append(phrase % {"on": known})
        age = patient.age_on(day)
        if age is not None and age >= 0:
            parts.append(ngettext("%(n)s an", "%(n)s ans", age))
    else:
        parts.append(_("date de naissance non renseignée"))
    if patient.sex is not Sex.UNKNOWN:
        parts.append(patient.sex.label.lower())
    return ", ".join(parts)


def ins_number(file: CaseFile) -> str:
    """`INS 2 79 03 51 215 189 89 (NIR)` where the number may stand on a document, "" otherwise."""
    if not may_be_carried(file.ins, file.patient) or file.ins.authority is None:
        return ""
    kind = file.ins.authority.label.removeprefix("INS-")
    return _("INS %(number)s (%(kind)s)", number=spaced(file.ins.number), kind=kind)


def with_ins(file: CaseFile, foot: str) -> str:
    """The foot of a page, after the national number where it may stand: there it is on each page, and never cut."""
    number = ins_number(file)
    return _("%(ins)s. %(foot)s", ins=number, foot=foot) if number else foot


def fictitious_marks(file: CaseFile, *, is_demonstration: bool) -> list[str]:
    """The mark of every print about nobody: a demonstration, or a test identity."""
    fictitious = is_demonstration or is_fictitious(file.ins)
    return [_("TEST, patient fictif")] if fictitious else []


def person(value: Person | None) -> str:
    """`Dr Claire Morel, oncologie médicale`; "non renseigné" when nobody is named."""
    if value is None:
        return _("non renseigné")
    return ", ".join(p for p in (value.name, value.speciality) if p)


def attendance(member: Member) -> str:
    """`présent, président de séance`: how a member took part, as what when not a plain member, and if not for this case."""
    return ", ".join([member.attendance.label.lower(), *beside_attendance(member)])


def beside_attendance(member: Member) -> list[str]:
    """As what a member took part when not a plain one, and that it was not for this case."""
    parts = []
    if member.function is not Function.MEMBER:
        parts.append(member.function.label.lower())
    if member.there is False and member.attendance.counts:
        parts.append(_("pas pour ce dossier"))
    return parts


def attendances(way: Attendance) -> str:
    """`Présents`: the label above several members who took part in one way."""
    several = {
        Attendance.EXPECTED: _("Attendus"),
        Attendance.PRESENT: _("Présents"),
        Attendance.ABSENT: _("Absents"),
    }
    return several.get(way, way.label)


def _born(patient: Patient) -> str:
    exact = patient.birth_on is not None and patient.birth_on.day is not None
    if patient.sex is Sex.FEMALE:
        return "née le %(on)s" if exact else "née en %(on)s"
    if patient.sex is Sex.MALE:
        return "né le %(on)s" if exact else "né en %(on)s"
    return "naissance le %(on)s" if exact else "naissance en %(on)s"

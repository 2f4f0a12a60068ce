"""How people are named in prints and on screens: takes identities, gives French phrases."""

from __future__ import annotations

from datetime import date

from app.domain.casefile import Patient
from app.domain.record import Member, Person
from app.domain.vocabulary import Function, Sex
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


def person(value: Person | None) -> str:
    """`Dr Claire Morel, oncologie médicale`; "non renseigné" when nobody is named."""
    if value is None:
        return _("non renseigné")
    return ", ".join(p for p in (value.name, value.speciality) if p)


def attendance(member: Member) -> str:
    """`présent, président de séance`: how a member took part, and as what when not a plain member."""
    parts = [member.attendance.label.lower()]
    if member.function is not Function.MEMBER:
        parts.append(member.function.label.lower())
    return ", ".join(parts)


def _born(patient: Patient) -> str:
    exact = patient.birth_on is not None and patient.birth_on.day is not None
    if patient.sex is Sex.FEMALE:
        return "née le %(on)s" if exact else "née en %(on)s"
    if patient.sex is Sex.MALE:
        return "né le %(on)s" if exact else "né en %(on)s"
    return "naissance le %(on)s" if exact else "naissance en %(on)s"

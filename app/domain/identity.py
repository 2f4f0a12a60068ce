"""Names as people write them, initials, and the check digits of French professional numbers."""

from __future__ import annotations

from .casefile import Patient
from .vocabulary import Sex


def full_name(patient: Patient) -> str:
    """`Karim BENALI`: given name, then the name used in capitals."""
    first = patient.given_names.split()[0] if patient.given_names.split() else ""
    return f"{first} {patient.family_name.upper()}".strip()


def initials(patient: Patient) -> str:
    """`K. B.`: what a projected agenda shows."""
    letters = [part[0].upper() + "." for part in (patient.given_names, patient.family_name) if part]
    return " ".join(letters)


def civility(patient: Patient) -> str:
    """`M.`, `Mme` or "" when the sex is not recorded."""
    return {Sex.MALE: "M.", Sex.FEMALE: "Mme"}.get(patient.sex, "")


def luhn_is_valid(digits: str) -> bool:
    """Whether a RPPS (11 digits) or FINESS (9 digits) passes Luhn's check; wrong keys warn, never block."""
    if not digits.isdigit():
        return False
    total = 0
    for index, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if index % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0

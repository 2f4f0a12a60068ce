"""What must have been shown before an opinion is signed: who the patient is, how it ends, and what it says.

The page that shows a conclusion carries its mark, the signature gives it back: nothing unseen is ever signed.
"""

from __future__ import annotations

import hashlib

from app.errors import Violation

from .record import Option, Record


def mark(record: Record) -> str:
    """The mark of a conclusion as shown; "" while there is no identity or no outcome to show."""
    patient, given = record.case_file.patient, record.opinion
    if not patient.birth_name.strip() or given.outcome is None:
        return ""
    who = (
        patient.birth_name,
        patient.used_name,
        patient.given_names,
        patient.birth_on,
        patient.sex,
    )
    said = tuple(_said(option) for option in record.options)
    shown = (record.reference, record.number, who, given, said, record.tasks, record.palliative)
    return hashlib.sha256(repr(shown).encode()).hexdigest()


def refusals(record: Record, shown: str) -> list[Violation]:
    """Why what was shown is not what would be signed: nothing was shown, or it changed since."""
    return [] if shown and shown == mark(record) else [Violation("shown_changed")]


def _said(option: Option) -> tuple[object, ...]:
    return (
        option.title,
        option.verdict,
        option.rank,
        option.condition,
        option.fallback,
        option.with_option,
        option.reason,
        option.reconsider_if,
        option.complete_what,
        option.complete_who,
        option.complete_by,
        option.meanwhile,
        option.wish_note,
        option.review_on,
    )

"""A question of the patient in French: that of the list, or the words as they were typed."""

from __future__ import annotations

from app.domain.casefile import Statement
from app.domain.patient_questions import Asked
from app.i18n import _

from . import wishes
from .dates import short_date


def question_text(asked: Asked) -> str:
    """The question as a screen or a print shows it; the patient's own words are never altered."""
    return asked.text if asked.statement.verbatim else _(asked.text)


def asked_by(statement: Statement) -> str:
    """Who asks and since when, in a few words: `le patient, 15/11/2026`."""
    who = wishes.speaker(statement)
    return f"{who}, {short_date(statement.stated_on)}" if statement.stated_on else who

"""What a patient said elsewhere and an import brings along: one batch of statements, kept as recorded there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from app import clock
from app.domain import answers, patient_questions, question_progress
from app.domain import casefile as facts
from app.domain.permissions import Actor
from app.domain.question_progress import Progress
from app.domain.questionnaire import QUESTIONS
from app.domain.vocabulary import InfoWish, Labelled, Priority, PrognosisWish, Refusal, Topic
from app.errors import Violation

_CODES: Mapping[Topic, type[Labelled]] = {
    Topic.INFO_WISH: InfoWish,
    Topic.PROGNOSIS_WISH: PrognosisWish,
    Topic.PRIORITY: Priority,
    Topic.REFUSAL: Refusal,
}
_LEFT_BEHIND = {"id", "withheld", "stated_on", "recorded_by", "progress", "outdated_on"}


def violations(statements: Sequence[facts.Statement], today: date) -> list[Violation]:
    """Each needs its day, which is past, and an answer that the form could have given."""
    broken = []
    for said in statements:
        if said.stated_on is None:
            broken.append(Violation("required", "stated_on"))
        elif said.stated_on > today:
            broken.append(Violation("date_in_future", "stated_on"))
        if not _is_known(said):
            broken.append(Violation("unknown_choice", "item"))
        if said.progress:
            broken += question_progress.violations(said.progress, today)
    given = [
        answers.Answer(s.item, s.value, s.verbatim, s.status)
        for s in statements
        if s.item in QUESTIONS
    ]
    return broken + answers.violations(given, today)


def rows(
    actor: Actor, patient_id: UUID, statements: Iterable[facts.Statement]
) -> list[dict[str, Any]]:
    """Their rows, with who recorded them there; a topic only marked as withheld says nothing to keep.

    One batch: all of them stood beside each other where they come from, and none supersedes another here.
    """
    batch = uuid4()
    return [_row(actor, patient_id, batch, said) for said in _kept(statements)]


def news(
    actor: Actor, rows: Iterable[Mapping[str, Any]], statements: Iterable[facts.Statement]
) -> list[dict[str, Any]]:
    """What became of the questions among these statements, beside the rows made of them."""
    found = []
    for row, said in zip(rows, _kept(statements), strict=True):
        if said.progress:
            told = {f.name: getattr(said.progress, f.name) for f in fields(Progress)}
            told |= {"revision": 1, "noted_by": said.progress.noted_by or actor.name}
            found.append({"statement_id": row["id"], "noted_at": clock.now(), **told})
    return found


def _kept(statements: Iterable[facts.Statement]) -> list[facts.Statement]:
    return [said for said in statements if said.stated_on and not said.withheld]


def _is_known(said: facts.Statement) -> bool:
    if said.topic in _CODES:
        return not said.item or said.item in set(_CODES[said.topic])
    if said.topic is Topic.WHAT_MATTERS:
        return not said.item
    if said.topic is Topic.QUESTION:
        return patient_questions.is_known(said)
    return said.item in QUESTIONS and QUESTIONS[said.item].topic is said.topic


def _row(actor: Actor, patient_id: UUID, batch: UUID, said: facts.Statement) -> dict[str, Any]:
    names = facts.Statement.__dataclass_fields__.keys() - _LEFT_BEHIND
    return {
        "id": uuid4(),
        "patient_id": patient_id,
        "batch": batch,
        "recorder_id": None if actor.is_operator else UUID(actor.account_id),
        "recorded_by": said.recorded_by or actor.name,
        "stated_on": said.stated_on,
        **{name: getattr(said, name) for name in names},
    }

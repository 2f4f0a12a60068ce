"""What a patient said elsewhere and an import brings along: one batch of statements, kept as recorded there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID, uuid4

from app.domain import answers
from app.domain import casefile as facts
from app.domain.questionnaire import QUESTIONS
from app.domain.vocabulary import InfoWish, Labelled, Priority, PrognosisWish, Refusal, Topic
from app.errors import Violation
from app.extensions import db
from app.models import Statement

from ._transaction import Unit

_CODES: Mapping[Topic, type[Labelled]] = {
    Topic.INFO_WISH: InfoWish,
    Topic.PROGNOSIS_WISH: PrognosisWish,
    Topic.PRIORITY: Priority,
    Topic.REFUSAL: Refusal,
}
_LEFT_BEHIND = {"id", "withheld", "stated_on", "recorded_by"}


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
    given = [
        answers.Answer(s.item, s.value, s.verbatim, s.status)
        for s in statements
        if s.item in QUESTIONS
    ]
    return broken + answers.violations(given, today)


def store(tx: Unit, patient_id: UUID, statements: Iterable[facts.Statement]) -> None:
    """Append them with who recorded them there; a topic only marked as withheld says nothing to keep.

    One batch: all of them stood beside each other where they come from, and none supersedes another here.
    """
    batch = uuid4()
    for said in statements:
        if said.stated_on and not said.withheld:
            db.session.add(_row(tx, patient_id, batch, said.stated_on, said))
    db.session.flush()


def _is_known(said: facts.Statement) -> bool:
    if said.topic in _CODES:
        return not said.item or said.item in set(_CODES[said.topic])
    if said.topic is Topic.WHAT_MATTERS:
        return not said.item
    return said.item in QUESTIONS and QUESTIONS[said.item].topic is said.topic


def _row(tx: Unit, patient_id: UUID, batch: UUID, day: date, said: facts.Statement) -> Statement:
    names = facts.Statement.__dataclass_fields__.keys() - _LEFT_BEHIND
    return Statement(
        patient_id=patient_id,
        batch=batch,
        recorder_id=None if tx.actor.is_operator else UUID(tx.actor.account_id),
        recorded_by=said.recorded_by or tx.actor.name,
        recorded_at=tx.now,
        stated_on=day,
        **{name: getattr(said, name) for name in names},
    )

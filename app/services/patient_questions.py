"""The questions the patient asks, and what becomes of each: append-only, like everything the patient says (R57)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from uuid import UUID, uuid4

import sqlalchemy as sa

from app import clock
from app.domain import question_progress as rules
from app.domain.answers import WORDS_LIMIT
from app.domain.patient_questions import BY_CODE, Category, category_of
from app.domain.permissions import Action, Actor
from app.domain.question_progress import Progress
from app.domain.vocabulary import Means, Share, Speaker, StatementStatus, Topic
from app.errors import NotFound, RuleViolation, StaleVersion, Violation
from app.extensions import db
from app.models import Case, QuestionProgress, Statement
from app.queries import cases

from . import _access
from ._transaction import Submitted, Unit, transaction
from ._versions import as_text

TYPED = [f.name for f in fields(Progress) if f.name not in {"noted_by", "revision"}]


@dataclass(frozen=True)
class Asking:
    """What somebody asks in one go: questions ticked in the list, and others in their own words by category."""

    stated_on: date
    speaker: Speaker = Speaker.PATIENT
    speaker_name: str = ""
    means: Means = Means.INTERVIEW
    present: str = ""
    interpreter: str = ""
    share: Share = Share.BOARD_AND_PAGE
    not_to_relatives: bool = False
    ticked: Sequence[str] = ()
    free: Mapping[Category, str] = field(default_factory=dict)


def ask(actor: Actor, case_id: UUID, given: Asking, submitted: Submitted) -> None:
    """Append the questions; a line of free words is a question. One ticked again is open again."""
    if broken := _violations(given):
        raise RuleViolation(*broken)
    with transaction(actor, submitted) as tx:
        case = _access.case(actor, case_id, Action.RECORD_PREFERENCE)
        batch = uuid4()
        for item, words in _asked(given):
            db.session.add(_stored(tx, case.patient_id, batch, given, item, words))
        tx.audit("questions.asked", case.id, batch=batch, speaker=given.speaker.value)


def note(
    actor: Actor,
    case_id: UUID,
    statement_id: UUID,
    given: Progress,
    seen_revision: int,
    submitted: Submitted,
) -> None:
    """Append what became of a question; NotFound for one this person may not read or that was asked again since."""
    if broken := rules.violations(given, clock.today()):
        raise RuleViolation(*broken)
    with transaction(actor, submitted) as tx:
        case = _access.case(actor, case_id, Action.RECORD_PREFERENCE)
        _question(actor, case, statement_id)
        standing = _latest(statement_id)
        revision = standing.revision if standing else 0
        if revision != seen_revision:
            raise _stale(standing)
        noted = {name: getattr(given, name) for name in TYPED}
        if standing and all(getattr(standing, name) == value for name, value in noted.items()):
            raise RuleViolation(Violation("nothing_changed"))
        db.session.add(
            QuestionProgress(
                statement_id=statement_id,
                revision=revision + 1,
                noted_by=actor.name,
                noted_at=tx.now,
                **noted,
            )
        )
        tx.audit("question.noted", case.id, question=statement_id, state=given.state.value)


def _asked(given: Asking) -> list[tuple[str, str]]:
    """The code and the words of each question."""
    found = [(code, "") for code in given.ticked]
    for category, text in given.free.items():
        lines = (line.strip() for line in text.splitlines())
        found += [(_free(category), line) for line in lines if line]
    return found


def _free(category: Category) -> str:
    return f"{Topic.QUESTION.value}.{category.value}.{uuid4().hex[:12]}"


def _stored(
    tx: Unit, patient_id: UUID, batch: UUID, given: Asking, item: str, words: str
) -> Statement:
    actor = tx.actor
    frame = (
        "stated_on",
        "speaker",
        "speaker_name",
        "means",
        "present",
        "interpreter",
        "share",
        "not_to_relatives",
    )
    return Statement(
        patient_id=patient_id,
        batch=batch,
        topic=Topic.QUESTION,
        item=item,
        verbatim=words,
        status=StatementStatus.STATED,
        recorder_id=None if actor.is_operator else UUID(actor.account_id),
        recorded_by=actor.name,
        recorded_at=tx.now,
        **{name: getattr(given, name) for name in frame},
    )


def _violations(given: Asking) -> list[Violation]:
    broken = []
    if given.stated_on > clock.today():
        broken.append(Violation("date_in_future", "stated_on"))
    if given.speaker is not Speaker.PATIENT and not given.speaker_name.strip():
        broken.append(Violation("required", "speaker_name"))
    if not set(given.ticked) <= set(BY_CODE):
        broken.append(Violation("unknown_choice"))
    for category, text in given.free.items():
        longest = max((len(line) for line in text.splitlines()), default=0)
        if longest > WORDS_LIMIT:
            params = {"n": str(longest), "maximum": str(WORDS_LIMIT)}
            broken.append(Violation("text_long", f"free_{category.value}", params))
    if not _asked(given):
        broken.append(Violation("nothing_asked"))
    return broken


def _question(actor: Actor, case: Case, statement_id: UUID) -> None:
    row = db.session.get(Statement, statement_id)
    if row is None or row.patient_id != case.patient_id or category_of(row.item) is None:
        raise NotFound
    if row.share is Share.DOCTOR_ONLY and not cases._is_own_doctor(actor, case.id):
        raise NotFound


def _latest(statement_id: UUID) -> QuestionProgress | None:
    return db.session.scalar(
        sa.select(QuestionProgress)
        .where(QuestionProgress.statement_id == statement_id)
        .order_by(QuestionProgress.revision.desc())
        .limit(1)
    )


def _stale(standing: QuestionProgress | None) -> StaleVersion:
    if standing is None:
        return StaleVersion(version=0, current={}, by="", at=None)
    return StaleVersion(
        version=standing.revision,
        current={name: as_text(getattr(standing, name)) for name in TYPED},
        by=standing.noted_by,
        at=standing.noted_at,
    )

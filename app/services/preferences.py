"""Recording what the patient says: append-only, dated, with who spoke and who typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from app import clock
from app.domain.answers import Answer
from app.domain.answers import violations as answer_violations
from app.domain.permissions import Action, Actor
from app.domain.questionnaire import QUESTIONS, SECTIONS
from app.domain.vocabulary import (
    InfoWish,
    Means,
    Priority,
    PrognosisWish,
    Refusal,
    Share,
    Speaker,
    StatementStatus,
    Topic,
)
from app.errors import RuleViolation, Violation
from app.extensions import db
from app.models import Statement

from . import _access, releases
from ._transaction import Submitted, Unit, transaction

MOST_PRIORITIES = 3
_SECTION_OF = {q.code: section.code for section in SECTIONS for q in section.questions}


@dataclass(frozen=True)
class Interview:
    """One conversation: the three core questions, the frame they were asked in, and what else was answered.

    `section_shares` sets another level of sharing for a section of the questionnaire.
    """

    stated_on: date
    speaker: Speaker
    speaker_name: str
    means: Means
    present: str
    share: Share
    not_to_relatives: bool
    what_matters: str
    what_matters_status: StatementStatus
    priorities: Sequence[Priority]
    info_wish: InfoWish | None
    info_status: StatementStatus
    prognosis_wish: PrognosisWish | None
    refusals: Sequence[Refusal]
    refusal_words: str
    refusal_status: StatementStatus
    valid_until: date | None = None
    answers: Sequence[Answer] = ()
    section_shares: Mapping[str, Share] = field(default_factory=dict)
    interpreter: str = ""


def record(actor: Actor, case_id: UUID, interview: Interview, submitted: Submitted) -> None:
    """Append one interview; earlier statements stay, superseded by the one rule of the domain."""
    broken = _violations(interview)
    if broken:
        raise RuleViolation(*broken)
    with transaction(actor, submitted) as tx:
        case = _access.case(actor, case_id, Action.RECORD_PREFERENCE)
        batch = uuid4()
        for row in _statements(interview):
            db.session.add(_stored(tx, case.patient_id, batch, interview, row))
        db.session.flush()
        releases.recheck(tx, case)
        tx.audit("preferences.recorded", case.id, batch=batch, speaker=interview.speaker.value)


@dataclass(frozen=True)
class _Row:
    topic: Topic
    status: StatementStatus
    item: str = ""
    rank: int | None = None
    verbatim: str = ""
    value: str = ""


def _statements(given: Interview) -> list[_Row]:
    """The rows of an interview; what was not asked this time leaves the earlier answer standing."""
    stated = StatementStatus.STATED
    rows = [
        _Row(Topic.WHAT_MATTERS, given.what_matters_status, verbatim=given.what_matters),
        _Row(Topic.INFO_WISH, given.info_status, item=given.info_wish or ""),
    ]
    if given.prognosis_wish:
        rows.append(_Row(Topic.PROGNOSIS_WISH, stated, item=given.prognosis_wish))
    rows += [
        _Row(Topic.PRIORITY, stated, item=item, rank=rank)
        for rank, item in enumerate(given.priorities, start=1)
    ]
    rows += [_Row(Topic.REFUSAL, stated, item=item) for item in given.refusals]
    if given.refusal_words or not given.refusals:
        rows.append(_Row(Topic.REFUSAL, given.refusal_status, verbatim=given.refusal_words))
    rows += [
        _Row(QUESTIONS[a.code].topic, a.status, item=a.code, verbatim=a.words, value=a.value)
        for a in given.answers
        if a.is_given
    ]
    return [row for row in rows if row.status is not StatementStatus.NOT_ASKED]


def _stored(tx: Unit, patient_id: UUID, batch: UUID, given: Interview, row: _Row) -> Statement:
    """The row to store: its own sharing, and who says that a patient cannot speak, which is never the patient."""
    actor = tx.actor
    is_observed = row.topic is Topic.CAPACITY
    question = QUESTIONS.get(row.item)
    return Statement(
        patient_id=patient_id,
        batch=batch,
        topic=row.topic,
        item=row.item,
        rank=row.rank,
        verbatim=row.verbatim,
        value=row.value,
        status=row.status,
        speaker=Speaker.CLINICIAN if is_observed else given.speaker,
        speaker_name=actor.name if is_observed else given.speaker_name,
        recorder_id=None if actor.is_operator else UUID(actor.account_id),
        recorded_by=actor.name,
        means=given.means,
        present=given.present,
        interpreter=given.interpreter,
        stated_on=given.stated_on,
        recorded_at=tx.now,
        valid_until=given.valid_until,
        share=given.section_shares.get(_SECTION_OF.get(row.item, ""), given.share),
        not_to_relatives=given.not_to_relatives or bool(question and question.screen_only),
    )


def _violations(given: Interview) -> list[Violation]:
    broken = []
    if given.stated_on > clock.today():
        broken.append(Violation("date_in_future", "stated_on"))
    if len(given.priorities) > MOST_PRIORITIES:
        broken.append(Violation("too_many_priorities", "priority_1"))
    if len(set(given.priorities)) != len(given.priorities):
        broken.append(Violation("priority_twice", "priority_2"))
    if given.speaker is not Speaker.PATIENT and not given.speaker_name.strip():
        broken.append(Violation("required", "speaker_name"))
    if given.what_matters_status is StatementStatus.STATED and not given.what_matters.strip():
        broken.append(Violation("required", "what_matters"))
    if given.info_status is StatementStatus.STATED and given.info_wish is None:
        broken.append(Violation("required", "info_wish"))
    wrong = answer_violations(given.answers, clock.today())
    broken += wrong
    if not wrong and not _statements(given):
        broken.append(Violation("nothing_said", "what_matters"))
    return broken

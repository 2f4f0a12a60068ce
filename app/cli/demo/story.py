"""What is told of one invented patient, and the few ways the tellers write a day or an interview."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from app import clock
from app.domain.answers import Answer
from app.domain.casefile import CaseFile
from app.domain.partial_date import PartialDate
from app.domain.vocabulary import Means, Share, Speaker, StatementStatus
from app.services.cases import Request
from app.services.opinions import Draft
from app.services.preferences import Interview

UNREVIEWED = "clinically unreviewed"
DOCTOR = "Dr Morel"

Verdicts = Mapping[str, Mapping[str, object]]


@dataclass(frozen=True)
class Story:
    """One case of the demonstration: its file, its question, what the patient said, what the board made of it.

    `verdicts` are keyed by the code of the catalogue's entry; `plausibility` says who judged the medicine of it.
    """

    file: CaseFile
    request: Request
    interview: Interview | None = None
    verdicts: Verdicts = field(default_factory=dict)
    opinion: Draft | None = None
    plausibility: str = UNREVIEWED


def day(months_ago: float) -> PartialDate:
    """That many months before today, to the day."""
    return PartialDate.of(clock.today() - timedelta(days=int(months_ago * 30.4)))


def month(months_ago: float) -> PartialDate:
    """That many months before today, to the month."""
    known = day(months_ago)
    return PartialDate(known.year, known.month)


def born(age: int, on_month: int, on_day: int | None = None) -> PartialDate:
    """A birth date that keeps the patient at that age or one more, whenever the demonstration is seeded."""
    return PartialDate(clock.today().year - age - 1, on_month, on_day)


def informed(question: str, days_ago: int, **more: object) -> Request:
    """The request of a patient who was told of the meeting and does not oppose it."""
    told = PartialDate.of(clock.today() - timedelta(days=days_ago))
    start = Request(question=question, informed_on=told, informed_by=DOCTOR, opposed=False)
    return replace(start, **more)  # type: ignore[arg-type]


def interview(days_ago: int = 12, **given: object) -> Interview:
    """An interview with the patient; what is not given was not asked."""
    start = Interview(
        stated_on=clock.today() - timedelta(days=days_ago),
        speaker=Speaker.PATIENT,
        speaker_name="",
        means=Means.INTERVIEW,
        present="",
        share=Share.BOARD_AND_PAGE,
        not_to_relatives=False,
        what_matters="",
        what_matters_status=StatementStatus.STATED,
        priorities=(),
        info_wish=None,
        info_status=StatementStatus.STATED,
        prognosis_wish=None,
        refusals=(),
        refusal_words="",
        refusal_status=StatementStatus.NOT_ASKED,
    )
    return replace(start, **given)  # type: ignore[arg-type]


def answers(**given: str) -> tuple[Answer, ...]:
    """Coded answers to the questionnaire: `practical__travel="40"` is the question `practical.travel`."""
    return tuple(Answer(code.replace("__", "."), value) for code, value in given.items())


def words(code: str, said: str) -> Answer:
    """An answer in the patient's own words."""
    return Answer(code, words=said)

"""Answers to the questionnaire: reading what was typed, refusing what cannot be, and saying a stored answer in French."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from app.errors import Violation

from .casefile import Statement
from .partial_date import PartialDate
from .questionnaire import QUESTIONS, REQUIRED_NEEDS, Kind, Question
from .vocabulary import StatementStatus, Topic

WORDS_LIMIT = 1000
_LIMITS: Mapping[Kind, int] = {Kind.SCALE: 10, Kind.MINUTES: 1440, Kind.NUMBER: 99}
_PAST = frozenset({"trusted_person.date", "advance_directive.date", "capacity.since"})
_CODED = frozenset({Kind.CHOICE, Kind.YES_NO, Kind.STEP, Kind.CHOICES})


@dataclass(frozen=True)
class Answer:
    """One answer of an interview: a coded `value` (codes of several choices joined by a comma), or words, or none."""

    code: str
    value: str = ""
    words: str = ""
    status: StatementStatus = StatementStatus.STATED

    @property
    def is_given(self) -> bool:
        """Whether anything is to be stored: an answer, or that there is none to be had."""
        if self.status is StatementStatus.NOT_ASKED:
            return False
        return self.status is not StatementStatus.STATED or bool(self.value or self.words)


def violations(answers: Iterable[Answer], today: date) -> list[Violation]:
    """What is wrong with these answers, each beside its question; a capacity needs its since and because (§2.5)."""
    given = {a.code: a for a in answers if a.is_given}
    broken = [v for a in given.values() if (v := _violation(a, today))]
    state = given.get("capacity.state")
    if state and state.value == "unable":
        needed = ("capacity.since", "capacity.reason")
        broken += [Violation("required", code) for code in needed if code not in given]
    elif state is None and {"capacity.since", "capacity.reason"} & set(given):
        broken.append(Violation("required", "capacity.state"))
    return broken


def _violation(answer: Answer, today: date) -> Violation | None:
    question = QUESTIONS.get(answer.code)
    if question is None:
        return Violation("unknown_choice")
    if len(answer.words) > WORDS_LIMIT or len(answer.value) > WORDS_LIMIT:
        length = max(len(answer.words), len(answer.value))
        params = {"n": str(length), "maximum": str(WORDS_LIMIT)}
        return Violation("text_long", question.code, params)
    problem = _problem(question, answer.value, today) if answer.value else ""
    if not problem:
        return None
    highest = {"maximum": str(_LIMITS.get(question.kind, ""))}
    return Violation(problem, question.code, highest if problem == "answer_range" else {})


def _problem(question: Question, value: str, today: date) -> str:
    """The code of what a value breaks, "" when it is fit to store."""
    if question.kind in _CODED:
        known = {code for code, _label in question.choices}
        return "" if set(value.split(",")) <= known else "unknown_choice"
    if question.kind in _LIMITS:
        number = int(value) if value.isascii() and value.isdigit() and len(value) < 6 else -1
        return "" if 0 <= number <= _LIMITS[question.kind] else "answer_range"
    if question.kind is Kind.DATE:
        on = day(value)
        if on is None:
            return "bad_date"
        return "date_in_future" if on.earliest > today and question.code in _PAST else ""
    return ""


def said(statement: Statement) -> str:
    """The coded answer in French, "" when there is none or only words."""
    question = QUESTIONS.get(statement.item)
    if question is None or not statement.value:
        return ""
    if question.kind in _CODED:
        labels = dict(question.choices)
        chosen = [labels.get(code, code) for code in statement.value.split(",")]
        return ", ".join(_small(label) for label in chosen)
    if question.kind is Kind.SCALE:
        return f"{statement.value} sur 10"
    if question.kind is Kind.DATE:
        return str(day(statement.value) or statement.value)
    return f"{statement.value}\u00a0{question.unit}" if question.unit else statement.value


def label(statement: Statement) -> str:
    """`Fatigue : non`; the name of the question alone when the answer is in words; "" for another topic."""
    question = QUESTIONS.get(statement.item)
    if question is None:
        return ""
    answer = said(statement)
    return f"{question.brief}\u00a0: {answer}" if answer else question.brief


def unassessed_needs(statements: Iterable[Statement]) -> tuple[str, ...]:
    """The needs nobody has assessed yet; "does not wish to speak of it" and a refusal to answer count.

    What was said to the doctor only was assessed too: its mark stands for the three. Source: requirement R55.
    """
    given = tuple(statements)
    if any(s.withheld and s.topic is Topic.NEEDS for s in given):
        return ()
    known = {s.item for s in given}
    return tuple(code for code in REQUIRED_NEEDS if code not in known)


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def day(value: str) -> PartialDate | None:
    """The date of a stored answer; None when it is not one."""
    try:
        return PartialDate.parse(value)
    except ValueError:
        return None

"""The preference form as data: its optional sections, in our own words (docs §2.4, §2.5).

The three core questions are fields of an interview; everything here may stay without an answer. No licensed
instrument is copied: concepts only (§2.2). Answers are read and checked in `answers.py`.
"""

from __future__ import annotations

from ._question import Kind, Question, Section
from ._questions_support import SUPPORT
from ._questions_wishes import WISHES
from .vocabulary import Topic

__all__ = [
    "ASKED",
    "HEADS",
    "QUESTIONS",
    "REQUIRED_NEEDS",
    "SECTIONS",
    "Kind",
    "Question",
    "Section",
]

SECTIONS: tuple[Section, ...] = WISHES + SUPPORT
QUESTIONS: dict[str, Question] = {q.code: q for section in SECTIONS for q in section.questions}
# Those a form asks today; the others are read where they were once answered.
ASKED: tuple[Question, ...] = tuple(q for q in QUESTIONS.values() if not q.is_read_only)

# Answering one of these says the whole topic anew: an old telephone never stays beside a new name.
HEADS: dict[Topic, frozenset[str]] = {
    Topic.TRUSTED_PERSON: frozenset({"trusted_person.named", "trusted_person.name"}),
    Topic.ADVANCE_DIRECTIVE: frozenset({"advance_directive.exist"}),
    Topic.CAPACITY: frozenset({"capacity.state"}),
}
# The three assessments R55 asks for before the patient's page is final.
REQUIRED_NEEDS = ("needs.psychological", "needs.balance", "needs.symptoms")

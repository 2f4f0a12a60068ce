"""HER2 in four degrees: takes a row, says positive, low, ultralow, none, a mutation, or that it contradicts itself.

Scores of immunohistochemistry as pathologists read them: 3+, or 2+ amplified, is positive; 1+, or 2+
not amplified, is low; a faint staining of 0 is ultralow. "HER2-low" is never positive (§4.12).
"""

from __future__ import annotations

import re
from enum import Enum

from .alterations import forms
from .casefile import Biomarker
from .text import fold
from .vocabulary import MarkerState

HER2 = "HER2"
LOW, ULTRALOW, STRONG, MUTATION = "low", "ultralow", "IHC 3+", "mutation"

_SCORE = re.compile(r"(?<![\d.,])([0-3])\s?\+|\b(?:ihc|score)\W{0,3}([0-3])(?![\d%+]|[.,]\d)")
_ULTRALOW = re.compile(r"ultra\W?(?:low|faible)")
_LOW = re.compile(r"\blow\b|\bfaible")
_AMPLIFIED = re.compile(r"f?ish\W*(?:pos|\+|ampl)|(?<!non )amplifi")
_NOT_AMPLIFIED = re.compile(r"f?ish\W*(?:neg|non|-)|non amplifi|not amplifi")
_MUTATED = re.compile(r"mutation|insertion|variant|mute\b")
_ON_TISSUE = re.compile(r"\bihc\b|immunohisto|f?ish\b|hybridation")


class Her2(Enum):
    """What one row says of HER2."""

    STRONG = "strong"
    AMPLIFIED = "amplified"
    POSITIVE = "positive"
    LOW = "low"
    ULTRALOW = "ultralow"
    NONE = "none"
    NEGATIVE = "negative"
    MUTATED = "mutated"
    NOT_MUTATED = "not_mutated"
    CONTRADICTION = "contradiction"


def read_her2(row: Biomarker) -> Her2:
    """The degree that a settled row (positive or negative, certain) tells."""
    said = fold(f"{row.marker} {row.alteration} {row.value}")
    positive = row.state is MarkerState.POSITIVE
    if _names_a_mutation(row):
        return Her2.MUTATED if positive else Her2.NOT_MUTATED
    scores = {int(first or second) for first, second in _SCORE.findall(said)}
    amplified, not_amplified = _amplification(said)
    if len(scores) > 1 or (positive and not_amplified) or (not positive and amplified):
        return Her2.CONTRADICTION
    if scores:
        return _scored(scores.pop(), positive, bool(_ULTRALOW.search(said)))
    return _worded(row, said, positive)


def is_on_tissue(row: Biomarker) -> bool:
    """Whether the row speaks of the protein or of copies, which says nothing of a mutation."""
    said = fold(f"{row.alteration} {row.value} {row.method}")
    return bool(_SCORE.search(said) or _ON_TISSUE.search(said) or _LOW.search(said))


def _names_a_mutation(row: Biomarker) -> bool:
    return bool(forms(row.alteration) or _MUTATED.search(fold(row.alteration)))


def _amplification(said: str) -> tuple[bool, bool]:
    absent = bool(_NOT_AMPLIFIED.search(said))
    return bool(_AMPLIFIED.search(said)) and not absent, absent


def _scored(score: int, positive: bool, is_ultralow: bool) -> Her2:
    by_score = {
        (3, True): Her2.STRONG,
        (2, True): Her2.AMPLIFIED,
        (2, False): Her2.LOW,
        (1, False): Her2.LOW,
        (0, False): Her2.ULTRALOW if is_ultralow else Her2.NONE,
    }
    return by_score.get((score, positive), Her2.CONTRADICTION)


def _worded(row: Biomarker, said: str, positive: bool) -> Her2:
    """Without a score; "HER2-low négatif" may mean both and settles nothing."""
    degree = Her2.ULTRALOW if _ULTRALOW.search(said) else Her2.LOW if _LOW.search(said) else None
    if degree is None:
        return Her2.POSITIVE if positive else Her2.NEGATIVE
    in_value_only = not _LOW.search(fold(f"{row.marker} {row.alteration}")) and degree is Her2.LOW
    return degree if positive or in_value_only else Her2.CONTRADICTION

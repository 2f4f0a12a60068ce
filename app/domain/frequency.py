"""How many people out of a hundred, from a study: the only shape in which a figure may reach a patient.

One denominator, both sides told, what helps and what harms (IPDAS 2013 and 2021, presenting probabilities). A median
is never turned into a frequency: only what a study gave as a share of its people is one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.errors import Violation

from .catalogue import Figure
from .preferences import PageMode
from .vocabulary import FigureOutcome, Mark, PrognosisWish

OUT_OF = 100
HARMS = frozenset({FigureOutcome.SEVERE_EFFECTS})
# What tells the future: shown to nobody who did not ask for the future in figures.
MOST = 2


@dataclass(frozen=True)
class ChosenFigure:
    """A figure that a clinician picked for this patient: whom the study was about, in plain words, and what differs.

    `figure` is kept whole, so that a later version of its entry changes nothing; `option` is the title it belongs to.
    """

    option: str
    figure: Figure
    whom: str
    differs: str = ""
    by: str = ""


def offered(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """The figures that may be picked: verified, and given by their study as shares of people."""
    return tuple(f for f in figures if f.frequencies and f.mark is Mark.VERIFIED)


def shown(
    chosen: Iterable[ChosenFigure], mode: PageMode, wish: PrognosisWish | None
) -> tuple[ChosenFigure, ...]:
    """What is printed: nothing unless the patient wants to hear of the future in figures, on the full page."""
    if mode is not PageMode.FULL or wish is not PrognosisWish.WITH_FIGURES:
        return ()
    return tuple(chosen)


def violations(whom: str, wish: PrognosisWish | None, already: int) -> tuple[Violation, ...]:
    """Why a figure may not be picked for this patient."""
    broken = []
    if wish is not PrognosisWish.WITH_FIGURES:
        broken.append(Violation("figures_not_asked_for", "figure"))
    if already >= MOST:
        broken.append(Violation("figures_enough", "figure", {"most": str(MOST)}))
    if not whom.strip():
        broken.append(Violation("figure_without_whom", "whom"))
    return tuple(broken)

"""How many people out of a hundred, from a study: the only shape in which a figure may reach a patient.

One denominator, both sides told, what helps and what harms (IPDAS 2013 and 2021, presenting probabilities). A median
is never turned into a frequency: only what a study gave as a share of its people is one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.errors import Violation

from .catalogue import ChosenFigure, Figure
from .page_text import Openness
from .record import Option, Record
from .vocabulary import FigureOutcome, Mark

HARMS = frozenset({FigureOutcome.SEVERE_EFFECTS, FigureOutcome.LOW_MOOD})
# More arrays than these and the page is read as a table of numbers.
MOST = 2


@dataclass(frozen=True)
class Offer:
    """A figure that may be picked: the option it belongs to, and its place among the figures of its entry."""

    option: Option
    number: int
    figure: Figure

    @property
    def key(self) -> str:
        """What a form names it by."""
        return f"{self.option.id}:{self.number}"


def offers(record: Record) -> tuple[Offer, ...]:
    """Figures of the options before the board that are verified, and that their study gave as shares of people."""
    return tuple(
        Offer(option, number, figure)
        for option in record.options
        for number, figure in enumerate(option.entry.clinical.figures)
        if figure.frequencies and figure.mark is Mark.VERIFIED
    )


def shown(record: Record, openness: Openness) -> tuple[ChosenFigure, ...]:
    """What is printed: nothing unless the patient wants to hear of the future in figures, that day.

    A figure of a possibility the page does not present would speak for it alone: it waits.
    """
    if openness is not Openness.FIGURES:
        return ()
    presented = {o.entry.patient.title for o in record.options if o.has_card}
    return tuple(one for one in record.figures if one.plain_title in presented)


def violations(
    whom: str, offer: Offer | None, openness: Openness, chosen: Iterable[ChosenFigure]
) -> tuple[Violation, ...]:
    """Why a figure may not be picked for this patient, all at once."""
    already = tuple(chosen)
    broken = []
    if openness is not Openness.FIGURES:
        broken.append(Violation("figures_not_asked_for", "figure"))
    if offer is None:
        broken.append(Violation("figure_missing", "figure"))
    elif any(c.figure == offer.figure for c in already):
        broken.append(Violation("figure_chosen", "figure"))
    if len(already) >= MOST:
        broken.append(Violation("figures_enough", "figure", {"most": str(MOST)}))
    if not whom.strip():
        broken.append(Violation("figure_without_whom", "whom"))
    return tuple(broken)

"""An opinion asked between two meetings because treatment could not wait, then regularised at the next one.

The HAS sheet of May 2014 lets care of undisputed validity start, later presented, recorded and archived; for children
CSP D. 6124-131 lets the board come after the start of treatment. Relais keeps what was said and who was consulted;
the board's own opinion is still asked for, and still written.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .vocabulary import MeetingState, Regularised


@dataclass(frozen=True)
class Consulted:
    """A person whose opinion was asked, as named then."""

    name: str
    speciality: str = ""
    professional_id: str = ""


@dataclass(frozen=True)
class UrgentOpinion:
    """What was advised outside a meeting, when, why it could not wait, by whom; `started_on` if treatment began."""

    given_on: date
    reason: str
    text: str
    consulted: tuple[Consulted, ...]
    started_on: date | None = None
    recorded_by: str = ""


def regularised(urgent: UrgentOpinion | None, meeting: MeetingState | None) -> Regularised | None:
    """Where the regularisation stands, None when nothing was asked outside a meeting."""
    if urgent is None:
        return None
    if meeting is None or meeting is MeetingState.CANCELLED:
        return Regularised.TO_LIST
    return Regularised.LISTED if meeting is MeetingState.PLANNED else Regularised.DONE

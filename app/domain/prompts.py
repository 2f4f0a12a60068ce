"""Two reminders of a case, which do nothing by themselves: takes a file, says whether to show each (R09, R17)."""

from __future__ import annotations

from datetime import date

from .casefile import CaseFile
from .partial_date import PartialDate
from .preferences import progressions
from .vocabulary import Presence, Topic
from .vocabulary.health import SocialTopic

PSYCHOLOGIST = "time.psychologist"


def progressed_since(file: CaseFile, held_on: date | None) -> PartialDate | None:
    """The first progression certainly later than the last board: the whole strategy is to be seen again; None without."""
    if held_on is None:
        return None
    known = progressions(file.treatments, file.imaging)
    return next((on for on in known if on.earliest > held_on), None)


def offers_support(file: CaseFile) -> bool:
    """Whether a progression was announced and nobody yet asked the patient about a psychologist, or noted a follow-up.

    What was said to the doctor only may hold the answer, so nothing is prompted then.
    """
    announced = bool(file.told.text.strip()) and file.told.on is not None
    if not announced or not progressions(file.treatments, file.imaging):
        return False
    if any(
        s.item == PSYCHOLOGIST or (s.withheld and s.topic is Topic.TIME) for s in file.statements
    ):
        return False
    followed = (
        n.topic is SocialTopic.FOLLOW_UP and n.presence is not Presence.UNKNOWN
        for n in file.social_notes
    )
    return not any(followed)

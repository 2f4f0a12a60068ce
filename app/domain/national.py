"""What the national fiche (FRCP) holds of a presentation that no other shape holds: type, reason, summary, frame.

CI-SIS, volet FRCP 2022.01, sections 1, 13, 14, 16 and 17; D. 6124-131 CSP for the guideline of a registered case.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from .partial_date import PartialDate
from .value_sets import Coded


@dataclass(frozen=True)
class National:
    """One presentation's own national items; None and "" mean that nobody said."""

    nature: Coded | None = None
    system: Coded | None = None
    organs: tuple[Coded, ...] = ()
    theme: Coded | None = None
    recours: bool | None = None
    paediatric: bool | None = None
    type_note: str = ""
    for_diagnosis: bool | None = None
    for_treatment: bool | None = None
    for_recours: bool | None = None
    for_paediatrics: bool | None = None
    reason_note: str = ""
    registration: str = ""
    correspondents: str = ""
    history: str = ""
    file_note: str = ""
    guideline: str = ""
    guideline_version: str = ""
    guideline_on: PartialDate | None = None
    trial: bool | None = None
    frame_note: str = ""
    patient_comment: str = ""

    def for_next_board(self) -> National:
        """What is not to be typed again when the case comes back: all but its registration and the last frame."""
        return replace(
            self,
            registration="",
            file_note="",
            guideline="",
            guideline_version="",
            guideline_on=None,
            trial=None,
            frame_note="",
        )


@dataclass(frozen=True)
class BoardIds:
    """Identifiers and people of a kind of meeting: RRC, gestionnaire (3C) and RCP of the national directory, session, place."""

    coordinator: str = ""
    rrc: str = ""
    manager: str = ""
    rcp: str = ""
    session: str = ""
    address: str = ""
    place_id: str = ""


# what a kind of meeting holds of these; the session is the meeting's own
KIND_IDS = ("coordinator", "rrc", "manager", "rcp", "address", "place_id")
NAMES = tuple(field.name for field in fields(National))

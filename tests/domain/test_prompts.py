"""Two reminders: come back to the board after a progression, ask about a psychologist after an announcement."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.casefile import CaseFile, Patient, SocialNote, Statement, Told, Treatment, Tumour
from app.domain.partial_date import PartialDate as D
from app.domain.prompts import offers_support, progressed_since
from app.domain.vocabulary import Presence, Share, Site, Topic, TreatmentKind
from app.domain.vocabulary.health import SocialTopic

LINE = Treatment("FOLFOX", TreatmentKind.CHEMOTHERAPY, 1, progressed_on=D(2026, 3, 14))
FILE = CaseFile(
    Patient("TEST", "A"),
    (Tumour("x", Site.LUNG),),
    treatments=(LINE,),
    told=Told("la maladie avance", "Dr TEST", D(2026, 3, 16)),
)


@pytest.mark.parametrize(
    ("on", "held_on", "is_later"),
    [
        (D(2026, 3, 14), date(2026, 3, 13), True),
        (D(2026, 3, 14), date(2026, 3, 14), False),
        (D(2026, 3), date(2026, 3, 10), False),
        (D(2026, 3), date(2026, 2, 27), True),
        (D(2026, 3, 14), None, False),
    ],
)
def test_a_progression_after_the_last_board_proposes_to_come_back_and_an_unsure_one_does_not(
    on: D, held_on: date | None, is_later: bool
) -> None:
    file = replace(FILE, treatments=(replace(LINE, progressed_on=on),))
    assert (progressed_since(file, held_on) is not None) is is_later


def test_an_announcement_of_progression_asks_about_a_psychologist_until_somebody_did() -> None:
    assert offers_support(FILE)
    assert not offers_support(replace(FILE, told=Told()))
    assert not offers_support(replace(FILE, treatments=()))
    answered = Statement(Topic.TIME, item="time.psychologist", value="no")
    hidden = Statement(Topic.TIME, share=Share.DOCTOR_ONLY, withheld=True)
    followed = SocialNote(SocialTopic.FOLLOW_UP, Presence.YES)
    assert not offers_support(replace(FILE, statements=(answered,)))
    assert not offers_support(replace(FILE, statements=(hidden,)))
    assert not offers_support(replace(FILE, social_notes=(followed,)))

"""What a board does, in a few calls: open the meeting, give verdicts, write, validate; and rows as they are stored."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app import clock
from app.domain import casefile as facts
from app.domain import signing
from app.domain.answers import Answer
from app.domain.permissions import Actor
from app.domain.questionnaire import REQUIRED_NEEDS
from app.domain.record import Record
from app.domain.vocabulary import (
    InfoWish,
    MarkerState,
    Means,
    MeetingState,
    Outcome,
    Priority,
    Refusal,
    Share,
    Speaker,
    StatementStatus,
    Verdict,
)
from app.errors import RuleViolation
from app.extensions import db
from app.models import Option, Presentation
from app.queries import records
from app.services import cases, meetings, opinions, options, preferences
from app.services._transaction import Submitted
from tests.world import World, version_of

ONCE = Submitted()
OPINION = opinions.Draft(
    "La RCP propose les soins de support.",
    Outcome.RECOMMENDATION,
    "Rappel lundi.",
    "Souhaits entendus.",
)


@contextlib.contextmanager
def refused(*codes: str) -> Iterator[None]:
    """The body is refused with exactly these codes."""
    with pytest.raises(RuleViolation) as caught:
        yield
    assert [violation.code for violation in caught.value.violations] == list(codes)


def one(query: Any) -> Any:
    """The first value of a query, read in its own short transaction."""
    return _read(lambda: db.session.scalar(query))


def every(query: Any) -> list[Any]:
    """All first values of a query."""
    found: list[Any] = _read(lambda: list(db.session.scalars(query)))
    return found


def _read(query: Callable[[], Any]) -> Any:
    """What a query finds, detached, its transaction closed."""
    db.session.expunge_all()
    found = query()
    db.session.expunge_all()
    db.session.rollback()
    return found


def row(kind: type, row_id: UUID) -> Any:
    """A row as it is stored now, loaded afresh."""
    return one(sa.select(kind).where(kind.id == row_id))


def count(kind: type, *where: Any) -> int:
    """How many rows there are."""
    return int(one(sa.select(sa.func.count()).select_from(kind).where(*where)))


def option(presentation: UUID, code: str) -> Option:
    """The option of a catalogue entry in a presentation."""
    found = one(
        sa.select(Option).where(Option.presentation_id == presentation, Option.entry_code == code)
    )
    assert found is not None, code
    return found  # type: ignore[no-any-return]


def record_of(actor: Actor, presentation: UUID) -> Record:
    """What a person of the board reads."""
    return records.of_presentation(actor, presentation).record


def open_meeting(world: World) -> None:
    """The coordinator opens the meeting."""
    meetings.advance(world.actors["coordinator"], world.meeting, MeetingState.OPEN, ONCE)


def say(actor: Actor, presentation: UUID, code: str, verdict: Verdict, **more: Any) -> None:
    """Give a verdict from a form just opened."""
    found = option(presentation, code)
    options.give_verdict(actor, found.id, {"verdict": verdict, **more}, found.version, ONCE)


def ready(world: World, **opinion: Any) -> None:
    """The meeting is open, one option is retained and the opinion is written: only the validation is missing."""
    chair = world.actors["chair"]
    open_meeting(world)
    say(chair, world.presentation, "supportive-care", Verdict.RETAINED, rank=1)
    opinions.write(chair, world.presentation, replace(OPINION, **opinion), 0, ONCE)


def validate(world: World, by: str = "chair") -> None:
    """Validate the opinion as it stands."""
    seen = version_of(Presentation, world.presentation)
    opinions.validate(
        world.actors[by], world.presentation, seen, ONCE, shown=shown(world, world.presentation)
    )


def shown(world: World, presentation: UUID) -> str:
    """The mark of the conclusion as the chair's page shows it now."""
    return signing.mark(record_of(world.actors["chair"], presentation))


# The three needs every patient is asked about before a full page leaves.
NEEDS = tuple(Answer(code, "fine") for code in REQUIRED_NEEDS)


def interview(**given: Any) -> preferences.Interview:
    """One conversation in which the patient answers the three questions."""
    start: dict[str, Any] = {
        "stated_on": clock.today(),
        "speaker": Speaker.PATIENT,
        "speaker_name": "",
        "means": Means.INTERVIEW,
        "present": "",
        "share": Share.BOARD_AND_PAGE,
        "not_to_relatives": False,
        "what_matters": "Voir mes petits-enfants.",
        "what_matters_status": StatementStatus.STATED,
        "priorities": (Priority.STAY_HOME,),
        "info_wish": InfoWish.ESSENTIAL,
        "info_status": StatementStatus.STATED,
        "prognosis_wish": None,
        "refusals": (Refusal.CHEMOTHERAPY,),
        "refusal_words": "",
        "refusal_status": StatementStatus.STATED,
    }
    return preferences.Interview(**{**start, **given})


def day(year: int, month: int, of_month: int) -> date:
    """A date, short to write."""
    return date(year, month, of_month)


def rule_out_immunotherapy(world: World) -> None:
    """The tumour is known to be pMMR: the criterion of immunotherapy is certainly not met."""
    actor = world.actors["physician"]
    for marker, value in (("MSI/MMR", "pMMR"), ("TMB", "bas"), ("PD-L1", "0 %")):
        cases.save_fact(
            actor,
            world.case,
            facts.Biomarker(marker, MarkerState.NEGATIVE, value=value),
            None,
            0,
            ONCE,
        )

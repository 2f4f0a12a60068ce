"""The prints of a meeting held: its validated fiches, or its letters to family doctors, as one file made by the thread that works."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID

from app import clock
from app.domain.permissions import Action, Actor, can
from app.i18n import _
from app.queries import after as queries
from app.queries import meetings as meeting_queries
from app.wording.dates import full_date

from . import batches, jobs
from ._transaction import Submitted

FICHES, LETTERS = "fiches", "letters"
_NEEDED = {FICHES: Action.READ_PRESENTATION, LETTERS: Action.WRITE_LETTER}
_TITLE = {
    FICHES: "Fiches validées, %(title)s",
    LETTERS: "Courriers aux médecins traitants, %(title)s",
}
_FILE = {FICHES: "fiches-{day:%Y-%m-%d}.pdf", LETTERS: "courriers-{day:%Y-%m-%d}.pdf"}
_MAKE = {FICHES: batches.fiches, LETTERS: batches.family_letters}


def ask(actor: Actor, meeting_id: UUID, what: str, submitted: Submitted) -> UUID:
    """Queue the fiches or the letters of a meeting this person manages; the id of the work."""
    meeting_queries.room(actor, meeting_id)
    return jobs.ask(actor, f"after_{what}", {"meeting": str(meeting_id)}, submitted)


def _printable(actor: Actor, meeting_id: UUID, what: str) -> list[queries.AfterLine]:
    """The validated cases of a meeting for which this person may have that print."""
    lines = queries.of_meeting(actor, meeting_id)
    return [
        line
        for line in lines
        if line.progress.validated_on and can(actor, _NEEDED[what], line.relations).allowed
    ]


def _run(
    what: str, actor: Actor, arguments: Mapping[str, Any], progress: jobs.Progress
) -> jobs.Made:
    meeting_id = UUID(arguments["meeting"])
    meeting = meeting_queries.room(actor, meeting_id).meeting
    day = meeting.starts_at.astimezone(clock.PARIS).date()
    made = _MAKE[what](
        actor,
        [
            batches.Wanted(o.presentation_id, o.reference)
            for o in _printable(actor, meeting_id, what)
        ],
        _(_TITLE[what], title=meeting.title),
        f"{meeting.title}, {full_date(day)}",
        progress,
    )
    return jobs.Made(
        made.pdf,
        "application/pdf",
        _FILE[what].format(day=day),
        {"presentations": list(made.presentations), "left_out": list(made.left_out)},
    )


def _may_read(
    what: str, actor: Actor, arguments: Mapping[str, Any], facts: Mapping[str, Any]
) -> bool:
    """Whether everything printed may still be printed by this person."""
    may = {o.presentation_id for o in _printable(actor, UUID(arguments["meeting"]), what)}
    return set(facts.get("presentations", ())) <= may


for _what in (FICHES, LETTERS):
    jobs.offers(f"after_{_what}", jobs.Work(partial(_run, _what), partial(_may_read, _what)))

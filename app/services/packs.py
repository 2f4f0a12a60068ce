"""The pack of a meeting: the fiches of its whole agenda as one file, made by the thread that works."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from app import clock
from app.domain.permissions import Actor
from app.i18n import _
from app.queries import cases as case_queries
from app.queries import meetings as meeting_queries
from app.wording.dates import full_date

from . import batches, jobs
from ._transaction import Submitted

KIND = "pack"


def ask(actor: Actor, meeting_id: UUID, submitted: Submitted) -> UUID:
    """Queue the pack of a meeting this person may read; the id of the work."""
    meeting_queries.room(actor, meeting_id)
    return jobs.ask(actor, KIND, {"meeting": str(meeting_id)}, submitted)


def _run(actor: Actor, arguments: Mapping[str, Any], progress: jobs.Progress) -> jobs.Made:
    meeting_id = UUID(arguments["meeting"])
    room = meeting_queries.room(actor, meeting_id)
    day = room.meeting.starts_at.astimezone(clock.PARIS).date()
    lines = case_queries.agenda(actor, meeting_id)
    made = batches.fiches(
        actor,
        [batches.Wanted(line.presentation_id, line.reference) for line in lines],
        _("Dossiers de la réunion, %(title)s", title=room.meeting.title),
        f"{room.meeting.title}, {full_date(day)}",
        progress,
    )
    return jobs.Made(
        made.pdf,
        "application/pdf",
        f"dossiers-{day:%Y-%m-%d}.pdf",
        {"presentations": list(made.presentations), "left_out": list(made.left_out)},
    )


def _may_read(actor: Actor, arguments: Mapping[str, Any], facts: Mapping[str, Any]) -> bool:
    """Whether everything printed is still on the agenda this person reads: who opposes leaves the file too."""
    meeting_id = UUID(arguments["meeting"])
    readable = {line.presentation_id for line in case_queries.agenda(actor, meeting_id)}
    return set(facts.get("presentations", ())) <= readable


jobs.offers(KIND, jobs.Work(_run, _may_read))

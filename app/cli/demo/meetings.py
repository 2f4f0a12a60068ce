"""The three meetings of the demonstration: held a fortnight ago, today, and next week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

import sqlalchemy as sa

from app import clock
from app.domain.permissions import Actor
from app.domain.requirements import BY_CATEGORY
from app.domain.vocabulary import Attendance, Function, KindCategory, MeetingState
from app.extensions import db
from app.models import MeetingMember
from app.services import meetings, requirements

from .people import GUEST, ONCE, Cast

CHAIR = "Kaci"
# The limits of age are examples: each hospital sets its own.
KINDS = {
    KindCategory.STANDARD: ("Oncologie digestive", 28),
    KindCategory.RECOURS: ("Recours, toutes localisations", 42),
    KindCategory.ONCOPALLIATIVE: ("Onco-palliative", 14),
}
ABSENT = ("Petit", "Blanc")
SOURCE = "Exemple, à vérifier : INCa, référentiel RCP de décembre 2023, p. 33–35"


@dataclass(frozen=True)
class Calendar:
    """The meetings, by when they are."""

    past: UUID
    today: UUID
    coming: UUID


def plan(coordinator: Actor, cast: Cast) -> Calendar:
    """Plan the three and convene everybody to each; today's alone bears the name of the digestive board."""
    every_site = "RCP de recours, toutes localisations"
    pathology = ("Oncologie médicale", "Oncologie radiothérapique", "Anatomopathologie")
    surgery = (*pathology[:2], "Chirurgie viscérale")
    kinds = {category: _kind(coordinator, category) for category in KINDS}
    recours, digestive = kinds[KindCategory.RECOURS], kinds[KindCategory.STANDARD]
    return Calendar(
        _plan(coordinator, cast, every_site, -14, pathology, recours),
        _plan(coordinator, cast, "RCP d’oncologie digestive", 0, surgery, digestive),
        _plan(coordinator, cast, every_site, 7, pathology, recours),
    )


def _kind(coordinator: Actor, category: KindCategory) -> UUID:
    name, days = KINDS[category]
    return requirements.add_kind(
        coordinator,
        requirements.KindEntry(
            name=name,
            category=category,
            room="Salle Pasteur",
            link="visioconférence, lien dans la convocation",
            freshness_days=days,
            items=BY_CATEGORY[category],
        ),
    )


def open_with_people(coordinator: Actor, cast: Cast, meeting: UUID) -> None:
    """Open a meeting and tick who came: the guest from afar, two people absent."""
    meetings.advance(coordinator, meeting, MeetingState.OPEN, ONCE)
    seats = db.session.execute(
        sa.select(MeetingMember.id, MeetingMember.professional_id, MeetingMember.function).where(
            MeetingMember.meeting_id == meeting
        )
    ).all()
    db.session.rollback()
    came = dict.fromkeys(cast.board.values(), Attendance.PRESENT)
    came[cast.board[GUEST[2]]] = Attendance.REMOTE
    came |= {cast.board[name]: Attendance.ABSENT for name in ABSENT}
    ticked = {seat.id: (came[seat.professional_id], seat.function) for seat in seats}
    meetings.take_attendance(coordinator, meeting, ticked, ONCE)


def _plan(
    coordinator: Actor,
    cast: Cast,
    title: str,
    in_days: int,
    specialities: tuple[str, ...],
    kind: UUID,
) -> UUID:
    day = clock.today() + timedelta(days=in_days)
    meeting = meetings.plan(
        coordinator,
        meetings.Plan(
            title=title,
            starts_at=datetime.combine(day, time(14), clock.PARIS),
            place="Salle Pasteur et visioconférence",
            quorum_minimum=3,
            quorum_required=specialities,
            quorum_source=SOURCE,
            kind_id=kind,
        ),
    )
    for name, person in cast.board.items():
        function = {CHAIR: Function.CHAIR, GUEST[2]: Function.GUEST}.get(name, Function.MEMBER)
        meetings.convene(coordinator, meeting, person, function, ONCE)
    return meeting

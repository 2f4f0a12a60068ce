"""Preparing the agenda of a meeting: its order saved whole, its pace, and what is planned for each case."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from uuid import UUID, uuid4

import sqlalchemy as sa

from app.domain.agenda import Entry, Pace, minutes_are_plausible, violations
from app.domain.agenda import by_specialist as _by_specialist
from app.domain.agenda import complex_first as _complex_first
from app.domain.permissions import Action, Actor
from app.domain.vocabulary import MeetingState, Track
from app.errors import RuleViolation, StaleVersion, Violation
from app.extensions import db
from app.models import AgendaPace, Case, Meeting, Presentation, Speciality
from app.queries._scope import readable_presentations

from . import _access
from ._transaction import Submitted, Unit, transaction
from ._versions import assign, expect

SUGGESTED = {"complex": _complex_first, "specialist": _by_specialist}
TRIAGE = (
    "track",
    "minutes",
    "is_complex",
    "complex_why",
    "specialities",
    "probable",
)


@dataclass(frozen=True)
class Triage:
    """What is planned for one case; `probable` is a draft for the coordination and is printed nowhere."""

    track: Track
    minutes: int | None = None
    is_complex: bool = False
    complex_why: str = ""
    specialities: Sequence[str] = ()
    probable: str = ""


def arrange(
    actor: Actor,
    meeting_id: UUID,
    order: Sequence[UUID],
    seen: Sequence[UUID],
    minutes: Mapping[UUID, tuple[int | None, int | None]],
    submitted: Submitted,
) -> None:
    """Store the whole order in one go, with the minutes changed beside it, each given as it was seen and as it is now.

    StaleVersion when the order, or one of those minutes, is not what was seen: somebody else arranged meanwhile.
    """
    with transaction(actor, submitted) as tx:
        row = _access.meeting(actor, meeting_id, Action.MANAGE_MEETING)
        _refuse_closed(row)
        rows = {item.id: item for item in _agenda(row.id)}
        mine = _readable(actor, row.id)
        known = [key for key in rows if key in mine]
        moved = known != list(seen) or sorted(order) != sorted(known)
        if moved or any(rows[key].minutes != was for key, (was, _now) in minutes.items()):
            raise _stale(rows.values())
        for key, (_was, value) in minutes.items():
            if not minutes_are_plausible(value):
                raise RuleViolation(Violation("minutes_range", f"minutes-{key}"))
            assign(rows[key], {"minutes": value}, tx)
        # A case this person may not read keeps its place among the others.
        given = iter(order)
        order = [next(given) if key in mine else key for key in rows]
        _store(rows, order, tx)
        tx.audit("agenda.arranged", row.id, order=",".join(map(str, order)))


def suggest(actor: Actor, meeting_id: UUID, how: str, submitted: Submitted) -> tuple[UUID, ...]:
    """Take one of the suggested orders; the order as it was, to undo it."""
    with transaction(actor, submitted) as tx:
        row = _access.meeting(actor, meeting_id, Action.MANAGE_MEETING)
        _refuse_closed(row)
        if how not in SUGGESTED:
            raise RuleViolation(Violation("unknown_choice"))
        rows = {item.id: item for item in _agenda(row.id)}
        before = tuple(rows)
        after = SUGGESTED[how]([_entry(item) for item in rows.values()])
        _store(rows, [UUID(key) for key in after], tx)
        tx.audit("agenda.suggested", row.id, how=how)
        return before


def set_pace(
    actor: Actor, meeting_id: UUID, given: Pace, *, for_kind: bool, seen: int, submitted: Submitted
) -> None:
    """Store how a meeting goes, its length apart; `for_kind` makes it what the next meetings of its kind start from as well."""
    if broken := violations(given):
        raise RuleViolation(*broken)
    with transaction(actor, submitted) as tx:
        row = _access.meeting(actor, meeting_id, Action.MANAGE_MEETING)
        _refuse_closed(row)
        own = db.session.scalar(sa.select(AgendaPace).where(AgendaPace.meeting_id == row.id))
        if own is not None:
            expect(own, seen, given.kept)
        _put(own, {"meeting_id": row.id}, given, tx)
        if for_kind and row.kind_id:
            of_kind = sa.select(AgendaPace).where(AgendaPace.kind_id == row.kind_id)
            _put(db.session.scalar(of_kind), {"kind_id": row.kind_id}, given, tx)
        tx.audit("agenda.paced", row.id, for_kind=for_kind)


def triage(
    actor: Actor, presentation_id: UUID, given: Triage, seen: int, submitted: Submitted
) -> None:
    """Say what is planned for a case that waits or is on a planned agenda; "not ready" leaves no agenda by itself."""
    with transaction(actor, submitted) as tx:
        row = _access.presentation(actor, presentation_id, Action.EDIT_CASE)
        values = asdict(given) | {"specialities": sorted(set(given.specialities))}
        expect(row, seen, values)
        _check(row, given)
        changed = assign(row, values, tx)
        tx.audit("presentation.triaged", row.case_id, fields=",".join(changed))


def _check(row: Presentation, given: Triage) -> None:
    broken = []
    if not minutes_are_plausible(given.minutes):
        broken.append(Violation("minutes_range", "minutes"))
    if given.is_complex and not given.complex_why.strip():
        broken.append(Violation("complex_without_reason", "complex_why"))
    known = set(db.session.scalars(sa.select(Speciality.label)))
    if not set(given.specialities) <= known | set(row.specialities):
        broken.append(Violation("unknown_choice", "specialities"))
    if row.meeting_id and given.track is Track.NOT_READY:
        broken.append(Violation("listed_not_ready", "track"))
    if broken:
        raise RuleViolation(*broken)


def _put(row: AgendaPace | None, key: dict[str, UUID], given: Pace, tx: Unit) -> None:
    if row is not None:
        assign(row, given.kept, tx)
        return
    stamp = {"updated_at": tx.now, "updated_by": tx.actor.name}
    db.session.add(AgendaPace(id=uuid4(), **key, **given.kept, **stamp))


def _agenda(meeting_id: UUID) -> list[Presentation]:
    return list(
        db.session.scalars(
            sa.select(Presentation)
            .where(Presentation.meeting_id == meeting_id)
            .order_by(Presentation.position, Presentation.id)
        )
    )


def _readable(actor: Actor, meeting_id: UUID) -> frozenset[UUID]:
    """The cases of the agenda that this person's page shows: a chair from elsewhere may see fewer."""
    return frozenset(
        db.session.scalars(
            sa.select(Presentation.id)
            .join(Case, Case.id == Presentation.case_id)
            .where(Presentation.meeting_id == meeting_id, readable_presentations(actor))
        )
    )


def _store(rows: Mapping[UUID, Presentation], order: Sequence[UUID], tx: Unit) -> None:
    for position, key in enumerate(order, start=1):
        assign(rows[key], {"position": position}, tx)


def _entry(row: Presentation) -> Entry:
    return Entry(str(row.id), row.minutes, row.is_complex, tuple(row.specialities))


def _stale(rows: Collection[Presentation]) -> StaleVersion:
    latest = max(rows, key=lambda row: row.updated_at, default=None)
    return StaleVersion(
        version=0,
        current={},
        by=latest.updated_by if latest else "",
        at=latest.updated_at if latest else None,
    )


def _refuse_closed(row: Meeting) -> None:
    if row.state is MeetingState.CLOSED:
        raise RuleViolation(Violation("meeting_closed"))

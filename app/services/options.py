"""The options of a presentation and the board's verdicts; every verdict can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa

from app.domain.catalogue import CatalogueEntry as Entry
from app.domain.opinion import has_unmet, verdict_violations
from app.domain.permissions import Action, Actor
from app.domain.vocabulary import Family, MeetingState, Site, Verdict
from app.errors import NotFound, RuleViolation, Violation
from app.extensions import db
from app.models import Case, Meeting, Option, OptionHistory, Presentation
from app.queries import catalogue, records

from . import _access
from ._transaction import Submitted, Unit, transaction
from ._versions import assign, expect

VERDICT_FIELDS = (
    "verdict",
    "proposed",
    "rank",
    "condition",
    "fallback",
    "with_option",
    "reason",
    "reconsider_if",
    "complete_what",
    "complete_who",
    "complete_by",
    "wish_note",
    "review_on",
    "meanwhile",
)
DETAIL_FIELDS = ("specifics", "practical_note")
OWN_FIELDS = ("free_brings", "free_hard", "free_daily")


@dataclass(frozen=True)
class OwnWords:
    """What the board says of an option the catalogue does not have: one sentence a line."""

    brings: str = ""
    hard: str = ""
    daily: str = ""


NOTHING_SAID = OwnWords()


def starting(presentation_id: UUID, site: Site, entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """The rows of what no case goes without (R52), and of what the catalogue holds for a tumour of that site."""
    return [
        {
            "id": uuid4(),
            "presentation_id": presentation_id,
            "position": position,
            "family": entry.family,
            "entry_code": entry.code,
            "entry_version": entry.version,
            "verdict": Verdict.NOT_DISCUSSED,
        }
        for position, entry in enumerate(entries)
        if (site in entry.sites if entry.sites else entry.always_listed)
    ]


def add(
    actor: Actor,
    presentation_id: UUID,
    *,
    entry_code: str,
    free_title: str,
    family: Family,
    specifics: str,
    submitted: Submitted,
    own: OwnWords = NOTHING_SAID,
) -> UUID:
    """Add an option from what the catalogue offers the case's hospital, or a free one of the board's own words."""
    with transaction(actor, submitted) as tx:
        row = _access.presentation(actor, presentation_id, Action.GIVE_VERDICT)
        case = db.session.get_one(Case, row.case_id)
        entry = next((e for e in _offered(case) if e.code == entry_code), None)
        if entry_code and entry is None:
            raise RuleViolation(Violation("unknown_choice", "entry_code"))
        if entry is None and not free_title.strip():
            raise RuleViolation(Violation("required", "free_title"))
        position = db.session.scalar(
            sa.select(sa.func.count()).where(Option.presentation_id == presentation_id)
        )
        option = _add(
            tx,
            row.id,
            int(position or 0) + 100,
            entry.family if entry else family,
            (entry.code, entry.version) if entry else None,
            free_title="" if entry else free_title,
            specifics=specifics,
            **({} if entry else _free_texts(own)),
        )
        tx.audit("option.added", row.case_id, option=option.id)
        return option.id


def describe(actor: Actor, option_id: UUID, own: OwnWords, seen: int, submitted: Submitted) -> None:
    """Say what an option in the board's own words brings, costs and asks every day (R53)."""
    with transaction(actor, submitted) as tx:
        option, row = _own(actor, option_id)
        if option.entry_code:
            raise NotFound
        expect(option, seen, OWN_FIELDS)
        assign(option, _free_texts(own), tx)
        tx.audit("option.described", row.case_id, option=option.id)


def _free_texts(own: OwnWords) -> dict[str, str]:
    return {f"free_{name}": value for name, value in asdict(own).items()}


def give_verdict(
    actor: Actor, option_id: UUID, values: Mapping[str, Any], seen: int, submitted: Submitted
) -> None:
    """Record the verdict of one option with what it requires; before the meeting opens it is only a proposal."""
    with transaction(actor, submitted) as tx:
        option, row = _own(actor, option_id)
        expect(option, seen, [*VERDICT_FIELDS, *DETAIL_FIELDS])
        wanted = dict(values)
        if "verdict" in wanted and wanted["verdict"] is None:
            raise RuleViolation(Violation("unknown_choice", "verdict"))
        if not board_sits(row) and wanted.get("verdict") not in {
            None,
            Verdict.NOT_DISCUSSED,
            Verdict.PROPOSED,
        }:
            wanted |= {"proposed": wanted["verdict"], "verdict": Verdict.PROPOSED}
        elif wanted.get("verdict") is not Verdict.PROPOSED:
            wanted["proposed"] = None
        _refuse_incomplete(row, option, wanted)
        change(tx, option, wanted)
        tx.audit("verdict.given", row.case_id, option=option.id, verdict=option.verdict.value)


def undo_verdict(actor: Actor, option_id: UUID, submitted: Submitted) -> None:
    """Put back what the verdict was before its last change; undoing is itself recorded."""
    with transaction(actor, submitted) as tx:
        option, row = _own(actor, option_id)
        last = db.session.scalar(
            sa.select(OptionHistory)
            .where(OptionHistory.option_id == option_id)
            .order_by(OptionHistory.at.desc())
            .limit(1)
        )
        if last is None:
            raise RuleViolation(Violation("nothing_changed"))
        change(tx, option, _from_json(last.values))
        tx.audit("verdict.undone", row.case_id, option=option.id)


def confirm_not_applicable(
    actor: Actor, presentation_id: UUID, option_ids: Iterable[UUID], submitted: Submitted
) -> None:
    """Say "sans objet" of several options at once: the unmet criterion is the reason."""
    wanted = set(option_ids)
    with transaction(actor, submitted) as tx:
        row = _access.presentation(actor, presentation_id, Action.GIVE_VERDICT)
        _require_open(row)
        views = {UUID(view.id): view for view in records.build(row).options}
        for option_id in wanted:
            view = views.get(option_id)
            if view is None or not has_unmet(view):
                raise RuleViolation(Violation("unknown_choice"))
            option = db.session.get_one(Option, option_id)
            change(tx, option, {"verdict": Verdict.NOT_APPLICABLE, "proposed": None})
        tx.audit("verdict.not_applicable", row.case_id, options=len(wanted))


def _offered(case: Case) -> tuple[Entry, ...]:
    return catalogue.offered(str(case.hospital_id))


def _add(
    tx: Unit,
    presentation_id: UUID,
    position: int,
    family: Family,
    entry: tuple[str, int] | None,
    **more: str,
) -> Option:
    option = Option(
        id=uuid4(),
        presentation_id=presentation_id,
        position=position,
        family=family,
        entry_code=entry[0] if entry else None,
        entry_version=entry[1] if entry else None,
        verdict=Verdict.NOT_DISCUSSED,
        updated_at=tx.now,
        updated_by=tx.actor.name,
        **more,
    )
    db.session.add(option)
    return option


def _own(actor: Actor, option_id: UUID) -> tuple[Option, Presentation]:
    option = db.session.get(Option, option_id)
    if option is None:
        raise NotFound
    return option, _access.presentation(actor, option.presentation_id, Action.GIVE_VERDICT)


def board_sits(row: Presentation) -> bool:
    """Whether the board has met: from then on a verdict is its own."""
    meeting = db.session.get(Meeting, row.meeting_id) if row.meeting_id else None
    return meeting is not None and meeting.state is not MeetingState.PLANNED


def _require_open(row: Presentation) -> None:
    if not board_sits(row):
        raise RuleViolation(Violation("meeting_not_opened"))


def _refuse_incomplete(row: Presentation, option: Option, wanted: Mapping[str, Any]) -> None:
    """Refuse a reason that is missing now; what may come later (a wish note, a date) waits for validation."""
    if wanted.get("verdict") not in {Verdict.SET_ASIDE, Verdict.NOT_APPLICABLE}:
        return
    views = {view.id: view for view in records.build(row).options}
    view = views[str(option.id)]
    known = {name: wanted.get(name, getattr(view, name)) for name in VERDICT_FIELDS}
    broken = verdict_violations(replace(view, **known))
    if broken:
        raise RuleViolation(*broken)


def change(tx: Unit, option: Option, values: Mapping[str, Any]) -> None:
    """Set the fields of a verdict inside the caller's unit, with what it was kept for undo."""
    before = {name: _to_json(getattr(option, name)) for name in VERDICT_FIELDS}
    changed = assign(option, dict(values), tx)
    if "verdict" in changed or "proposed" in changed:
        option.decided_by, option.decided_at = tx.actor.name, tx.now
    if changed:
        db.session.add(
            OptionHistory(option_id=option.id, at=tx.now, by=tx.actor.name, values=before)
        )


def _to_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _from_json(values: Mapping[str, Any]) -> dict[str, Any]:
    given = {"meanwhile": "", **values}
    given["verdict"] = Verdict(given["verdict"])
    given["proposed"] = Verdict(given["proposed"]) if given["proposed"] else None
    for name in ("complete_by", "review_on"):
        kept = given.get(name)
        given[name] = date.fromisoformat(kept) if kept else None
    return given

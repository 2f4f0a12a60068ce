"""The life of catalogue entries as one hospital may see it: versions, signatures, decisions, its own practicalities."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app import clock
from app.domain.catalogue import CatalogueEntry as Entry
from app.domain.catalogue import LocalPractical
from app.domain.governance import Decision, Editor, History, Signature, Version
from app.domain.permissions import Actor
from app.domain.vocabulary import EntryState, Wording
from app.errors import NotFound
from app.extensions import db
from app.models import (
    CatalogueDecision,
    CatalogueEntry,
    CatalogueReview,
    Hospital,
)
from app.models import LocalPractical as Row

from . import catalogue
from ._reading import reading


@dataclass(frozen=True)
class Line:
    """One entry of the list: the version shown, its state, and the proposal that waits behind it."""

    entry: Entry
    state: EntryState
    history: History
    waiting: int | None = None
    waiting_state: EntryState | None = None


@reading
def lines(actor: Actor, today: date) -> tuple[Line, ...]:
    """Every entry this actor's hospital may see, in the neutral order, retired ones included."""
    found = _histories(actor.hospital_id)
    shown = {code: _shown(history) for code, history in found.items()}
    entries = catalogue.versions(shown.items())
    made = [_line(entries[key], found[key[0]], today) for key in shown.items()]
    return tuple(sorted(made, key=lambda line: catalogue.order(line.entry)))


@reading
def history(actor: Actor, code: str) -> History:
    """One entry through its versions; NotFound for an unknown one and for another hospital's."""
    found = _histories(actor.hospital_id, code).get(code)
    if found is None:
        raise NotFound
    return found


@reading
def version(actor: Actor, code: str, number: int | None = None) -> tuple[Entry, History]:
    """One version (the one new cases take when no number is given) and its history; NotFound as above."""
    life = history(actor, code)
    wanted = _shown(life) if number is None else number
    entry = catalogue.versions([(code, wanted)]).get((code, wanted))
    if entry is None:
        raise NotFound
    return entry, life


@reading
def source(actor: Actor, code: str, number: int) -> str:
    """The source text of one version, which a proposal starts from; NotFound as above."""
    content = db.session.scalar(
        sa.select(CatalogueEntry.content).where(
            CatalogueEntry.code == code,
            CatalogueEntry.version == number,
            catalogue.visible(actor.hospital_id),
        )
    )
    if content is None:
        raise NotFound
    return content


@reading
def local(actor: Actor, code: str) -> tuple[LocalPractical, ...]:
    """How the actor's own hospital organises an entry, the latest revision first."""
    if not actor.hospital_id:
        return ()
    rows = db.session.execute(
        sa.select(Row, Hospital.name)
        .join(Hospital, Hospital.id == Row.hospital_id)
        .where(Row.hospital_id == UUID(actor.hospital_id), Row.entry_code == code)
        .order_by(Row.revision.desc())
    )
    return tuple(as_local(row.LocalPractical, row.name) for row in rows)


def as_local(row: Row, hospital: str) -> LocalPractical:
    """The frozen practicalities of a row."""
    return LocalPractical(
        hospital=hospital,
        place=row.place,
        phone=row.phone,
        contact=row.contact,
        waiting=row.waiting,
        note=row.note,
        revision=row.revision,
        by=row.by,
        on=row.at.astimezone(clock.PARIS).date(),
    )


def _line(entry: Entry, life: History, today: date) -> Line:
    last = life.versions[-1].number
    waiting = last if last > entry.version else None
    return Line(
        entry,
        life.state(entry.version, today),
        life,
        waiting,
        life.state(waiting, today) if waiting else None,
    )


def _shown(life: History) -> int:
    """The version a page shows first: the standing one, failing that the one in force before, then the latest."""
    return life.standing or life.in_force or life.versions[-1].number


def _histories(hospital_id: str, code: str = "") -> dict[str, History]:
    """Every visible entry's history in three queries, whatever their number."""
    seen = [catalogue.visible(hospital_id)]
    if code:
        seen.append(CatalogueEntry.code == code)
    here = sa.and_(*seen)
    rows = db.session.execute(
        sa.select(
            CatalogueEntry.code,
            CatalogueEntry.version,
            CatalogueEntry.hospital_id,
            CatalogueEntry.author,
            CatalogueEntry.author_id,
            CatalogueEntry.loaded_at,
            CatalogueEntry.why,
        )
        .where(here)
        .order_by(CatalogueEntry.code, CatalogueEntry.version)
    ).all()
    codes = sa.select(CatalogueEntry.code).where(here)
    signatures, decisions = _signatures(codes), _decisions(codes)
    versions: dict[str, list[Version]] = defaultdict(list)
    owners = {}
    for row in rows:
        author = Editor(str(row.author_id), row.author) if row.author_id else None
        made_on = row.loaded_at.astimezone(clock.PARIS).date()
        signed = tuple(signatures[row.code, row.version])
        versions[row.code].append(Version(row.version, made_on, author, row.why, signed))
        owners[row.code] = str(row.hospital_id or "")
    return {
        key: History(key, tuple(made), tuple(decisions[key]), owners[key])
        for key, made in versions.items()
    }


def _signatures(codes: sa.Select[Any]) -> dict[tuple[str, int], list[Signature]]:
    found: dict[tuple[str, int], list[Signature]] = defaultdict(list)
    for row in db.session.scalars(
        sa.select(CatalogueReview).where(CatalogueReview.entry_code.in_(codes))
    ):
        by = Editor(str(row.account_id or ""), row.by)
        found[row.entry_code, row.entry_version].append(Signature(Wording(row.wording), by, row.on))
    return found


def _decisions(codes: sa.Select[Any]) -> dict[str, list[Decision]]:
    found: dict[str, list[Decision]] = defaultdict(list)
    for row in db.session.scalars(
        sa.select(CatalogueDecision)
        .where(CatalogueDecision.entry_code.in_(codes))
        .order_by(CatalogueDecision.at)
    ):
        by = Editor(str(row.account_id or ""), row.by)
        on = row.at.astimezone(clock.PARIS).date()
        found[row.entry_code].append(
            Decision(row.entry_version, row.kind, by, on, row.review_on, row.reason)
        )
    return found

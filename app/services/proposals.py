"""Governance of the catalogue by clinical editors: propose a version, put it in force, retire an entry.

A version is stored as it was proposed and never changes; signing it is in catalogue.py (docs/decisions/0012).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from app import clock
from app.domain import governance as rules
from app.domain.governance import LOCAL, History
from app.domain.permissions import Action, Actor
from app.domain.text import fold
from app.domain.vocabulary import DecisionKind
from app.errors import NotFound, RuleViolation, StaleVersion, Violation
from app.exchange.catalogue import read_entry
from app.exchange.entry_text import EntryText, Outline, rewritten, texts_of, with_criteria, written
from app.extensions import db
from app.models import CatalogueDecision, CatalogueEntry
from app.queries import governance

from . import _access
from ._transaction import Submitted, Unit, transaction
from ._versions import as_text
from .catalogue import highest

_SLUG = 40


def propose(
    actor: Actor,
    code: str,
    base: int,
    typed: EntryText,
    why: str,
    seen: int,
    submitted: Submitted,
) -> int:
    """Store these texts as the next version of an entry, written from version `base`; its number.

    StaleVersion when another version came since `seen`; RuleViolation for texts that cannot be read or changed nothing.
    """
    _access.everywhere(actor, Action.REVIEW_CATALOGUE)
    source = governance.source(actor, code, base)
    return _next(actor, code, source, rewritten(source, typed), why, seen, submitted)


def propose_criteria(
    actor: Actor,
    code: str,
    base: int,
    criteria: Sequence[Mapping[str, Any]],
    why: str,
    seen: int,
    submitted: Submitted,
) -> int:
    """Store these criteria, the texts being those of version `base`, as the next version of an entry; as `propose`."""
    _access.everywhere(actor, Action.REVIEW_CATALOGUE)
    if not criteria:
        raise RuleViolation(Violation("criteria_none"))
    source = governance.source(actor, code, base)
    return _next(actor, code, source, with_criteria(source, criteria), why, seen, submitted)


def _next(
    actor: Actor, code: str, source: str, made: str, why: str, seen: int, submitted: Submitted
) -> int:
    life = governance.history(actor, code)
    if read_entry(made) == read_entry(source):
        raise RuleViolation(Violation("nothing_changed"))
    if not why.strip():
        raise RuleViolation(Violation("required", "why"))
    with transaction(actor, submitted) as tx:
        number = highest(code)
        if number != seen:
            raise _stale(actor, code, number)
        hospital = UUID(life.hospital) if life.hospital else None
        _store(tx, code, number + 1, made, hospital, why)
        return number + 1


def create(actor: Actor, outline: Outline, typed: EntryText, why: str, submitted: Submitted) -> str:
    """Store a new entry of the actor's own hospital, as a draft; its code, which carries the hospital's mark."""
    _access.everywhere(actor, Action.REVIEW_CATALOGUE)
    code = local_code(actor.hospital_id, typed.title)
    made = written(replace(outline, code=code), typed)
    with transaction(actor, submitted) as tx:
        _store(tx, code, 1, made, UUID(actor.hospital_id), why)
        return code


def put_in_force(
    actor: Actor, code: str, number: int, review_on: date | None, submitted: Submitted
) -> None:
    """Make that version the one new cases take, or confirm it until a new date when it is already."""
    _access.everywhere(actor, Action.REVIEW_CATALOGUE)
    with transaction(actor, submitted) as tx:
        life = governance.history(actor, code)
        if life.version(number) is None:
            raise NotFound
        broken = rules.putting_in_force(life, number, review_on, clock.today())
        if broken:
            raise RuleViolation(*broken)
        _decide(tx, code, number, DecisionKind.IN_FORCE, review_on=review_on)
        tx.audit("catalogue.in_force", code, version=number, review_on=review_on)


def retire(actor: Actor, code: str, reason: str, submitted: Submitted) -> None:
    """Take an entry out of the catalogue: new cases do not take it any more; cases that have it keep it."""
    _access.everywhere(actor, Action.REVIEW_CATALOGUE)
    with transaction(actor, submitted) as tx:
        entry, life = governance.version(actor, code)
        broken = rules.retiring(life, reason, always_listed=entry.always_listed)
        if broken:
            raise RuleViolation(*broken)
        _decide(tx, code, _last(life), DecisionKind.RETIRED, reason=reason)
        tx.audit("catalogue.retired", code, version=_last(life))


def local_code(hospital_id: str, title: str) -> str:
    """The code of a hospital's own entry: its mark, the hospital, the title, and a short random end."""
    slug = re.sub(r"[^a-z0-9]+", "-", fold(title)).strip("-")[:_SLUG].strip("-")
    return f"{LOCAL}{UUID(hospital_id).hex[:12]}-{slug or 'entree'}-{uuid4().hex[:4]}"


def _stale(actor: Actor, code: str, number: int) -> StaleVersion:
    """What somebody else proposed meanwhile, by field."""
    texts = texts_of(governance.source(actor, code, number))
    author = governance.history(actor, code).versions[-1].author
    current = {name: as_text(value) for name, value in asdict(texts).items()}
    return StaleVersion(
        version=number, current=current, by=author.name if author else "", at=clock.now()
    )


def _last(life: History) -> int:
    return life.versions[-1].number


def _store(tx: Unit, code: str, number: int, content: str, hospital: UUID | None, why: str) -> None:
    db.session.add(
        CatalogueEntry(
            code=code,
            version=number,
            family=read_entry(content).family,
            content=content,
            loaded_at=tx.now,
            hospital_id=hospital,
            author=tx.actor.name,
            author_id=UUID(tx.actor.account_id),
            why=why,
        )
    )
    tx.audit("catalogue.proposed", code, version=number)


def _decide(
    tx: Unit,
    code: str,
    number: int,
    kind: DecisionKind,
    *,
    review_on: date | None = None,
    reason: str = "",
) -> None:
    db.session.add(
        CatalogueDecision(
            entry_code=code,
            entry_version=number,
            kind=kind,
            review_on=review_on,
            reason=reason,
            by=tx.actor.name,
            account_id=None if tx.actor.is_operator else UUID(tx.actor.account_id),
            at=tx.now,
        )
    )

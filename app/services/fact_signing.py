"""Signing the facts to check of an entry one by one, each with the source it was read against."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from app import clock
from app.domain import fact_signing as rules
from app.domain.catalogue import CatalogueEntry as Entry
from app.domain.governance import History
from app.domain.permissions import Action, Actor
from app.errors import NotFound, RuleViolation, Violation
from app.extensions import db
from app.models import FactReview
from app.queries import catalogue, governance

from . import _access
from ._transaction import Submitted, Unit, transaction


def sign(
    actor: Actor, code: str, version: int, sources: Mapping[str, str], submitted: Submitted
) -> None:
    """A clinical editor signs facts of one version by digest, each with its source; never one's own words.

    RuleViolation names the field (`source_…`) of a fact without source; a fact already signed is left as it is.
    """
    _access.everywhere(actor, Action.REVIEW_CATALOGUE)
    entry, life = governance.version(actor, code, version)
    known = {one.digest for one in rules.marked(entry)}
    if not set(sources) <= known:
        raise NotFound
    broken = [
        Violation("required", f"source_{digest[:12]}")
        for digest, source in sources.items()
        if not source.strip()
    ]
    if not sources:
        broken.append(Violation("nothing_changed"))
    if broken:
        raise RuleViolation(*broken)
    own = _own(actor, life)
    if own & set(sources):
        raise RuleViolation(Violation("same_person"))
    with transaction(actor, submitted) as tx:
        _store(tx, code, sources, actor.name, clock.today())


def sign_for(
    actor: Actor, code: str, version: int, source: str, by: str, on: date, *, leave: int = 0
) -> None:
    """Sign the facts of the product's own text for a reviewer without account (demonstration, paper).

    `leave` facts, the last of what may be hard, stay unsigned: the page can leave without them.
    """
    if not actor.is_operator:
        raise NotFound
    entry, life = governance.version(actor, code, version)
    found = life.version(version)
    if found is None or found.author is not None:
        raise RuleViolation(Violation("same_person"))
    given = [one for one in rules.marked(entry) if one.part == "hard"]
    left = {one.digest for one in given[len(given) - leave :]}
    digests = {one.digest for one in rules.marked(entry)} - left
    with transaction(actor) as tx:
        _store(tx, code, dict.fromkeys(sorted(digests), source), by, on)


def _own(actor: Actor, life: History) -> set[str]:
    """The facts that stand in a version this person wrote and in no earlier one."""
    me = _access.editor(actor)
    texts = catalogue.versions((life.code, one.number) for one in life.versions)
    seen: set[str] = set()
    own: set[str] = set()
    for one in life.versions:
        entry: Entry = texts[life.code, one.number]
        facts = {fact.digest for fact in rules.marked(entry)}
        if one.author and me.is_same(one.author):
            own |= facts - seen
        seen |= facts
    return own


def _store(tx: Unit, code: str, sources: Mapping[str, str], by: str, on: date) -> None:
    already = catalogue.fact_reviews(sources)
    account = None if tx.actor.is_operator else UUID(tx.actor.account_id)
    for digest, source in sources.items():
        if digest not in already:
            db.session.add(
                FactReview(
                    entry_code=code,
                    digest=digest,
                    source=source.strip(),
                    by=by,
                    account_id=account,
                    on=on,
                )
            )
    tx.audit("catalogue.facts_signed", code, count=len(sources))

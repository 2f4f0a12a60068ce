"""The list of cases and its search, a page at a time: what is walked depends on the page, not on the installation.

References are given in the order of opening, so that one page ends where the next begins (keyset paging).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.domain.naming import terms
from app.domain.permissions import Actor
from app.extensions import db
from app.models import Case, SearchToken

from . import _scope
from ._reading import reading
from .case_lines import CaseLine, is_latest, lines_of

PAGE = 50
# below, the cases that have a word are few enough to be sorted; above, most cases walked in order have it
FEW = 5_000
_LAST = chr(0x10FFFF)


@dataclass(frozen=True)
class Page:
    """Lines, latest first, and the reference after which the next page begins ("" when this is the last)."""

    lines: tuple[CaseLine, ...]
    after: str = ""


@reading
def page(actor: Actor, text: str = "", after: str = "", size: int = PAGE) -> Page:
    """Cases this person may read whole and which hold every word of `text`; withdrawn ones are not listed."""
    references = _references(actor, text, after, size + 1)
    more = len(references) > size
    return Page(
        tuple(_lines(actor, references[:size])), references[size - 1] if more and size else ""
    )


@reading
def lines(actor: Actor, *, limit: int = 500) -> list[CaseLine]:
    """The latest cases this person may read whole, each with its latest presentation."""
    return _lines(actor, _references(actor, "", "", limit))


def _lines(actor: Actor, references: Sequence[str]) -> list[CaseLine]:
    found = []
    for start in range(0, len(references), FEW):
        some = references[start : start + FEW]
        where = sa.and_(_scope.readable_cases(actor), is_latest(), Case.reference.in_(some))
        found += lines_of(where, order=(Case.reference.desc(),), limit=len(some))
    return found


def _references(actor: Actor, text: str, after: str, most: int) -> list[str]:
    wanted = terms(text)
    found = _found(actor, wanted, after, most)
    joined = terms(text, as_one=True)
    if found or joined == wanted:
        return found
    return _found(actor, joined, after, most)


def _found(actor: Actor, wanted: tuple[str, ...], after: str, most: int) -> list[str]:
    """References of a page and one more, from each way this actor reads files, each through its own index."""
    arms = [_of_hospital(actor, wanted), _own(actor, wanted)]
    pages = [_page(arm, after, most) for arm in arms if arm is not None]
    if not pages:
        return []
    found = sa.union(*(sa.select(one.subquery()) for one in pages)).subquery()
    (reference,) = found.c
    return list(db.session.scalars(sa.select(reference).order_by(reference.desc()).limit(most)))


def _page(arm: sa.Select[Any], after: str, most: int) -> sa.Select[Any]:
    (reference,) = (getattr(c, "element", c) for c in arm.selected_columns)
    if after:
        arm = arm.where(reference < after)
    return arm.order_by(reference.desc()).limit(most)


def _own(actor: Actor, wanted: tuple[str, ...]) -> sa.Select[Any] | None:
    """A professional's own cases, found from the professional."""
    own = _scope.own_cases(actor)
    if own is None:
        return None
    # Not the bare column: the index of references would lead through every case of the installation.
    reference = sa.func.coalesce(Case.reference, "")
    return sa.select(reference.label("reference")).where(own, *_have(Case.id, wanted))


def _of_hospital(actor: Actor, wanted: tuple[str, ...]) -> sa.Select[Any] | None:
    """The hospital's cases, for its staff: walked in order, or from the rarest word when that is quicker."""
    rarest = _rarest(actor, wanted)
    if not rarest:
        belongs = _scope.in_hospital(actor)
        walked = sa.select(Case.reference).where(belongs, Case.withdrawn_at.is_(None))
        return None if _is_never(belongs) else walked.where(*_have(Case.id, wanted))
    others = [word for word in wanted if word != rarest]
    return (
        sa.select(SearchToken.reference)
        .where(
            _scope.in_hospital(actor, SearchToken),
            _begins(SearchToken, rarest),
            *_have(SearchToken.case_id, others),
        )
        .distinct()
    )


def _rarest(actor: Actor, wanted: Iterable[str]) -> str:
    """A word that few cases of the hospital have, the first that a page could hold, else the rarest; "" if all are common."""
    belongs = _scope.in_hospital(actor, SearchToken)
    if _is_never(belongs):
        return ""
    rarest, least = "", FEW
    for word in sorted(wanted, key=len, reverse=True):
        number = _count(belongs, word)
        if number < least:
            rarest, least = word, number
        if least <= PAGE:
            break
    return rarest


def _count(belongs: sa.ColumnElement[bool], word: str) -> int:
    """How many rows the index has for the beginning of a word, no further than FEW."""
    some = sa.select(SearchToken.case_id).where(belongs, _begins(SearchToken, word)).limit(FEW)
    return db.session.scalar(sa.select(sa.func.count()).select_from(some.subquery())) or 0


def _have(case_id: Any, wanted: Iterable[str]) -> list[sa.ColumnElement[bool]]:
    """Whether the case has each word, asked case by case."""
    found: list[sa.ColumnElement[bool]] = []
    for word in wanted:
        token = sa.orm.aliased(SearchToken)
        found.append(sa.exists().where(token.case_id == case_id, _begins(token, word)))
    return found


def _begins(table: Any, word: str) -> sa.ColumnElement[bool]:
    """The words that begin so, as a range that the index knows (text compared by code points)."""
    return sa.and_(table.token >= word, table.token < word + _LAST)


def _is_never(condition: sa.ColumnElement[bool]) -> bool:
    return isinstance(condition, sa.False_)

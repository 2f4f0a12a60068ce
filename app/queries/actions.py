"""The actions a board may ask for besides any option: the product's wordings, their signatures, what a case asked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

import config
from app.domain.catalogue import AskedAction, BoardAction, Review
from app.exchange import codec
from app.exchange.actions import read_actions
from app.extensions import db
from app.models import ActionReview

from ._reading import reading

SOURCE = config.ROOT / "seed" / "actions.yaml"


@lru_cache(maxsize=1)
def offered() -> tuple[BoardAction, ...]:
    """Every action, in the order of the file; parsed once, since only a new version of the product changes it."""
    return read_actions(SOURCE.read_text(encoding="utf-8"))


@lru_cache(maxsize=100)
def digest(action: BoardAction) -> str:
    """The SHA-256 of the whole wording, which a signature names."""
    return hashlib.sha256(codec.dumps(action).encode()).hexdigest()


def of_presentation(stored: list[Any]) -> tuple[AskedAction, ...]:
    """What was asked for a presentation, with the wording it had then, and after the rest of what is offered."""
    kept = {one["code"]: codec.from_plain(one, AskedAction) for one in stored}
    fresh = {a.code: _unasked(a) for a in offered()}
    known = (kept.get(code, action) for code, action in fresh.items())
    gone = (kept[code] for code in kept if code not in fresh)
    return (*known, *gone)


@reading
def reviews(digests: Iterable[str]) -> dict[str, Review]:
    """Who signed each of these wordings, and when."""
    rows = db.session.scalars(
        sa.select(ActionReview).where(ActionReview.digest.in_(sorted(set(digests))))
    )
    return {row.digest: Review(row.by, row.on) for row in rows}


def _unasked(action: BoardAction) -> AskedAction:
    return AskedAction(action.code, action.title, action.sentence, digest(action))

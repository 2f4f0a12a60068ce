"""Drafts of the person who typed them."""

from __future__ import annotations

from uuid import UUID

from app.domain.permissions import Actor
from app.extensions import db
from app.models import Draft

from ._reading import reading


@reading
def of_form(actor: Actor, key: str) -> Draft | None:
    """This person's draft of the form at that address."""
    return db.session.get(Draft, (UUID(actor.account_id), key[:300]))

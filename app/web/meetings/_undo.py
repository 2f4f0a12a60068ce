"""The order that a suggestion replaced, kept in the session until the page has offered it back."""

from __future__ import annotations

from uuid import UUID

from flask import session


def order_before(meeting_id: UUID) -> list[str]:
    """The order that a suggestion just taken replaced, once; empty otherwise."""
    kept = session.get("agenda_before")
    if not kept or kept[0] != str(meeting_id):
        return []
    session.pop("agenda_before")
    return list(kept[1:])

"""The list of proposals whose end is not known yet."""

from __future__ import annotations

from flask import render_template

from app.domain.permissions import Action
from app.queries import after, follow_ups
from app.security import guard
from app.security.guard import access

from .routes import blueprint


@blueprint.get("/follow-up")
@access(Action.RECORD_FOLLOW_UP)
def to_follow() -> str:
    """Validated proposals still to follow, the oldest first."""
    return render_template(
        "home/to_follow.html",
        lines=follow_ups.waiting(guard.actor()),
        reviews=after.reviews(guard.actor()),
    )

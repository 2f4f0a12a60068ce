"""What every page knows: who is signed in, whether this is a demonstration, today."""

from __future__ import annotations

from functools import cache
from typing import Any
from uuid import uuid4

from flask import Flask, g
from flask_wtf.csrf import generate_csrf

from app import clock
from app.domain.permissions import Action, can, may_ever
from app.queries import installation


def init_app(app: Flask) -> None:
    """Install the context shared by all templates."""
    app.context_processor(_context)
    app.add_template_global(lambda: uuid4().hex, "new_submission")


def _context() -> dict[str, Any]:
    actor = g.get("actor")

    def allowed(action: str, relations: frozenset[Any] = frozenset()) -> bool:
        return actor is not None and can(actor, Action(action), relations).allowed

    def may(action: str) -> bool:
        return actor is not None and may_ever(actor, Action(action))

    return {
        "actor": actor,
        "allowed": allowed,
        "may": may,
        "is_demonstration": installation.is_demonstration(),
        "today": clock.today(),
        # One token a page, whatever the number of its forms.
        "csrf_token": cache(generate_csrf),
    }

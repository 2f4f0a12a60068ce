"""What commands share: a migrated base, and the hospital the command line acts for."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

import click
import sqlalchemy as sa
from flask import Flask, current_app
from flask.cli import with_appcontext

from app.domain.permissions import Actor
from app.domain.text import fold
from app.extensions import db
from app.models import Hospital
from app.services import installation, schema


def on_base(command: Callable[..., Any]) -> Callable[..., Any]:
    """Run a command inside the application, on a migrated database only."""

    @with_appcontext
    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        require_migrated(current_app)
        return command(*args, **kwargs)

    return run


def require_migrated(app: Flask) -> None:
    """Refuse a database that this code does not know."""
    if schema.current(db.engine) != schema.head():
        raise click.ClickException(
            "la base n’est pas à jour. Lancez d’abord : relais upgrade "
            f"(base : {app.config['RELAIS'].database_url})"
        )


def operator(hospital: str = "") -> Actor:
    """The command line acting for a hospital: the one named, else the first made."""
    return operators(hospital)[0][1]


def operators(hospital: str = "") -> list[tuple[str, Actor]]:
    """The command line acting for the hospital named, else for each: a name fit for a folder, and the actor."""
    rows = db.session.execute(
        sa.select(Hospital.id, Hospital.name).order_by(Hospital.updated_at, Hospital.name)
    ).all()
    db.session.rollback()
    found = [
        (_folder_name(row.name, place), installation.operator(str(row.id)))
        for place, row in enumerate(rows, 1)
        if not hospital or row.name == hospital
    ]
    if not found:
        raise click.ClickException(
            "aucun hôpital de ce nom. Créez-en un : relais account create, puis l’écran "
            "Administration."
        )
    return found


def _folder_name(name: str, place: int) -> str:
    """Letters and digits only, numbered so that two hospitals never share a folder."""
    plain = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")
    return f"{place:02d}-{plain}"[:60]

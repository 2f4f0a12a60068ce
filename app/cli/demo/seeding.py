"""Seeding a home with the demonstration: everything in it is invented, and says so."""

from __future__ import annotations

import shutil
from pathlib import Path

import sqlalchemy as sa
from flask import Flask

import config
from app import create_app
from app.extensions import db
from app.services import installation, schema
from app.services.installation import HoldsRealData

from .. import serve
from . import agenda, board, meetings, people, texts, trials


def seed(app: Flask) -> None:
    """Seed an empty home in one move, so that a killed seeding leaves nothing; an old one is only brought up to date.

    HoldsRealData when the home's database is not a demonstration.
    """
    settings: config.Settings = app.config["RELAIS"]
    database = settings.database_path
    if database is None or database.exists():
        if database and not _is_demonstration():
            raise HoldsRealData
        serve.prepare(app)
        return
    building = settings.home / ".seeding"
    shutil.rmtree(building, ignore_errors=True)
    _build(building)
    shutil.rmtree(settings.home / "files", ignore_errors=True)
    if (building / "files").exists():
        shutil.move(building / "files", settings.home / "files")
    (building / "relais.sqlite").replace(database)
    shutil.rmtree(building)


def fill() -> None:
    """Write the hospitals, people, meetings and cases through the services, as users would."""
    cast = people.settle(installation.operator())
    texts.settle(installation.operator())
    trials.settle()
    calendar = meetings.plan(people.actor("coordination"), cast)
    board.tell(cast, calendar)
    agenda.prepare(cast, calendar.coming)
    texts.move_on()


def _is_demonstration() -> bool:
    with db.engine.connect() as connection:
        tables = sa.inspect(connection).get_table_names()
        if "installation" not in tables:
            return False
        return bool(
            connection.execute(sa.text("SELECT is_demonstration FROM installation")).scalar()
        )


def _build(folder: Path) -> None:
    inner = create_app(config.load({}, home=folder))
    with inner.app_context():
        schema.migrate(inner.config["RELAIS"].database_url)
        installation.mark_demonstration()
        installation.prepare()
        fill()
        db.session.remove()
        db.engine.dispose()

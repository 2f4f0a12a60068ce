"""The state of the database's schema: where it is, where it should be, and the way there."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from app import database

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"


def head() -> str:
    """The revision this code needs."""
    revision = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    return revision or ""


def current(engine: sa.Engine) -> str:
    """The revision the database is at, "" for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() or ""


def migrate(url: str, revision: str = "head", *, down: bool = False) -> None:
    """Bring the database at `url` to `revision` in one transaction; on error it stays as it was."""
    engine = sa.create_engine(url, poolclass=sa.pool.NullPool, isolation_level="AUTOCOMMIT")
    sa.event.listen(engine, "connect", database.on_connect)
    try:
        with engine.connect() as connection:
            config = Config()
            config.set_main_option("script_location", str(MIGRATIONS))
            config.attributes["connection"] = connection
            (command.downgrade if down else command.upgrade)(config, revision)
    finally:
        engine.dispose()

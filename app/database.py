"""How connections to SQLite behave: journal by version, foreign keys, our own BEGIN."""

from __future__ import annotations

import sqlite3
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

BEGIN_OPTION = "relais_begin"
_UNAVAILABLE = ("locked", "disk is full", "disk I/O", "unable to open", "readonly")
_WAL_IS_SAFE = sqlite3.sqlite_version_info >= (3, 51, 3)


def configure(engine: sa.Engine) -> None:
    """Attach our connection settings to an engine; nothing for another database than SQLite."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", on_connect)
        event.listen(engine, "begin", _on_begin)


def on_connect(connection: Any, _record: object) -> None:
    """Settings of a new SQLite connection; our own code begins and ends its transactions."""
    connection.isolation_level = None
    for pragma in (
        f"journal_mode={'WAL' if _WAL_IS_SAFE else 'DELETE'}",
        f"synchronous={'FULL' if _WAL_IS_SAFE else 'EXTRA'}",
        "foreign_keys=ON",
        "busy_timeout=5000",
        "recursive_triggers=ON",
        "trusted_schema=OFF",
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def is_unavailable(error: sa.exc.OperationalError) -> bool:
    """Whether the database was locked, full or out of reach: nothing is wrong with what was asked."""
    said = str(error.orig)
    return any(words in said for words in _UNAVAILABLE)


def _on_begin(connection: sa.Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(BEGIN_OPTION, "BEGIN"))

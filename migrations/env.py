"""Alembic's environment: foreign keys off outside the transaction, checked before commit, triggers recreated."""

from __future__ import annotations

from alembic import context

import app.models  # noqa: F401  (fills the metadata)
from app.models._base import Base
from app.models.triggers_sqlite import statements


def run() -> None:
    """Migrate on the connection that `app.services.schema` hands over in the configuration's attributes."""
    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        transactional_ddl=True,
    )
    connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    try:
        context.run_migrations()
        if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
            raise RuntimeError(f"migration leaves broken references: {broken[:5]}")
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
        tables = {row[0] for row in names}
        for statement in statements():
            if statement.split(" ON ")[-1].split(" ")[0] in tables or statement.startswith("DROP"):
                connection.exec_driver_sql(statement)
        connection.exec_driver_sql("COMMIT")
    except BaseException:
        connection.exec_driver_sql("ROLLBACK")
        raise
    finally:
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")


run()

"""`relais upgrade` and `relais serve`."""

from __future__ import annotations

from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from app import clock
from app.extensions import db
from app.queries import catalogue
from app.queries.installation import is_demonstration
from app.services import backup, installation, jobs, schema

from ._base import require_migrated

THREADS = 16
# A browser that follows a meeting keeps its connection; the server's own limit of 100 would leave the others waiting.
CONNECTIONS = 400


@click.command()
@with_appcontext
def upgrade() -> None:
    """Sauvegarder puis mettre la base à jour, et charger le catalogue."""
    prepare(current_app)
    click.echo(f"Base à jour : {current_app.config['RELAIS'].database_url}")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Adresse d’écoute.")
@click.option("--port", default=8000, show_default=True, help="Port d’écoute.")
@with_appcontext
def serve(host: str, port: int) -> None:
    """Servir Relais : un processus, seize fils."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    require_migrated(app)
    run(app, host, port)


def run(app: Flask, host: str, port: int) -> None:
    """Serve until interrupted; without a public address only this machine is listened to."""
    from waitress import serve as listen

    settings = app.config["RELAIS"]
    if settings.is_public and is_demonstration():
        raise click.ClickException(
            "cette base est une démonstration : elle ne se publie pas. Retirez RELAIS_PUBLIC_URL."
        )
    if not settings.is_public and host not in {"127.0.0.1", "localhost", "::1"}:
        raise click.ClickException(
            "sans RELAIS_PUBLIC_URL, Relais n’écoute que sur cette machine (127.0.0.1)."
        )
    catalogue.offered("")  # parsed now, and not under the first visitor's write lock
    jobs.begin(app)
    proxy = (
        {"trusted_proxy": "127.0.0.1", "trusted_proxy_headers": "x-forwarded-proto"}
        if settings.is_public
        else {}
    )
    listen(
        app,
        host=host,
        port=port,
        threads=THREADS,
        connection_limit=CONNECTIONS,
        ident="Relais",
        clear_untrusted_proxy_headers=True,
        **proxy,
    )


def prepare(app: Flask) -> None:
    """Back up a database that has to move, migrate it, and load reference data."""
    settings = app.config["RELAIS"]
    found = schema.current(db.engine)
    if found and found != schema.head() and settings.database_path:
        stamp = f"{clock.now():%Y%m%d-%H%M%S}"
        copy: Path = settings.home / "backups" / f"before-upgrade-{stamp}"
        backup.back_up(settings.database_path, settings.home / "files", copy)
        click.echo(f"Copie avant mise à jour : {copy}")
    db.engine.dispose()
    if found != schema.head():
        schema.migrate(settings.database_url)
    installation.prepare()

"""`relais backup` and `relais restore`."""

from __future__ import annotations

from pathlib import Path

import click

import config
from app.services import backup as service

_SENTENCES = {
    "file_missing": "un fichier nommé par la base est absent du magasin de fichiers.",
    "no_database": "ce dossier ne contient pas de base (relais.sqlite).",
    "integrity": "la base copiée est abîmée.",
    "references": "la base copiée contient des références rompues.",
    "audit": "le journal de la base copiée est altéré.",
    "file_altered": "un fichier de la copie est absent ou altéré.",
    "manifest": "la copie ne correspond pas à son manifeste : le journal a pu être tronqué.",
    "database_exists": "une base existe déjà dans RELAIS_HOME. Restaurez dans un dossier vide.",
}


@click.command()
@click.argument("destination", type=click.Path(path_type=Path))
def backup(destination: Path) -> None:
    """Copier la base et les fichiers dans DESTINATION, en marche, et vérifier la copie."""
    settings, database = _database()
    if destination.exists():
        raise click.ClickException(f"{destination} existe déjà. Donnez un dossier nouveau.")
    if not database.exists():
        raise click.ClickException("aucune base à copier. Lancez d’abord : relais upgrade")
    try:
        manifest = service.back_up(database, settings.home / "files", destination)
    except service.BadBackup as refusal:
        raise click.ClickException(_SENTENCES[str(refusal)]) from None
    click.echo(
        f"Copie vérifiée : {destination} ({manifest.files} fichiers, journal n° {manifest.audit_seq})."
    )


@click.command()
@click.argument("source", type=click.Path(path_type=Path, exists=True))
def restore(source: Path) -> None:
    """Remettre la copie SOURCE dans RELAIS_HOME, qui ne doit pas contenir de base."""
    settings, database = _database()
    try:
        manifest = service.restore(source, database, settings.home / "files")
    except service.BadBackup as refusal:
        raise click.ClickException(_SENTENCES[str(refusal)]) from None
    click.echo(
        f"Base restaurée et vérifiée : {manifest.files} fichiers, journal n° {manifest.audit_seq}."
    )


def _database() -> tuple[config.Settings, Path]:
    settings = config.load()
    if settings.database_path is None:
        raise click.ClickException("ces commandes ne connaissent que SQLite.")
    return settings, settings.database_path

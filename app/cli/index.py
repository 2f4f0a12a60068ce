"""`relais index rebuild`: make again the words that cases and people are found by."""

from __future__ import annotations

import click

from app.services import reindexing

from ._base import on_base


@click.group()
def index() -> None:
    """Mots de la recherche."""


@index.command()
@on_base
def rebuild() -> None:
    """Refaire tous les mots de la recherche, d'un bloc (après une restauration, ou si une recherche ne trouve plus)."""
    count = reindexing.rebuild()
    click.echo(f"Recherche refaite : {count} dossiers.")

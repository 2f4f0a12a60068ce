"""`relais collect`: erase the files that nothing names."""

from __future__ import annotations

import click

from app.services import collecting

from ._base import on_base


@click.command()
@click.option("--remove", is_flag=True, help="Effacer. Sans cette option, la liste seule.")
@on_base
def collect(*, remove: bool) -> None:
    """Nommer, ou effacer, les fichiers du magasin que rien ne nomme depuis plus d'un jour."""
    found = collecting.collect(remove=remove)
    for path in found:
        click.echo(str(path))
    done = "effacés" if remove else "à effacer avec --remove"
    click.echo(f"{len(found)} fichiers que rien ne nomme, {done}." if found else "Rien à effacer.")

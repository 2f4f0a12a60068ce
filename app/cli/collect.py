"""`relais collect`: erase the files that nothing names, and drafts and ids of forms past their limit."""

from __future__ import annotations

import click

from app.services import collecting, purging

from ._base import on_base


@click.command()
@click.option("--remove", is_flag=True, help="Effacer. Sans cette option, la liste seule.")
@on_base
def collect(*, remove: bool) -> None:
    """Nommer, ou effacer, les fichiers que rien ne nomme, et ce qui a passé sa durée de garde."""
    found = collecting.collect(remove=remove)
    for path in found:
        click.echo(str(path))
    done = "effacés" if remove else "à effacer avec --remove"
    old = purging.purge(remove=remove)
    lines = {
        f"{len(found)} fichiers que rien ne nomme": len(found),
        f"{old.drafts} brouillons trop vieux": old.drafts,
        f"{old.submissions} envois de formulaires trop vieux": old.submissions,
    }
    for line in (line for line, count in lines.items() if count):
        click.echo(f"{line}, {done}.")
    if not any(lines.values()):
        click.echo("Rien à effacer.")

"""`relais audit verify`: is the chain of changes whole?"""

from __future__ import annotations

import sys

import click

from app.queries import audit as queries

from ._base import on_base


@click.group()
def audit() -> None:
    """Journal des changements."""


@audit.command()
@on_base
def verify() -> None:
    """Vérifier la chaîne ; nomme la première entrée altérée."""
    bad, count = queries.first_bad()
    if bad is not None:
        click.echo(f"Journal altéré : première entrée fautive n° {bad} (sur {count}).", err=True)
        sys.exit(1)
    seq, digest = queries.head()
    click.echo(f"Journal intact : {count} entrées, tête n° {seq} {digest[:16]}.")

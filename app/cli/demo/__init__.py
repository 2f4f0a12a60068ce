"""`relais demo`: a demonstration hospital, seeded once and served."""

from __future__ import annotations

import os
from pathlib import Path

import click

import config
from app import create_app
from app.services.installation import HoldsRealData

from .. import serve as server
from .people import ACCOUNTS, PASSWORD
from .seeding import seed

WORKLIST = config.ROOT / "seed" / "demo" / "liste-rcp.csv"


@click.command()
@click.option("--serve/--no-serve", default=True, help="Servir après avoir semé.")
@click.option(
    "--port", default=lambda: int(os.environ.get("PORT") or 8000), help="Port (PORT, 8000 sinon)."
)
def demo(serve: bool, port: int) -> None:
    """Semer la démonstration dans RELAIS_HOME (./instance/demo sinon) et la servir."""
    if os.environ.get("RELAIS_PUBLIC_URL"):
        raise click.ClickException(
            "une démonstration ne se publie pas : retirez RELAIS_PUBLIC_URL."
        )
    home = Path(os.environ.get("RELAIS_HOME") or "instance/demo")
    settings = config.load(home=home)
    app = create_app(settings)
    with app.app_context():
        try:
            seed(app)
        except HoldsRealData:
            raise click.ClickException(
                f"{settings.home} contient une vraie base : la démonstration n’y est pas semée. "
                "Donnez un autre dossier par RELAIS_HOME."
            ) from None
        _print_welcome(settings, port)
        if serve:
            server.run(app, "127.0.0.1", port)


def _print_welcome(settings: config.Settings, port: int) -> None:
    click.echo(f"Relais, démonstration : http://127.0.0.1:{port}/")
    click.echo(f"Mot de passe de tous les comptes : {PASSWORD}")
    for account in ACCOUNTS:
        click.echo(f"  {account.login:<14} {account.name} ({account.role.label.lower()})")
    click.echo("Les patients sont inventés, et aucun clinicien n’a relu leurs dossiers.")
    click.echo("Une liste à importer, écran Importer ou ligne de commande :")
    click.echo(f"  relais case import {WORKLIST} --preview")
    click.echo("Pour les autres commandes sur cette base :")
    click.echo(f"  export RELAIS_HOME={settings.home}")

"""`relais account create`: the first real administrator."""

from __future__ import annotations

import click

from app.services import accounts

from ._base import on_base


@click.group()
def account() -> None:
    """Comptes."""


@account.command()
@click.option("--login", prompt="Identifiant", help="Identifiant de connexion.")
@click.option("--name", prompt="Nom affiché", help="Nom affiché à l’écran.")
@click.option("--hospital", prompt="Hôpital", help="Nom de l’hôpital, créé s’il n’existe pas.")
@click.password_option(
    "--password",
    prompt="Mot de passe",
    confirmation_prompt="Encore une fois",
    help="12 caractères au moins.",
)
@on_base
def create(login: str, name: str, hospital: str, password: str) -> None:
    """Créer un administrateur des comptes."""
    accounts.create_first_administrator(login, name, password, hospital)
    click.echo(f"Administrateur créé : {login}")

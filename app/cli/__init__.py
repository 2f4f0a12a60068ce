"""The `relais` command: the Flask application's own group."""

from __future__ import annotations

import sys

import click
from flask.cli import FlaskGroup

import config
from app import create_app
from app.errors import RelaisError

from . import account, audit, backup, case, collect, demo, export, index, serve, sources, trials


def main() -> None:
    """Run the command; an expected error is one sentence and exit code 1."""
    try:
        cli(prog_name="relais", standalone_mode=True)
    except config.BadSetting as refusal:
        click.echo(f"relais : {refusal}", err=True)
        sys.exit(1)
    except RelaisError as error:
        click.echo(f"relais : {_sentence(error)}", err=True)
        sys.exit(1)


@click.group(
    cls=FlaskGroup,
    create_app=create_app,
    add_default_commands=False,
    add_version_option=False,
    load_dotenv=False,
    help="Relais : préparer, tenir et imprimer les réunions de concertation pluridisciplinaire.",
)
def cli() -> None:
    """The group."""


def _sentence(error: RelaisError) -> str:
    from app.errors import NotFound, RuleViolation, UnreadableFile
    from app.wording.imports import refusal_sentence
    from app.wording.rules import violation_sentence

    match error:
        case RuleViolation():
            return " ".join(violation_sentence(v) for v in error.violations)
        case UnreadableFile():
            return refusal_sentence(error)
        case NotFound():
            return "introuvable dans cette base."
    return str(error)


for command in (
    account.account,
    audit.audit,
    backup.backup,
    backup.restore,
    case.case,
    collect.collect,
    demo.demo,
    export.export,
    index.index,
    serve.serve,
    serve.upgrade,
    sources.sources,
    trials.trials,
):
    cli.add_command(command)

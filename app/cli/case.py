"""`relais case list|print|import`: the same path from the command line."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import click

from app.domain import identity
from app.domain.vocabulary import DocumentKind
from app.queries import cases
from app.services import documents, imports
from app.wording.imports import not_understood_sentence, note_sentence

from ._base import on_base, operator


@click.group()
def case() -> None:
    """Dossiers."""


@case.command(name="list")
@on_base
def list_cases() -> None:
    """Lister les dossiers : la référence d’abord."""
    for line in cases.lines(operator(), limit=100_000):
        click.echo(
            "  ".join(
                (line.reference, identity.full_name(line.patient), line.tumour, line.state.label)
            )
        )


@case.command(name="print")
@click.argument("reference")
@click.option(
    "--document",
    type=click.Choice(["fiche", "patient"]),
    default="fiche",
    help="Lequel des deux documents.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="Fichier PDF à écrire.",
)
@on_base
def print_case(reference: str, document: str, out: Path) -> None:
    """Imprimer la fiche ou la synthèse du patient de la dernière présentation."""
    actor = operator()
    line = cases.by_reference(actor, reference)
    pdf = documents.produce(actor, UUID(line.presentation_id), DocumentKind(document))
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(pdf)
    click.echo(f"{out} ({len(pdf)} octets)")


@case.command(name="import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--hospital", default="", help="Nom de l’hôpital (le premier créé sinon).")
@on_base
def import_case(file: Path, hospital: str) -> None:
    """Lire un fichier FHIR et en faire un dossier ; la dernière ligne est sa référence."""
    read = imports.preview(file.read_bytes())
    actor = operator(hospital)
    made = imports.open_imported(actor, read)
    for note in read.notes:
        click.echo(f"À savoir : {note_sentence(note)}")
    for item in read.not_understood:
        click.echo(f"Non repris : {not_understood_sentence(item)}")
    click.echo(cases.file(actor, made).reference)

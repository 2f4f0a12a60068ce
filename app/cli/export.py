"""`relais export --all DIR`: every case of a hospital, or of all of them, in open forms, with what was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import click

from app.domain.permissions import Actor
from app.services import exports
from app.wording.exports import count_sentence, left_out_sentences

from ._base import on_base, operators

_ACCOUNT = "LISEZMOI.txt"


@click.command()
@click.option(
    "--all",
    "directory",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="Dossier à créer, ou vide : un fichier par dossier de patient, ses documents à côté.",
)
@click.option("--hospital", default="", help="Nom de l’hôpital ; tous sinon.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "osiris", "csv"]),
    default="json",
    help="JSON ouvert de Relais, pivot OSIRIS sans nom de patient, ou liste pour tableur.",
)
@on_base
def export(directory: Path, hospital: str, form: str) -> None:
    """Écrire tous les dossiers, et dire ce qui a été laissé de côté.

    Les paroles que le patient ne confie qu’à son médecin n’en sortent jamais : elles sont comptées.
    """
    homes = operators(hospital)
    if directory.exists() and any(directory.iterdir()):
        raise click.ClickException(f"le dossier « {directory} » n’est pas vide.")
    total, left = 0, Counter[str]()
    for name, actor in homes:
        place = directory / name if len(homes) > 1 else directory
        place.mkdir(parents=True, exist_ok=True)
        count, out = _WRITERS[form](actor, place)
        total += count
        left.update(out)
    _tell(directory, total, +left)


def _write_json(actor: Actor, place: Path) -> tuple[int, Mapping[str, int]]:
    count, left = 0, Counter[str]()
    for one in exports.every_case(actor):
        for name, content in exports.contents(one).items():
            write(place / name, content)
        left.update(one.left_out)
        count += 1
    left[exports.WITHDRAWN] = exports.withdrawn(actor)
    return count, left


def _write_osiris(actor: Actor, place: Path) -> tuple[int, Mapping[str, int]]:
    files, handed = exports.osiris(actor)
    for name, content in files.items():
        write(place / name, content)
    return handed.cases, handed.left_out


def _write_list(actor: Actor, place: Path) -> tuple[int, Mapping[str, int]]:
    handed = exports.case_list(actor)
    write(place / "dossiers.csv", handed.content)
    return handed.cases, handed.left_out


_WRITERS = {"json": _write_json, "osiris": _write_osiris, "csv": _write_list}


def write(path: Path, content: bytes) -> None:
    """A whole file under its name, or none."""
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(content)
    part.replace(path)


def _tell(directory: Path, total: int, left: Mapping[str, int]) -> None:
    """The account of the export, beside its files and on the screen."""
    lines = [f"Laissé de côté : {sentence}" for sentence in left_out_sentences(left)]
    lines.append(count_sentence(total))
    write(directory / _ACCOUNT, ("\n".join(lines) + "\n").encode())
    for line in lines[:-1]:
        click.echo(line)
    click.echo(f"{directory} : {lines[-1]}")

"""`relais case list|print|export|import`: the same path from the command line."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import click

from app.domain import identity
from app.domain.second_file import Kind
from app.domain.vocabulary import DocumentKind
from app.exchange.imported import ImportedCase
from app.queries import cases
from app.services import documents, exports, imports, second_files
from app.wording import second_files as words
from app.wording.imports import (
    not_understood_sentence,
    note_sentence,
    refused_case_sentences,
)

from ._base import on_base, operator
from ._importer import importer
from .export import write

_GROUPS = {
    Kind.ADDED: "Ajouté",
    Kind.CHANGED: "Changé",
    Kind.CONFLICT: "En conflit, ce qui est dans Relais est gardé",
}
_TOTALS = {
    Kind.ADDED: "Données à ajouter",
    Kind.CHANGED: "Données changées",
    Kind.CONFLICT: "Conflits",
}


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
    type=click.Choice([kind.value for kind in DocumentKind]),
    default=DocumentKind.FICHE.value,
    help="Fiche, synthèse du patient, courrier au médecin traitant, ou questionnaire vierge.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="Fichier PDF à écrire.",
)
@on_base
def print_case(reference: str, document: str, out: Path) -> None:
    """Imprimer la fiche, la synthèse, le courrier ou le questionnaire de la dernière présentation."""
    actor = operator()
    line = cases.by_reference(actor, reference)
    pdf = documents.produce(actor, UUID(line.presentation_id), DocumentKind(document))
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(pdf)
    click.echo(f"{out} ({len(pdf)} octets)")


@case.command(name="export")
@click.argument("reference")
@click.option(
    "--format",
    "form",
    type=click.Choice(["json"]),
    default="json",
    help="Forme du fichier : le JSON ouvert de Relais.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=None,
    help="Dossier, ou archive en .zip : le JSON et les documents ; fichier en .json : le JSON seul ; à l’écran sinon.",
)
@on_base
def export_case(reference: str, form: str, out: Path | None) -> None:
    """Écrire un dossier dans une forme ouverte, que « relais case import » relit."""
    actor = operator()
    one = exports.one_case(actor, UUID(cases.by_reference(actor, reference).id))
    if out is None:
        click.echo(one.text, nl=False)
        _tell_enclosed(one)
        return
    for path, content in _files(one, out).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path, content)
        click.echo(f"{path} ({len(content)} octets)")
    if out.suffix.lower() == ".json":
        _tell_enclosed(one)


def _files(one: exports.OneCase, out: Path) -> dict[Path, bytes]:
    """What to write where, as the ending of the name says."""
    match out.suffix.lower():
        case ".json":
            return {out: one.text.encode()}
        case ".zip":
            return {out: exports.case_zip(one)}
    return {out / name: content for name, content in exports.contents(one).items()}


def _tell_enclosed(one: exports.OneCase) -> None:
    """The documents that the JSON names and that were not written."""
    for each in one.enclosed:
        click.echo(f"Document non joint : {each.file}, {each.title}", err=True)


@case.command(name="import")
@click.argument("path", type=click.Path(path_type=Path, exists=True))
@click.option("--hospital", default="", help="Nom ou FINESS de l’hôpital qui reçoit les dossiers.")
@click.option("--as", "login", default="", help="Identifiant du compte qui importe.")
@click.option("--preview", is_flag=True, help="Dire ce qui serait fait, sans rien écrire.")
@on_base
def import_case(path: Path, hospital: str, login: str, preview: bool) -> None:
    """Lire un fichier ou un dossier (FHIR, OSIRIS, liste en CSV, export de Relais) : tout, ou rien.

    Une référence par ligne, à la fin. Sur une démonstration, --hospital et --as sont facultatifs.
    """
    read = imports.read_path(path)
    actor = importer(hospital, login)
    try:
        checked = imports.check(actor, read)
        known = imports.known_cases(actor, read)
        plans = imports.plans(actor, checked, known)
        opened = () if preview else imports.open_all(actor, read)
    except imports.RefusedCases as refusal:
        for who, broken in refusal.by_case:
            for sentence in refused_case_sentences(who, broken):
                click.echo(f"relais : {sentence}", err=True)
        raise SystemExit(1) from None
    for place, one in enumerate(checked):
        _tell(one.read, known.get(one.read.source_key, ""), alone=len(checked) == 1)
        if place in plans:
            _tell_plan(plans[place])
    if preview:
        new = sum(one.read.source_key not in known for one in checked)
        steps = [step for plan in plans.values() for step in plan.steps]
        counts = "".join(
            f" {label} : {sum(step.kind is kind for step in steps)}."
            for kind, label in _TOTALS.items()
            if steps
        )
        click.echo(f"Aperçu : rien n’a été écrit. Dossiers à créer : {new}.{counts}")
    for made in opened:
        click.echo(made.reference)


def _tell(read: ImportedCase, known: str, *, alone: bool) -> None:
    """What to know of one patient: the case there already is, remarks, what went nowhere."""
    who = identity.full_name(read.case_file.patient)
    if known:
        click.echo(f"Déjà importé : {who}, {known}")
        return
    if not alone:
        click.echo(f"{who} : {read.case_file.tumour.label}")
    _tell_remarks(read)


def _tell_plan(plan: second_files.Plan) -> None:
    """What a file makes of a known case: facts added, changed, in conflict; a conflict keeps what is here."""
    if plan.closed:
        click.echo(f"  {words.closed(plan.closed)}")
    for kind, head in _GROUPS.items():
        for _number, step in plan.of(kind):
            click.echo(f"  {head} : {words.title(step)}")
            for field, ours, theirs in words.differences(step):
                click.echo(f"    {field} : {ours} → {theirs}")
    if plan.words:
        click.echo(f"  Paroles du patient non reprises : {plan.words}")


def _tell_remarks(read: ImportedCase) -> None:
    for note in read.notes:
        click.echo(f"À savoir : {note_sentence(note)}")
    for item in read.not_understood:
        click.echo(f"Non repris : {not_understood_sentence(item)}")

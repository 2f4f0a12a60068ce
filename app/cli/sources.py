"""`relais sources`: which versions are loaded, loading another by file, putting an earlier one back in use."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from uuid import UUID

import click

from app.domain.sources import SourceKind, SourceVersion
from app.i18n import _
from app.queries import sources as stored
from app.services import installation
from app.services import sources as service
from app.services._transaction import Submitted
from app.wording.dates import short_date
from app.wording.evidence import counted

from ._base import on_base


@click.group()
def sources() -> None:
    """Sources sur les médicaments : BDPM, EMA, CIViC."""


@sources.command(name="list")
@on_base
def list_versions() -> None:
    """Montrer les versions chargées ; celle en service porte une marque."""
    found = stored.versions(installation.operator())
    for version in found:
        click.echo(_line(version))
    if not found:
        click.echo(_("Aucune source chargée."))


@sources.command(name="import")
@click.argument("kind", type=click.Choice([str(kind.value) for kind in SourceKind]))
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@click.option(
    "--date",
    "on",
    type=click.DateTime(["%Y-%m-%d"]),
    required=True,
    help="Date des données (AAAA-MM-JJ), montrée à côté de ce que dit la source.",
)
@click.option("--check", "only", is_flag=True, help="Lire et compter, sans rien enregistrer.")
@on_base
def load(kind: str, files: tuple[Path, ...], on: datetime, *, only: bool) -> None:
    """Charger les fichiers d'une source et la mettre en service ; refusés entiers s'ils ont un défaut.

    BDPM : les six fichiers, ou un ZIP. EMA : la table en CSV. CIViC : le fichier TSV.
    """
    given = {path.name: path.read_bytes() for path in files}
    chosen, day = SourceKind(kind), on.date()
    if only:
        found = service.check(chosen, given, day)
        click.echo(_("Lu, rien d'enregistré : %(what)s", what=counted(found.counts)))
        return
    actor = installation.operator()
    made = service.load(actor, chosen, given, day)
    click.echo(_line(stored.version(actor, made)))


@sources.command(name="back")
@click.argument("version_id", type=click.UUID)
@on_base
def back(version_id: UUID) -> None:
    """Remettre en service une version déjà chargée (numéro donné par « list »)."""
    actor = installation.operator()
    version = stored.version(actor, version_id)
    service.reactivate(actor, version_id, version.version, Submitted())
    click.echo(_line(stored.version(actor, version_id)))


def _line(version: SourceVersion) -> str:
    state = _("en service") if version.in_use else _("conservée")
    return _(
        "%(id)s  %(source)s du %(on)s, %(state)s : %(what)s",
        id=version.id,
        source=version.kind.short,
        on=short_date(version.data_on),
        state=state,
        what=counted(version.counts),
    )

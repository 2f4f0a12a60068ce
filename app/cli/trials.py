"""`relais trials match`: trials in CTML read on patients in CTML, without a database."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from app import clock
from app.exchange.ctml_patients import read_patients
from app.exchange.trial_matches import as_text, matched, read_trials, unknown_diagnoses
from app.i18n import _
from app.queries import vocabularies


@click.group()
def trials() -> None:
    """Essais cliniques."""


@trials.command(name="match")
@click.option(
    "--trials",
    "trials_path",
    type=click.Path(path_type=Path, exists=True),
    required=True,
    help="Fichier d'essais CTML (JSON ou YAML), ou dossier qui en contient.",
)
@click.option(
    "--patients",
    "patients_path",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    required=True,
    help="Fichier de patients CTML (JSON ou YAML).",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="Fichier JSON à écrire : chaque patient, chaque essai.",
)
@click.option(
    "--on",
    "on",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    help="Jour où les âges sont comptés (AAAA-MM-JJ) ; aujourd'hui sinon.",
)
def match(trials_path: Path, patients_path: Path, out: Path, on: datetime | None) -> None:
    """Dire quels essais sont à regarder pour chaque patient, et ce qui s'y oppose.

    Une donnée absente du dossier compte comme absente. Rien n'est enregistré.
    """
    tree = vocabularies.tree()
    read = read_trials(trials_path)
    patients = read_patients(patients_path.read_bytes(), patients_path.name)
    day: date = on.date() if on else clock.today()
    found = matched(read, patients, tree=tree, on=day)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(as_text(found), encoding="utf-8", newline="\n")
    for name in unknown_diagnoses(read, tree):
        click.echo(
            _("À savoir : « %(name)s » n'est pas dans OncoTree ; comparé mot pour mot.", name=name),
            err=True,
        )
    hits = sum(pair["status"] == "match" for pairs in found.values() for pair in pairs.values())
    click.echo(
        _(
            "%(out)s : %(pairs)s paires, essais à regarder : %(hits)s",
            out=str(out),
            pairs=str(len(patients) * len(read)),
            hits=str(hits),
        )
    )

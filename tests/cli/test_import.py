"""`relais case import`: files and folders, all or nothing, references last, who it is for."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Ran, Relais
from tests.world import World

HEADER = "Nom de naissance;Prénoms;Date de naissance;IPP;Maladie\n"
LIST = HEADER + "TEST-A;Anne;03/02/1950;1;Cancer du sein\nTEST-É;Zoé;1961;2;Mélanome\n"
REFERENCE = re.compile(r"R-\d{4}-\d{6}")


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """A list of two patients, as a French spreadsheet saves it."""
    path = tmp_path / "liste.csv"
    path.write_bytes(LIST.encode("cp1252"))
    return path


def cases(home: Path) -> int:
    """How many cases a home holds."""
    with closing(sqlite3.connect(home / "relais.sqlite")) as connection:
        return int(connection.execute("SELECT count(*) FROM clinical_case").fetchone()[0])


def references(ran: Ran) -> list[str]:
    """The last lines, as long as they are references."""
    lines = ran.out.strip().splitlines()
    found = [line for line in lines if REFERENCE.fullmatch(line)]
    assert lines[len(lines) - len(found) :] == found
    return found


def test_a_list_gives_one_reference_a_line_last_and_again_the_same_ones(
    relais: Relais, demo: Path, listed: Path
) -> None:
    before = cases(demo)
    first = relais("case", "import", listed, home=demo)
    assert (first.code, first.err) == (0, "")
    assert len(references(first)) == 2
    assert "Zoé TEST-É : Mélanome" in first.out
    again = relais("case", "import", listed, home=demo)
    assert references(again) == references(first)
    assert f"Déjà importé : Zoé TEST-É, {references(first)[1]}" in again.out
    assert cases(demo) == before + 2
    assert relais("audit", "verify", home=demo).code == 0


def test_a_preview_says_what_would_be_made_and_writes_nothing(
    relais: Relais, demo: Path, listed: Path
) -> None:
    before = cases(demo)
    ran = relais("case", "import", listed, "--preview", home=demo)
    assert (ran.code, references(ran)) == (0, [])
    assert ran.last == "Aperçu : rien n’a été écrit. Dossiers à créer : 2."
    assert cases(demo) == before


@pytest.mark.shared
def test_a_folder_of_osiris_gives_its_four_patients(
    relais: Relais, demo: Path, shared_data: Path
) -> None:
    ran = relais("case", "import", shared_data / "osiris/fictional", home=demo)
    assert ran.code == 0, ran.err
    assert len(references(ran)) == 4
    assert "À savoir : PD-L1 : 60 %, sans interprétation" in ran.out.replace("\u00a0", " ")
    shown = relais("case", "list", home=demo).out
    assert "FR-OS-003" in shown
    assert "Adénocarcinome du côlon" in shown


def test_a_wrong_row_stores_nothing_and_is_named(relais: Relais, demo: Path, listed: Path) -> None:
    before = cases(demo)
    listed.write_text(LIST.replace("1961", "31/02/1961"), encoding="utf-8")
    unreadable = relais("case", "import", listed, home=demo)
    assert unreadable.code == 1
    assert "Ligne 3, « Date de naissance »" in unreadable.err.replace("\u00a0", " ")
    listed.write_text(LIST.replace("1961", "2150"), encoding="utf-8")
    for options in ((), ("--preview",)):
        ahead = relais("case", "import", listed, *options, home=demo)
        assert (ahead.code, ahead.out) == (1, "")
        assert ahead.err == (
            "relais : Zoé TEST-É, date de naissance\u00a0: Cette date est dans l’avenir. Vérifiez-la.\n"
        )
    assert cases(demo) == before


def test_on_a_demonstration_hospital_and_account_may_be_named(
    relais: Relais, demo: Path, listed: Path
) -> None:
    assert relais("case", "import", listed, "--as", "Secretariat", home=demo).code == 0
    for options, said in (
        (("--as", "personne"), "aucun compte actif « personne »"),
        (("--as", "infirmiere"), "ne peut pas ouvrir de dossier"),
        (("--hospital", "Nulle part"), "« Nulle part »"),
    ):
        ran = relais("case", "import", listed, *options, home=demo)
        assert ran.code == 1
        assert said in ran.err
        assert "Traceback" not in ran.err


def test_in_real_use_hospital_and_account_are_required(
    relais: Relais, home: Path, listed: Path, world: World
) -> None:
    before = cases(home)
    here, me = ("--hospital", "Hôpital Essai"), ("--as", "coordinator")
    assert "--hospital" in relais("case", "import", listed, *me, home=home).err
    assert "--as" in relais("case", "import", listed, *here, home=home).err
    elsewhere = relais("case", "import", listed, "--hospital", "Clinique Ailleurs", *me, home=home)
    assert "n’est pas de l’hôpital" in elsewhere.err
    assert cases(home) == before
    ran = relais("case", "import", listed, *here, *me, home=home)
    assert ran.code == 0, ran.err
    assert len(references(ran)) == 2
    with closing(sqlite3.connect(home / "relais.sqlite")) as connection:
        (body,) = connection.execute(
            "SELECT body FROM audit_entry WHERE action = 'cases.imported'"
        ).fetchone()
    assert world.actors["coordinator"].name in body

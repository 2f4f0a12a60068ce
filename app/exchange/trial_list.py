"""A hospital's list of trials in CSV: takes bytes, gives its lines, or refuses the file with every bad cell named."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from app.domain.local_trial import LocalTrial, SimpleCriteria
from app.domain.partial_date import PartialDate
from app.domain.text import LONG, SHORT, fold
from app.domain.vocabulary import Sex, TrialStatus
from app.errors import BadCell, UnreadableFile, UnreadableTable

from .spreadsheet import write_table
from .table import Row, read_table

MAX_TRIALS = 1_000
REQUIRED = ("number", "title")
# The heading we write comes first; every spelling is compared without accents, case and punctuation.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "number": (
        "Numéro",
        "nct",
        "numero nct",
        "eu ct",
        "euct",
        "identifiant",
        "numero essai",
        "essai",
    ),
    "title": ("Titre", "nom", "acronyme", "titre court", "intitule"),
    "sponsor": ("Promoteur",),
    "phase": ("Phase",),
    "status": ("Statut", "etat", "recrutement"),
    "verified_on": ("Vérifié le", "date de verification", "verification", "date verification"),
    "verified_by": ("Vérifié par",),
    "centre": ("Centre", "centre investigateur", "lieu", "hopital"),
    "contact": ("Contact", "a joindre", "telephone"),
    "distance_km": ("Distance (km)", "distance", "km"),
    "travel_minutes": ("Trajet (min)", "trajet", "minutes", "trajet minutes", "temps de trajet"),
    "main_criteria": ("Critères principaux", "criteres", "inclusion", "criteres d inclusion"),
    "tumours": ("Tumeurs", "tumeur", "maladie", "oncotree"),
    "markers": ("Marqueurs", "marqueur", "biomarqueurs", "biomarqueur"),
    "lines_at_least": ("Lignes au moins", "lignes min", "ligne min"),
    "lines_at_most": ("Lignes au plus", "lignes max", "ligne max"),
    "performance_at_most": ("OMS au plus", "oms", "oms max", "ps", "ecog", "ps max"),
    "age_at_least": ("Âge au moins", "age min"),
    "age_at_most": ("Âge au plus", "age max"),
    "sex": ("Sexe demandé", "sexe"),
    "notes": ("Notes", "note", "remarques", "commentaire"),
}
_WORDS = re.compile(r"[^a-z0-9]+")
_STATUSES: Mapping[str, TrialStatus] = {
    "": TrialStatus.UNKNOWN,
    **dict.fromkeys(
        ("ouvert", "ouverte", "en cours", "inclusions ouvertes", "o"), TrialStatus.OPEN
    ),
    **dict.fromkeys(
        ("pas encore ouvert", "a venir", "en attente", "prochainement"), TrialStatus.NOT_YET
    ),
    **dict.fromkeys(("suspendu", "en pause", "suspension"), TrialStatus.SUSPENDED),
    **dict.fromkeys(("clos", "ferme", "close", "termine", "cloture"), TrialStatus.CLOSED),
    **dict.fromkeys(("statut a verifier", "a verifier", "inconnu"), TrialStatus.UNKNOWN),
}
_SEXES: Mapping[str, str] = {
    **dict.fromkeys(("", "tous", "les deux", "indifferent"), ""),
    **dict.fromkeys(("feminin", "f", "femme", "femmes"), "female"),
    **dict.fromkeys(("masculin", "m", "h", "homme", "hommes"), "male"),
}
_SIMPLE = frozenset(SimpleCriteria.__dataclass_fields__)


def read_list(data: bytes) -> tuple[LocalTrial, ...]:
    """The lines of the table; all, or an UnreadableFile (an UnreadableTable for cells)."""
    table = read_table(data)
    if not table.complete:
        raise UnreadableFile("truncated")
    columns = _columns(table.header)
    if not table.rows:
        raise UnreadableFile("trials_no_row")
    if len(table.rows) > MAX_TRIALS:
        raise UnreadableFile("too_many_rows", limit=str(MAX_TRIALS))
    bad: list[BadCell] = []
    made = [_line(row, columns, bad) for row in table.rows]
    bad += _twice(table.rows, made)
    if bad:
        raise UnreadableTable(*sorted(bad, key=lambda cell: cell.row))
    return tuple(made)


def write_list(trials: tuple[LocalTrial, ...] = ()) -> bytes:
    """The same table, for a spreadsheet: with no line it is the model to fill in."""
    header = [spellings[0] for spellings in COLUMNS.values()]
    return write_table(header, ([_cell(trial, name) for name in COLUMNS] for trial in trials))


def plain(text: str) -> str:
    """A heading or a word as it is compared."""
    return " ".join(_WORDS.sub(" ", fold(text)).split())


def _columns(header: tuple[str, ...]) -> dict[int, str]:
    known = {plain(s): code for code, spellings in COLUMNS.items() for s in spellings}
    found: dict[int, str] = {}
    for place, written in enumerate(header):
        code = known.get(plain(written))
        if code in found.values() and code:
            raise UnreadableFile("column_twice", column=written[:80])
        if code:
            found[place] = code
    missing = [f"trial_{code}" for code in REQUIRED if code not in found.values()]
    if missing:
        raise UnreadableFile("trials_columns", columns=",".join(missing))
    return found


def _line(row: Row, columns: Mapping[int, str], bad: list[BadCell]) -> LocalTrial:
    values: dict[str, Any] = {}
    for place, code in columns.items():
        text = row.cells[place] if place < len(row.cells) else ""
        try:
            values[code] = _READERS.get(code, _text)(text, code)
        except ValueError as error:
            bad.append(BadCell(row.number, f"trial_{code}", str(error), text[:60]))
    simple = {name: values.pop(name) for name in list(values) if name in _SIMPLE}
    return LocalTrial(**{"number": "", "title": "", **values}, simple=SimpleCriteria(**simple))


def _text(text: str, code: str) -> str:
    if code in REQUIRED and not text:
        raise ValueError("required")
    if len(text) > (LONG if code in {"main_criteria", "notes"} else SHORT * 5):
        raise ValueError("too_long")
    return text.upper() if code == "number" else text


def _number(text: str, code: str) -> int | None:
    digits = text.removesuffix("min").removesuffix("km").removesuffix("ans").strip()
    if not digits:
        return None
    if not digits.isdigit() or len(digits) > 5:
        raise ValueError("trial_number")
    return int(digits)


def _status(text: str, code: str) -> TrialStatus:
    found = _STATUSES.get(plain(text))
    if found is None:
        raise ValueError("trial_status")
    return found


def _sex(text: str, code: str) -> str:
    found = _SEXES.get(plain(text))
    if found is None:
        raise ValueError("trial_sex")
    return found


def _day(text: str, code: str) -> date | None:
    if not text:
        return None
    try:
        found = PartialDate.parse(text)
    except ValueError:
        raise ValueError("bad_date") from None
    if found.day is None:
        raise ValueError("bad_date")
    return found.earliest


_READERS: Mapping[str, Callable[[str, str], Any]] = {
    "status": _status,
    "verified_on": _day,
    "sex": _sex,
    **dict.fromkeys(("distance_km", "travel_minutes"), _number),
    **dict.fromkeys(sorted(_SIMPLE - {"tumours", "markers", "sex"}), _number),
}


def _twice(rows: tuple[Row, ...], made: list[LocalTrial]) -> Iterator[BadCell]:
    seen: dict[str, int] = {}
    for row, trial in zip(rows, made, strict=True):
        if trial.number and trial.number in seen:
            yield BadCell(row.number, "trial_number", "trial_row_twice", str(seen[trial.number]))
        seen.setdefault(trial.number, row.number)


def _cell(trial: LocalTrial, name: str) -> Any:
    value = getattr(trial.simple if name in _SIMPLE else trial, name)
    if name == "sex":
        return Sex(value).label if value else ""
    return value.label if isinstance(value, TrialStatus) else value

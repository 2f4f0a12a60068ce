"""Matches of trials and patients as JSON: takes files, gives the pairs in the published shape.

`{patient: {trial: {"status", "reasons", "first_blocker"}}}`, every pair listed; `to_check` is added only where
a trial asks something that the record is silent on and that people judge.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from app.domain.logic import Reading
from app.domain.trial import Trial, TrialPatient
from app.domain.trial_match import MatchedPair, Matcher
from app.domain.tumour_tree import TumourTree
from app.errors import UnreadableFile
from app.i18n import _

from .ctml import TrialReader

SUFFIXES = frozenset({".json", ".yaml", ".yml"})


def read_trials(path: Path) -> tuple[Trial, ...]:
    """The trials of a file, or of every JSON and YAML file of a folder, by name; all, or none."""
    files = [path]
    if path.is_dir():
        files = sorted(each for each in path.iterdir() if each.suffix.lower() in SUFFIXES)
    if not files:
        raise UnreadableFile("trial_no_file", name=path.name)
    reader = TrialReader()
    return tuple(trial for file in files for trial in reader.read(file.read_bytes(), file.name))


def unknown_diagnoses(trials: Iterable[Trial], tree: TumourTree) -> tuple[str, ...]:
    """The diagnoses trials ask for that the tree does not hold: they match their own words only."""
    asked = {
        value.removeprefix("!")
        for trial in trials
        for clause in trial.clauses
        for key, value in _keys(clause.tree)
        if key == "oncotree_primary_diagnosis"
    }
    return tuple(sorted(name for name in asked if name[:1] != "_" and not tree.codes(name)))


def _keys(node: Any) -> Iterable[tuple[str, str]]:
    if node.kind == "leaf":
        yield from node.leaf.keys
    for child in node.children:
        yield from _keys(child)


def matched(
    trials: Sequence[Trial], patients: Iterable[TrialPatient], *, tree: TumourTree, on: date
) -> dict[str, dict[str, dict[str, Any]]]:
    """Every pair in the published shape."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    with _without_collection():
        for patient in patients:
            matcher = Matcher(patient, tree=tree, on=on)
            said: dict[int, tuple[Reading, str]] = {}
            found[patient.id] = {
                trial.id: pair_json(matcher.match(trial), said) for trial in trials
            }
    return found


@contextmanager
def _without_collection() -> Iterator[None]:
    """No search for cycles meanwhile: none is made, and looking for them took half of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def pair_json(
    pair: MatchedPair, said: dict[int, tuple[Reading, str]] | None = None
) -> dict[str, Any]:
    """One pair; the reasons of a refusal are everything that stands in the way, the first first.

    `said` keeps the sentences of one patient, by the identity of the readings it holds.
    """
    known = {} if said is None else said
    if pair.is_match:
        told: dict[str, Any] = {
            "status": "match",
            "reasons": list(pair.reasons),
            "first_blocker": None,
        }
    else:
        blockers = [
            _once(blocker[0], known)
            if len(blocker) == 1
            else _(" ou ").join([_once(reading, known) for reading in blocker])
            for blocker in pair.blockers
        ]
        told = {"status": "no_match", "reasons": blockers, "first_blocker": blockers[0]}
    if pair.to_check:
        told["to_check"] = [_asked(reading) for reading in pair.to_check]
    return told


def _once(reading: Reading, known: dict[int, tuple[Reading, str]]) -> str:
    kept = known.get(id(reading))
    if kept is None:
        kept = known[id(reading)] = (reading, _told(reading))
    return kept[1]


def _told(reading: Reading) -> str:
    """The criterion as the trial writes it, and what the record has instead."""
    if reading.code == "trial_without_criteria":
        return _("aucun critère calculable")
    found = reading.datum or _("non renseigné")
    return _("%(asked)s (au dossier : %(found)s)", asked=_asked(reading), found=found)


def _asked(reading: Reading) -> str:
    params: Mapping[str, str] = reading.params
    return (
        f"{params['criterion']} {params['wanted']}".strip()
        if params["wanted"]
        else params["criterion"]
    )


def as_text(found: Mapping[str, Any]) -> str:
    """The JSON as it is written: UTF-8, in the order of the files, one line end at the end."""
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"

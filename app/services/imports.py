"""Imported files: parsed without any lock, then all their cases in one transaction, or none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from uuid import UUID

import sqlalchemy as sa

from app.domain import identity
from app.domain.permissions import Action, Actor
from app.domain.text import fold
from app.errors import RuleViolation, UnreadableFile, Violation
from app.exchange import archive, codec, detect
from app.exchange.fhir import read_bundle
from app.exchange.imported import Imported, ImportedCase, ImportNote
from app.extensions import db
from app.i18n import _
from app.models import Case, Professional
from app.queries import catalogue, duplicates
from app.queries._reading import reading
from app.queries.duplicates import Candidate

from . import _access, _opening, _outside, _persons, cases, second_files
from ._persons import Person
from ._transaction import Submitted, Unit, transaction
from .second_files import Decided, Done, Plan

_Pair = tuple[cases.NewCase, _opening.Prepared]
_AT_ONCE = 10_000
_NOTHING = Done()
_TITLES = {"dr", "pr", "docteur", "professeur", "m", "mme", "monsieur", "madame"}


@dataclass(frozen=True)
class Opened:
    """What became of one patient of a file: a new case, or the one there already was."""

    case_id: UUID
    reference: str
    created: bool
    done: Done = _NOTHING


@dataclass(frozen=True)
class Checked:
    """One patient of a file that may be stored: what was read, our remarks added, and the case to open."""

    read: ImportedCase
    new: cases.NewCase


class RefusedCases(RuleViolation):
    """Some patients of a file break a rule, so that none was stored; `by_case` names whom and why."""

    def __init__(self, *by_case: tuple[str, tuple[Violation, ...]]) -> None:
        super().__init__(*(violation for _who, broken in by_case for violation in broken))
        self.by_case = by_case


def preview(content: bytes) -> ImportedCase:
    """What a FHIR file says; UnreadableFile when it is refused whole."""
    return read_bundle(content)


def read_file(name: str, content: bytes) -> Imported:
    """What a file of any known format says; UnreadableFile when it is refused whole."""
    return detect.read_any(name, content)


def read_path(path: Path) -> Imported:
    """What a file or a folder (its own files, not those further down) says; UnreadableFile when refused."""
    if not path.is_dir():
        _refuse_large([path])
        return detect.read_any(path.name, path.read_bytes())
    files = [p for p in sorted(path.iterdir()) if p.is_file() and not p.name.startswith(".")]
    _refuse_large(files)
    return detect.read_folder({p.name: p.read_bytes() for p in files})


def open_imported(
    actor: Actor,
    read: ImportedCase,
    requester_id: UUID | None = None,
    submitted: Submitted | None = None,
) -> UUID:
    """The case of one imported patient, made now or known before; its id."""
    opened = open_all(actor, Imported("fhir", (read,)), requester_id, submitted)
    return opened[0].case_id


def open_all(
    actor: Actor,
    read: Imported,
    requester_id: UUID | None = None,
    submitted: Submitted | None = None,
    persons: Mapping[int, Person] = MappingProxyType({}),
    decided: Mapping[int, Decided] = MappingProxyType({}),
) -> tuple[Opened, ...]:
    """One case for each patient of a file, in file order, all or none; RefusedCases names every broken rule.

    A patient of the same source that this hospital has already imported makes no second case: the file completes
    the first one (app/services/second_files.py), as `decided` says by place in the file where somebody was shown
    the conflicts. `requester_id` is for patients whose file names no professional of this hospital. `persons` says,
    by place too, who is somebody already known: a patient who was shown to resemble somebody needs an answer.
    """
    checked = _answered(actor, check(actor, read, requester_id), persons)
    prepared = _prepared(actor, _with_documents(actor, read, checked))
    with transaction(actor, submitted) as tx:
        _people_kept = _requesters(checked)  # held by the session as long as something names them
        known = _cases_by_key(actor, (one.read.source_key for one in checked))
        made = {key: pair for key, pair in prepared.items() if key not in known}
        references = cases.open_in(tx, actor, list(made.values()))
        opened = _completed(tx, checked, known, decided) | {
            key: Opened(pair[1].case_id, reference, created=True)
            for (key, pair), reference in zip(made.items(), references, strict=True)
        }
        tx.audit(
            "cases.imported",
            actor.hospital_id,
            format=read.format,
            created=len(made),
            known=len(checked) - len(made),
            changed=sum(bool(one.done.added or one.done.changed) for one in opened.values()),
        )
    return _in_file_order(checked, opened)


def _completed(
    tx: Unit,
    checked: tuple[Checked, ...],
    known: Mapping[str, Opened],
    decided: Mapping[int, Decided],
) -> dict[str, Opened]:
    """The cases there already were, with what the file made of each; RefusedCases when one moved or breaks a rule."""
    found: dict[str, Opened] = {}
    refused = []
    for place, one in enumerate(checked):
        key = one.read.source_key
        if key not in known or key in found:
            continue
        try:
            done = second_files.apply(tx, known[key].case_id, one.new.file, decided.get(place))
        except RuleViolation as error:
            refused.append((identity.full_name(one.read.case_file.patient), error.violations))
            continue
        found[key] = replace(known[key], done=done)
    if refused:
        raise RefusedCases(*refused)
    return found


@reading
def plans(actor: Actor, checked: tuple[Checked, ...], known: Mapping[str, str]) -> dict[int, Plan]:
    """By place in the file, what it makes of each case there already is; nothing is stored."""
    keys = [one.read.source_key for one in checked]
    first = {key: place for place, key in reversed(list(enumerate(keys)))}
    cases_by_key = _cases_by_key(actor, (key for key in keys if key in known))
    wanted = {
        place: (cases_by_key[key].case_id, checked[place].new.file)
        for place, key in enumerate(keys)
        if key in cases_by_key and first[key] == place
    }
    return second_files.plans(actor, wanted)


def check(actor: Actor, read: Imported, requester_id: UUID | None = None) -> tuple[Checked, ...]:
    """What would be opened, after every rule was tried and nothing stored; RefusedCases otherwise."""
    _access.everywhere(actor, Action.OPEN_CASE)
    people = _people(UUID(actor.hospital_id))
    wanted = tuple(_checked(case, people, requester_id) for case in read.cases)
    refused = []
    for one in wanted:
        try:
            cases.check(actor, one.new)
        except RuleViolation as error:
            refused.append((identity.full_name(one.read.case_file.patient), error.violations))
    if refused:
        raise RefusedCases(*refused)
    return wanted


def _answered(
    actor: Actor, checked: tuple[Checked, ...], persons: Mapping[int, Person]
) -> tuple[Checked, ...]:
    """The cases to open with who each is about; RefusedCases when an answer lacks or is about somebody else."""
    answered, refused = list(checked), []
    for place, person in persons.items():
        one = checked[place]
        try:
            _persons.check(actor, one.new.file, person)
        except RuleViolation as error:
            refused.append((identity.full_name(one.read.case_file.patient), error.violations))
        answered[place] = replace(one, new=replace(one.new, person=person))
    if refused:
        raise RefusedCases(*refused)
    return tuple(answered)


def resembling(
    actor: Actor, checked: tuple[Checked, ...], known: Mapping[str, str]
) -> dict[int, tuple[Candidate, ...]]:
    """By place in the file, who of the same hospital resembles a patient that would be a new one."""
    fresh = [place for place, one in enumerate(checked) if one.read.source_key not in known]
    files = [checked[place].new.file for place in fresh]
    found = duplicates.of_each(actor, [(file.patient, file.ins) for file in files])
    return {place: people for place, people in zip(fresh, found, strict=True) if people}


def _with_documents(
    actor: Actor, read: Imported, checked: tuple[Checked, ...]
) -> tuple[Checked, ...]:
    """New cases with the documents that came with them, judged before the lock; RefusedCases for one refused."""
    if not any(one.read.files for one in checked):
        return checked
    known, found, refused = known_cases(actor, read), [], []
    for one in checked:
        try:
            held = () if one.read.source_key in known else _outside.documents(one.read)
        except RuleViolation as error:
            refused.append((identity.full_name(one.read.case_file.patient), error.violations))
            continue
        found.append(replace(one, new=replace(one.new, documents=held)))
    if refused:
        raise RefusedCases(*refused)
    return tuple(found)


@reading
def known_cases(actor: Actor, read: Imported) -> Mapping[str, str]:
    """The references of the cases that this hospital already has of these patients, by source key."""
    found = _cases_by_key(actor, (case.source_key for case in read.cases))
    return {key: known.reference for key, known in found.items()}


def _prepared(actor: Actor, checked: Iterable[Checked]) -> dict[str, _Pair]:
    """The rows of each distinct patient of a file, built before the lock, by source key or place in the file."""
    entries = catalogue.offered(actor.hospital_id)
    found: dict[str, _Pair] = {}
    for place, one in enumerate(checked):
        key = _key(one, place)
        if key not in found:
            found[key] = (one.new, cases.prepare(actor, one.new, entries))
    return found


def _key(one: Checked, place: int) -> str:
    """What tells one patient of a file from another; a source that cannot name them never joins two."""
    return one.read.source_key or f"#{place}"


def _in_file_order(checked: Iterable[Checked], opened: Mapping[str, Opened]) -> tuple[Opened, ...]:
    """What became of each patient; one that comes twice in the file was made once."""
    seen: set[str] = set()
    found = []
    for place, one in enumerate(checked):
        key = _key(one, place)
        again = key in seen
        seen.add(key)
        found.append(replace(opened[key], created=opened[key].created and not again))
    return tuple(found)


def _requesters(checked: Iterable[Checked]) -> list[Professional]:
    wanted = {one.new.request.requester_id for one in checked} - {None}
    return list(db.session.scalars(sa.select(Professional).where(Professional.id.in_(wanted))))


def _refuse_large(files: list[Path]) -> None:
    if sum(p.stat().st_size for p in files) > archive.MAX_TOTAL:
        raise UnreadableFile("too_large", limit=str(archive.MAX_TOTAL // 1024 // 1024))


def _checked(read: ImportedCase, people: Mapping[str, UUID], requester_id: UUID | None) -> Checked:
    asked = read.asked
    requester = people.get(_bare(asked.requester_name))
    if asked.requester_name and requester is None:
        note = ImportNote("requester_unknown", {"name": asked.requester_name})
        read = replace(read, notes=(*read.notes, note))
    question = asked.question or _(
        "Dossier importé : question à préciser avec le médecin référent."
    )
    new = cases.NewCase(
        file=read.case_file,
        request=cases.Request(
            question=question,
            requester_id=requester or requester_id,
            informed_on=asked.informed_on,
            informed_by=asked.informed_by,
            opposed=asked.opposed,
        ),
        report={
            "not_understood": codec.to_plain(read.not_understood),
            "notes": codec.to_plain(read.notes),
        },
        source_key=read.source_key,
        talks=read.talks,
        enclosed=read.enclosed,
    )
    return Checked(read, new)


@reading
def _people(hospital_id: UUID) -> Mapping[str, UUID]:
    """The active professionals of a hospital by every way to write a name that names only one."""
    rows = db.session.scalars(
        sa.select(Professional).where(
            Professional.hospital_id == hospital_id, Professional.active.is_(True)
        )
    )
    found: dict[str, set[UUID]] = {}
    for row in rows:
        given, family = row.given_name, row.family_name
        for written in (f"{given} {family}", f"{family} {given}", family):
            found.setdefault(_bare(written), set()).add(row.id)
    return {name: ids.pop() for name, ids in found.items() if name and len(ids) == 1}


def _bare(name: str) -> str:
    return " ".join(w for w in re.findall(r"[^\W_]+", fold(name)) if w not in _TITLES)


def _cases_by_key(actor: Actor, keys: Iterable[str]) -> dict[str, Opened]:
    """The first case of each source key in the actor's hospital."""
    wanted = sorted({key for key in keys if key})
    found: dict[str, Opened] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        rows = db.session.execute(
            sa.select(Case.source_key, Case.id, Case.reference)
            .where(
                Case.hospital_id == UUID(actor.hospital_id),
                Case.source_key.in_(wanted[start : start + _AT_ONCE]),
            )
            .order_by(Case.opened_at.desc(), Case.reference.desc())
        )
        found |= {row.source_key: Opened(row.id, row.reference, created=False) for row in rows}
    return found

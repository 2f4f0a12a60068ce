"""Imported files: parsed without any lock, then all their cases in one transaction, or none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
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
from app.models import Case, Job, Professional
from app.queries import catalogue
from app.queries._reading import reading

from . import _access, cases
from ._transaction import Submitted, transaction

_TITLES = {"dr", "pr", "docteur", "professeur", "m", "mme", "monsieur", "madame"}


@dataclass(frozen=True)
class Opened:
    """What became of one patient of a file: a new case, or the one there already was."""

    case_id: UUID
    reference: str
    created: bool


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
) -> tuple[Opened, ...]:
    """One case for each patient of a file, in file order, all or none; RefusedCases names every broken rule.

    A patient of the same source that this hospital has already imported makes no second case. `requester_id` is
    for patients whose file names no professional of this hospital.
    """
    checked = check(actor, read, requester_id)
    entries = catalogue.latest()  # parsed before the lock, which a thousand cases already hold long
    with transaction(actor, submitted) as tx:
        _people_kept = _requesters(checked)  # held by the session as long as something names them
        known = _cases_by_key(actor, (one.read.source_key for one in checked))
        opened: list[Opened] = []
        for one in checked:
            key = one.read.source_key
            made = known.get(key)
            if made is None:
                row = cases.open_in(tx, actor, one.new, entries)
                made = Opened(row.id, row.reference, created=True)
                known |= {key: replace(made, created=False)} if key else {}
            opened.append(made)
        created = sum(one.created for one in opened)
        tx.audit(
            "cases.imported",
            actor.hospital_id,
            format=read.format,
            created=created,
            known=len(opened) - created,
        )
        return tuple(opened)


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


@reading
def known_cases(actor: Actor, read: Imported) -> Mapping[str, str]:
    """The references of the cases that this hospital already has of these patients, by source key."""
    found = _cases_by_key(actor, (case.source_key for case in read.cases))
    return {key: known.reference for key, known in found.items()}


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
    wanted = {key for key in keys if key}
    source = Job.arguments["source"].as_string()
    rows = db.session.execute(
        sa.select(source, Job.arguments["case"].as_string())
        .where(Job.kind == "import", source.is_not(None), source != "")
        .order_by(Job.created_at.desc())
    )
    found: dict[str, Opened] = {}
    for key, case_id in rows:
        case = db.session.get(Case, UUID(case_id)) if key in wanted else None
        if case is not None and str(case.hospital_id) == actor.hospital_id:
            found[key] = Opened(case.id, case.reference, created=False)
    return found

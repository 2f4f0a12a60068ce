"""Cases handed out in open forms: what may leave is written, and that it left is audited and traced before it does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from app import clock
from app.domain.open_case import Enclosed
from app.domain.permissions import Action, Actor
from app.errors import RuleViolation, Violation
from app.exchange.case_json import left_out_of, write_case
from app.exchange.case_list import write_list
from app.exchange.osiris import write_osiris
from app.exchange.pack import write_zip
from app.queries import archives, facts
from app.queries import exports as stored
from app.queries._reading import reading

from . import _access, files, traces
from ._transaction import transaction

EXPORTED = "case.exported"
WITHDRAWN = "withdrawn"
# What one download may hold; beyond it the command line writes the files one by one.
MOST_IN_A_DOWNLOAD = 2_000
MOST_BYTES = 200 * 1024 * 1024


@dataclass(frozen=True)
class Handed:
    """Bytes to hand out, how many cases are in them, and what was left out by kind."""

    content: bytes
    cases: int
    left_out: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class OneCase:
    """One case of an export: its reference, its JSON, what was left out of it, and the documents that it names."""

    reference: str
    text: str
    left_out: Mapping[str, int]
    enclosed: tuple[Enclosed, ...] = ()

    @property
    def name(self) -> str:
        """The name of its JSON file."""
        return f"{self.reference}.json"

    @property
    def size(self) -> int:
        """Its bytes, documents included."""
        return len(self.text) + sum(one.size for one in self.enclosed)


def one_case(actor: Actor, case_id: UUID) -> OneCase:
    """A case this actor may export, in our open form; NotFound otherwise.

    What the patient keeps for the doctor never leaves: it is read only to be counted. Nothing is handed out untraced.
    """
    found = _read(actor, case_id)
    _record(actor, [case_id], "json")
    return _written(found)


def case_json(actor: Actor, case_id: UUID) -> str:
    """The versioned JSON of a case this actor may export; NotFound otherwise."""
    return one_case(actor, case_id).text


def contents(one: OneCase) -> Mapping[str, bytes]:
    """The files of a case by name: its JSON, and its documents; NotFound when the store lost one."""
    documents = {each.file: files.read(each.sha256) for each in one.enclosed}
    return {one.name: one.text.encode(), **documents}


def case_zip(one: OneCase) -> bytes:
    """The same in one archive."""
    return write_zip(contents(one))


def every_case(actor: Actor) -> Iterator[OneCase]:
    """All cases of the actor's hospital by reference, some hundreds read and traced at a time."""
    _access.everywhere(actor, Action.EXPORT_CASES)
    for chunk in _chunks(stored.ids(actor)):
        read = stored.whole(actor, chunk)
        _record(actor, [one.id for one in read], "json")
        yield from map(_written, read)


def withdrawn(actor: Actor) -> int:
    """How many cases of the actor's hospital no export holds, for they were withdrawn."""
    return stored.withheld(actor).withdrawn


def every_case_zip(actor: Actor) -> Handed:
    """All cases of the actor's hospital in one archive, each JSON with its documents; RuleViolation when too many."""
    _refuse_too_many(actor)
    left = Counter({WITHDRAWN: withdrawn(actor)})
    held: dict[str, bytes] = {}
    cases = size = 0
    for one in every_case(actor):
        size += one.size
        if size > MOST_BYTES:
            limit = str(MOST_BYTES // 1024 // 1024)
            raise RuleViolation(Violation("too_large_to_export", params={"limit": limit}))
        held |= contents(one)
        left.update(one.left_out)
        cases += 1
    return Handed(write_zip(held), cases, +left)


def osiris(actor: Actor) -> tuple[Mapping[str, bytes], Handed]:
    """All cases of the actor's hospital as the files of an OSIRIS pivot, and the same in one archive."""
    _access.everywhere(actor, Action.EXPORT_CASES)
    _refuse_too_many(actor)
    wanted = stored.ids(actor)
    read = [one for chunk in _chunks(wanted) for one in stored.files(actor, chunk)]
    tables, left = write_osiris((reference, file) for _case_id, reference, file in read)
    _record(actor, wanted, "osiris")
    left[WITHDRAWN] = withdrawn(actor)
    return tables, Handed(write_zip(tables), len(read), +left)


def case_list(actor: Actor) -> Handed:
    """The list of the cases of the actor's hospital, in CSV for a spreadsheet."""
    _access.everywhere(actor, Action.EXPORT_CASES)
    wanted = stored.ids(actor)
    lines = [line for chunk in _chunks(wanted) for line in stored.listed(actor, chunk)]
    _record(actor, wanted, "list")
    return Handed(write_list(lines, clock.today()), len(lines), {})


def _record(actor: Actor, case_ids: Sequence[UUID], form: str) -> None:
    """One entry of the audit and one trace of access for each case that leaves."""
    if not case_ids:
        return
    with transaction(actor) as tx:
        for case_id in case_ids:
            tx.audit(EXPORTED, case_id, format=form)
    traces.record(actor, [(EXPORTED, str(case_id)) for case_id in case_ids])


def _chunks(wanted: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    for start in range(0, len(wanted), stored.AT_ONCE):
        yield wanted[start : start + stored.AT_ONCE]


def _refuse_too_many(actor: Actor) -> None:
    _access.everywhere(actor, Action.EXPORT_CASES)
    if not actor.is_operator and len(stored.ids(actor)) > MOST_IN_A_DOWNLOAD:
        raise RuleViolation(
            Violation("too_many_to_export", params={"limit": str(MOST_IN_A_DOWNLOAD)})
        )


def _written(found: stored.Whole) -> OneCase:
    beside, left = found.outside.beside, Counter(found.outside.left_out)
    text = write_case(found.file, reference=found.reference, left_out=left, beside=beside)
    left.update(left_out_of(found.file, beside))
    return OneCase(found.reference, text, left, beside.attachments)


@reading
def _read(actor: Actor, case_id: UUID) -> stored.Whole:
    case = _access.case(actor, case_id, Action.EXPORT_CASES)
    file = facts.case_file(case, for_doctor=True)
    return stored.Whole(case.id, case.reference, file, archives.of_cases([case])[case.id])

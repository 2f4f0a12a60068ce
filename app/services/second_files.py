"""Another file about a known patient: what it would change is shown first, then stored as somebody chose."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast
from uuid import UUID, uuid4

import sqlalchemy as sa

from app import clock
from app.domain import casefile as facts
from app.domain.fact_rules import identity_violations, violations
from app.domain.permissions import Action, Actor
from app.domain.second_file import Held, Kind, Step, compare, laid_over
from app.errors import NotAllowed, NotFound, RuleViolation, Violation
from app.exchange import given_facts
from app.extensions import db
from app.models import Case, HealthFact, ImportedFacts, Patient, Statement, Tumour
from app.queries import _scope
from app.queries._reading import reading
from app.queries.facts import FACTS, HEALTH, as_fact, name_of

from . import _access, _opening
from ._transaction import Unit
from ._versions import assign

_TABLES: Mapping[type[Any], type[Any]] = {
    facts.Patient: Patient,
    facts.Tumour: Tumour,
    **{kind: table for kind, table in FACTS.items() if table not in HEALTH},
}
_ALL = {**_TABLES, **{kind: table for table, kind in HEALTH.items()}}


@dataclass(frozen=True)
class Plan:
    """What a file makes of a known case: its steps in file order, and how many words of the patient it leaves out.

    `closed` names why nothing may be added ("not_allowed", "case_withdrawn"); `mark` is that of this very state.
    """

    steps: tuple[Step, ...] = ()
    words: int = 0
    closed: str = ""
    mark: str = ""

    def of(self, kind: Kind) -> tuple[tuple[int, Step], ...]:
        """The steps of one kind, each with its number."""
        return tuple((n, step) for n, step in enumerate(self.steps) if step.kind == kind)


@dataclass(frozen=True)
class Decided:
    """What somebody answered to a plan that was shown: its mark, and the conflicts where the file is followed."""

    mark: str
    follow: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Done:
    """What became of a known case: facts added, changed, and conflicts in which ours was kept."""

    added: int = 0
    changed: int = 0
    kept: int = 0


@reading
def plans(actor: Actor, wanted: Mapping[int, tuple[UUID, facts.CaseFile]]) -> dict[int, Plan]:
    """By place, what a file would change in a case, nothing stored; a case that may not be edited is left as it is.

    In as many statements for one case as for a thousand.
    """
    ids = {case_id for case_id, _file in wanted.values()}
    cases = _by_key(Case, Case.id, ids)
    relations = _scope.relations_to_cases(actor, ids)
    lines = _by_key(ImportedFacts, ImportedFacts.case_id, ids)
    found: dict[int, Plan] = {}
    compared: dict[int, _Comparison] = {}
    for place, (case_id, file) in wanted.items():
        try:
            standing = relations.get(case_id, frozenset())
            case = _access.judged(actor, cases.get(case_id), standing, Action.EDIT_CASE)
        except (NotAllowed, NotFound):
            found[place] = Plan(closed="not_allowed")
        except RuleViolation:
            found[place] = Plan(closed="case_withdrawn")
        else:
            compared[place] = _Comparison(case, file, lines.get(case_id))
    changed = [one for one in compared.values() if not one.is_known]
    rows = _Rows({one.case.patient_id for one in changed}) if changed else None
    return found | {place: one.plan(rows) for place, one in compared.items()}


def apply(tx: Unit, case_id: UUID, file: facts.CaseFile, decided: Decided | None = None) -> Done:
    """Store, inside the unit of work, what a file adds and changes; a conflict keeps ours unless it was decided.

    One that nobody decided (command line) is asked again at the next file. RuleViolation when the case moved since
    it was shown, or when a fact completed by the file breaks a rule.
    """
    try:
        case = _access.case(tx.actor, case_id, Action.EDIT_CASE)
    except (NotAllowed, NotFound, RuleViolation):
        return Done()
    compared = _Comparison(case, file, db.session.get(ImportedFacts, case.id))
    if compared.is_known:
        return Done()
    plan = compared.plan()
    if decided and plan.steps and decided.mark != plan.mark:
        raise RuleViolation(Violation("import_moved"))
    return compared.store(tx, plan, decided)


class _Rows:
    """Every row of some patients, those withdrawn included, and what they said; read when first asked for."""

    def __init__(self, patients: set[UUID]) -> None:
        self.patients = patients
        self.kept: dict[type[Any], dict[UUID, list[Any]]] = {}

    def of(self, table: type[Any], owner: UUID) -> list[Any]:
        """The rows of one patient in a table, by id."""
        if table not in self.kept:
            held: dict[UUID, list[Any]] = {}
            query = sa.select(table).where(table.patient_id.in_(self.patients)).order_by(table.id)
            for row in db.session.scalars(query):
                held.setdefault(row.patient_id, []).append(row)
            self.kept[table] = held
        return self.kept[table].get(owner, [])

    def patient(self, owner: UUID) -> Patient:
        """The patient, whom the first asked for brings along with all the others."""
        if Patient not in self.kept:
            people = _by_key(Patient, Patient.id, self.patients)
            self.kept[Patient] = {key: [row] for key, row in people.items()}
        return cast(Patient, self.kept[Patient][owner][0])


class _Comparison:
    """One case beside one file; `line` is what the source gave of it last time, if it did."""

    def __init__(self, case: Case, file: facts.CaseFile, line: ImportedFacts | None) -> None:
        self.case, self.file, self.line = case, file, line
        self.digest = given_facts.digest(file)
        self.given = {
            g.row_id: g.fact for g in given_facts.read(self.line.given if self.line else ())
        }
        self.rows: dict[UUID, Any] = {}
        self.pairs: list[tuple[Held, Any]] = []

    @property
    def is_known(self) -> bool:
        """Whether these are the very facts of the last file, all settled."""
        return self.line is not None and self.line.digest == self.digest

    def plan(self, rows: _Rows | None = None) -> Plan:
        """The steps of every kind of fact."""
        if self.is_known:
            return Plan()
        read = rows or _Rows({self.case.patient_id})
        held = self._held(read)
        steps: list[Step] = []
        for kind, theirs in _facts_of(self.file).items():
            gone = [
                f for row_id, f in self.given.items() if type(f) is kind and row_id not in self.rows
            ]
            compared = compare(held.get(kind, ()), theirs, gone)
            steps += compared.steps
            self.pairs += compared.pairs
        return Plan(tuple(steps), self._words(read), mark=_mark(steps))

    def store(self, tx: Unit, plan: Plan, decided: Decided | None) -> Done:
        """Write the steps, and what the source is now known to say."""
        counts = dict.fromkeys(Kind, 0)
        open_steps = set()
        for number, step in enumerate(plan.steps):
            if step.kind is Kind.CONFLICT and not (decided and number in decided.follow):
                counts[Kind.CONFLICT] += 1
                if decided is None:
                    open_steps.add(id(step.ours))
                continue
            _refuse(step.merged, self.case)
            if step.ours is None:
                self.given[self._add(tx, step.theirs)] = step.theirs
            else:
                self._change(tx, step)
            counts[Kind.ADDED if step.ours is None else Kind.CHANGED] += 1
        for one, theirs in self.pairs:
            if id(one) not in open_steps:
                row_id = UUID(one.fact.id)
                self.given[row_id] = laid_over(one.given, theirs)
        self._remember(tx, "" if open_steps else self.digest)
        return Done(counts[Kind.ADDED], counts[Kind.CHANGED], counts[Kind.CONFLICT])

    def _held(self, read: _Rows) -> dict[type[Any], list[Held]]:
        found: dict[type[Any], list[Held]] = {}
        for kind, row in self._stored(read):
            self.rows[row.id] = row
            fact = as_fact(row, kind)
            given = self.given.get(row.id)
            if self.line is None and _is_untouched(row, self.case.opened_at):
                given = fact
            withdrawn = bool(getattr(row, "withdrawn", False))
            found.setdefault(kind, []).append(Held(fact, given, withdrawn))
        return found

    def _stored(self, read: _Rows) -> Iterator[tuple[type[Any], Any]]:
        """Every row of the patient with its kind, those withdrawn included."""
        owner = self.case.patient_id
        yield facts.Patient, read.patient(owner)
        for kind, table in _TABLES.items():
            if table is not Patient:
                yield from ((kind, row) for row in read.of(table, owner))
        yield from ((HEALTH[type(row)], row) for row in read.of(HealthFact, owner))

    def _words(self, read: _Rows) -> int:
        """How many things said by the patient the file holds that the case does not."""
        said = [s for s in self.file.statements if not s.withheld]
        if not said:
            return 0
        known = {
            (s.topic, s.item, s.verbatim, s.stated_on)
            for s in read.of(Statement, self.case.patient_id)
        }
        return sum((s.topic, s.item, s.verbatim, s.stated_on) not in known for s in said)

    def _add(self, tx: Unit, fact: Any) -> UUID:
        table = _ALL[type(fact)]
        row = table(
            id=uuid4(),
            patient_id=self.case.patient_id,
            updated_at=tx.now,
            updated_by=tx.actor.name,
            **_opening.plain(fact),
        )
        db.session.add(row)
        db.session.flush()
        tx.audit(f"{name_of(table)}.added", self.case.id, row=row.id, source="file")
        return UUID(str(row.id))

    def _change(self, tx: Unit, step: Step) -> None:
        assert step.ours is not None  # noqa: S101 (a step that changes has what it changes)
        row = self.rows[UUID(step.ours.fact.id)]
        stored = _opening.plain(step.merged)
        values = {differs.field: stored[differs.field] for differs in step.differs}
        if step.ours.withdrawn:
            values["withdrawn"] = False
        changed = assign(row, values, tx)
        action = f"{name_of(type(row))}.edited"
        tx.audit(action, self.case.id, row=row.id, fields=",".join(changed), source="file")

    def _remember(self, tx: Unit, digest: str) -> None:
        given = given_facts.written(self.given.items())
        if self.line is None:
            self.line = ImportedFacts(case_id=self.case.id)
            db.session.add(self.line)
        self.line.digest, self.line.given, self.line.read_at = digest, given, tx.now


def _by_key(table: Any, key: Any, wanted: Collection[UUID]) -> dict[UUID, Any]:
    rows = db.session.scalars(sa.select(table).where(key.in_(wanted)))
    return {getattr(row, key.key): row for row in rows}


def _facts_of(file: facts.CaseFile) -> dict[type[Any], tuple[Any, ...]]:
    return {
        facts.Patient: (file.patient,),
        facts.Tumour: file.tumours,
        **_opening.facts_of(file),
    }


def _is_untouched(row: Any, opened_at: datetime) -> bool:
    """Whether nobody wrote since the case was opened (a case imported before its source was kept)."""
    return bool(row.version == 1 and row.updated_at == opened_at)


def _mark(steps: list[Step]) -> str:
    seen = [(s.kind, s.theirs, s.ours and (s.ours.fact, s.ours.fact.id)) for s in steps]
    return hashlib.sha256(repr(seen).encode()).hexdigest()[:16]


def _refuse(fact: Any, case: Case) -> None:
    if isinstance(fact, facts.Patient):
        broken = identity_violations(fact, clock.today())
    else:
        birth = db.session.get_one(Patient, case.patient_id).birth_on
        broken = violations(fact, birth=birth, today=clock.today())
    if broken:
        raise RuleViolation(*broken)

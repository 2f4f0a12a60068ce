"""A file of 1,000 patients: what its preview asks of the database, how long its import holds the write lock."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import sqlalchemy as sa

import config
from app import create_app
from app.domain import casefile as facts
from app.domain.partial_date import PartialDate
from app.domain.permissions import Actor
from app.domain.vocabulary import MeasureKind
from app.exchange.imported import Imported
from app.extensions import db
from app.services import imports
from tests.bench.measuring import peopled, say
from tests.counting import statements
from tests.exchange.many_osiris import pivot
from tests.exchange.spoiling import zipped

FEW, MANY, AIM = 100, 1_000, 2.0


def measure() -> bool:
    """Measure and print; whether the preview asks as many statements for both files and the lock keeps to its aim."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(config.load({}, home=Path(folder)))
        with app.app_context():
            coordinator = peopled(app).actors["coordinator"]
            read = {size: imports.read_file("o.zip", zipped(pivot(size))) for size in (FEW, MANY)}
            say(f"Import OSIRIS : aperçu de {FEW} et de {MANY} patients, puis l’import de {MANY}")
            asked = {size: _preview(coordinator, one) for size, one in read.items()}
            held, busy, whole = _import(coordinator, read[MANY])
            say(
                f"  import : {whole:.1f} s, dont {held:.2f} s de verrou d’écriture,"
                f" {busy:.2f} s de calcul (but : {AIM:.0f} s de calcul)"
            )
            again = {size: _preview(coordinator, _changed(one)) for size, one in read.items()}
            kept = len(set(asked.values())) == len(set(again.values())) == 1 and busy <= AIM
            say(f"  règle (mêmes requêtes, verrou court) : {'tenue' if kept else 'NON TENUE'}")
            db.session.remove()
            db.engine.dispose()
    return kept


def _changed(read: Imported) -> Imported:
    """The same file another day: every patient is known, each has one fact more."""
    weight = facts.Measure(MeasureKind.WEIGHT, Decimal(61), PartialDate(2026, 5, 4))
    cases = (
        replace(c, case_file=replace(c.case_file, measures=(*c.case_file.measures, weight)))
        for c in read.cases
    )
    return replace(read, cases=tuple(cases))


def _preview(coordinator: Actor, read: Imported) -> int:
    started = time.perf_counter()
    with statements(db.engine) as sent:
        checked = imports.check(coordinator, read)
        known = imports.known_cases(coordinator, read)
        imports.resembling(coordinator, checked, known)
        imports.plans(coordinator, checked, known)
    took = time.perf_counter() - started
    say(
        f"  aperçu de {len(read.cases):5d}, {len(known):5d} connus : {len(sent)} requêtes, {took:.2f} s"
    )
    return len(sent)


def _import(coordinator: Actor, read: Imported) -> tuple[float, float, float]:
    started = time.perf_counter()
    with _locked() as held:
        imports.open_all(coordinator, read)
    elapsed, busy = (sum(one[n] for one in held) for n in (0, 1))
    return elapsed, busy, time.perf_counter() - started


@contextmanager
def _locked() -> Iterator[list[tuple[float, float]]]:
    """Seconds elapsed and computed while the write lock was held, from BEGIN IMMEDIATE to the end of the commit."""
    held: list[tuple[float, float]] = []
    since: list[tuple[float, float]] = []

    def begun(_c: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if statement.startswith("BEGIN IMMEDIATE"):
            since.append((time.perf_counter(), time.thread_time()))

    def returned(*_given: Any) -> None:
        if since:
            start, busy = since.pop()
            held.append((time.perf_counter() - start, time.thread_time() - busy))

    sa.event.listen(db.engine, "before_cursor_execute", begun)
    sa.event.listen(db.engine, "checkin", returned)
    try:
        yield held
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", begun)
        sa.event.remove(db.engine, "checkin", returned)


if __name__ == "__main__":
    sys.exit(0 if measure() else 1)

"""The unit of work: no change without trace, no trace without change, one answer for one form, nothing lost."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from app.domain import casefile as facts
from app.domain.vocabulary import MarkerState
from app.errors import AlreadyDone, RuleViolation, StaleVersion, Unavailable
from app.extensions import db
from app.models import (
    AuditEntry,
    Biomarker,
    Case,
    Draft,
    Hospital,
    OpinionRevision,
    ReferenceCounter,
    Submission,
)
from app.models.triggers_sqlite import APPEND_ONLY
from app.queries import audit, records
from app.services import cases, drafts, opinions, preferences
from app.services._transaction import Submitted, immediate, transaction
from tests.services.board import (
    ONCE,
    OPINION,
    count,
    every,
    interview,
    one,
    open_meeting,
    ready,
    row,
    validate,
)
from tests.world import World, new_case

pytestmark = pytest.mark.usefixtures("app")
MARKER = facts.Biomarker("KRAS", MarkerState.PENDING)


def add_marker(world: World, submitted: Submitted, by: str = "physician") -> None:
    """Add one biomarker to the file."""
    cases.save_fact(world.actors[by], world.case, MARKER, None, 0, submitted)


def markers() -> int:
    """How many such biomarkers there are."""
    return count(Biomarker, Biomarker.marker == "KRAS")


def in_threads(app: Flask, work: Callable[[int], None], number: int) -> None:
    """Run work in that many threads that start together, each with its own context; any error fails the test."""
    barrier, errors = threading.Barrier(number), []

    def run(index: int) -> None:
        with app.app_context():
            try:
                barrier.wait()
                work(index)
            except BaseException as error:
                errors.append(error)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=run, args=(index,)) for index in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


def test_a_change_without_audit_entry_is_not_stored(world: World) -> None:
    with (
        pytest.raises(RuntimeError, match="audit entry"),
        transaction(world.actors["coordinator"]),
    ):
        db.session.get_one(Hospital, world.hospital).name = "Renommé"
    assert row(Hospital, world.hospital).name == "Hôpital Essai"


def test_a_change_that_fails_leaves_no_trace(world: World) -> None:
    before = count(AuditEntry)

    def fail() -> None:
        with transaction(world.actors["coordinator"]) as tx:
            tx.audit("test.never", world.case)
            db.session.get_one(Hospital, world.hospital).name = "Renommé"
            db.session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert count(AuditEntry) == before
    assert row(Hospital, world.hospital).name == "Hôpital Essai"


def test_no_unit_of_work_starts_inside_an_open_transaction(world: World) -> None:
    db.session.execute(sa.text("SELECT 1"))
    with (
        pytest.raises(RuntimeError, match="already open"),
        transaction(world.actors["coordinator"]),
    ):
        pass
    with pytest.raises(RuntimeError, match="already open"), immediate():
        pass
    db.session.rollback()


def test_the_chain_holds_after_everything_the_product_does(world: World) -> None:
    preferences.record(world.actors["nurse"], world.case, interview(), ONCE)
    ready(world)
    validate(world)
    opinions.add_addendum(world.actors["chair"], world.presentation, "Suite.", ONCE)
    bad, entries = audit.first_bad()
    assert bad is None
    assert entries == count(AuditEntry)
    assert audit.head()[0] == entries


def tampered(home: Path, *statements: str) -> None:
    """Somebody with the file in hand drops the triggers and rewrites the journal."""
    db.session.remove()
    db.engine.dispose()
    connection = sqlite3.connect(home / "relais.sqlite", isolation_level=None)
    for verb in ("update", "delete"):
        connection.execute(f"DROP TRIGGER audit_entry_no_{verb}")
    for statement in statements:
        connection.execute(statement)
    connection.close()


@pytest.mark.parametrize(
    ("statements", "bad"),
    [
        (["UPDATE audit_entry SET body = body || ' ' WHERE seq = 7"], 7),
        (["UPDATE audit_entry SET hash = upper(hash) WHERE seq = 5"], 5),
        (["UPDATE audit_entry SET prev_hash = hash WHERE seq = 4"], 4),
        (["DELETE FROM audit_entry WHERE seq = 9"], 9),
        (["DELETE FROM audit_entry WHERE seq = 1"], 1),
        (
            [
                "UPDATE audit_entry SET seq = -6 WHERE seq = 6",
                "UPDATE audit_entry SET seq = 6 WHERE seq = 8",
                "UPDATE audit_entry SET seq = 8 WHERE seq = -6",
            ],
            6,
        ),
        (["UPDATE audit_entry SET seq = seq + 1000 WHERE seq >= 12"], 12),
    ],
    ids=["body", "hash", "link", "deleted", "first deleted", "swapped", "gap"],
)
def test_the_first_bad_entry_of_a_rewritten_journal_is_named(
    home: Path, statements: list[str], bad: int
) -> None:
    assert audit.first_bad()[0] is None
    tampered(home, *statements)
    assert audit.first_bad()[0] == bad


@pytest.mark.parametrize("column", ["at", "action", "target_id"])
def test_a_column_that_contradicts_the_signed_body_is_found_too(home: Path, column: str) -> None:
    change = f"UPDATE audit_entry SET {column} = '2020-01-01 00:00:00' WHERE seq = 3"  # noqa: S608
    tampered(home, change)
    assert audit.first_bad()[0] == 3


TRACED = """INSERT INTO access_trace (at, account_id, account_name, action, case_id)
VALUES ('2026-01-01', 'a', 'n', 'case.read', 'c')"""
SIGNED = """INSERT INTO catalogue_review (id, entry_code, entry_version, wording, by, "on")
VALUES ('0', 'supportive-care', 1, 'patient', 'n', '2026-01-01')"""


FILLED = (
    "audit_entry",
    "access_trace",
    "statement",
    "opinion_revision",
    "option_history",
    "addendum",
    "document",
    "catalogue_entry",
    "catalogue_review",
)


def fill_every_table(world: World) -> None:
    """Something in each append-only table of the path."""
    preferences.record(world.actors["nurse"], world.case, interview(), ONCE)
    ready(world)
    validate(world)
    opinions.add_addendum(world.actors["chair"], world.presentation, "Suite.", ONCE)
    with immediate():
        for statement in (TRACED, SIGNED):
            db.session.execute(sa.text(statement))


def test_no_row_of_an_append_only_table_is_changed_removed_or_replaced(world: World) -> None:
    fill_every_table(world)
    triggers = set(every(sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger'")))
    assert triggers >= {
        f"{table}_no_{verb}" for table in APPEND_ONLY for verb in ("update", "delete")
    }
    for table in FILLED:
        counted = sa.text(f"SELECT count(*) FROM {table}")  # noqa: S608
        named = sa.text(f"SELECT name FROM pragma_table_info('{table}') ORDER BY pk DESC")  # noqa: S608
        column, rows = one(named), one(counted)
        assert rows > 0, table
        for verb in (
            f"UPDATE {table} SET {column} = {column}",  # noqa: S608
            f"DELETE FROM {table}",  # noqa: S608
            f"REPLACE INTO {table} SELECT * FROM {table}",  # noqa: S608
        ):
            with pytest.raises(sa.exc.IntegrityError, match="append-only"):
                db.session.execute(sa.text(verb))
            db.session.rollback()
        assert one(counted) == rows


def test_a_form_sent_twice_makes_one_record_and_says_what_it_made(world: World) -> None:
    submitted = Submitted(id="deux-clics")
    add_marker(world, submitted)
    with pytest.raises(AlreadyDone) as done:
        add_marker(world, submitted)
    assert done.value.result == str(world.case)
    assert markers() == 1


def test_an_opening_sent_twice_answers_with_the_same_case(world: World) -> None:
    submitted, coordinator = Submitted(id="ouverture"), world.actors["coordinator"]
    made = cases.open_case(coordinator, new_case(world), submitted)
    before = count(Case)
    with pytest.raises(AlreadyDone) as done:
        cases.open_case(coordinator, new_case(world), submitted)
    assert (done.value.result, count(Case)) == (str(made), before)


def test_two_clicks_at_the_same_instant_make_one_record(app: Flask, world: World) -> None:
    answers: list[str] = []

    def click(_index: int) -> None:
        try:
            add_marker(world, Submitted(id="ensemble"))
            answers.append("made")
        except AlreadyDone:
            answers.append("already")

    in_threads(app, click, 6)
    assert sorted(answers) == ["already"] * 5 + ["made"]
    assert markers() == 1


def test_a_refused_form_may_be_sent_again_with_the_same_id(world: World) -> None:
    submitted = Submitted(id="corrigée")
    coordinator = world.actors["coordinator"]
    wrong = facts.Biomarker(" ", MarkerState.PENDING)
    with pytest.raises(RuleViolation):
        cases.save_fact(coordinator, world.case, wrong, None, 0, submitted)
    add_marker(world, submitted, by="coordinator")
    assert markers() == 1
    assert count(Submission, Submission.id == "corrigée") == 1


def test_a_saved_form_forgets_its_draft_and_no_other(world: World) -> None:
    actor = world.actors["physician"]
    for key in ("/a", "/b"):
        drafts.keep(actor, key, {"question": ["Brouillon"]})
    add_marker(world, Submitted(id="x", draft_key="/a"))
    assert every(sa.select(Draft.key)) == ["/b"]


def test_a_refused_form_keeps_its_draft(world: World) -> None:
    actor = world.actors["physician"]
    drafts.keep(actor, "/a", {"marker": [" "]})
    with pytest.raises(RuleViolation):
        cases.save_fact(
            actor,
            world.case,
            facts.Biomarker(" ", MarkerState.PENDING),
            None,
            0,
            Submitted(draft_key="/a"),
        )
    assert every(sa.select(Draft.key)) == ["/a"]


def test_a_base_locked_too_long_is_said_and_nothing_is_stored(
    app: Flask, home: Path, world: World
) -> None:
    hurry(0.2)
    holder = sqlite3.connect(home / "relais.sqlite", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable):
        add_marker(world, ONCE)
    assert records.of_presentation(world.actors["chair"], world.presentation)
    holder.execute("ROLLBACK")
    holder.close()
    assert markers() == 0
    add_marker(world, ONCE)
    assert markers() == 1


def hurry(seconds: float) -> None:
    """Wait less long for the lock, so that the test is quick."""

    def shorten(connection: Any, _record: object) -> None:
        connection.execute(f"PRAGMA busy_timeout={int(seconds * 1000)}").close()

    sa.event.listen(db.engine, "connect", shorten)
    db.session.remove()
    db.engine.dispose()


def test_a_lock_let_go_in_time_is_only_a_wait(app: Flask, home: Path, world: World) -> None:
    holder = sqlite3.connect(home / "relais.sqlite", isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN IMMEDIATE")
    release = threading.Timer(0.4, lambda: (holder.execute("COMMIT"), holder.close()))
    release.start()
    add_marker(world, ONCE)
    release.join()
    assert markers() == 1


def test_only_a_lock_or_a_full_disk_is_unavailable(world: World) -> None:
    with pytest.raises(sa.exc.OperationalError), immediate():
        db.session.execute(sa.text("SELECT locked, full FROM no_such_table"))


def insist(save: Callable[[], object]) -> None:
    """Send again what a busy base refused, as its page proposes."""
    while True:
        with contextlib.suppress(Unavailable):
            save()
            return


def test_no_read_then_write_of_eight_threads_is_lost(app: Flask, world: World) -> None:
    """Each save reads the head of the journal and writes the next entry."""
    actor, entries = world.actors["coordinator"], audit.head()[0]

    def add_many(index: int) -> None:
        for n in range(25):
            fact = facts.Biomarker(f"KRAS-{index}-{n}", MarkerState.PENDING)
            insist(lambda fact=fact: cases.save_fact(actor, world.case, fact, None, 0, ONCE))

    in_threads(app, add_many, 8)
    assert count(Biomarker, Biomarker.marker.like("KRAS-%")) == 200
    assert audit.head()[0] == entries + 200
    assert audit.first_bad()[0] is None


def test_references_given_by_eight_threads_are_all_different(app: Flask, world: World) -> None:
    coordinator = world.actors["coordinator"]
    before = count(Case)
    year, last = one(sa.select(ReferenceCounter.year)), one(sa.select(ReferenceCounter.last))

    def open_many(_index: int) -> None:
        for _n in range(4):
            insist(lambda: cases.open_case(coordinator, new_case(world)))

    in_threads(app, open_many, 8)
    references = set(every(sa.select(Case.reference)))
    assert count(Case) == before + 32 == len(references)
    assert {f"R-{year}-{n:06d}" for n in range(last + 1, last + 33)} <= references


def test_a_text_grown_by_several_writers_holds_every_word(app: Flask, world: World) -> None:
    open_meeting(world)
    chair = world.actors["chair"]
    latest = sa.select(OpinionRevision).order_by(OpinionRevision.revision.desc())

    def grow(index: int) -> None:
        for n in range(5):
            insist(lambda n=n: add_word(f"mot-{index}-{n}"))

    def add_word(word: str) -> None:
        while True:
            last = one(latest)
            text, revision = (f"{last.text} {word}", last.revision) if last else (word, 0)
            with contextlib.suppress(StaleVersion):
                given = opinions.Draft(text, OPINION.outcome)
                opinions.write(chair, world.presentation, given, revision, ONCE)
                return

    in_threads(app, grow, 6)
    texts = every(sa.select(OpinionRevision.text).order_by(OpinionRevision.revision))
    assert len(texts) == 30
    assert set(texts[-1].split()) == {f"mot-{i}-{n}" for i in range(6) for n in range(5)}

"""Faults injected on purpose: kills, full disks, two editors; quick versions of the soak."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask

from app.domain.vocabulary import DocumentKind, PresentationState
from app.extensions import db
from app.models import Document, Presentation, StoredFile
from app.services import documents, files, schema
from app.services.installation import prepare
from tests.making import make_app
from tests.reliability import children, rounds
from tests.reliability.children import Child, killed_saves
from tests.reliability.wholeness import check_whole
from tests.services.board import count, every, ready, row, validate
from tests.world import World, version_of


def test_fifty_rounds_of_two_editors_lose_no_word(
    login: Callable[[str], Any], world: World
) -> None:
    rounds.play(login, world, 50)


def test_twenty_kills_during_saves_lose_nothing_acknowledged(
    app: Flask, home: Path, world: World
) -> None:
    db.engine.dispose()
    acknowledged = killed_saves(home, world, 20, seed=1)
    assert len(acknowledged) > 20
    check_whole(acknowledged)


def test_a_migration_killed_at_any_instant_starts_again(tmp_path: Path) -> None:
    for index in range(6):
        home = tmp_path / str(index)
        home.mkdir()
        child = Child(children.migrate, home)
        child.hear()
        time.sleep(index * 0.02)
        child.kill()
        app = make_app(home)
        with app.app_context():
            assert schema.current(db.engine) in {"", schema.head()}
            schema.migrate(app.config["RELAIS"].database_url)
            assert schema.current(db.engine) == schema.head()
            prepare()
            assert every(sa.text("PRAGMA integrity_check")) == ["ok"]
            db.session.remove()
            db.engine.dispose()


def test_a_print_whose_validation_was_killed_is_a_harmless_orphan(
    app: Flask, home: Path, world: World
) -> None:
    ready(world)
    seen = version_of(Presentation, world.presentation)
    db.engine.dispose()
    (digest,) = Child(children.die_before_the_commit, home, world, seen).wait()
    assert files.path_of(digest).exists()
    assert row(Presentation, world.presentation).state is PresentationState.DISCUSSED
    assert count(Document) == count(StoredFile) == 0
    assert files.orphans(set()) == [files.path_of(digest)]
    validate(world)
    known = set(every(sa.select(StoredFile.sha256)))
    assert {path.name for path in files.orphans(known)} == {digest} - known
    fiche = documents.produce(world.actors["chair"], world.presentation, DocumentKind.FICHE)
    assert fiche == files.read(known.pop())


def test_a_file_whose_writing_was_killed_has_no_name_and_is_found(app: Flask, home: Path) -> None:
    assert Child(children.die_before_the_rename, home).wait() == []
    (left,) = files.orphans(set())
    assert left.name.startswith(".part-")


def test_a_full_disk_is_said_and_the_base_stays_whole(app: Flask, home: Path, world: World) -> None:
    db.engine.dispose()
    heard = Child(children.fill_the_disk, home, world).wait()
    acknowledged = [word for word in heard if word.startswith("case ")]
    assert acknowledged
    assert len([word for word in heard if word.startswith("refused ")]) == 2
    assert "status 503 1900" in heard
    assert heard[-1] == "page 200"
    check_whole(acknowledged)
    assert files.orphans(set()) == []

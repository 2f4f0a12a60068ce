"""Prints: deterministic, built for whoever may read, stored once, served unchanged."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.domain.vocabulary import DocumentKind, Share
from app.errors import NotFound
from app.extensions import db
from app.models import Document, StoredFile
from app.services import documents, files, opinions, preferences
from tests.documents.reading import text
from tests.services.board import ONCE, count, every, interview, one, ready, record_of, validate
from tests.world import World

pytestmark = pytest.mark.usefixtures("app")
KINDS = list(DocumentKind)


@pytest.mark.parametrize("kind", KINDS)
def test_two_builds_of_one_record_are_the_same_bytes(world: World, kind: DocumentKind) -> None:
    ready(world)
    one_build = documents.produce(world.actors["chair"], world.presentation, kind)
    other = documents.produce(world.actors["physician"], world.presentation, kind)
    assert one_build == other
    assert one_build.startswith(b"%PDF")


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_prints_what_he_may_not_read(world: World, kind: DocumentKind) -> None:
    for name in ("outsider", "stranger", "other_coordinator", "admin"):
        with pytest.raises(NotFound):
            documents.produce(world.actors[name], world.presentation, kind)


def test_nothing_is_stored_before_validation(world: World) -> None:
    ready(world)
    documents.produce(world.actors["chair"], world.presentation, DocumentKind.FICHE)
    assert count(Document) == count(StoredFile) == 0


def test_the_fiche_is_a_project_until_it_is_validated(world: World) -> None:
    ready(world)
    chair = world.actors["chair"]
    before = text(documents.produce(chair, world.presentation, DocumentKind.FICHE))
    validate(world)
    after = text(documents.produce(chair, world.presentation, DocumentKind.FICHE))
    assert "PROJET" in before
    assert "PROJET" not in after
    assert chair.name in after


def test_everybody_at_the_table_gets_the_same_stored_bytes(world: World) -> None:
    ready(world)
    validate(world)
    served = {
        documents.produce(world.actors[name], world.presentation, DocumentKind.FICHE)
        for name in ("chair", "physician", "invited", "coordinator", "nurse")
    }
    assert len(served) == 1
    stored = one(sa.select(StoredFile))
    assert hashlib.sha256(served.pop()).hexdigest() == stored.sha256
    assert stored.size == len(files.read(stored.sha256))


def test_an_altered_stored_file_is_never_served(world: World, home: Path) -> None:
    ready(world)
    validate(world)
    digest = one(sa.select(StoredFile.sha256))
    path = home / "files" / digest[:2] / digest
    assert path.stat().st_mode & 0o077 == 0
    path.write_bytes(path.read_bytes() + b"%")
    with pytest.raises(NotFound):
        documents.produce(world.actors["chair"], world.presentation, DocumentKind.FICHE)


def test_each_print_is_kept_in_order_and_none_is_replaced(world: World) -> None:
    ready(world)
    validate(world)
    for n in (1, 2):
        opinions.add_addendum(world.actors["chair"], world.presentation, f"Addendum {n}.", ONCE)
    kept = every(
        sa.select(Document)
        .where(Document.presentation_id == world.presentation)
        .order_by(Document.sequence)
    )
    assert [d.sequence for d in kept] == [1, 2, 3]
    texts = [text(files.read(d.sha256)) for d in kept]
    assert ["Addendum 1." in t for t in texts] == [False, True, True]
    assert ["Addendum 2." in t for t in texts] == [False, False, True]


def test_what_the_patient_told_the_doctor_only_is_on_no_paper(world: World) -> None:
    told = interview(share=Share.DOCTOR_ONLY, what_matters="MOTSECRET", refusal_words="MOTSECRET")
    preferences.record(world.actors["nurse"], world.case, told, ONCE)
    ready(world)
    for kind in KINDS:
        read = text(documents.produce(world.actors["physician"], world.presentation, kind))
        assert "MOTSECRET" not in read
        assert "petits-enfants" not in read


def test_what_is_for_the_board_only_is_on_the_fiche_and_not_on_the_page(world: World) -> None:
    told = interview(share=Share.BOARD_ONLY, what_matters="MOTREUNION")
    preferences.record(world.actors["nurse"], world.case, told, ONCE)
    chair = world.actors["chair"]
    assert "MOTREUNION" in text(documents.produce(chair, world.presentation, DocumentKind.FICHE))
    assert "MOTREUNION" not in text(
        documents.produce(chair, world.presentation, DocumentKind.PATIENT)
    )


def test_what_must_not_reach_relatives_is_on_no_paper(world: World) -> None:
    told = interview(not_to_relatives=True, what_matters="MOTPROCHE")
    preferences.record(world.actors["nurse"], world.case, told, ONCE)
    chair = world.actors["chair"]
    for kind in KINDS:
        assert "MOTPROCHE" not in text(documents.produce(chair, world.presentation, kind)), kind
    assert "MOTPROCHE" in str(record_of(chair, world.presentation).case_file.statements)


def test_printing_leaves_no_transaction_open(world: World) -> None:
    documents.produce(world.actors["chair"], world.presentation, DocumentKind.FICHE)
    assert not db.session().in_transaction()

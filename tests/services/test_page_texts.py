"""Writing on the patient page: signed, versioned, taken back, and read again before the page leaves."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.domain.page_text import BlockText
from app.domain.vocabulary import DocumentKind, InfoWish
from app.errors import NotAllowed, NotFound, StaleVersion
from app.extensions import db
from app.models import AuditEntry, Document, Presentation
from app.queries import page_texts
from app.services import documents, preferences, releases
from app.services import page_texts as services
from tests.documents.reading import text
from tests.services.board import ONCE, interview, ready, refused, validate
from tests.services.test_releases import READ
from tests.world import World, version_of

pytestmark = pytest.mark.usefixtures("app")
MORE = BlockText("Mme Test vous appelle vendredi.")


def write(
    world: World,
    words: BlockText = MORE,
    seen: int = 0,
    name: str = "physician",
    block: str = "rights",
) -> None:
    """Write in a block from a form opened at a revision."""
    services.write(world.actors[name], world.presentation, block, words, seen, ONCE)


def page(world: World, *, large: bool = False) -> str:
    """The page as served now."""
    pdf = documents.produce(
        world.actors["chair"], world.presentation, DocumentKind.PATIENT, large=large
    )
    return text(pdf)


def test_what_is_written_is_signed_on_the_page_kept_and_taken_back(world: World) -> None:
    write(world)
    assert MORE.text in page(world)
    assert f"par {world.actors['physician'].name}" in page(world)
    with refused("page_text_same"):
        write(world, seen=1)
    services.take_back(world.actors["chair"], world.presentation, "rights", 1, ONCE)
    assert MORE.text not in page(world)
    kept = page_texts.revisions(world.presentation, "rights")
    assert [(t.revision, t.words.text) for t in kept] == [(2, ""), (1, MORE.text)]
    bodies = db.session.scalars(
        sa.select(AuditEntry.body).where(AuditEntry.action == "patient_page.written")
    ).all()
    assert len(bodies) == 2
    assert not any("vendredi" in body for body in bodies)


def test_two_writers_of_one_block_both_keep_their_words(world: World) -> None:
    write(world)
    with pytest.raises(StaleVersion) as stale:
        write(world, BlockText("Autre chose."), name="chair")
    assert stale.value.current == {"text": MORE.text}
    write(world, BlockText("Apportez vos papiers."), block="next_step", name="chair")


def test_what_the_patient_wishes_not_to_read_is_refused_and_waits_when_the_wish_comes_later(
    world: World,
) -> None:
    with refused("page_protective"):
        write(world, BlockText("La chimiothérapie commence lundi."))
    with refused("page_block_gone"):
        write(world, block="situation")
    preferences.record(world.actors["nurse"], world.case, interview(), ONCE)
    write(world, BlockText("La maladie a bougé."), block="situation")
    assert "La maladie a bougé." in page(world)
    nothing = interview(info_wish=InfoWish.NOTHING_NOW)
    preferences.record(world.actors["nurse"], world.case, nothing, ONCE)
    assert "La maladie a bougé." not in page(world)
    with refused("page_text_missing"):
        write(world, BlockText())


def test_only_who_may_release_writes(world: World) -> None:
    for name in ("coordinator", "nurse", "member"):
        with pytest.raises(NotAllowed):
            write(world, name=name)
    for name in ("outsider", "other_coordinator"):
        with pytest.raises((NotFound, NotAllowed)):
            write(world, name=name)
    with pytest.raises(NotFound):
        services.take_back(world.actors["chair"], world.presentation, "rights", 0, ONCE)


def test_a_written_page_leaves_only_once_its_words_are_read_and_in_both_sizes(world: World) -> None:
    ready(world)
    validate(world)
    seen = version_of(Presentation, world.presentation)
    write(world)
    chair = world.actors["chair"]
    given = releases.Handing(True, in_consultation=True, own_words_read=True)
    with pytest.raises(StaleVersion):
        releases.release(chair, world.presentation, given, seen, ONCE)
    with refused("own_words_not_read"):
        releases.release(chair, world.presentation, READ, seen + 1, ONCE)
    releases.release(chair, world.presentation, given, seen + 1, ONCE)
    stored = db.session.scalars(sa.select(Document.large).where(Document.kind == "patient")).all()
    assert sorted(stored) == [False, True]
    db.session.rollback()
    for large in (False, True):
        assert "PROJET" not in page(world, large=large)
        assert MORE.text in page(world, large=large)
    with refused("released"):
        write(world, BlockText("Après."), seen=1)

"""Documents of a case: what is stored, who may, what is refused, and what may be collected."""

from __future__ import annotations

import os
import time
from uuid import uuid4

import pytest
import sqlalchemy as sa

from app import clock
from app.domain import casefile as facts
from app.domain.attachment import Attached, AttachmentKind
from app.domain.partial_date import PartialDate
from app.domain.vocabulary import MarkerState
from app.errors import NotAllowed, NotFound, Unavailable
from app.extensions import db
from app.models import Attachment, AuditEntry, StoredFile
from app.queries import attachments as queries
from app.queries import records
from app.services import attachments, cases, collecting, files, page_pictures
from app.services._transaction import immediate
from tests.exchange import hostile_files
from tests.services.board import ONCE, refused

SCAN = Attached(AttachmentKind.IMAGING, "IRM du foie", PartialDate.parse("03/2026"))
PDF = hostile_files.pdf(2)


def added(world, who="physician", about=SCAN, content=PDF, name="irm.pdf"):
    """A document added to the world's case."""
    return attachments.add(world.actors[who], world.case, name, content, about, ONCE)


def standing(world, who="physician"):
    """The documents this person sees standing in the world's case."""
    lines = queries.of_case(world.actors[who], world.case)
    return [line for line in lines if line.withdrawn_at is None]


def stored(query):
    """The values of one column, read in their own transaction."""
    found = list(db.session.scalars(query))
    db.session.rollback()
    return found


def test_a_document_is_kept_named_signed_and_traced(app, world):
    made = added(world)
    (line,) = standing(world)
    assert (line.id, line.kind, line.title, line.pages) == (str(made), SCAN.kind, SCAN.title, 2)
    assert line.added_by == "Test Physician"
    assert files.read(line.sha256) == PDF
    (entry,) = stored(sa.select(AuditEntry.body).where(AuditEntry.action == "attachment.added"))
    assert "IRM" not in entry


def test_without_a_title_it_takes_the_name_of_its_file(app, world):
    added(world, about=Attached(AttachmentKind.OTHER, ""), name="C:\\scans\\compte_rendu 12.pdf")
    assert standing(world)[0].title == "compte rendu 12"


def test_the_same_document_twice_is_refused_with_its_title(app, world):
    added(world)
    with refused("attachment_known"):
        added(world)


def test_a_document_of_the_future_or_from_before_the_birth_is_refused(app, world):
    for year in (clock.today().year + 1, 1900):
        with refused("date_in_future" if year > 2000 else "date_before_birth"):
            added(world, about=Attached(SCAN.kind, "x", PartialDate(year)))
    assert stored(sa.select(Attachment.id)) == []


@pytest.mark.parametrize("who", ["coordinator", "secretary", "physician"])
def test_those_who_may_edit_the_case_add_documents(app, world, who):
    added(world, who)
    assert len(standing(world, who)) == 1


@pytest.mark.parametrize("who", ["nurse", "reader", "chair"])
def test_those_convened_from_the_hospital_read_documents_and_change_none(app, world, who):
    made = added(world)
    assert len(standing(world, who)) == 1
    with pytest.raises(NotAllowed):
        added(world, who, content=hostile_files.pdf(1))
    with pytest.raises(NotAllowed):
        attachments.withdraw(world.actors[who], world.case, made, "non", ONCE)


@pytest.mark.parametrize("who", ["invited", "outsider", "other_coordinator", "stranger", "admin"])
def test_nobody_else_knows_of_them_a_member_convened_from_outside_included(app, world, who):
    made = added(world)
    assert standing(world, who) == []
    with pytest.raises(NotFound):
        queries.one(world.actors[who], world.case, made)
    with pytest.raises((NotFound, NotAllowed)):
        attachments.withdraw(world.actors[who], world.case, made, "non", ONCE)


def test_a_document_is_not_reached_through_another_case(app, world):
    made = added(world)
    with pytest.raises(NotFound):
        queries.one(world.actors["other_coordinator"], world.other_case, made)
    with pytest.raises(NotFound):
        attachments.withdraw(world.actors["other_coordinator"], world.other_case, made, "x", ONCE)


def test_withdrawn_it_opens_for_nobody_but_its_line_reason_and_bytes_stay(app, world):
    made = added(world)
    actor = world.actors["physician"]
    with refused("correction_reason"):
        attachments.withdraw(actor, world.case, made, "  ", ONCE)
    attachments.withdraw(actor, world.case, made, "Document d’un autre patient", ONCE)
    (line,) = queries.of_case(actor, world.case)
    assert line.withdrawn_reason == "Document d’un autre patient"
    assert line.withdrawn_by == "Test Physician"
    assert files.read(line.sha256) == PDF
    with pytest.raises(NotFound):
        queries.one(actor, world.case, made)
    assert added(world) != made


def test_prints_name_what_stands_and_a_snapshot_keeps_it(app, world):
    made = added(world)
    coordinator = world.actors["coordinator"]
    assert records.of_presentation(coordinator, world.presentation).record.attached == (SCAN,)
    attachments.withdraw(coordinator, world.case, made, "Erreur", ONCE)
    assert records.of_presentation(coordinator, world.presentation).record.attached == ()


def test_a_text_typed_from_is_kept_once_for_several_facts(app, world):
    actor = world.actors["physician"]
    source = attachments.text(Attached(AttachmentKind.PATHOLOGY, "Texte collé"), "KRAS G12D.")
    for name in ("KRAS", "NRAS"):
        fact = facts.Biomarker(name, MarkerState.NEGATIVE)
        cases.save_fact(actor, world.case, fact, None, 0, ONCE, source)
    (line,) = standing(world)
    assert (line.media_type, line.pages) == ("text/plain", 0)
    assert files.read(line.sha256).decode() == "KRAS G12D."


def test_a_refused_fact_keeps_no_text(app, world):
    source = attachments.text(SCAN, "KRAS G12D.")
    fact = facts.Biomarker("KRAS", MarkerState.NEGATIVE, resulted_on=PartialDate(2199))
    with refused("date_in_future"):
        cases.save_fact(world.actors["physician"], world.case, fact, None, 0, ONCE, source)
    assert standing(world) == []


def test_pictures_of_pages_are_made_once_and_again_when_lost(app, world):
    added(world)
    (line,) = standing(world)
    first = page_pictures.picture(line.sha256, line.media_type, 2)
    kept = sorted(page_pictures.root().glob("??/*"))
    assert [path.name for path in kept] == [f"{line.sha256}-1.png", f"{line.sha256}-2.png"]
    kept[1].unlink()
    assert page_pictures.picture(line.sha256, line.media_type, 2) == first
    with pytest.raises(NotFound):
        page_pictures.picture(line.sha256, line.media_type, 3)


def test_only_old_files_that_nothing_names_are_collected(app, world):
    added(world)
    (line,) = standing(world)
    page_pictures.picture(line.sha256, line.media_type, 1)
    lost, young = files.store(b"perdu"), files.store(b"jeune")
    two_days_ago = time.time() - 2 * collecting.DAY
    for path in (*files.path_of(lost).parents[1].glob("??/*"), *page_pictures.root().glob("??/*")):
        if path.name != young:
            os.utime(path, (two_days_ago, two_days_ago))
    assert collecting.collect(remove=False) == [files.path_of(lost)]
    assert files.path_of(lost).exists()
    assert collecting.collect(remove=True) == [files.path_of(lost)]
    assert not files.path_of(lost).exists()
    assert files.path_of(young).exists()
    assert files.read(line.sha256) == PDF


def test_a_file_stored_again_is_young_again(app):
    lost = files.store(b"perdu")
    old = time.time() - 2 * collecting.DAY
    os.utime(files.path_of(lost), (old, old))
    assert files.store(b"perdu") == lost
    assert collecting.collect(remove=True) == []


def test_a_collected_file_can_be_named_by_nobody(app):
    with pytest.raises(Unavailable), immediate():
        files.register("0" * 64, 1, "application/pdf")
    assert stored(sa.select(StoredFile.sha256).where(StoredFile.sha256 == "0" * 64)) == []


@pytest.mark.parametrize(
    ("script", "codes"),
    [("exit 0", ()), ("exit 1", ("attachment_infected",)), ("exit 2", ("attachment_unchecked",))],
)
def test_a_configured_antivirus_decides_and_fails_closed(app, world, monkeypatch, script, codes):
    settings = app.config["RELAIS"]
    told = type(settings)(**{**vars(settings), "antivirus": ("/bin/sh", "-c", script)})
    monkeypatch.setitem(app.config, "RELAIS", told)
    if codes:
        with refused(*codes):
            added(world)
    else:
        added(world)
    assert len(standing(world)) == (0 if codes else 1)


def test_an_antivirus_that_cannot_be_started_refuses_everything(app, world, monkeypatch):
    settings = app.config["RELAIS"]
    told = type(settings)(**{**vars(settings), "antivirus": (f"/absent-{uuid4().hex}",)})
    monkeypatch.setitem(app.config, "RELAIS", told)
    with refused("attachment_unchecked"):
        added(world)

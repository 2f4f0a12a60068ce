"""The open form of a case: talks and documents come back, presentations are there to be read and never signed again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app import clock
from app.domain.attachment import Attached, AttachmentKind
from app.domain.interview import Talk, Understood
from app.domain.open_case import Beside
from app.domain.partial_date import PartialDate
from app.domain.vocabulary import PresentationState, Share
from app.errors import UnreadableFile
from app.exchange.case_json import read_beside
from app.exchange.pack import write_zip
from app.extensions import db
from app.models import Attachment, Presentation
from app.models import Talk as TalkRow
from app.queries import exports as stored
from app.services import attachments, exports, files, imports, opinions, talks
from tests.counting import add_cases, statements
from tests.exchange import hostile_files
from tests.services.board import ONCE, count, every, ready, row, validate
from tests.world import World, presentation_of

pytestmark = pytest.mark.usefixtures("app")
SECRET = "Il ne veut pas que sa femme le sache."
TALK = Talk(
    clock.today(),
    persons="Sa fille",
    said="Le traitement ne tient plus.",
    understood=Understood.PARTLY,
    words="Il faut changer.",
)
SCAN = Attached(AttachmentKind.IMAGING, "IRM du foie", PartialDate(2026, 3))


def told(world: World) -> None:
    """A talk, another kept for the doctor, two documents of which one is withdrawn."""
    nurse, physician = world.actors["nurse"], world.actors["physician"]
    talks.record(nurse, world.case, TALK, ONCE)
    talks.record(
        nurse, world.case, replace(TALK, said=SECRET, words="", share=Share.DOCTOR_ONLY), ONCE
    )
    attachments.add(physician, world.case, "irm.pdf", hostile_files.pdf(1), SCAN, ONCE)
    wrong = attachments.add(physician, world.case, "autre.pdf", hostile_files.pdf(2), SCAN, ONCE)
    attachments.withdraw(physician, world.case, wrong, "Autre patient", ONCE)


def exported(world: World) -> exports.OneCase:
    """The world's case as its coordinator exports it."""
    return exports.one_case(world.actors["coordinator"], world.case)


def beside(one: exports.OneCase) -> Beside:
    """What it holds beside the case file."""
    return read_beside(json.loads(one.text))


def brought(world: World, name: str, content: bytes) -> UUID:
    """Import a file as another patient's; the new case."""
    (opened,) = imports.open_all(world.actors["coordinator"], imports.read_file(name, content))
    assert opened.created
    return opened.case_id


def test_talks_and_documents_leave_with_the_case_and_come_back(world: World) -> None:
    told(world)
    one = exported(world)
    assert one.left_out == {"doctor_only_talks": 1, "withdrawn_attachments": 1}
    assert SECRET not in one.text
    made = brought(world, "dossier.zip", exports.case_zip(one))
    (talk,) = every(sa.select(TalkRow).where(TalkRow.case_id == made))
    assert (talk.said, talk.words, talk.recorded_by) == (TALK.said, TALK.words, "Test Nurse")
    (document,) = every(sa.select(Attachment).where(Attachment.case_id == made))
    assert (document.kind, document.title, document.pages) == (SCAN.kind, SCAN.title, 1)
    assert files.read(document.sha256) == hostile_files.pdf(1)
    again = exports.one_case(world.actors["coordinator"], made)
    left, back = beside(one), beside(again)
    assert back.talks == left.talks
    assert [d.sha256 for d in back.attachments] == [d.sha256 for d in left.attachments]


def test_a_json_without_its_documents_says_so_and_a_changed_document_is_refused(
    world: World,
) -> None:
    told(world)
    one = exported(world)
    (read,) = imports.read_file("dossier.json", one.text.encode()).cases
    assert ("enclosed_absent", {"count": "1"}) in [(n.code, dict(n.params)) for n in read.notes]
    held = dict(exports.contents(one))
    held[one.enclosed[0].file] += b"x"
    with pytest.raises(UnreadableFile) as refused:
        imports.read_file("dossier.zip", write_zip(held))
    assert refused.value.code == "enclosed_changed"


def test_a_document_that_would_be_refused_by_hand_refuses_the_import_whole(world: World) -> None:
    told(world)
    one = exported(world)
    evil = hostile_files.pdf(1).replace(b"%%EOF", b"")
    text = one.text.replace(one.enclosed[0].sha256, files.store(evil))
    held: Mapping[str, bytes] = {one.name: text.encode(), one.enclosed[0].file: evil}
    before = count(Presentation)
    with pytest.raises(imports.RefusedCases) as refused:
        brought(world, "dossier.zip", write_zip(dict(held)))
    assert refused.value.violations[0].code == "attachment_broken"
    assert count(Presentation) == before


def test_presentations_are_there_to_be_read_and_make_no_signed_record(world: World) -> None:
    ready(world, departs_from="Référentiel", departs_because="Âge", dissent_settled=None)
    validate(world)
    opinions.add_addendum(world.actors["chair"], world.presentation, "Rappel fait.", ONCE)
    one = exported(world)
    (shown,) = beside(one).archive.presentations
    assert (shown.state, shown.validated_by) == (PresentationState.VALIDATED, "Test Chair")
    assert shown.opinions[-1].text == "La RCP propose les soins de support."
    assert shown.opinions[-1].departs_because == "Âge"
    assert [a.text for a in shown.addenda] == ["Rappel fait."]
    assert shown.meeting
    assert shown.meeting.members
    assert shown.meeting.quorum
    assert {o.code: o.rank for o in shown.options}["supportive-care"] == 1
    made = brought(world, "dossier.json", one.text.encode())
    copy = row(Presentation, presentation_of(made))
    assert (copy.state, copy.snapshot, copy.validated_at) == (
        PresentationState.PREPARED,
        None,
        None,
    )
    assert count(Presentation, Presentation.case_id == made) == 1


def test_what_stands_beside_is_read_in_as_many_statements_for_one_case_as_for_five(
    world: World,
) -> None:
    coordinator: Any = world.actors["coordinator"]

    def asked() -> int:
        wanted = stored.ids(coordinator)
        with statements(db.engine) as sent:
            stored.whole(coordinator, wanted)
        return len(sent)

    asked()
    once = asked()
    add_cases(world, 4)
    assert asked() == once

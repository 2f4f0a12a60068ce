"""The prints of a meeting held, in one file: the validated only, each patient on a new sheet, what is left out named."""

from __future__ import annotations

import io
from uuid import UUID

import pytest
from pypdf import PdfReader

from app.models import Case, Presentation
from app.queries import jobs as queries
from app.services import after_prints, cases, jobs, letters, meetings
from app.services._transaction import Submitted
from tests.documents.reading import text
from tests.services.board import ONCE, ready, validate
from tests.world import World, new_case, presentation_of, version_of

pytestmark = pytest.mark.usefixtures("app")


def made(world: World, what: str, by: str = "coordinator") -> queries.JobLine:
    """The file asked for, once the thread has worked."""
    job = after_prints.ask(world.actors[by], world.meeting, what, ONCE)
    jobs.work_off()
    return queries.of(world.actors[by], job)


def test_only_validated_fiches_are_printed_and_each_patient_begins_a_sheet(world: World) -> None:
    coordinator = world.actors["coordinator"]
    waiting = cases.open_case(coordinator, new_case(world, name="TEST-ATTEND"))
    meetings.put_on_agenda(coordinator, world.meeting, presentation_of(waiting), ONCE)
    ready(world)
    validate(world)
    line = made(world, "fiches")
    content, _line = jobs.file_of(coordinator, UUID(line.id))
    assert line.facts["presentations"] == [str(world.presentation)]
    assert "TEST-ATTEND" not in text(content)
    outline = PdfReader(io.BytesIO(content)).outline
    names = [entry["/Title"] for entry in outline if not isinstance(entry, list)]
    assert names == ["TEST-DURAND Lucie, R-2026-000001"]


def test_a_letter_that_may_not_leave_is_named_with_why_and_comes_after_a_retry(
    world: World,
) -> None:
    ready(world)
    validate(world)
    coordinator = world.actors["coordinator"]
    first = made(world, "letters")
    assert first.codes == ("nothing_to_print",)
    letters.choose_family_doctor(
        coordinator, world.case, world.people["stranger"], version_of(Case, world.case), ONCE
    )
    seen = version_of(Presentation, world.presentation)
    letters.write_note(coordinator, world.presentation, "Surveiller le poids.", seen, ONCE)
    jobs.retry(coordinator, UUID(first.id), Submitted())
    jobs.work_off()
    content, line = jobs.file_of(coordinator, UUID(first.id))
    assert line.facts["left_out"] == []
    assert "Surveiller le poids" in text(content)

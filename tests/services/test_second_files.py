"""A second file about a known case: shown, chosen, stored whole or not at all; what was validated never moves."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.domain import casefile as facts
from app.domain.partial_date import PartialDate
from app.domain.second_file import Kind
from app.domain.vocabulary import MarkerState, MeasureKind, Response, Topic, TreatmentKind
from app.exchange.case_json import write_case
from app.exchange.imported import Imported
from app.extensions import db
from app.models import AuditEntry, Case, Presentation, Treatment
from app.queries import cases as queries
from app.services import cases, imports, presenting
from app.services.second_files import Decided, Plan
from tests.counting import statements
from tests.exchange.many_osiris import pivot
from tests.exchange.spoiling import zipped
from tests.services.board import ONCE, count, ready, record_of, validate
from tests.services.board import row as stored
from tests.world import World

pytestmark = pytest.mark.usefixtures("app")
DAY = PartialDate(2026, 3, 1)
LINE = facts.Treatment("FOLFOX", TreatmentKind.CHEMOTHERAPY, 1, started_on=DAY, cycles=4)
MSI = facts.Biomarker("MSI/MMR", MarkerState.POSITIVE, resulted_on=PartialDate(2026, 4))
WEIGHT = facts.Measure(MeasureKind.WEIGHT, Decimal(60), DAY)


@pytest.fixture
def base(world: World) -> facts.CaseFile:
    """A fictitious file: one line, one weight."""
    file = queries.file(world.actors["coordinator"], world.case).file
    patient = facts.Patient("TEST-SECOND", "Zoé", birth_on=PartialDate(1960, 2, 3))
    return facts.CaseFile(patient, file.tumours, treatments=(LINE,), measures=(WEIGHT,))


def content(file: facts.CaseFile) -> bytes:
    """The file as another installation would write it."""
    return write_case(file, reference="R-2026-009999", left_out={}).encode()


def read(file: facts.CaseFile) -> Imported:
    """The same, read."""
    return imports.read_file("dossier.json", content(file))


def bring(world: World, file: facts.CaseFile, *answer: Decided) -> imports.Opened:
    """Import it as the coordinator, with an answer to its conflicts if any."""
    given = dict(enumerate(answer))
    (opened,) = imports.open_all(world.actors["coordinator"], read(file), decided=given)
    return opened


def plan(world: World, file: facts.CaseFile) -> Plan:
    """What it would change."""
    coordinator = world.actors["coordinator"]
    checked = imports.check(coordinator, read(file))
    return imports.plans(coordinator, checked, imports.known_cases(coordinator, read(file)))[0]


def held(world: World, case_id: UUID) -> facts.CaseFile:
    """The file of a case."""
    return queries.file(world.actors["coordinator"], case_id).file


def edit(world: World, case_id: UUID, **values: Any) -> None:
    """Somebody changes the line here."""
    (line,) = held(world, case_id).treatments
    row = stored(Treatment, UUID(line.id))
    cases.save_fact(
        world.actors["coordinator"],
        case_id,
        replace(line, id="", **values),
        row.id,
        row.version,
        ONCE,
    )


def test_a_second_file_adds_what_is_new_and_follows_what_changed_at_its_source(
    world: World, base: facts.CaseFile
) -> None:
    opened = bring(world, base)
    more = replace(base, treatments=(replace(LINE, best_response=Response.PARTIAL),))
    more = replace(more, measures=(replace(WEIGHT, measured_on=PartialDate(2026, 5)),))
    assert [s.kind for s in plan(world, more).steps] == [Kind.CHANGED, Kind.ADDED]
    again = bring(world, more)
    assert (again.case_id, again.created) == (opened.case_id, False)
    assert (again.done.added, again.done.changed, again.done.kept) == (1, 1, 0)
    file = held(world, opened.case_id)
    assert file.treatments[0].best_response is Response.PARTIAL
    assert len(file.measures) == 2
    assert stored(Treatment, UUID(file.treatments[0].id)).version == 2


def test_the_same_file_again_writes_one_line_of_trace_and_nothing_else(
    world: World, base: facts.CaseFile
) -> None:
    opened = bring(world, base)
    before, entries = held(world, opened.case_id), count(AuditEntry)
    assert plan(world, base).steps == ()
    assert bring(world, base).done == imports.Done()
    assert (held(world, opened.case_id), count(AuditEntry)) == (before, entries + 1)


def test_a_conflict_keeps_ours_until_somebody_chooses_the_file(
    world: World, base: facts.CaseFile
) -> None:
    opened = bring(world, base)
    edit(world, opened.case_id, cycles=5)
    more = replace(base, treatments=(replace(LINE, cycles=6),))
    assert [s.kind for s in plan(world, more).steps] == [Kind.CONFLICT]
    assert bring(world, more).done.kept == 1
    shown = plan(world, more)
    assert [s.kind for s in shown.steps] == [Kind.CONFLICT], "asked again while nobody answered"
    assert held(world, opened.case_id).treatments[0].cycles == 5
    assert bring(world, more, Decided(shown.mark)).done.kept == 1
    assert plan(world, more).steps == (), "answered once"
    last = replace(base, treatments=(replace(LINE, cycles=7),))
    bring(world, last, Decided(plan(world, last).mark, frozenset({0})))
    assert held(world, opened.case_id).treatments[0].cycles == 7


def test_a_case_that_moved_since_it_was_shown_refuses_the_whole_file(
    world: World, base: facts.CaseFile
) -> None:
    opened = bring(world, base)
    more = replace(base, treatments=(replace(LINE, cycles=6),), measures=())
    seen = plan(world, more)
    edit(world, opened.case_id, cycles=5)
    with pytest.raises(imports.RefusedCases) as refused:
        bring(world, more, Decided(seen.mark))
    assert [v.code for v in refused.value.violations] == ["import_moved"]
    assert held(world, opened.case_id).treatments[0].cycles == 5


def test_a_file_never_touches_a_case_its_reader_may_not_edit(
    world: World, base: facts.CaseFile
) -> None:
    opened = bring(world, base)
    stranger, more = world.actors["stranger"], replace(base, measures=())
    more = replace(more, treatments=(replace(LINE, cycles=6),))
    checked = imports.check(stranger, read(more))
    known = imports.known_cases(stranger, read(more))
    assert imports.plans(stranger, checked, known)[0].closed == "not_allowed"
    imports.open_all(stranger, read(more))
    assert held(world, opened.case_id).treatments[0].cycles == 4


def test_words_of_the_patient_are_counted_and_not_taken(world: World, base: facts.CaseFile) -> None:
    opened = bring(world, base)
    said = facts.Statement(Topic.WHAT_MATTERS, verbatim="Voir la mer", stated_on=DAY.earliest)
    more = replace(base, statements=(said,), treatments=(replace(LINE, cycles=6),))
    assert plan(world, more).words == 1
    bring(world, more)
    assert held(world, opened.case_id).statements == ()


def test_the_preview_shows_both_sides_and_takes_the_answer(
    world: World, base: facts.CaseFile, login: Callable[[str], Any]
) -> None:
    opened = bring(world, base)
    edit(world, opened.case_id, cycles=5)
    more = content(replace(base, treatments=(replace(LINE, cycles=6),)))
    browser = login("coordinator")
    page = browser.submit("/cases/import", file=(BytesIO(more), "dossier.json")).text
    assert "En conflit" in page
    assert "1 conflit" in page.replace("\u00a0", " ")
    hidden = dict(re.findall(r'name="(kept|mark-0)" value="([^"]+)"', page))
    answer = browser.submit("/cases/import", **hidden, confirm="1", **{"follow-0-0": "theirs"})
    assert answer.status_code == 303, answer.text
    assert held(world, opened.case_id).treatments[0].cycles == 6


def test_what_was_validated_does_not_move_and_the_present_board_is_told_what_changed(
    world: World,
) -> None:
    coordinator = world.actors["coordinator"]
    ready(world)
    validate(world)
    file = replace(held(world, world.case), statements=())
    (one,) = read(file).cases
    with db.engine.begin() as connection:
        known = sa.update(Case.__table__).where(Case.__table__.c.id == world.case)
        connection.execute(known.values(source_key=one.source_key))
    signed = stored(Presentation, world.presentation).snapshot
    more = replace(file, biomarkers=(*file.biomarkers, MSI))
    assert bring(world, more).done.added == 1
    assert stored(Presentation, world.presentation).snapshot == signed
    asked = cases.Request("Quelle suite ?", requester_id=world.people["physician"])
    again = presenting.present_again(coordinator, world.case, asked, None, ONCE)
    assert MSI.marker in repr(record_of(coordinator, again).changes)
    assert record_of(coordinator, world.presentation).changes == ()


def test_the_preview_of_many_asks_as_many_statements_goes_by_pages_and_makes_all_in_one_gesture(
    world: World, login: Callable[[str], Any]
) -> None:
    coordinator = world.actors["coordinator"]

    def asked(size: int) -> tuple[int, int]:
        file = imports.read_file("o.zip", zipped(pivot(size)))
        checked = imports.check(coordinator, file)
        known = imports.known_cases(coordinator, file)
        with statements(db.engine) as sent:
            plans = imports.plans(coordinator, checked, known)
            imports.resembling(coordinator, checked, known)
        return len(sent), len(plans)

    asked(2)
    assert asked(3) == asked(60)
    browser = login("coordinator")
    page = browser.submit("/cases/import", file=(BytesIO(zipped(pivot(60))), "o.zip")).text
    assert "TEST-00050" in page
    assert "TEST-00060" not in page
    kept = dict(re.findall(r'name="(kept)" value="([^"]+)"', page))
    second = browser.submit("/cases/import", **kept, confirm="1", go="2").text
    assert "TEST-00060" in second
    assert browser.submit("/cases/import", **kept, confirm="1", bulk="1").status_code == 303
    once = asked(3)
    assert once[1] == 3
    assert asked(60) == (once[0], 60)

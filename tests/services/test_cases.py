"""Opening a case and keeping its file, on the real database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from app import clock
from app.domain import casefile as facts
from app.domain.ins import Ins
from app.domain.partial_date import PartialDate
from app.domain.vocabulary import MarkerState, MeasureKind, PresentationState, Site, Track, Verdict
from app.errors import NotAllowed, NotFound, StaleVersion
from app.models import (
    AuditEntry,
    Biomarker,
    Case,
    CatalogueEntry,
    Measure,
    Option,
    Patient,
    Presentation,
    Tumour,
)
from app.queries import cases as queries
from app.services import cases, identities, meetings, preferences
from tests.services.board import (
    ONCE,
    count,
    every,
    interview,
    one,
    open_meeting,
    option,
    ready,
    record_of,
    refused,
    row,
    validate,
)
from tests.world import World, new_case, presentation_of, version_of

pytestmark = pytest.mark.usefixtures("app")

NEVER_MISSING = {
    "supportive-care",
    "early-palliative-care",
    "immunotherapy-anti-pd1",
    "targeted-therapy",
    "clinical-trial",
    "pause-follow-up",
}
ASKED = cases.Request(
    question="Quelle suite ?",
    informed_on=PartialDate(2026, 1, 5),
    informed_by="Dr Test",
    opposed=False,
)


def ask(world: World, request: cases.Request, by: str = "coordinator") -> None:
    """Send the request form as just opened."""
    seen = version_of(Presentation, world.presentation)
    cases.edit_request(world.actors[by], world.case, request, seen, ONCE)


def test_each_case_has_the_next_reference_whatever_its_hospital(world: World) -> None:
    home, other = world.actors["coordinator"], world.actors["other_coordinator"]
    before = int(one(sa.select(sa.func.max(Case.reference)))[-6:])
    opened = [
        cases.open_case(actor, new_case(world, unit=actor is home)) for actor in (home, other, home)
    ]
    references = [row(Case, case).reference for case in opened]
    year = clock.today().year
    assert references == [f"R-{year}-{before + n:06d}" for n in (1, 2, 3)]


def test_the_year_of_a_reference_is_the_year_in_paris(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2030, 12, 31, 23, 30, tzinfo=UTC))
    made = cases.open_case(world.actors["coordinator"], new_case(world))
    assert row(Case, made).reference == "R-2031-000001"


def test_a_new_case_is_presented_once_with_what_no_board_goes_without(world: World) -> None:
    made = cases.open_case(world.actors["coordinator"], new_case(world))
    presentation = row(Presentation, presentation_of(made))
    assert (presentation.number, presentation.state, presentation.meeting_id) == (
        1,
        PresentationState.PREPARED,
        None,
    )
    shown = every(sa.select(Option).where(Option.presentation_id == presentation.id))
    brought = {o.entry_code for o in shown}
    assert brought >= NEVER_MISSING | {"targeted-braf-colorectal"}
    assert {o.verdict for o in shown} == {Verdict.NOT_DISCUSSED}
    known = set(every(sa.select(CatalogueEntry.code)))
    assert brought <= known
    assert {o.entry_version for o in shown} == {1}


def test_the_braf_alternative_is_not_brought_for_another_organ(world: World) -> None:
    new = new_case(world)
    lung = replace(new.file, tumours=(facts.Tumour("Adénocarcinome du poumon", Site.LUNG),))
    made = cases.open_case(world.actors["coordinator"], replace(new, file=lung))
    shown = every(
        sa.select(Option.entry_code).where(Option.presentation_id == presentation_of(made))
    )
    assert "targeted-braf-colorectal" not in shown
    assert set(shown) >= NEVER_MISSING


def test_everything_that_was_typed_is_in_the_file(world: World) -> None:
    new = new_case(world)
    made = cases.open_case(world.actors["coordinator"], new)
    read = queries.file(world.actors["coordinator"], made)
    assert read.file == new.file
    assert read.latest.question == new.request.question


def test_a_case_without_name_tumour_or_question_is_refused_with_all_its_faults(
    world: World,
) -> None:
    new = new_case(world)
    empty = facts.CaseFile(facts.Patient("  ", ""), (facts.Tumour(" "),))
    before = count(Case), count(Patient)
    with refused("required", "required", "required"):
        cases.open_case(
            world.actors["coordinator"], cases.NewCase(empty, replace(new.request, question=" "))
        )
    assert (count(Case), count(Patient)) == before


def test_a_person_informed_by_nobody_or_in_the_future_is_refused(world: World) -> None:
    with refused("informed_by_missing"):
        ask(world, replace(ASKED, informed_by=""))
    later = PartialDate(clock.today().year + 1)
    with refused("date_in_future"):
        ask(world, replace(ASKED, informed_on=later))
    with refused("date_before_birth"):
        ask(world, replace(ASKED, informed_on=PartialDate(1950)))


def test_a_nurse_or_a_reader_opens_no_case(world: World) -> None:
    for name in ("nurse", "reader", "admin"):
        with pytest.raises(NotAllowed):
            cases.open_case(world.actors[name], new_case(world))


def test_a_unit_or_a_doctor_of_another_hospital_is_no_choice(world: World) -> None:
    other = world.actors["other_coordinator"]
    with refused("unknown_choice"):
        cases.open_case(other, new_case(world, unit=True))
    with refused("unknown_choice"):
        cases.open_case(other, new_case(world, unit=False, requester="physician"))


def test_a_fact_is_added_corrected_and_taken_out_and_its_row_stays(world: World) -> None:
    actor = world.actors["physician"]
    cases.save_fact(actor, world.case, facts.Biomarker("KRAS", MarkerState.PENDING), None, 0, ONCE)
    made = one(sa.select(Biomarker.id).where(Biomarker.marker == "KRAS"))
    cases.save_fact(actor, world.case, facts.Biomarker("KRAS", MarkerState.NEGATIVE), made, 1, ONCE)
    read = {b.marker: b.state for b in queries.file(actor, world.case).file.biomarkers}
    assert read["KRAS"] is MarkerState.NEGATIVE
    cases.withdraw_fact(actor, world.case, facts.Biomarker, made, ONCE)
    assert "KRAS" not in {b.marker for b in queries.file(actor, world.case).file.biomarkers}
    assert row(Biomarker, made).withdrawn
    with pytest.raises(NotFound):
        cases.save_fact(
            actor, world.case, facts.Biomarker("KRAS", MarkerState.NEGATIVE), made, 3, ONCE
        )
    actions = every(
        sa.select(AuditEntry.action)
        .where(AuditEntry.target_id == str(world.case))
        .order_by(AuditEntry.seq.desc())
        .limit(3)
    )
    assert actions == ["biomarker.withdrawn", "biomarker.edited", "biomarker.added"]


def test_a_fact_of_another_patient_is_not_found(world: World) -> None:
    other = world.actors["other_coordinator"]
    theirs = queries.file(other, world.other_case).file.biomarkers[0]
    actor = world.actors["coordinator"]
    with pytest.raises(NotFound):
        cases.save_fact(actor, world.case, theirs, UUID(theirs.id), 1, ONCE)
    with pytest.raises(NotFound):
        cases.withdraw_fact(actor, world.case, facts.Biomarker, UUID(theirs.id), ONCE)
    with pytest.raises(NotFound):
        cases.save_fact(actor, world.other_case, theirs, None, 0, ONCE)


@pytest.mark.parametrize(
    ("fact", "code"),
    [
        (facts.Measure(MeasureKind.PERFORMANCE_STATUS, Decimal(5)), "performance_status_range"),
        (facts.Measure(MeasureKind.PERFORMANCE_STATUS, Decimal("1.5")), "performance_status_range"),
        (facts.Measure(MeasureKind.WEIGHT, Decimal(4000)), "measure_range"),
        (
            facts.Biomarker("BRAF", MarkerState.POSITIVE, resulted_on=PartialDate(2090)),
            "date_in_future",
        ),
        (
            facts.Biomarker("BRAF", MarkerState.POSITIVE, resulted_on=PartialDate(1900)),
            "date_before_birth",
        ),
        (facts.Biomarker(" ", MarkerState.POSITIVE), "required"),
    ],
)
def test_an_implausible_fact_is_refused_and_not_stored(world: World, fact: Any, code: str) -> None:
    before = count(Measure) + count(Biomarker)
    with refused(code):
        cases.save_fact(world.actors["coordinator"], world.case, fact, None, 0, ONCE)
    assert count(Measure) + count(Biomarker) == before


def test_the_second_of_two_corrections_sees_the_first(world: World) -> None:
    actor = world.actors["coordinator"]
    tumour_id = row(Case, world.case).tumour_id
    seen = version_of(Tumour, tumour_id)
    first = facts.Tumour("Adénocarcinome du rectum", Site.COLORECTAL, stage="III")
    cases.edit_tumour(actor, world.case, first, seen, ONCE)
    with pytest.raises(StaleVersion) as stale:
        cases.edit_tumour(
            world.actors["physician"], world.case, replace(first, stage="II"), seen, ONCE
        )
    assert stale.value.current["stage"] == "III"
    assert stale.value.current["label"] == "Adénocarcinome du rectum"
    assert (stale.value.by, stale.value.version) == (actor.name, seen + 1)
    assert row(Tumour, tumour_id).stage == "III"


def test_what_the_patient_was_told_is_kept_with_who_and_when(world: World) -> None:
    actor = world.actors["physician"]
    told = facts.Told("Sait que la maladie a progressé.", "Dr Test", PartialDate(2026, 1))
    cases.edit_told(actor, world.case, told, version_of(Case, world.case), ONCE)
    assert queries.file(actor, world.case).file.told == told


def test_an_opposed_patient_leaves_the_agenda_at_once_and_nobody_convened_reads_on(
    world: World,
) -> None:
    invited, member = world.actors["invited"], world.actors["member"]
    assert record_of(invited, world.presentation).reference
    ask(world, replace(ASKED, opposed=True))
    assert row(Presentation, world.presentation).meeting_id is None
    assert queries.agenda(world.actors["coordinator"], world.meeting) == []
    for actor in (invited, member):
        with pytest.raises(NotFound):
            record_of(actor, world.presentation)
    with refused("patient_opposed"):
        meetings.put_on_agenda(world.actors["coordinator"], world.meeting, world.presentation, ONCE)
    listed = {line.presentation_id for line in queries.waiting(world.actors["coordinator"])}
    assert str(world.presentation) not in listed


def test_opposition_during_the_meeting_ends_reading_and_blocks_the_validation(world: World) -> None:
    ready(world)
    physician = world.actors["physician"]
    ask(world, replace(ASKED, opposed=True, requester_id=world.people["physician"]))
    with pytest.raises(NotFound):
        record_of(world.actors["invited"], world.presentation)
    with pytest.raises(NotFound):
        validate(world)
    assert record_of(physician, world.presentation).informed.opposed is True


def test_a_case_that_is_not_ready_is_not_listed(world: World) -> None:
    ask(world, replace(ASKED, track=Track.NOT_READY))
    assert row(Presentation, world.presentation).meeting_id is None
    with refused("track_not_ready"):
        meetings.put_on_agenda(world.actors["coordinator"], world.meeting, world.presentation, ONCE)


def test_information_not_recorded_hides_the_case_from_the_other_hospital_and_blocks_validation(
    world: World,
) -> None:
    ready(world)
    ask(world, replace(ASKED, opposed=None, informed_by="", informed_on=None))
    with pytest.raises(NotFound):
        record_of(world.actors["invited"], world.presentation)
    assert record_of(world.actors["member"], world.presentation).informed.opposed is None
    with refused("information_not_recorded"):
        validate(world)
    ask(world, ASKED)
    validate(world)
    assert row(Presentation, world.presentation).state is PresentationState.VALIDATED


def test_once_the_meeting_is_open_a_new_question_does_not_take_the_case_away(world: World) -> None:
    open_meeting(world)
    ask(world, replace(ASKED, question="Et la radiothérapie ?"))
    assert row(Presentation, world.presentation).meeting_id == world.meeting


def test_a_care_link_opens_the_file_and_its_end_closes_it_the_day_after(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger = world.actors["stranger"]
    with pytest.raises(NotFound):
        queries.file(stranger, world.case)
    cases.link_carer(world.actors["physician"], world.case, world.people["stranger"], ONCE)
    link = queries.file(stranger, world.case).carers[-1]
    cases.end_carer(world.actors["coordinator"], world.case, UUID(link.id), ONCE)
    tomorrow = clock.now() + timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: tomorrow)
    with pytest.raises(NotFound):
        queries.file(stranger, world.case)


def test_an_unknown_case_and_a_case_of_the_other_hospital_answer_alike(world: World) -> None:
    for case in (world.other_case, uuid4()):
        with pytest.raises(NotFound):
            identities.edit(
                world.actors["coordinator"], case, facts.Patient("Nom", ""), Ins(), 1, ONCE
            )


def test_the_wishes_and_options_of_one_case_are_never_anothers(world: World) -> None:
    coordinator = world.actors["coordinator"]
    second = cases.open_case(coordinator, new_case(world, name="TEST-AUTRE"))
    preferences.record(coordinator, second, interview(), ONCE)
    assert queries.file(coordinator, world.case).file.statements == ()
    assert (
        option(presentation_of(second), "supportive-care").id
        != option(world.presentation, "supportive-care").id
    )

"""The list of trials of a hospital, what is asked for one case, and tasks made of unknown criteria."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from app import clock
from app.documents import fiche, patient_summary
from app.documents.blocks import text_of
from app.domain.findings import Finding
from app.domain.local_trial import LocalTrial, SimpleCriteria
from app.domain.record import Record
from app.domain.trial_search import Task, TrialSearch
from app.domain.vocabulary import FindingOutcome, TrialStatus, TrialStep, Verdict
from app.errors import NotAllowed, NotFound, StaleVersion
from app.exchange import codec
from app.models import AuditEntry, Option, Presentation, Trial
from app.queries import trials as queries
from app.services import options, tasks, trial_notes, trials
from app.services.trial_notes import Noting
from app.services.trials import RefusedTrials
from tests.documents.reading import flat
from tests.services.board import (
    ONCE,
    count,
    open_meeting,
    option,
    ready,
    record_of,
    refused,
    row,
    say,
    validate,
)
from tests.world import World, version_of

pytestmark = pytest.mark.usefixtures("app")
TRIAL = LocalTrial(
    "NCT00000001",
    "TEST essai A",
    TrialStatus.OPEN,
    phase="II",
    centre="Centre TEST",
    simple=SimpleCriteria(markers="NTRK1 fusion", performance_at_most=1),
)


def added(world: World, trial: LocalTrial = TRIAL, who: str = "coordinator") -> UUID:
    """A line of the list."""
    return trials.add(world.actors[who], trial, ONCE)


def asked(world: World, trial_id: UUID, given: Noting, who: str = "chair") -> None:
    """A note from a form opened just now."""
    seen = version_of(Presentation, world.presentation)
    trial_notes.note(world.actors[who], world.presentation, trial_id, given, seen, ONCE)


def record(world: World) -> Record:
    """What the chair reads."""
    return record_of(world.actors["chair"], world.presentation)


def unknown_of(world: World) -> tuple[UUID, Finding]:
    """An option with an unknown criterion, and that criterion."""
    for view in record(world).options:
        for finding in view.findings:
            if finding.outcome is FindingOutcome.UNKNOWN:
                return UUID(view.id), finding
    raise AssertionError("the case has no unknown criterion")


# The list


def test_a_line_is_added_edited_verified_and_closed_each_with_its_trace(world: World) -> None:
    actor, trial_id = world.actors["physician"], added(world, who="physician")
    stored = queries.one(actor, trial_id)
    assert replace(stored, id="", version=0) == TRIAL
    trials.edit(actor, trial_id, replace(stored, contact="ARC, 01"), stored.version, ONCE)
    trials.verify(world.actors["coordinator"], trial_id, ONCE)
    verified = queries.one(actor, trial_id)
    assert (verified.contact, verified.verified_on, verified.verified_by) == (
        "ARC, 01",
        clock.today(),
        "Test Coordinator",
    )
    trials.close(actor, trial_id, ONCE)
    assert queries.one(actor, trial_id).status is TrialStatus.CLOSED
    for action in ("trial.added", "trial.edited", "trial.verified", "trial.closed"):
        assert count(AuditEntry, AuditEntry.action == action) == 1


def test_two_people_who_edit_a_line_at_once_see_each_other(world: World) -> None:
    actor, trial_id = world.actors["coordinator"], added(world)
    stored = queries.one(actor, trial_id)
    trials.edit(actor, trial_id, replace(stored, phase="III"), stored.version, ONCE)
    with pytest.raises(StaleVersion) as caught:
        trials.edit(actor, trial_id, replace(stored, phase="I"), stored.version, ONCE)
    assert caught.value.current["phase"] == "III"


def test_a_number_is_once_in_a_list_and_every_fault_is_said(world: World) -> None:
    added(world)
    with refused("trial_known"):
        added(world)
    with refused("required", "trial_tumour_unknown"):
        bad = LocalTrial("A2", "", simple=SimpleCriteria(tumours="pas une tumeur"))
        added(world, bad)


def test_another_hospital_neither_sees_nor_changes_a_line(world: World) -> None:
    trial_id, other = added(world), world.actors["other_coordinator"]
    assert queries.listed(other) == ()
    assert queries.by_number(other, [TRIAL.number]) == {}
    stored = queries.one(world.actors["coordinator"], trial_id)
    with pytest.raises(NotFound):
        queries.one(other, trial_id)
    for gesture in (trials.verify, trials.close):
        with pytest.raises(NotFound):
            gesture(other, trial_id, ONCE)
    with pytest.raises(NotFound):
        trials.edit(other, trial_id, stored, stored.version, ONCE)
    # The same number may stand in both lists.
    assert added(world, who="other_coordinator") != trial_id


@pytest.mark.parametrize("who", ["nurse", "reader", "admin"])
def test_only_the_coordination_and_physicians_write_the_list(world: World, who: str) -> None:
    with pytest.raises(NotAllowed):
        added(world, who=who)
    assert count(Trial) == 0


# Files


def bring(world: World, text: str, *wanted: str, name: str = "liste.csv") -> int:
    """A file read and the chosen lines of it written."""
    read = trials.read_file(name, text.encode())
    return trials.bring_in(world.actors["coordinator"], name, read, wanted, ONCE)


def test_thirty_lines_come_in_from_a_table_at_once(world: World) -> None:
    lines = [f"NCT{n:08};TEST essai {n};ouvert" for n in range(30)]
    text = "Numéro;Titre;Statut\n" + "\n".join(lines) + "\n"
    assert bring(world, text, *(f"NCT{n:08}" for n in range(30))) == 30
    listed = queries.listed(world.actors["physician"])
    assert len(listed) == 30
    assert {trial.source for trial in listed} == {"liste.csv"}
    assert all(trial.is_stale(clock.today()) for trial in listed)


def test_a_file_changes_what_it_says_and_leaves_the_rest(world: World) -> None:
    actor = world.actors["coordinator"]
    day = clock.today()
    kept = replace(TRIAL, contact="ARC", verified_on=day, verified_by="Test Coordinator")
    trial_id = added(world, kept)
    text = "Numéro;Titre;Contact;Phase\nNCT00000001;TEST essai A;;III\n"
    assert bring(world, text, "NCT00000001") == 1
    after = queries.one(actor, trial_id)
    assert (after.phase, after.contact, after.status) == ("III", "ARC", TrialStatus.OPEN)
    assert after.simple == TRIAL.simple
    assert after.verified_on == day
    assert bring(world, text, "NCT00000001") == 0


def test_a_status_that_a_file_changes_is_to_be_verified_again(world: World) -> None:
    actor = world.actors["coordinator"]
    trial_id = added(world, replace(TRIAL, verified_on=clock.today(), verified_by="X"))
    bring(world, "Numéro;Titre;Statut\nNCT00000001;TEST essai A;suspendu\n", "NCT00000001")
    after = queries.one(actor, trial_id)
    assert (after.status, after.verified_on) == (TrialStatus.SUSPENDED, None)


def test_one_bad_line_and_nothing_of_the_file_is_stored(world: World) -> None:
    text = "Numéro;Titre;Tumeurs\nA1;TEST un;LUAD\nA2;TEST deux;licorne\n"
    read = trials.read_file("liste.csv", text.encode())
    with pytest.raises(RefusedTrials) as caught:
        trials.check(world.actors["coordinator"], read)
    assert [number for number, _broken in caught.value.by_trial] == ["A2"]
    with pytest.raises(RefusedTrials):
        bring(world, text, "A1", "A2")
    assert count(Trial) == 0


def test_only_the_chosen_lines_come_in_and_none_chosen_is_refused(world: World) -> None:
    text = "Numéro;Titre\nA1;TEST un\nA2;TEST deux\n"
    assert bring(world, text, "A2") == 1
    assert [trial.number for trial in queries.listed(world.actors["chair"])] == ["A2"]
    with refused("trials_none_chosen"):
        bring(world, text)


# One case


def test_every_trial_of_the_case_s_hospital_stands_beside_the_file(world: World) -> None:
    added(world)
    added(world, replace(TRIAL, number="NCT9", title="TEST ailleurs"), who="other_coordinator")
    found = queries.beside(world.actors["chair"], record(world))
    assert [looked.trial.number for looked in found] == ["NCT00000001"]
    assert any(f.outcome is FindingOutcome.UNKNOWN for f in found[0].findings)
    # Convened from outside, one sees the trials of the case's hospital, as one sees its practicalities.
    guest = world.actors["invited"]
    seen = record_of(guest, world.presentation)
    assert queries.beside(guest, seen) == found
    assert queries.beside(world.actors["outsider"], seen) == ()


def test_what_was_asked_and_refused_is_kept_with_what_the_list_said(world: World) -> None:
    trial_id = added(world)
    asked(world, trial_id, Noting(TrialStep.ASKED, clock.today(), "Centre TEST"))
    asked(world, trial_id, Noting(TrialStep.NOT_ELIGIBLE, clock.today(), "", "OMS 2"))
    [note] = record(world).trials.notes
    assert (note.step, note.reason, note.by) == (TrialStep.NOT_ELIGIBLE, "OMS 2", "Test Chair")
    assert (note.number, note.phase, note.status) == ("NCT00000001", "II", TrialStatus.OPEN)
    asked(world, trial_id, Noting(None))
    assert record(world).trials == TrialSearch()


def test_a_note_is_refused_until_it_says_whom_and_why(world: World) -> None:
    trial_id = added(world)
    with refused("trial_whom_missing"):
        asked(world, trial_id, Noting(TrialStep.ASKED, clock.today()))
    with refused("trial_reason_missing"):
        asked(world, trial_id, Noting(TrialStep.NOT_ELIGIBLE, clock.today()))
    foreign = added(world, who="other_coordinator")
    with pytest.raises(NotFound):
        asked(world, foreign, Noting(TrialStep.ASKED, clock.today(), "centre"))


def test_searched_and_none_found_is_said_with_who_and_when_and_taken_back(world: World) -> None:
    actor = world.actors["physician"]
    trial_notes.none_found(actor, world.presentation, ONCE)
    search = record(world).trials
    assert (search.none_found_on, search.none_found_by) == (clock.today(), "Test Physician")
    trial_notes.forget_none_found(actor, world.presentation, ONCE)
    assert record(world).trials.is_empty
    with refused("nothing_changed"):
        trial_notes.forget_none_found(actor, world.presentation, ONCE)


def test_the_fiche_says_it_and_the_patient_page_says_nothing_of_it(world: World) -> None:
    trial_id = added(world)
    asked(world, trial_id, Noting(TrialStep.NOT_ELIGIBLE, clock.today(), "", "OMS 2"))
    trial_notes.none_found(world.actors["chair"], world.presentation, ONCE)
    day = f"{clock.today():%d/%m/%Y}"
    shown = record(world)
    printed = flat(text_of(fiche.blocks_of(shown, printed_on=clock.today())))
    assert f"Recherché, aucun trouvé le {day} par Test Chair." in printed
    assert (
        f"TEST essai A (NCT00000001, phase II, Centre TEST) : non éligible ({day}) car OMS 2"
        in (printed)
    )
    for patient in patient_texts(shown):
        assert "NCT00000001" not in patient
        assert "TEST essai A" not in patient
        assert "aucun trouvé" not in patient


def patient_texts(shown: Record) -> list[str]:
    """The words of the patient's page."""
    return [flat(text_of(patient_summary.blocks_of(shown, printed_on=clock.today())))]


def test_what_was_signed_keeps_what_the_list_said_that_day(world: World) -> None:
    trial_id = added(world)
    ready(world)
    asked(world, trial_id, Noting(TrialStep.ASKED, clock.today(), "Centre TEST"))
    validate(world)
    trials.close(world.actors["coordinator"], trial_id, ONCE)
    [note] = record(world).trials.notes
    assert (note.status, note.title) == (TrialStatus.OPEN, "TEST essai A")
    stored = codec.loads(row(Presentation, world.presentation).snapshot, Record)
    assert stored.trials.notes == (note,)
    with refused("validated"):
        trial_notes.none_found(world.actors["chair"], world.presentation, ONCE)


def test_a_snapshot_made_before_trials_were_kept_still_loads(world: World) -> None:
    plain = codec.to_plain(record(world))
    for name in ("trials", "tasks"):
        plain.pop(name)
    old = codec.from_plain(plain, Record)
    assert (old.trials, old.tasks) == (TrialSearch(), ())


# Tasks


def test_an_unknown_of_an_undiscussed_option_makes_it_to_complete_in_one_gesture(
    world: World,
) -> None:
    option_id, finding = unknown_of(world)
    open_meeting(world)
    actor = world.actors["chair"]
    tasks.from_option(actor, world.presentation, option_id, finding.rule, ONCE)
    view = next(v for v in record(world).options if v.id == str(option_id))
    assert view.verdict is Verdict.TO_COMPLETE
    assert view.complete_what
    assert record(world).tasks == ()
    options.undo_verdict(actor, option_id, ONCE)
    view = next(v for v in record(world).options if v.id == str(option_id))
    assert (view.verdict, view.complete_what) == (Verdict.NOT_DISCUSSED, "")


def test_who_and_by_when_come_from_what_settles_the_unknown(world: World) -> None:
    option_id, finding = next(
        (UUID(view.id), finding)
        for view in record(world).options
        for finding in view.findings
        if finding.outcome is FindingOutcome.UNKNOWN and finding.params.get("days")
    )
    tasks.from_option(world.actors["chair"], world.presentation, option_id, finding.rule, ONCE)
    view = next(v for v in record(world).options if v.id == str(option_id))
    assert view.complete_who == finding.params["asks"]
    assert view.complete_by == clock.today() + timedelta(days=int(finding.params["days"]))
    assert view.complete_who not in view.complete_what


def test_before_the_meeting_it_is_only_proposed(world: World) -> None:
    option_id, finding = unknown_of(world)
    tasks.from_option(world.actors["chair"], world.presentation, option_id, finding.rule, ONCE)
    view = next(v for v in record(world).options if v.id == str(option_id))
    assert (view.verdict, view.proposed) == (Verdict.PROPOSED, Verdict.TO_COMPLETE)


def test_an_unknown_of_a_discussed_option_is_a_line_of_the_presentation(world: World) -> None:
    option_id, finding = unknown_of(world)
    open_meeting(world)
    actor = world.actors["chair"]
    code = row_code(option_id)
    say(actor, world.presentation, code, Verdict.RETAINED)
    tasks.from_option(actor, world.presentation, option_id, finding.rule, ONCE)
    [task] = record(world).tasks
    assert (task.rule, task.made_by) == (finding.rule, "Test Chair")
    assert option(world.presentation, code).verdict is Verdict.RETAINED
    with refused("task_known"):
        tasks.from_option(actor, world.presentation, option_id, finding.rule, ONCE)
    tasks.remove(actor, world.presentation, task.id, ONCE)
    assert record(world).tasks == ()
    with pytest.raises(NotFound):
        tasks.remove(actor, world.presentation, task.id, ONCE)


def row_code(option_id: UUID) -> str:
    """The catalogue code of an option."""
    return str(row(Option, option_id).entry_code)


def test_an_unknown_of_a_trial_is_a_line_that_names_the_trial(world: World) -> None:
    trial_id, actor = added(world), world.actors["chair"]
    [looked] = queries.beside(actor, record(world))
    rule = looked.unknowns[0].rule
    tasks.from_trial(actor, world.presentation, trial_id, rule, ONCE)
    [task] = record(world).tasks
    assert task.about == "TEST essai A, NCT00000001"
    printed = flat(text_of(fiche.blocks_of(record(world), printed_on=clock.today())))
    assert flat(task.what) in printed


def test_a_criterion_that_is_known_makes_no_task(world: World) -> None:
    view = next(
        v
        for v in record(world).options
        if any(f.outcome is not FindingOutcome.UNKNOWN for f in v.findings)
    )
    known = next(f for f in view.findings if f.outcome is not FindingOutcome.UNKNOWN)
    actor = world.actors["chair"]
    with refused("finding_settled"):
        tasks.from_option(actor, world.presentation, UUID(view.id), known.rule, ONCE)
    with refused("unknown_choice"):
        tasks.from_option(actor, world.presentation, UUID(view.id), "no-such-rule", ONCE)


def test_a_reader_makes_no_task_and_a_stranger_does_not_know_of_it(world: World) -> None:
    option_id, finding = unknown_of(world)
    for who, error in (("reader", NotAllowed), ("nurse", NotAllowed), ("stranger", NotFound)):
        with pytest.raises(error):
            tasks.from_option(world.actors[who], world.presentation, option_id, finding.rule, ONCE)


def test_a_task_keeps_its_day_through_the_snapshot() -> None:
    task = Task("a", "TEST", "labo", clock.today() + timedelta(days=3))
    assert codec.loads(codec.dumps(task), Task) == task

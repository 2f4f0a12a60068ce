"""The patient's page: what must be true before it leaves, and what replaces it afterwards."""

from __future__ import annotations

import io

import pytest
import sqlalchemy as sa
from pypdf import PdfReader

from app.domain.answers import Answer
from app.domain.partial_date import PartialDate
from app.domain.vocabulary import DocumentKind, InfoWish, Mark, Outcome, Refusal, Verdict
from app.errors import NotAllowed, StaleVersion
from app.models import CatalogueEntry, Presentation, Unit
from app.services import (
    catalogue,
    directory,
    documents,
    fact_signing,
    installation,
    opinions,
    preferences,
    releases,
)
from tests.services.board import (
    NEEDS,
    ONCE,
    day,
    every,
    interview,
    ready,
    record_of,
    refused,
    row,
    say,
    validate,
)
from tests.world import World, version_of

pytestmark = pytest.mark.usefixtures("app")
READ = releases.Handing(read=True, told_on=PartialDate(2026, 1, 6), told_by="Dr Test")


def page(world: World) -> bytes:
    """The patient page as served now."""
    return documents.produce(world.actors["chair"], world.presentation, DocumentKind.PATIENT)


def fiche(world: World) -> bytes:
    """The fiche as served now."""
    return documents.produce(world.actors["chair"], world.presentation, DocumentKind.FICHE)


def sign_all(*, facts: bool = True, leave: int = 0) -> None:
    """A reviewer signs the patient wording of every entry, and its facts one by one."""
    on, operator = day(2026, 1, 5), installation.operator()
    for code in every(sa.select(CatalogueEntry.code)):
        catalogue.sign(operator, code, 1, "patient", "Dr Relecteur", on)
        if facts:
            fact_signing.sign_for(operator, code, 1, "Source", "Dr Relecteur", on, leave=leave)


def release(world: World, given: releases.Handing = READ, name: str = "chair") -> None:
    """Release the page from a form opened just now."""
    seen = version_of(Presentation, world.presentation)
    releases.release(world.actors[name], world.presentation, given, seen, ONCE)


def test_release_waits_for_validation(world: World) -> None:
    ready(world)
    with refused("not_validated"):
        releases.release(
            world.actors["chair"],
            world.presentation,
            READ,
            version_of(Presentation, world.presentation),
            ONCE,
        )


def test_unreviewed_texts_block_the_release_of_the_full_page(world: World) -> None:
    preferences.record(world.actors["nurse"], world.case, interview(answers=NEEDS), ONCE)
    ready(world)
    validate(world)
    with refused("unreviewed_texts", "unsigned_facts"):
        releases.release(
            world.actors["chair"],
            world.presentation,
            READ,
            version_of(Presentation, world.presentation),
            ONCE,
        )
    assert row(Presentation, world.presentation).released_at is None


@pytest.mark.parametrize("wish", [None, InfoWish.NOTHING_NOW, InfoWish.RATHER_RELATIVE])
def test_the_protective_page_is_released_since_it_prints_no_catalogue_text(
    world: World, wish: InfoWish | None
) -> None:
    if wish:
        preferences.record(world.actors["nurse"], world.case, interview(info_wish=wish), ONCE)
    ready(world)
    validate(world)
    project = page(world)
    seen = version_of(Presentation, world.presentation)
    releases.release(world.actors["physician"], world.presentation, READ, seen, ONCE)
    released = page(world)
    assert released != project
    read = record_of(world.actors["chair"], world.presentation)
    assert read.released_by == world.actors["physician"].name
    assert released == page(world)
    assert PdfReader(io.BytesIO(released)).pages[0].extract_text().count("PROJET") == 0
    with refused("released"):
        releases.release(world.actors["physician"], world.presentation, READ, seen + 1, ONCE)
    with refused("released"):
        releases.note(world.actors["chair"], world.presentation, "Après.", seen + 1, ONCE)
    assert page(world) == released


def test_facts_to_check_that_nobody_signed_hold_the_page_although_its_wording_is_signed(
    world: World,
) -> None:
    preferences.record(world.actors["nurse"], world.case, interview(answers=NEEDS), ONCE)
    sign_all(facts=False)
    ready(world)
    validate(world)
    assert "contenu non relu" in " ".join(printed(world).split())
    with refused("unsigned_facts"):
        release(world)


def test_a_fact_left_unsigned_is_not_on_the_page_that_leaves_and_both_sides_stay_equal(
    world: World,
) -> None:
    preferences.record(world.actors["nurse"], world.case, interview(answers=NEEDS), ONCE)
    sign_all(leave=1)
    ready(world)
    validate(world)
    said = " ".join(printed(world).split())
    assert "contenu non relu" not in said
    release(world)
    entry = next(
        o.entry
        for o in record_of(world.actors["chair"], world.presentation).options
        if o.entry.code == "pause-follow-up"
    )
    unsigned = next(f.text for f in reversed(entry.patient.hard) if f.mark is Mark.TO_CHECK)
    assert unsigned[:25] not in said
    assert entry.patient.hard[0].text[:25] in said


def printed(world: World) -> str:
    """The words of the patient page as served now."""
    return "".join(p.extract_text() for p in PdfReader(io.BytesIO(page(world))).pages)


def test_signed_texts_open_the_release_of_the_full_page(world: World) -> None:
    preferences.record(world.actors["nurse"], world.case, interview(answers=NEEDS), ONCE)
    sign_all()
    ready(world)
    validate(world)
    seen = version_of(Presentation, world.presentation)
    releases.release(world.actors["chair"], world.presentation, READ, seen, ONCE)
    assert row(Presentation, world.presentation).released_at is not None


def test_texts_signed_after_the_validation_open_the_release_too(world: World) -> None:
    preferences.record(world.actors["nurse"], world.case, interview(answers=NEEDS), ONCE)
    ready(world)
    validate(world)
    stored = fiche(world)
    sign_all()
    seen = version_of(Presentation, world.presentation)
    releases.release(world.actors["chair"], world.presentation, READ, seen, ONCE)
    assert row(Presentation, world.presentation).released_at is not None
    assert fiche(world) == stored


def test_the_clinicians_words_are_kept_for_the_page_and_never_lost_to_a_second_writer(
    world: World,
) -> None:
    seen = version_of(Presentation, world.presentation)
    releases.note(
        world.actors["physician"], world.presentation, "Je vous appelle lundi.", seen, ONCE
    )
    with pytest.raises(StaleVersion) as stale:
        releases.note(world.actors["chair"], world.presentation, "Autre.", seen, ONCE)
    assert stale.value.current == {"patient_note": "Je vous appelle lundi."}
    assert (
        record_of(world.actors["chair"], world.presentation).patient_note
        == "Je vous appelle lundi."
    )


def test_a_coordinator_or_a_nurse_releases_nothing(world: World) -> None:
    ready(world)
    validate(world)
    seen = version_of(Presentation, world.presentation)
    for name in ("coordinator", "nurse", "member", "invited"):
        with pytest.raises(NotAllowed):
            releases.release(world.actors[name], world.presentation, READ, seen, ONCE)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (releases.Handing(read=False, in_consultation=True), "release_not_read"),
        (releases.Handing(read=True), "release_told_missing"),
        (releases.Handing(read=True, told_on=PartialDate(2026, 1)), "release_told_missing"),
        (releases.Handing(read=True, told_by="Dr Test"), "release_told_missing"),
        (
            releases.Handing(read=True, told_on=PartialDate(2199), told_by="Dr Test"),
            "date_in_future",
        ),
    ],
)
def test_the_page_leaves_only_once_read_and_once_told(
    world: World, given: releases.Handing, code: str
) -> None:
    ready(world)
    validate(world)
    with refused(code):
        release(world, given)


def test_the_page_may_be_handed_over_during_the_consultation(world: World) -> None:
    ready(world)
    validate(world)
    release(world, releases.Handing(read=True, in_consultation=True))
    assert row(Presentation, world.presentation).released_in_consultation is True


def test_the_full_page_waits_for_the_three_needs_to_be_asked_about(world: World) -> None:
    preferences.record(world.actors["nurse"], world.case, interview(answers=NEEDS[:2]), ONCE)
    sign_all()
    ready(world)
    validate(world)
    with refused("needs_unassessed"):
        release(world)
    unwished = (Answer(NEEDS[2].code, "not_wished"),)
    preferences.record(world.actors["nurse"], world.case, interview(answers=unwished), ONCE)
    release(world)
    assert row(Presentation, world.presentation).released_at is not None


def test_nothing_is_handed_over_after_a_death(world: World) -> None:
    ready(world, outcome=Outcome.DECEASED)
    validate(world)
    with refused("deceased"):
        release(world)


def test_a_page_without_both_numbers_to_call_does_not_leave(world: World) -> None:
    ready(world)
    entry = directory.UnitEntry("Oncologie", "01 00 00 00 00", "")
    seen = version_of(Unit, world.unit)
    directory.edit_unit(installation.operator(), world.unit, seen, entry)
    validate(world)
    with refused("phones_missing"):
        release(world)


def test_an_addendum_that_changes_the_proposal_replaces_a_released_page(world: World) -> None:
    ready(world)
    validate(world)
    release(world)
    chair = world.actors["chair"]
    opinions.add_addendum(chair, world.presentation, "Sans effet sur la proposition.", ONCE)
    assert row(Presentation, world.presentation).released_at is not None
    opinions.add_addendum(
        chair, world.presentation, "La proposition change.", ONCE, changes_proposal=True
    )
    found = row(Presentation, world.presentation)
    assert (found.released_at, found.replaced_at is not None) == (None, True)
    assert "PROJET" in PdfReader(io.BytesIO(page(world))).pages[0].extract_text()


def test_a_new_wish_in_tension_with_a_retained_option_replaces_a_released_page(
    world: World,
) -> None:
    ready(world)
    chair, nurse = world.actors["chair"], world.actors["nurse"]
    say(chair, world.presentation, "targeted-braf-colorectal", Verdict.RETAINED, rank=2)
    validate(world)
    release(world)
    preferences.record(nurse, world.case, interview(info_wish=InfoWish.NOTHING_NOW), ONCE)
    assert row(Presentation, world.presentation).replaced_at is None
    refusing = interview(info_wish=InfoWish.NOTHING_NOW, refusals=(Refusal.ANY_ANTICANCER,))
    preferences.record(nurse, world.case, refusing, ONCE)
    assert row(Presentation, world.presentation).replaced_at is not None


def test_a_patient_who_no_longer_wishes_to_know_gets_the_protective_page(world: World) -> None:
    preferences.record(world.actors["nurse"], world.case, interview(answers=NEEDS), ONCE)
    sign_all()
    ready(world)
    validate(world)
    full = PdfReader(io.BytesIO(page(world))).pages
    preferences.record(
        world.actors["nurse"], world.case, interview(info_wish=InfoWish.NOTHING_NOW), ONCE
    )
    protective = PdfReader(io.BytesIO(page(world))).pages
    said = " ".join(p.extract_text() for p in protective)
    assert len(protective) < len(full)
    assert "possibilités" not in said

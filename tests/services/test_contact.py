"""Deceased, or no longer to be contacted: each thing that stops, and each that remains."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app import clock
from app.domain.partial_date import PartialDate
from app.domain.vocabulary import DocumentKind, Sending
from app.errors import RuleViolation
from app.models import Case, LetterSending, Patient
from app.queries import follow_ups
from app.services import documents, exports, identities, letters, opinions
from app.services.letters import Departure
from tests.services.board import ONCE, count, one, ready, refused, validate
from tests.services.test_letters import name_doctor, write
from tests.services.test_releases import release, sign_all
from tests.world import World, version_of

pytestmark = pytest.mark.usefixtures("app")
DECEASED, NO_CONTACT = "patient_deceased", "patient_no_contact"
both = pytest.mark.parametrize("stop", [DECEASED, NO_CONTACT])


def stopped(world: World, stop: str) -> None:
    """Record the death, or the wish."""
    row = one(sa.select(Case.patient_id).where(Case.id == world.case))
    on = PartialDate.of(clock.today())
    identities.set_contact(
        world.actors["coordinator"],
        world.case,
        deceased_on=on if stop == DECEASED else None,
        no_contact_on=on if stop == NO_CONTACT else None,
        seen=version_of(Patient, row),
        submitted=ONCE,
    )


def validated(world: World) -> None:
    """The opinion is validated and every wording signed."""
    ready(world)
    validate(world)
    sign_all()


@both
def test_the_page_is_not_released(world: World, stop: str) -> None:
    validated(world)
    stopped(world, stop)
    with pytest.raises(RuleViolation) as caught:
        release(world)
    assert stop in [v.code for v in caught.value.violations]


@both
def test_the_page_is_not_printed_even_when_it_was_released(world: World, stop: str) -> None:
    validated(world)
    release(world)
    stopped(world, stop)
    with refused(stop):
        documents.produce(world.actors["chair"], world.presentation, DocumentKind.PATIENT)


@both
def test_the_fiche_its_addenda_and_the_export_remain(world: World, stop: str) -> None:
    validated(world)
    stopped(world, stop)
    opinions.add_addendum(world.actors["chair"], world.presentation, "Décès signalé.", ONCE)
    fiche = documents.produce(world.actors["chair"], world.presentation, DocumentKind.FICHE)
    assert fiche.startswith(b"%PDF")
    assert "TEST-DURAND" in exports.case_json(world.actors["coordinator"], world.case)


@both
def test_the_letter_to_the_family_doctor_asks_to_be_confirmed(world: World, stop: str) -> None:
    validated(world)
    name_doctor(world)
    write(world)
    stopped(world, stop)
    departure = Departure(clock.today(), Sending.POST, "Mme Petit")
    with refused("letter_to_confirm"):
        letters.note_sending(world.actors["secretary"], world.presentation, departure, ONCE)
    assert count(LetterSending) == 0
    sure = Departure(clock.today(), Sending.POST, "Mme Petit", confirmed=True)
    letters.note_sending(world.actors["secretary"], world.presentation, sure, ONCE)
    assert count(LetterSending) == 1


def test_nothing_is_to_follow_after_a_death_and_still_is_after_a_wish(world: World) -> None:
    validated(world)
    coordinator = world.actors["coordinator"]
    stopped(world, NO_CONTACT)
    assert len(follow_ups.waiting(coordinator)) == 1
    stopped(world, DECEASED)
    assert follow_ups.waiting(coordinator) == []


@both
def test_no_task_asks_to_join_the_patient(world: World, stop: str, login) -> None:  # type: ignore[no-untyped-def]
    browser = login("coordinator")
    assert "souhaits du patient non recueillis" in browser.get("/").text
    stopped(world, stop)
    assert "souhaits du patient non recueillis" not in browser.get("/").text


@both
def test_the_message_to_the_requester_asks_nothing_of_the_patient(
    world: World, stop: str, login
) -> None:  # type: ignore[no-untyped-def]
    path = f"/presentations/{world.presentation}/missing"
    browser = login("coordinator")
    before = browser.get(path).text.partition("Objet")[2]
    assert "ouhaits" in before
    stopped(world, stop)
    assert "ouhaits" not in browser.get(path).text.partition("Objet")[2].partition("</textarea>")[0]


@both
def test_the_pages_say_why(world: World, stop: str, login) -> None:  # type: ignore[no-untyped-def]
    validated(world)
    stopped(world, stop)
    browser = login("chair")
    sentence = "plus rien ne lui est remis, envoyé ou rappelé"
    for path in (f"/cases/{world.case}", f"/presentations/{world.presentation}/patient-page"):
        assert sentence in browser.get(path).text, path
    assert sentence in login("secretary").get(f"/presentations/{world.presentation}/letter").text


def test_taking_it_back_opens_everything_again(world: World) -> None:
    validated(world)
    stopped(world, NO_CONTACT)
    row = one(sa.select(Case.patient_id).where(Case.id == world.case))
    identities.set_contact(
        world.actors["coordinator"],
        world.case,
        deceased_on=None,
        no_contact_on=None,
        seen=version_of(Patient, row),
        submitted=ONCE,
    )
    release(world)
    page = documents.produce(world.actors["chair"], world.presentation, DocumentKind.PATIENT)
    assert page.startswith(b"%PDF")


@pytest.mark.parametrize("field", ["deceased_on", "no_contact_on"])
def test_a_date_ahead_or_before_birth_is_refused(world: World, field: str) -> None:
    row = one(sa.select(Case.patient_id).where(Case.id == world.case))
    ahead = PartialDate.of(clock.today() + timedelta(days=2))
    for day, code in ((ahead, "date_in_future"), (PartialDate(1950), "date_before_birth")):
        given = {"deceased_on": None, "no_contact_on": None} | {field: day}
        with refused(code):
            identities.set_contact(
                world.actors["coordinator"],
                world.case,
                **given,
                seen=version_of(Patient, row),
                submitted=ONCE,
            )

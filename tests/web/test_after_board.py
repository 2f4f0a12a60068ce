"""The path after the board in the browser: family doctor, letter, sending, follow-up, worklist, agenda on paper."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa
from bs4 import BeautifulSoup

from app import clock
from app.i18n import typography
from app.models import AccessTrace
from tests.documents.reading import flat, text
from tests.judge import JudgingClient
from tests.services.board import every, ready, validate
from tests.world import World

Login = Callable[[str], JudgingClient]


def read(page: object) -> str:
    """The words of a page, spaces made plain."""
    return flat(BeautifulSoup(page.text, "html.parser").get_text(" "))  # type: ignore[attr-defined]


def day() -> str:
    """Today as a person types it."""
    return f"{clock.today():%d/%m/%Y}"


def test_the_family_doctor_is_chosen_and_shown_on_the_case(login: Login, world: World) -> None:
    browser = login("coordinator")
    assert "Médecin traitant Modifier Aucun" in read(browser.get(f"/cases/{world.case}"))
    where = f"/cases/{world.case}/family-doctor"
    browser.submit(where, family_doctor_id=str(world.people["stranger"]))
    assert "Médecin traitant Modifier Dr Test Stranger" in read(browser.get(f"/cases/{world.case}"))
    browser.submit(where, family_doctor_id="")
    assert "Médecin traitant Modifier Aucun" in read(browser.get(f"/cases/{world.case}"))


def test_the_letter_says_what_it_waits_for_then_leaves_and_shows_it(
    login: Login, world: World
) -> None:
    browser, where = login("coordinator"), f"/presentations/{world.presentation}/letter"
    before = read(browser.get(where))
    assert "Aucun médecin traitant déclaré" in before
    assert typography("L'avis n'est pas encore validé.") in before
    assert "Envois notés" not in before
    ready(world)
    validate(world)
    browser.submit(
        f"/cases/{world.case}/family-doctor", family_doctor_id=str(world.people["stranger"])
    )
    browser.submit(where, gp_note="Surveiller le poids.")
    answer = browser.submit(f"{where}/sending", means="post", sent_by="Mme Petit")
    assert answer.status_code == 303
    after = read(browser.get(where))
    assert f"Envois notés Envoyé le À Moyen Par Copie {day()}" in after
    assert "Dr Test Stranger Courrier postal Mme Petit Copie n° 1 (PDF)" in after
    kept = browser.get(f"/presentations/{world.presentation}/letter.pdf?number=1")
    assert kept.mimetype == "application/pdf"
    assert "Surveiller le poids." in text(kept.data)
    assert (
        browser.get(f"/presentations/{world.presentation}/letter.pdf?number=2").status_code == 404
    )


def test_a_sending_refused_says_why_and_keeps_what_was_typed(login: Login, world: World) -> None:
    browser = login("secretary")
    page = browser.submit(
        f"/presentations/{world.presentation}/letter/sending", sent_by="Paul Girard"
    )
    assert page.status_code == 200
    assert typography("Nommez d'abord le médecin traitant dans le dossier.") in read(page)
    assert "Paul Girard" in page.text


def test_the_letter_page_warns_when_the_patient_keeps_something_back(
    login: Login, world: World
) -> None:
    browser, where = login("physician"), f"/presentations/{world.presentation}/letter"
    warning = typography("vérifiez que l'avis et les motifs n'en disent rien")
    assert warning not in read(browser.get(where))
    browser.submit(
        f"/cases/{world.case}/preferences",
        what_matters_status="stated",
        what_matters="Mon jardin.",
        share="board_only",
        info_status="not_asked",
        refusal_status="not_asked",
    )
    page = browser.get(where)
    assert warning in read(page)
    assert "Mon jardin" not in read(page)


def test_reading_the_letter_is_traced(login: Login, world: World) -> None:
    login("physician").get(f"/presentations/{world.presentation}/letter.pdf")
    assert "letter.printed" in every(sa.select(AccessTrace.action))


def test_the_follow_up_is_recorded_shown_and_leaves_the_list(login: Login, world: World) -> None:
    ready(world)
    validate(world)
    browser, where = login("physician"), f"/presentations/{world.presentation}/follow-up"
    assert "TEST-DURAND pas expliquée" not in read(browser.get("/follow-up"))
    assert "Lucie TEST-DURAND" in read(browser.get("/follow-up"))
    browser.submit(
        where, told_on=day(), told_by="Dr Physician", answer="wants_time", answer_words="J’attends."
    )
    page = read(browser.get(where))
    assert f"Expliquée {day()}, Dr Physician" in page
    assert "Demande du temps J’attends." in page
    assert f"{day()} Demande du temps" in read(browser.get("/follow-up"))
    browser.submit(where, applied="no", applied_on=day(), obstacle="health")
    page = read(browser.get(where))
    assert f"Appliquée Non , {day()}, état de santé" in page
    assert "1 état antérieur" in page
    assert "Lucie TEST-DURAND" not in read(browser.get("/follow-up"))


def test_a_follow_up_that_lacks_its_reason_stays_on_the_page(login: Login, world: World) -> None:
    ready(world)
    validate(world)
    browser = login("coordinator")
    page = browser.submit(
        f"/presentations/{world.presentation}/follow-up",
        told_on=day(),
        told_by="Dr Physician",
        applied="partly",
        applied_on=day(),
        comment="Une perfusion sur deux.",
    )
    assert page.status_code == 200
    assert typography("Indiquez pourquoi elle n'a pas été appliquée, ou pas entièrement.") in read(
        page
    )
    assert "Une perfusion sur deux." in page.text


def test_home_and_presentation_lead_to_what_comes_after(login: Login, world: World) -> None:
    ready(world)
    validate(world)
    browser = login("coordinator")
    assert 'href="/follow-up"' in browser.get("/").text
    page = browser.get(f"/presentations/{world.presentation}").text
    assert f"/presentations/{world.presentation}/letter" in page
    assert f"/presentations/{world.presentation}/follow-up" in page
    assert 'href="/follow-up"' not in login("reader").get("/").text


def test_the_agenda_prints_without_a_name_and_is_traced(login: Login, world: World) -> None:
    browser = login("member")
    assert f"/meetings/{world.meeting}/agenda.pdf" in browser.get(f"/meetings/{world.meeting}").text
    paper = browser.get(f"/meetings/{world.meeting}/agenda.pdf")
    assert paper.mimetype == "application/pdf"
    words = text(paper.data)
    assert "L. T." in words
    assert "DURAND" not in words
    assert "Côlon ou rectum Progression après FOLFOX : quelle suite ?" in words
    assert "agenda.printed" in every(sa.select(AccessTrace.action))

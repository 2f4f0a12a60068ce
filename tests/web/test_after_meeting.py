"""The page after a meeting, the batch of signatures, the phrases and the prints, in the browser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from app import clock
from app.domain.vocabulary import MeetingState, PresentationState
from app.i18n import typography
from app.models import Presentation
from app.services import jobs, meetings, opinions
from tests.judge import JudgingClient
from tests.services.board import ONCE, OPINION, ready, row, validate
from tests.web.test_after_board import read
from tests.world import World

Login = Callable[[str], JudgingClient]


def test_an_opinion_is_signed_once_read_and_ticked_and_a_stale_one_is_shown_again(
    login: Login, world: World
) -> None:
    ready(world)
    browser, where = login("chair"), f"/meetings/{world.meeting}/validation"
    page = read(browser.get(where))
    assert "TEST-DURAND" in page
    assert OPINION.text in page
    assert "Proposition de l’équipe" in page
    assert "Rien n’est coché" in read(browser.submit(where))
    form = browser.form(where) | {"read": str(world.presentation)}
    late = replace(OPINION, text="La RCP propose une pause.")
    opinions.write(world.actors["physician"], world.presentation, late, 1, ONCE)
    refused = read(browser.post(where, data=form))
    assert typography("a changé depuis qu'il vous a été montré") in refused
    assert "La RCP propose une pause." in refused
    assert row(Presentation, world.presentation).state is PresentationState.DISCUSSED
    answer = browser.submit(where, read=str(world.presentation))
    assert answer.status_code == 303
    assert row(Presentation, world.presentation).state is PresentationState.VALIDATED


def test_the_page_after_the_meeting_leads_to_each_step_and_to_the_prints(
    login: Login, world: World
) -> None:
    ready(world)
    validate(world)
    browser, where = login("coordinator"), f"/meetings/{world.meeting}/after"
    page = browser.get(where)
    assert "1 / 1 avis validé" in read(page)
    assert f"/presentations/{world.presentation}/letter" in page.text
    assert f"/presentations/{world.presentation}/follow-up" in page.text
    token = browser.token(page)
    asked = browser.post(
        f"/meetings/{world.meeting}/prints/fiches", data={"csrf_token": token, "submission": "x1"}
    )
    jobs.work_off()
    assert "1 dossier, fait le" in read(browser.get(asked.location))


def test_a_case_nobody_saw_is_moved_on_from_the_page_after_the_meeting_in_one_gesture(
    login: Login, world: World
) -> None:
    coordinator = world.actors["coordinator"]
    to = meetings.plan(coordinator, meetings.Plan("RCP suivante", clock.now() + timedelta(days=7)))
    for state in (MeetingState.OPEN, MeetingState.CLOSED):
        meetings.advance(coordinator, world.meeting, state, ONCE)
    browser, where = login("coordinator"), f"/meetings/{world.meeting}"
    page = browser.get(f"{where}/after")
    assert "Reprogrammer ce dossier" in read(page)
    sent = {"csrf_token": browser.token(page), "submission": "x1"}
    away = browser.post(f"{where}/carry-over", data=sent | {"to": str(world.other_meeting)})
    assert away.status_code == 200  # refused beside the field: that meeting is another hospital's
    assert row(Presentation, world.presentation).meeting_id == world.meeting
    answer = browser.post(f"{where}/carry-over", data=sent | {"to": str(to)})
    assert answer.location.endswith(f"/meetings/{to}")
    assert row(Presentation, world.presentation).meeting_id == to
    assert "Reprogrammer" not in read(browser.get(f"{where}/after"))


def test_people_consulted_in_between_are_chosen_in_the_directory_or_typed_and_stay_as_chosen(
    login: Login, world: World
) -> None:
    browser, where = login("physician"), f"/presentations/{world.presentation}/urgent"
    typed = {"given_on": f"{clock.today():%d/%m/%Y}", "reason": "Saignement", "text": "Opérer."}
    nobody = browser.submit(where, **typed)
    assert "error" in nobody.text
    unknown = browser.submit(where, **typed, known_1=str(world.meeting))
    assert typography("Ce choix n'existe pas") in read(unknown)
    chosen = str(world.people["chair"])
    kept = {"known_1": chosen, "known_2": chosen, "consulted": "Mme <b>Autre</b>, infirmière"}
    assert browser.submit(where, **typed, **kept).status_code == 303
    said = row(Presentation, world.presentation).urgent.consulted
    assert [(one.professional_id, one.name) for one in said] == [
        (chosen, "Dr Test Chair"),
        ("", "Mme <b>Autre</b>"),
    ]
    again = browser.form(where)
    assert (again["known_1"], again["consulted"]) == (chosen, "Mme <b>Autre</b>, infirmière")


def test_the_hospital_s_phrases_are_offered_where_the_opinion_is_written(
    login: Login, world: World
) -> None:
    browser = login("coordinator")
    browser.submit("/meetings/phrases", phrases="Nous proposons\nÀ revoir")
    page = read(browser.get(f"/presentations/{world.presentation}/opinion"))
    assert "Nous proposons" in page
    assert "À défaut, la RCP propose" not in page

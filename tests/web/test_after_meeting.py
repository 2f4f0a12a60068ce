"""The page after a meeting, the batch of signatures, the phrases and the prints, in the browser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.domain.vocabulary import PresentationState
from app.i18n import typography
from app.models import Presentation
from app.services import jobs, opinions
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


def test_the_hospital_s_phrases_are_offered_where_the_opinion_is_written(
    login: Login, world: World
) -> None:
    browser = login("coordinator")
    browser.submit("/meetings/phrases", phrases="Nous proposons\nÀ revoir")
    page = read(browser.get(f"/presentations/{world.presentation}/opinion"))
    assert "Nous proposons" in page
    assert "À défaut, la RCP propose" not in page

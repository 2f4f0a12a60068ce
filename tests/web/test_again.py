"""The pages of a case that comes back: the offer, the form, the two opinions side by side, what changed."""

from __future__ import annotations

import pytest

from app import clock
from app.domain.casefile import Measure
from app.domain.partial_date import PartialDate
from app.domain.vocabulary import Function, MeasureKind, Share, Verdict
from app.extensions import db
from app.services import cases, meetings, preferences
from tests.counting import statements
from tests.documents.reading import flat, text
from tests.services import board
from tests.services.test_presenting import AGAIN, held, next_meeting, present
from tests.web.test_query_counts import MOST, asked
from tests.world import ONCE, presentation_of

PLAIN = {"question": AGAIN, "track": "discuss", "opposed": "no", "informed_by": "Dr Test"}


def words(answer) -> str:
    """The words of a page, spaces made plain."""
    return flat(answer.text.replace("\u00a0", " ").replace("\u202f", " "))


def test_a_validated_case_offers_to_come_back_and_the_form_makes_it(login, world):
    held(world)
    meeting = next_meeting(world)
    browser = login("coordinator")
    offer = f"/cases/{world.case}/present-again"
    for page in (f"/cases/{world.case}", f"/presentations/{world.presentation}"):
        assert offer in browser.get(page).text
    form = words(browser.get(offer))
    assert "RCP suivante" in form
    assert "Rien n’a changé dans le dossier." in form
    answer = browser.submit(offer, **PLAIN, meeting_id=str(meeting))
    assert answer.status_code == 303
    assert answer.location.endswith(str(presentation_of(world.case)))
    shown = words(browser.get(answer.location))
    assert AGAIN in shown
    assert "Présentation n° 2. La dernière fois" in shown
    assert "avant : écartée" in shown
    assert "Neuropathie persistante." in shown
    assert "application pas encore connue" in shown
    assert board.OPINION.text in shown


def test_a_case_not_yet_validated_does_not_offer_it_and_says_what_to_do_instead(login, world):
    browser = login("coordinator")
    assert "present-again" not in browser.get(f"/cases/{world.case}").text
    shown = words(browser.get(f"/cases/{world.case}/present-again"))
    assert "La présentation en cours n’est pas encore validée" in shown
    assert "Changer la question" in shown


def test_a_missing_question_keeps_what_was_typed(login, world):
    held(world)
    typed = {**PLAIN, "question": "", "changed_since": "Un second avis."}
    answer = login("physician").submit(f"/cases/{world.case}/present-again", **typed)
    assert answer.status_code == 200
    assert "Ce champ est nécessaire." in answer.text
    assert "Un second avis." in answer.text


def test_a_physician_is_offered_no_agenda(login, world):
    held(world)
    next_meeting(world)
    form = login("physician").get(f"/cases/{world.case}/present-again")
    assert "RCP suivante" not in form.text


def test_the_case_page_shows_what_changed_since_and_the_earlier_presentation(login, world):
    held(world)
    weaker = Measure(MeasureKind.PERFORMANCE_STATUS, 3, PartialDate.of(clock.today()))
    cases.save_fact(world.actors["physician"], world.case, weaker, None, 0, ONCE)
    browser = login("coordinator")
    assert "Depuis cette RCP" in browser.get(f"/cases/{world.case}").text
    present(world)
    shown = words(browser.get(f"/cases/{world.case}"))
    assert "Depuis la dernière RCP" in shown
    assert "→ 3" in shown
    assert f"/presentations/{world.presentation}" in shown


def test_the_fiche_says_the_last_board_and_what_changed_in_a_line_or_two(login, world):
    held(world)
    weaker = Measure(MeasureKind.PERFORMANCE_STATUS, 3, PartialDate.of(clock.today()))
    cases.save_fact(world.actors["physician"], world.case, weaker, None, 0, ONCE)
    again = present(world, next_meeting(world))
    read = text(login("coordinator").get(f"/presentations/{again}/fiche.pdf").data)
    assert "Dernière RCP (" in read
    assert "proposition de l’équipe ; retenu : Soins de support" in read
    assert "application pas encore connue" in read
    assert "→ 3" in read
    patient = text(login("coordinator").get(f"/presentations/{again}/patient.pdf").data)
    assert "Dernière RCP" not in patient


def test_wishes_kept_from_relatives_are_a_change_on_screen_and_never_on_paper(login, world):
    held(world)
    said = board.interview(what_matters="Ne rien dire à ma fille.", not_to_relatives=True)
    preferences.record(world.actors["physician"], world.case, said, ONCE)
    again = present(world, next_meeting(world))
    browser = login("coordinator")
    assert "Ne rien dire à ma fille." in browser.get(f"/presentations/{again}").text
    printed = text(browser.get(f"/presentations/{again}/fiche.pdf").data)
    assert "Ne rien dire à ma fille." not in printed
    assert "Ce qui compte :" not in printed.split("Ce qui a été dit au patient")[0]


@pytest.mark.parametrize("who", ["coordinator", "physician"])
def test_what_is_for_the_doctor_only_is_no_change_even_for_the_doctor(login, world, who):
    physician = world.actors["physician"]
    held(world)
    secret = board.interview(what_matters="Je ne dors plus.", share=Share.DOCTOR_ONLY)
    preferences.record(physician, world.case, secret, ONCE)
    again = present(world, next_meeting(world))
    browser = login(who)
    assert "Je ne dors plus." not in browser.get(f"/presentations/{again}").text
    page = browser.get(f"/cases/{world.case}").text
    since = page.split('id="since"')[1].split("</section>")[0]
    assert "Je ne dors plus." not in since


def test_a_member_from_outside_reads_the_last_opinion_but_has_no_link_to_it(login, world):
    held(world)
    meeting = next_meeting(world)
    coordinator = world.actors["coordinator"]
    meetings.convene(coordinator, meeting, world.people["outsider"], Function.GUEST, ONCE)
    again = present(world, meeting)
    browser = login("outsider")
    shown = browser.get(f"/presentations/{again}").text
    assert board.OPINION.text in shown
    assert f'href="/presentations/{world.presentation}"' not in shown
    assert browser.get(f"/presentations/{world.presentation}").status_code == 404
    assert browser.get(f"/cases/{world.case}").status_code == 404


def test_a_case_that_comes_back_is_compared_in_as_few_questions(login, world):
    held(world)
    again = present(world, next_meeting(world))
    browser = login("coordinator")
    sent = asked(browser, f"/presentations/{again}")
    assert len(sent) <= MOST, "\n".join(sent)
    board.say(world.actors["coordinator"], again, "supportive-care", Verdict.RETAINED)
    with statements(db.engine) as more:
        assert browser.get(f"/presentations/{again}").status_code == 200
    assert len(more) == len(sent)


def test_the_journey_is_also_a_table(login, world):
    shown = words(login("coordinator").get(f"/presentations/{world.presentation}"))
    assert "Le parcours en tableau" in shown
    table = shown.split("Le parcours en tableau", 1)[1].split("</table>")[0]
    assert "FOLFOX" in table

"""The preference form as a person fills it, and the pages that show what was said."""

from __future__ import annotations

import json
import re
from typing import Any

import sqlalchemy as sa
from bs4 import BeautifulSoup

from app.domain.answers import Answer
from app.domain.fit_rules import RULES
from app.domain.questionnaire import ASKED, QUESTIONS, SECTIONS
from app.domain.vocabulary import InfoWish, Share, StatementStatus, Topic
from app.models import Statement
from app.services import preferences
from tests.services.board import ONCE, every, interview
from tests.world import World


def path(world: World) -> str:
    """The address of the form."""
    return f"/cases/{world.case}/preferences"


def rows() -> list[Statement]:
    """Every stored statement, in order."""
    return every(
        sa.select(Statement).order_by(Statement.recorded_at, Statement.rank, Statement.item)
    )


def soup(answer: Any) -> BeautifulSoup:
    """A page, parsed."""
    return BeautifulSoup(answer.text, "html.parser")


def plain(tag: Any) -> str:
    """Its words with plain spaces."""
    return re.sub(r"\s+", " ", tag.get_text(" ")).strip()


def test_the_three_core_questions_come_first_and_the_rest_is_folded(login, world):
    page = soup(login("nurse").get(path(world)))
    legends = [plain(legend) for legend in page.select("form fieldset.patient > legend")]
    assert [legend[:2] for legend in legends] == ["1.", "2.", "3."]
    folded = page.select("form details")
    assert [d["id"] for d in folded] == [f"section-{s.code}" for s in SECTIONS]
    assert not [d for d in folded if d.has_attr("open")]
    names = [c["name"] for c in page.select("form [name]")]
    assert names.index("refusal_status") < names.index("stated_on") < names.index("role.wished")
    asked = {question.code for question in ASKED}
    assert asked <= set(names)
    assert not (set(QUESTIONS) - asked) & set(names)
    assert page.select_one(f'form a[href="/cases/{world.case}/questions"]')


def test_each_question_may_be_left_unknown_or_declined(login, world):
    page = soup(login("nurse").get(path(world)))
    for code in (question.code for question in ASKED):
        control = page.find("select", {"name": code}) or page.find(
            "select", {"name": f"{code}.none"}
        )
        offered = [plain(option) for option in control.find_all("option")]
        assert offered[0] == "Non demandé", code
        assert {"Ne sait pas", "Préfère ne pas répondre"} <= set(offered), code


def test_each_section_is_a_named_group_and_each_control_has_its_own_name(login, world):
    page = soup(login("nurse").get(path(world)))
    for section in SECTIONS:
        group = page.select_one(f"#section-{section.code} fieldset")
        assert plain(group.legend)
        labels = [
            control.get("aria-label") or plain(page.find("label", {"for": control["id"]}))
            for control in group.select("select, input[type=text], textarea")
        ]
        single = [name for name in labels if name != "Dans ses mots"]
        assert len(single) == len(set(single)), section.code


def test_what_is_typed_is_stored_under_its_question_and_what_is_empty_is_not(login, world):
    answer = login("nurse").submit(
        path(world),
        **{
            "what_matters": "Mon jardin.",
            "role.wished": "together",
            "role.relative": "-declined",
            "practical.travel": "60",
            "trial.why": ["own_chance", "others"],
            "fears.words": "Souffrir.",
            "strength.words.none": "-unknown",
            "time.by": "15/05/2027",
            "length_quality.balance.words": "Ça dépend des jours.",
        },
    )
    assert answer.status_code == 303
    stored = {(s.topic, s.item): (s.value, s.verbatim, s.status.value) for s in rows()}
    assert stored == {
        (Topic.WHAT_MATTERS, ""): ("", "Mon jardin.", "stated"),
        (Topic.ROLE, "role.wished"): ("together", "", "stated"),
        (Topic.ROLE, "role.relative"): ("", "", "declined"),
        (Topic.PRACTICAL, "practical.travel"): ("60", "", "stated"),
        (Topic.TRIAL, "trial.why"): ("own_chance,others", "", "stated"),
        (Topic.FEARS, "fears.words"): ("", "Souffrir.", "stated"),
        (Topic.STRENGTH, "strength.words"): ("", "", "unknown"),
        (Topic.TIME, "time.by"): ("2027-05-15", "", "stated"),
        (Topic.LENGTH_QUALITY, "length_quality.balance"): ("", "Ça dépend des jours.", "stated"),
    }


def test_coming_back_for_one_section_says_nothing_again_of_the_others(login, world):
    nurse = login("nurse")
    nurse.submit(
        path(world), what_matters="Mon jardin.", refusals=["trial"], **{"place.now": "home"}
    )
    again = soup(nurse.get(path(world)))
    assert "« Mon jardin. »" in plain(again.main)
    assert "1 réponse notée" in plain(again.select_one("#section-place summary"))
    before = len(rows())
    assert nurse.submit(path(world), **{"place.now": "hospital"}).status_code == 303
    assert [s.item for s in rows()[before:]] == ["place.now"]


def test_a_secret_of_the_doctors_is_not_published_by_coming_back(login, world):
    told = interview(what_matters="Un secret.", share=Share.DOCTOR_ONLY)
    preferences.record(world.actors["physician"], world.case, told, ONCE)
    doctor = login("physician")
    doctor.submit(path(world), **{"place.now": "home"})
    assert {s.share for s in rows() if s.topic is not Topic.PLACE} == {Share.DOCTOR_ONLY}
    assert "Un secret." not in login("nurse").get(path(world)).text
    assert "Un secret." in doctor.get(path(world)).text


def test_a_section_can_be_shared_otherwise_than_the_interview(login, world):
    login("nurse").submit(
        path(world),
        **{"fears.words": "Un secret.", "place.now": "home", "share.inner": "doctor_only"},
    )
    assert {s.item: s.share for s in rows()} == {
        "fears.words": Share.DOCTOR_ONLY,
        "place.now": Share.BOARD_AND_PAGE,
    }
    page = login("coordinator").get(f"/cases/{world.case}")
    assert "Un secret." not in page.text
    assert "Craintes : non partagé" in plain(soup(page).select_one("#wishes"))


def test_a_wrong_answer_keeps_everything_typed_and_opens_its_section(login, world):
    answer = login("nurse").submit(
        path(world),
        **{"symptom.pain": "7", "practical.travel": "deux heures", "fears.words": "Souffrir."},
    )
    assert answer.status_code == 200
    page = soup(answer)
    opened = {d["id"] for d in page.select("details[open]")}
    assert opened == {"section-symptom", "section-practical", "section-inner"}
    field = page.find("input", {"name": "practical.travel"})
    assert field["value"] == "deux heures"
    assert "Nombre non compris" in plain(page.find(id=field["aria-describedby"].split()[-1]))
    assert page.find("textarea", {"name": "fears.words"}).string.strip() == "Souffrir."
    assert rows() == []


def test_a_code_nobody_offers_is_refused(login, world):
    answer = login("nurse").submit(path(world), **{"trial.open": "never"})
    assert "Ce choix n’existe pas" in answer.text
    assert rows() == []


def test_that_a_patient_cannot_speak_needs_its_reason(login, world):
    answer = login("physician").submit(path(world), **{"capacity.state": "unable"})
    section = soup(answer).select_one("#section-capacity")
    assert section.has_attr("open")
    assert len(section.select(".error")) == 2


def test_a_draft_of_the_questionnaire_is_given_back(login, world):
    nurse = login("nurse")
    token = nurse.token(nurse.get(path(world)))
    fields = {"fears.words": ["Souffrir"], "side_effect.fatigue": ["no"], "trial.why": ["others"]}
    kept = nurse.post(
        "/drafts",
        data=json.dumps({"key": path(world), "fields": fields}),
        content_type="application/json",
        headers={"X-CSRFToken": token},
    )
    assert kept.status_code == 200
    page = soup(nurse.get(path(world)))
    assert page.find("textarea", {"name": "fears.words"}).string.strip() == "Souffrir"
    chosen = page.find("select", {"name": "side_effect.fatigue"}).find("option", selected=True)
    assert chosen["value"] == "no"
    assert {d["id"] for d in page.select("details[open]")} == {
        "section-inner",
        "section-side_effect",
        "section-trial",
    }


def test_the_file_shows_everything_said_with_its_source_and_what_was_replaced(login, world):
    nurse = login("nurse")
    nurse.submit(path(world), **{"fears.words": "La douleur.", "trusted_person.name": "Mme B."})
    nurse.submit(path(world), **{"fears.words": "Rien."})
    said = soup(nurse.get(f"/cases/{world.case}")).select_one("details#all-said")
    now, before = plain(said).split("Réponses remplacées")
    assert "Craint « Rien. »" in now
    assert "Personne de confiance, nom Mme B." in now
    assert "saisi par Test Nurse" in now
    assert "La douleur." not in now
    assert "La douleur." in before


def test_the_card_says_the_core_first_and_the_rest_in_one_compact_line(login, world):
    preferences.record(world.actors["nurse"], world.case, interview(), ONCE)
    login("nurse").submit(
        path(world),
        **{"role.wished": "doctor_heard", "side_effect.skin": "no", "practical.max_visits": "2"},
    )
    card = plain(soup(login("nurse").get(f"/cases/{world.case}")).select_one("#wishes"))
    first = card.index("Voir mes petits-enfants.")
    assert first < card.index("Décision : le médecin décide, après m’avoir écouté")
    assert "Effets refusés : peau, mains" in card
    assert "Vie pratique : visites : 2 par mois au plus" in card


def test_a_relatives_answers_stand_apart_on_the_card(login, world):
    login("nurse").submit(
        path(world),
        speaker="relative",
        speaker_name="Sa fille",
        **{"role.wished": "doctor", "place.now": "hospital"},
    )
    card = soup(login("nurse").get(f"/cases/{world.case}")).select_one("#wishes")
    other = plain(card.select_one(".other"))
    assert other.startswith("Un proche (Sa fille) dit :")
    assert "Décision : le médecin décide" in other
    card.select_one(".other").decompose()
    assert "le médecin décide" not in plain(card)


def test_the_testimony_stands_in_the_card_and_says_whose_it_is(login, world):
    login("physician").submit(
        path(world),
        **{"capacity.state": "unable", "capacity.since": "11/2026", "capacity.reason": "coma"},
    )
    login("nurse").submit(
        path(world),
        speaker="trusted_person",
        speaker_name="Mme B.",
        what_matters="Rentrer chez elle.",
    )
    for where in (f"/cases/{world.case}", f"/presentations/{world.presentation}"):
        card = plain(
            soup(login("chair" if "pres" in where else "nurse").get(where)).select_one("#wishes")
        )
        assert "Ne peut pas s’exprimer depuis : novembre 2026, parce que : coma" in card
        assert "ce ne sont pas les mots du patient. La personne de confiance (Mme B.)" in card
        assert "« Rentrer chez elle. »" in card


ANSWERS = {
    "side_effect.fatigue": "no",
    "practical.max_visits": "1",
    "practical.travel": "30",
    "place.now": "home",
    "trial.open": "no",
    "length_quality.balance": "5",
}


def test_each_cell_names_its_rule_and_no_total_or_score_is_anywhere(login, world):
    login("nurse").submit(path(world), what_matters="Mon jardin.", refusals=["trial"], **ANSWERS)
    page = soup(login("chair").get(f"/presentations/{world.presentation}"))
    cells = page.select(".det .patient-voice li")
    assert cells
    assert {cell["data-rule"] for cell in cells} <= RULES
    assert set(ANSWERS) <= {cell["data-rule"] for cell in cells}
    for voice in page.select(".patient-voice"):
        read = plain(voice)
        assert (
            re.search(
                r"\d\s*%|\d\s*/\s*\d\b(?!/)|score|total|points|étoile", read.replace("/2026", "")
            )
            is None
        )


def test_deleting_one_answer_changes_its_own_cell_only(login, world):
    nurse, chair = login("nurse"), login("chair")
    nurse.submit(path(world), refusals=["trial"], **ANSWERS)
    before = _cells(chair, world)
    nurse.submit(path(world), **{"trial.open": "-withdrawn"})
    after = _cells(chair, world)
    assert before != after
    assert after == {key: text for key, text in before.items() if key[1] != "trial.open"}


def _cells(browser: Any, world: World) -> dict[tuple[str, str], str]:
    """Each cell of the comparison by option and rule."""
    page = soup(browser.get(f"/presentations/{world.presentation}"))
    found: dict[tuple[str, str], str] = {}
    for detail in page.select("tr.detail"):
        for cell in detail.select(".patient-voice li"):
            found[detail["id"], cell["data-rule"]] = plain(cell)
    return found


STATUSES = [s for s in StatementStatus if s is not StatementStatus.STATED]
WISHES = [(StatementStatus.STATED, wish) for wish in InfoWish] + [
    (status, None) for status in STATUSES
]


def test_the_meeting_screen_never_shows_what_is_for_the_doctor_whatever_the_wish_to_know(
    login, world
):
    chair, guest = login("chair"), login("invited")
    for n, (status, wish) in enumerate(WISHES):
        open_share = (Share.BOARD_AND_PAGE, Share.BOARD_ONLY)[n % 2]
        for share, browser in ((open_share, chair), (Share.DOCTOR_ONLY, guest)):
            token = f"Secret{n}{share.value}"
            told = interview(
                what_matters=token,
                info_status=status,
                info_wish=wish,
                share=share,
                answers=(Answer("fears.words", words=f"{token}-crainte"),),
                section_shares={"inner": Share.DOCTOR_ONLY},
            )
            preferences.record(world.actors["nurse"], world.case, told, ONCE)
            page = browser.get(f"/presentations/{world.presentation}").text
            assert (token in page) == (share is not Share.DOCTOR_ONLY), (status, wish, share)
            assert "crainte" not in page
            assert "non partagé" in page

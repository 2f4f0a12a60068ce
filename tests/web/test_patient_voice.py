"""The patient's voice on screen: questions, talks, paper typed in, age of the words, wishes the opinion must answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from bs4 import BeautifulSoup

from app import clock
from app.domain.questionnaire import ASKED, Kind
from app.domain.vocabulary import Means, MeetingState, Outcome
from app.extensions import db
from app.models import Statement
from app.services import meetings, opinions, preferences
from tests.counting import statements
from tests.documents import reading
from tests.judge import JudgingClient
from tests.services.board import interview
from tests.world import ONCE, World

Login = Callable[[str], JudgingClient]
SECRET = "Combien de temps me reste-t-il ?"


def words(browser: JudgingClient, path: str) -> str:
    """What a page or a print says, with plain spaces."""
    answer = browser.get(path)
    assert answer.status_code == 200, path
    if answer.mimetype == "application/pdf":
        return reading.text(answer.data)
    return reading.flat(BeautifulSoup(answer.text, "html.parser").get_text(" "))


def ask(browser: JudgingClient, world: World, **typed: Any) -> None:
    """Questions noted through the page."""
    path = f"/cases/{world.case}/questions"
    given = {"stated_on": f"{clock.today():%d/%m/%Y}", "share": "board_and_page", **typed}
    assert browser.submit(path, **given).status_code == 303


def test_questions_are_ticked_followed_and_shown_folded_before_the_options(
    login: Login, world: World
) -> None:
    nurse = login("nurse")
    ask(nurse, world, ticked_care=["question.care.purpose"], free_daily="Qui garde le chien ?")
    shown = words(login("chair"), f"/presentations/{world.presentation}")
    assert "Le patient pose 2 questions" in shown
    assert shown.index("Qui garde le chien ?") < shown.index("Soins de support")
    page = BeautifulSoup(nurse.get(f"/cases/{world.case}/questions").text, "html.parser")
    links = {a.get_text(): str(a["href"]) for a in page.select("a.btn.tiny")}
    follow = next(href for text, href in links.items() if "Qui garde le chien ?" in text)
    answer = nurse.submit(
        follow, state="answered", on="03/2026", by="Dr Blanc", answer="Un voisin."
    )
    assert answer.status_code == 303
    after = words(nurse, f"/cases/{world.case}/questions")
    assert "✓ répondue" in after
    assert "Dr Blanc" in after
    assert "Un voisin." in after


def test_a_question_kept_for_the_doctor_is_on_no_page_and_no_print_of_anybody_else(
    login: Login, world: World
) -> None:
    ask(login("physician"), world, free_future=SECRET, share="doctor_only")
    assert SECRET in words(login("physician"), f"/cases/{world.case}/questions")
    shown = f"/presentations/{world.presentation}"
    for name in ("coordinator", "chair", "nurse", "member", "secretary"):
        browser = login(name)
        paths = [f"/cases/{world.case}", shown, f"{shown}/form.pdf", f"{shown}/fiche.pdf"]
        paths += [f"{shown}/patient.pdf", f"{shown}/side-by-side", f"/meetings/{world.meeting}"]
        paths += [f"/cases/{world.case}/questions", f"/cases/{world.case}/talks"]
        for path in paths:
            assert SECRET not in words(browser, path), (name, path)
    assert "non partagé" in words(login("chair"), shown)


def typed_answers() -> dict[str, Any]:
    """One answer to every question of the form, by field."""
    given: dict[str, Any] = {}
    for question in ASKED:
        match question.kind:
            case Kind.WORDS | Kind.TEXT:
                given[question.code] = "Écrit à la main."
            case Kind.DATE:
                given[question.code] = "2025"
            case Kind.CHOICES:
                given[question.code] = [question.choices[0][0]]
            case Kind.MINUTES | Kind.NUMBER | Kind.SCALE:
                given[question.code] = "3"
            case _:
                given[question.code] = question.choices[0][0]
        if question.comment:
            given[f"{question.code}.words"] = "En plus."
    return given


COMPARED = (
    Statement.topic,
    Statement.item,
    Statement.rank,
    Statement.verbatim,
    Statement.value,
    Statement.status,
    Statement.speaker,
    Statement.share,
    Statement.not_to_relatives,
    Statement.stated_on,
    Statement.valid_until,
    Statement.interpreter,
)


def test_what_is_typed_from_the_paper_form_equals_what_is_typed_on_screen(
    login: Login, world: World
) -> None:
    frame = {
        "stated_on": f"{clock.today():%d/%m/%Y}",
        "what_matters": "Mon jardin.",
        "priority_1": "stay_home",
        "info_wish": "everything",
        "prognosis_wish": "no",
        "refusals": ["trial"],
        "present": "sa fille",
        "interpreter": "langue des signes",
        "share": "board_only",
    }
    for who, means in (("nurse", "interview"), ("secretary", "paper_form")):
        path = f"/cases/{world.case}/preferences"
        answer = login(who).submit(path, **frame, **typed_answers(), means=means)
        assert answer.status_code == 303
    screen, paper = (
        set(db.session.execute(sa.select(*COMPARED).where(Statement.means == means)).all())
        for means in (Means.INTERVIEW, Means.PAPER_FORM)
    )
    typists = set(
        db.session.scalars(
            sa.select(Statement.recorded_by).where(Statement.means == Means.PAPER_FORM)
        )
    )
    db.session.rollback()
    assert paper == screen
    assert {row.item for row in paper} >= {q.code for q in ASKED}
    assert typists == {world.actors["secretary"].name}


def test_the_blank_form_has_its_button_on_the_page_of_the_case(login: Login, world: World) -> None:
    browser = login("nurse")
    page = browser.get(f"/cases/{world.case}").text
    assert f"/presentations/{world.presentation}/form.pdf" in page
    assert "Qui peut lire mes réponses" in words(
        browser, f"/presentations/{world.presentation}/form.pdf"
    )


def test_the_words_of_the_patient_stand_with_their_date_and_their_age(
    login: Login, world: World
) -> None:
    said = interview(stated_on=clock.today() - timedelta(days=12))
    preferences.record(world.actors["nurse"], world.case, said, ONCE)
    assert "il y a 12 jours" in words(login("chair"), f"/presentations/{world.presentation}")


def test_wishes_nobody_asked_for_are_said_in_their_place_and_counted(
    login: Login, world: World
) -> None:
    coordinator = login("coordinator")
    assert "Non recueilli" in words(coordinator, f"/presentations/{world.presentation}")
    assert "1 dossier sans" in words(coordinator, f"/meetings/{world.meeting}")
    assert "sans les souhaits du patient" in words(coordinator, "/")


def test_a_talk_is_noted_with_what_was_understood_and_leads_back_to_what_the_patient_says(
    login: Login, world: World
) -> None:
    nurse, path = login("nurse"), f"/cases/{world.case}/talks"
    answer = nurse.submit(
        path,
        held_on=f"{clock.today():%d/%m/%Y}",
        persons="le patient, sa fille",
        said="Les possibilités, une à une.",
        options_shown="y",
        understood="partly",
        words="Il y a plusieurs chemins.",
    )
    assert answer.status_code == 303
    page = nurse.get(path).text
    text = reading.flat(BeautifulSoup(page, "html.parser").get_text(" "))
    assert "✓ Possibilités montrées" in text
    assert "? Décision partagée" in text
    assert "Il y a plusieurs chemins." in text
    assert f"/cases/{world.case}/preferences" in page


def test_an_opinion_that_says_nothing_of_recorded_wishes_is_not_validated(
    login: Login, world: World
) -> None:
    preferences.record(world.actors["nurse"], world.case, interview(), ONCE)
    meetings.advance(world.actors["coordinator"], world.meeting, MeetingState.OPEN, ONCE)
    chair = world.actors["chair"]
    draft = opinions.Draft("La RCP attend un examen.", Outcome.NEEDS_INFORMATION)
    opinions.write(chair, world.presentation, draft, 0, ONCE)
    codes = {v.code for v in opinions.missing(chair, world.presentation)}
    assert codes == {"wishes_account_missing"}
    shown = words(login("chair"), f"/presentations/{world.presentation}")
    assert "écrivez en une phrase comment l’avis en tient compte" in shown


def test_questions_cost_the_comparison_no_statement(login: Login, world: World) -> None:
    browser, shown = login("chair"), f"/presentations/{world.presentation}"
    counts = []
    for category in (None, "care", "future"):
        if category:
            lines = "\n".join(f"Question {n} ?" for n in range(12))
            ask(login("nurse"), world, **{f"free_{category}": lines})
        assert browser.get(shown).status_code == 200
        with statements(db.engine) as sent:
            assert browser.get(shown).status_code == 200
        counts.append(len(sent))
    assert len(set(counts)) == 1

"""What the patient shared with the doctor only, or not with relatives: where it is read, and everywhere it is not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup

from app import clock
from app.domain.vocabulary import MeetingState, Outcome, PresentationState
from app.extensions import db
from app.models import Presentation
from app.services import cases, jobs, meetings, opinions, packs
from tests.documents import reading
from tests.judge import JudgingClient
from tests.security.scene import holders
from tests.services.board import shown
from tests.world import ONCE, World, version_of

Login = Callable[[str], JudgingClient]
SECRET = "Je n’ai rien dit à mon fils de la rechute."
REFUSED = "Plutôt mourir chez moi que reprendre les perfusions."
OTHER_READERS = ("coordinator", "secretary", "chair", "member", "nurse", "reader")
EVERYBODY = (*OTHER_READERS, "physician", "invited")
NOT_SHARED = "non partagé"
PRINTS = ("fiche", "patient", "patient-large")


def said_to(browser: JudgingClient, world: World, share: str, **more: Any) -> None:
    """An interview recorded through the page."""
    answer = browser.submit(
        f"/cases/{world.case}/preferences",
        **{
            "stated_on": f"{clock.today():%d/%m/%Y}",
            "what_matters": SECRET,
            "priority_1": "stay_home",
            "info_wish": "everything",
            "refusals": ["chemotherapy", "infusions"],
            "refusal_words": REFUSED,
            "refusal_status": "stated",
            "share": share,
            **more,
        },
    )
    assert answer.status_code == 303


def sign_the_opinion(world: World) -> None:
    """Open the meeting, write an opinion that needs nothing more, and sign it."""
    meetings.advance(world.actors["coordinator"], world.meeting, MeetingState.OPEN, ONCE)
    draft = opinions.Draft(
        "La RCP attend un examen.",
        Outcome.NEEDS_INFORMATION,
        wishes_account="Ses souhaits sont entendus.",
    )
    opinions.write(world.actors["chair"], world.presentation, draft, 0, ONCE)
    opinions.validate(
        world.actors["chair"],
        world.presentation,
        version_of(Presentation, world.presentation),
        ONCE,
        shown=shown(world, world.presentation),
    )


def text_of(browser: JudgingClient, path: str) -> str:
    """What a page or a print says, with plain spaces."""
    answer = browser.get(path)
    assert answer.status_code == 200, path
    if answer.mimetype == "application/pdf":
        return reading.text(answer.data)
    return reading.flat(BeautifulSoup(answer.text, "html.parser").get_text(" ")) + answer.text


def is_there(words: str, text: str) -> bool:
    """Whether any telling part of these words stands in a text."""
    return any(part in text for part in (words, words[:20], words[-20:]))


def test_the_referring_physician_reads_on_the_file_what_was_said_to_the_doctor_only(
    login: Login, world: World
) -> None:
    doctor = login("physician")
    said_to(doctor, world, "doctor_only")
    page = text_of(doctor, f"/cases/{world.case}")
    assert SECRET in page
    assert REFUSED in page
    assert "une nouvelle chimiothérapie" in page


@pytest.mark.parametrize("name", OTHER_READERS)
def test_no_other_reader_of_the_file_does_and_all_see_that_something_is_not_shared(
    login: Login, world: World, name: str
) -> None:
    said_to(login("physician"), world, "doctor_only")
    browser = login(name)
    page = text_of(browser, f"/cases/{world.case}")
    assert page.count(NOT_SHARED) >= 3
    for path in (f"/cases/{world.case}", "/cases", "/", f"/meetings/{world.meeting}", "/meetings"):
        assert not is_there(SECRET, text_of(browser, path)), path
        assert not is_there(REFUSED, text_of(browser, path)), path


def test_whoever_typed_it_for_the_doctor_reads_it_no_more(login: Login, world: World) -> None:
    nurse = login("nurse")
    said_to(nurse, world, "doctor_only")
    for path in (f"/cases/{world.case}", f"/cases/{world.case}/preferences"):
        assert not is_there(SECRET, text_of(nurse, path)), path
    assert SECRET in text_of(login("physician"), f"/cases/{world.case}")


def test_a_treating_physician_who_is_not_the_referring_one_does_not_read_it(
    login: Login, world: World
) -> None:
    said_to(login("physician"), world, "doctor_only")
    cases.link_carer(world.actors["coordinator"], world.case, world.people["stranger"], ONCE)
    page = text_of(login("stranger"), f"/cases/{world.case}")
    assert not is_there(SECRET, page)
    assert NOT_SHARED in page


@pytest.mark.parametrize("name", EVERYBODY)
def test_the_presentation_and_both_prints_never_hold_it_whoever_asks(
    login: Login, world: World, name: str
) -> None:
    said_to(login("physician"), world, "doctor_only")
    browser, shown = login(name), f"/presentations/{world.presentation}"
    assert NOT_SHARED in text_of(browser, shown)
    for path in (shown, *(f"{shown}/{kind}.pdf" for kind in PRINTS)):
        text = text_of(browser, path)
        assert not is_there(SECRET, text), path
        assert not is_there(REFUSED, text), path
        assert "Refuse : une nouvelle chimiothérapie" not in reading.flat(text), path


def test_the_forms_of_the_board_do_not_hold_it_even_for_the_referring_physician(
    login: Login, world: World
) -> None:
    doctor, shown = login("physician"), f"/presentations/{world.presentation}"
    said_to(doctor, world, "doctor_only")
    blocks = ("matters", "questions", "next_step", "helpers")
    pages = (
        "opinion",
        "options/new",
        "addenda",
        "patient-page",
        "figures",
        "follow-up",
        "tasks/new",
    )
    for page in (*pages, *(f"patient-page/{block}" for block in blocks)):
        assert not is_there(SECRET, text_of(doctor, f"{shown}/{page}")), page


def test_no_tension_betrays_a_refusal_told_to_the_doctor_only(login: Login, world: World) -> None:
    doctor, shown = login("physician"), f"/presentations/{world.presentation}"
    refusals = ["any_anticancer", "chemotherapy", "infusions", "frequent_visits"]
    said_to(doctor, world, "doctor_only", refusals=refusals, refusal_words="")
    assert "en tension" not in text_of(doctor, shown)
    assert "en tension" not in text_of(doctor, f"{shown}/fiche.pdf")
    said_to(doctor, world, "board_only", refusals=refusals, refusal_words="")
    assert "en tension" in text_of(doctor, shown)


def test_the_database_keeps_it_in_one_table_only_even_after_the_opinion_is_signed(
    login: Login, world: World
) -> None:
    doctor = login("physician")
    said_to(doctor, world, "doctor_only")
    assert holders(SECRET) == {"statement"}
    sign_the_opinion(world)
    assert holders(SECRET) == {"statement"}
    assert holders(REFUSED) == {"statement"}
    snapshot = db.session.scalar(
        sa.select(Presentation.snapshot).where(Presentation.id == world.presentation)
    )
    db.session.rollback()
    assert "withheld" in str(snapshot)
    for kind in PRINTS:
        stored = text_of(login("member"), f"/presentations/{world.presentation}/{kind}.pdf")
        assert not is_there(SECRET, stored)
        assert not is_there(REFUSED, stored)


def test_what_is_for_the_board_only_stands_on_the_fiche_and_not_on_the_patient_s_page(
    login: Login, world: World
) -> None:
    said_to(login("physician"), world, "board_only")
    browser, shown = login("member"), f"/presentations/{world.presentation}"
    assert SECRET in text_of(browser, shown)
    assert is_there(SECRET, text_of(browser, f"{shown}/fiche.pdf"))
    for kind in ("patient", "patient-large"):
        assert not is_there(SECRET, text_of(browser, f"{shown}/{kind}.pdf")), kind


def test_a_talk_kept_for_the_doctor_is_read_by_the_doctor_alone_and_is_on_no_print(
    login: Login, world: World
) -> None:
    doctor, path = login("physician"), f"/cases/{world.case}/talks"
    held = {"held_on": f"{clock.today():%d/%m/%Y}", "persons": "le patient", "means": "telephone"}
    answer = doctor.submit(path, **held, said=SECRET, words=REFUSED, doctor_only="y")
    assert answer.status_code == 303
    assert SECRET in text_of(doctor, path)
    shown = f"/presentations/{world.presentation}"
    for name in ("physician", "nurse", "coordinator"):
        paths = [shown, *(f"{shown}/{kind}.pdf" for kind in PRINTS)]
        paths += [] if name == "physician" else [path, f"/cases/{world.case}"]
        for one in paths:
            text = text_of(login(name), one)
            assert not is_there(SECRET, text), (name, one)
            assert not is_there(REFUSED, text), (name, one)


def test_what_is_shared_with_all_stands_on_the_patient_s_page(login: Login, world: World) -> None:
    said_to(login("physician"), world, "board_and_page")
    shown = f"/presentations/{world.presentation}"
    assert is_there(SECRET, text_of(login("member"), f"{shown}/patient.pdf"))


def test_what_must_not_reach_relatives_is_read_on_screen_and_never_put_on_paper(
    login: Login, world: World
) -> None:
    said_to(login("physician"), world, "board_and_page", not_to_relatives="y")
    browser, shown = login("member"), f"/presentations/{world.presentation}"
    assert SECRET in text_of(browser, shown)
    for kind in PRINTS:
        text = text_of(browser, f"{shown}/{kind}.pdf")
        assert not is_there(SECRET, text), kind
        assert not is_there(REFUSED, text), kind


@pytest.mark.parametrize(
    ("share", "more"), [("doctor_only", {}), ("board_and_page", {"not_to_relatives": "y"})]
)
def test_neither_confidence_leaves_with_the_meeting_whoever_asks(
    login: Login, world: World, share: str, more: dict[str, str]
) -> None:
    said_to(login("physician"), world, share, **more)
    sign_the_opinion(world)
    work = packs.ask(world.actors["physician"], world.meeting, ONCE)
    jobs.work_off()
    content, _job = jobs.file_of(world.actors["physician"], work)
    told = {"pack": reading.text(content)}
    assert "La RCP attend un examen." in reading.flat(told["pack"])
    meeting, case = f"/meetings/{world.meeting}", f"/presentations/{world.presentation}"
    paths = (f"{meeting}/now", f"{meeting}/running", f"{meeting}/reminders", "/activity")
    for name in ("physician", "coordinator"):
        browser = login(name)
        for path in (*paths, "/activity/activite.csv", f"{case}/read-aloud", f"{case}/dcc"):
            answer = browser.get(path)
            assert name != "coordinator" or answer.status_code == 200, path
            told[f"{name} {path}"] = reading.flat(answer.text)
    held = [place for place, text in told.items() if is_there(SECRET, text)]
    held += [place for place, text in told.items() if is_there(REFUSED, text)]
    assert not held


def test_it_stays_off_paper_after_the_opinion_is_signed(login: Login, world: World) -> None:
    said_to(login("physician"), world, "board_and_page", not_to_relatives="y")
    sign_the_opinion(world)
    for kind in PRINTS:
        text = text_of(login("member"), f"/presentations/{world.presentation}/{kind}.pdf")
        assert not is_there(SECRET, text), kind
        assert not is_there(REFUSED, text), kind


def test_a_confidence_replaces_what_the_board_knew_before(login: Login, world: World) -> None:
    doctor, shown = login("physician"), f"/presentations/{world.presentation}"
    said_to(doctor, world, "board_and_page", what_matters="Voir ma petite-fille.")
    assert "Voir ma petite-fille." in text_of(doctor, shown)
    said_to(doctor, world, "doctor_only")
    for path in (shown, *(f"{shown}/{kind}.pdf" for kind in PRINTS)):
        assert "Voir ma petite-fille." not in text_of(doctor, path), path


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("coordinator", 403),
        ("secretary", 403),
        ("physician", 403),
        ("member", 403),
        ("invited", 403),
        ("nurse", 403),
        ("reader", 403),
        ("stranger", 404),
        ("outsider", 404),
        ("other_coordinator", 403),
        ("admin", 403),
        ("chair", 303),
    ],
)
def test_only_the_chair_signs_an_opinion_that_is_ready(
    login: Login, world: World, name: str, expected: int
) -> None:
    meetings.advance(world.actors["coordinator"], world.meeting, MeetingState.OPEN, ONCE)
    draft = opinions.Draft("La RCP attend un examen.", Outcome.NEEDS_INFORMATION)
    opinions.write(world.actors["member"], world.presentation, draft, 0, ONCE)
    seen = version_of(Presentation, world.presentation)
    answer = login(name).press(
        f"/presentations/{world.presentation}/validate",
        seen_version=str(seen),
        shown=shown(world, world.presentation),
    )
    assert answer.status_code == expected
    state = db.session.scalar(
        sa.select(Presentation.state).where(Presentation.id == world.presentation)
    )
    db.session.rollback()
    assert (state is PresentationState.VALIDATED) is (expected == 303)

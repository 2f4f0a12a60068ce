"""When reading begins and when it ends: convocation, opposition, closing, care links, withdrawn things."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup

from app import clock
from app.domain.vocabulary import Function, MeetingState
from app.extensions import db
from app.models import CareLink, MeetingMember, Presentation
from app.services import cases, meetings
from app.services._transaction import immediate
from tests.documents import reading
from tests.judge import JudgingClient
from tests.world import ONCE, World, new_case, presentation_of, version_of

Login = Callable[[str], JudgingClient]
CONVENED_INSIDE = ("chair", "member", "nurse", "reader")


class Asked:
    """What one person gets on each page about the case of the world."""

    def __init__(self, browser: JudgingClient, world: World) -> None:
        self._browser, self._world = browser, world

    def _status(self, path: str) -> int:
        return self._browser.get(path).status_code

    @property
    def case(self) -> int:
        """The whole file."""
        return self._status(f"/cases/{self._world.case}")

    @property
    def presentation(self) -> int:
        """The presentation, which the two prints must always follow."""
        shown = self._status(f"/presentations/{self._world.presentation}")
        prints = {
            self._status(f"/presentations/{self._world.presentation}/{kind}.pdf")
            for kind in ("fiche", "patient")
        }
        assert prints == {shown}, f"prints {prints}, page {shown}"
        return shown

    @property
    def meeting(self) -> int:
        """The meeting."""
        return self._status(f"/meetings/{self._world.meeting}")

    @property
    def sees_the_name(self) -> bool:
        """Whether the patient's name stands on the meeting's page or in any list."""
        pages = [f"/meetings/{self._world.meeting}", "/", "/cases", "/meetings"]
        return any("TEST-DURAND" in self._browser.get(path).text for path in pages)

    @property
    def counted(self) -> str:
        """The number of cases that the list of meetings announces, "" when the meeting is not listed."""
        page = BeautifulSoup(self._browser.get("/meetings").text, "html.parser")
        row = next(
            (tr for tr in page.select("tbody tr") if str(self._world.meeting) in str(tr)), None
        )
        return row.find_all("td")[2].get_text(strip=True) if row else ""


@pytest.fixture
def asks(login: Login, world: World) -> Callable[[str], Asked]:
    """`asks("member").presentation` is the status that person gets."""
    return lambda name: Asked(login(name), world)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Stop the clock at a moment."""
    return lambda moment: monkeypatch.setattr(clock, "now", lambda: moment)


def say(world: World, **changed: Any) -> None:
    """The requester corrects the request: informed, opposed, track."""
    given = new_case(world, requester="physician").request
    seen = version_of(Presentation, world.presentation)
    cases.edit_request(world.actors["physician"], world.case, replace(given, **changed), seen, ONCE)


def not_recorded(world: World) -> None:
    """Nobody wrote whether the patient is informed."""
    say(world, opposed=None, informed_by="", informed_on=None)


def hold_the_meeting(world: World) -> None:
    """Open it and close it."""
    for state in (MeetingState.OPEN, MeetingState.CLOSED):
        meetings.advance(world.actors["coordinator"], world.meeting, state, ONCE)


def test_somebody_convened_from_outside_reads_the_presentation_and_nothing_else_of_the_file(
    login: Login, world: World, asks: Callable[[str], Asked]
) -> None:
    assert (asks("invited").presentation, asks("invited").meeting, asks("invited").case) == (
        200,
        200,
        404,
    )
    browser = login("invited")
    for section in (
        "identity",
        "tumour",
        "told",
        "request",
        "preferences",
        "carers",
        "biomarkers/new",
    ):
        assert browser.get(f"/cases/{world.case}/{section}").status_code == 404, section
    page = browser.get(f"/presentations/{world.presentation}").text
    assert "TEST-DURAND" in page
    assert f"/cases/{world.case}" not in page


@pytest.mark.parametrize("name", ["stranger", "outsider", "other_coordinator"])
def test_without_any_relation_nothing_exists(asks: Callable[[str], Asked], name: str) -> None:
    asked = asks(name)
    assert (asked.case, asked.presentation, asked.meeting) == (404, 404, 404)
    assert not asked.sees_the_name
    assert asked.counted == ""


@pytest.mark.parametrize("name", [*CONVENED_INSIDE, "invited"])
def test_an_opposition_ends_the_reading_of_the_convened_at_once(
    login: Login, world: World, name: str
) -> None:
    asked = Asked(login(name), world)
    assert asked.presentation == 200
    say(world, opposed=True)
    assert (asked.presentation, asked.case) == (404, 404)
    assert not asked.sees_the_name
    assert asked.counted == "0"


def test_after_an_opposition_the_staff_and_the_requester_still_read_the_file(
    asks: Callable[[str], Asked], world: World
) -> None:
    say(world, opposed=True)
    for name in ("coordinator", "secretary", "physician"):
        assert (asks(name).case, asks(name).presentation) == (200, 200), name


def test_an_opposition_said_during_the_meeting_ends_the_reading_too(
    login: Login, world: World
) -> None:
    meetings.advance(world.actors["coordinator"], world.meeting, MeetingState.OPEN, ONCE)
    member, invited = Asked(login("member"), world), Asked(login("invited"), world)
    assert (member.presentation, invited.presentation) == (200, 200)
    say(world, opposed=True)
    assert (member.presentation, invited.presentation) == (404, 404)
    assert not member.sees_the_name


def test_until_the_information_is_recorded_the_other_hospital_waits_and_ours_reads(
    login: Login, world: World
) -> None:
    not_recorded(world)
    invited = Asked(login("invited"), world)
    assert (invited.presentation, invited.case) == (404, 404)
    assert not invited.sees_the_name
    assert invited.counted == "0"
    for name in CONVENED_INSIDE:
        inside = Asked(login(name), world)
        assert (inside.presentation, inside.case) == (200, 200), name
    say(world, opposed=False)
    assert invited.presentation == 200


@pytest.mark.parametrize("name", [*CONVENED_INSIDE, "invited"])
def test_convened_people_read_for_thirty_days_after_closing_and_no_longer(
    login: Login, world: World, at: Callable[[datetime], None], name: str
) -> None:
    hold_the_meeting(world)
    closed = clock.now()
    at(closed + timedelta(days=30, minutes=-1))
    assert Asked(login(name), world).presentation == 200
    at(closed + timedelta(days=31))
    asked = Asked(login(name), world)
    assert (asked.presentation, asked.case) == (404, 404)
    assert not asked.sees_the_name


def test_after_thirty_one_days_the_requester_and_the_staff_still_read(
    login: Login, world: World, at: Callable[[datetime], None]
) -> None:
    hold_the_meeting(world)
    at(clock.now() + timedelta(days=31))
    for name in ("physician", "coordinator", "secretary"):
        assert Asked(login(name), world).case == 200, name


@pytest.mark.parametrize("name", ["member", "invited"])
def test_somebody_dismissed_reads_no_more(login: Login, world: World, name: str) -> None:
    asked = Asked(login(name), world)
    assert asked.presentation == 200
    meetings.dismiss(world.actors["coordinator"], world.meeting, seat_of(world, name), ONCE)
    assert (asked.presentation, asked.meeting, asked.case) == (404, 404, 404)


def test_a_case_taken_off_the_agenda_leaves_the_members_eyes(login: Login, world: World) -> None:
    asked = Asked(login("member"), world)
    meetings.take_off_agenda(world.actors["coordinator"], world.meeting, world.presentation, ONCE)
    assert (asked.presentation, asked.case, asked.meeting) == (404, 404, 200)
    assert not asked.sees_the_name


def test_convocation_is_enough_to_begin_reading(login: Login, world: World) -> None:
    asked = Asked(login("stranger"), world)
    assert asked.presentation == 404
    meetings.convene(
        world.actors["coordinator"], world.meeting, world.people["stranger"], Function.MEMBER, ONCE
    )
    assert (asked.presentation, asked.case, asked.meeting) == (200, 200, 200)


def test_a_care_link_opens_the_file_on_its_first_day_and_shuts_it_after_its_last(
    login: Login, world: World, at: Callable[[datetime], None]
) -> None:
    start = clock.now()
    first, last = clock.today() + timedelta(days=2), clock.today() + timedelta(days=5)
    link_carer(world, "stranger", first, last)
    for days, expected in ((0, 404), (1, 404), (2, 200), (5, 200), (6, 404)):
        at(start + timedelta(days=days))
        asked = Asked(login("stranger"), world)
        assert (asked.case, asked.presentation) == (expected, expected), f"day {days}"
        assert asked.meeting == 404


def test_ending_a_care_link_stops_the_reading_the_next_day(
    login: Login, world: World, at: Callable[[datetime], None]
) -> None:
    page = login("physician")
    carer = {"professional_id": str(world.people["stranger"])}
    assert page.submit(f"/cases/{world.case}/carers", **carer).status_code == 303
    assert Asked(login("stranger"), world).case == 200
    link = one(sa.select(CareLink.id).where(CareLink.case_id == world.case))
    assert page.press(f"/cases/{world.case}/carers/{link}/end").status_code == 303
    assert Asked(login("stranger"), world).case == 200
    at(clock.now() + timedelta(days=1))
    assert Asked(login("stranger"), world).case == 404


def test_a_carer_of_another_hospital_cannot_be_linked(login: Login, world: World) -> None:
    page = login("physician").submit(
        f"/cases/{world.case}/carers", professional_id=str(world.people["outsider"])
    )
    assert page.status_code == 200
    assert page.text.count('class="error"') >= 1
    assert login("outsider").get(f"/cases/{world.case}").status_code == 404


def test_a_delegate_of_the_meeting_may_do_what_its_chair_may(login: Login, world: World) -> None:
    coordinator = world.actors["coordinator"]
    meetings.convene(coordinator, world.meeting, world.people["stranger"], Function.DELEGATE, ONCE)
    browser = login("stranger")
    assert browser.get(f"/presentations/{world.presentation}/validate").status_code == 200
    opened = browser.press(f"/meetings/{world.meeting}/state", target="open")
    assert opened.status_code == 303


def test_presiding_another_meeting_gives_nothing_on_this_one(login: Login, world: World) -> None:
    coordinator = world.actors["coordinator"]
    plan = meetings.Plan("Autre RCP", clock.now() + timedelta(days=1))
    other = meetings.plan(coordinator, plan)
    meetings.convene(coordinator, other, world.people["member"], Function.CHAIR, ONCE)
    browser = login("member")
    assert browser.get(f"/presentations/{world.presentation}/validate").status_code == 403
    assert browser.press(f"/meetings/{world.meeting}/state", target="open").status_code == 403


def test_being_the_presenter_of_another_hospital_s_case_is_no_right_to_read_it(
    world: World, login: Login
) -> None:
    made = cases.open_case(world.actors["coordinator"], new_case(world, name="TEST-SEUL"))
    shown = presentation_of(made)
    with immediate():
        db.session.execute(
            sa.update(Presentation)
            .where(Presentation.id == shown)
            .values(presenter_id=world.people["outsider"])
        )
    assert login("outsider").get(f"/presentations/{shown}").status_code == 404


def test_a_withdrawn_fact_is_gone_from_every_page_and_print(login: Login, world: World) -> None:
    browser = login("physician")
    shown = f"/presentations/{world.presentation}"
    pages = (f"/cases/{world.case}", shown)
    assert all("V600E" in browser.get(path).text for path in pages)
    fact = browser.get(f"/cases/{world.case}").text.split("/biomarkers/")
    ids = {part[:36] for part in fact[1:] if part[:3] != "new"}
    for fact_id in ids:
        assert (
            browser.press(f"/cases/{world.case}/biomarkers/{fact_id}/withdraw").status_code == 303
        )
        assert browser.get(f"/cases/{world.case}/biomarkers/{fact_id}").status_code == 404
        assert (
            browser.press(f"/cases/{world.case}/biomarkers/{fact_id}/withdraw").status_code == 404
        )
    assert not any("BRAF V600E" in of_the_patient(browser.get(path).text) for path in pages)
    assert "BRAF V600E" not in of_the_patient(reading.text(browser.get(f"{shown}/fiche.pdf").data))


def of_the_patient(text: str) -> str:
    """A page or a print without the words of the catalogue on whom a study was made with."""
    return " ".join(text.split()).replace("cancer colorectal BRAF V600E déjà traité", "")


def test_an_account_moved_to_another_hospital_leaves_its_cases_behind(
    login: Login, world: World
) -> None:
    admin = login("admin")
    account = world.accounts["secretary"]
    moved = admin.submit(f"/admin/accounts/{account}", hospital_id=str(world.other_hospital))
    assert moved.status_code == 303
    asked = Asked(login("secretary"), world)
    assert (asked.case, asked.presentation, asked.meeting) == (404, 404, 404)


def seat_of(world: World, name: str) -> UUID:
    """The seat of that person in the meeting."""
    return one(
        sa.select(MeetingMember.id).where(
            MeetingMember.meeting_id == world.meeting,
            MeetingMember.professional_id == world.people[name],
        )
    )


def one(query: Any) -> UUID:
    """The one value of a query."""
    found = db.session.scalars(query).one()
    db.session.rollback()
    assert isinstance(found, UUID)
    return found


def link_carer(world: World, name: str, since: date, until: date) -> None:
    """A dated care link, as the coordinator's page makes one, with dates of one's choice."""
    with immediate():
        db.session.add(
            CareLink(
                case_id=world.case,
                professional_id=world.people[name],
                since=since,
                until=until,
                added_by="test",
            )
        )

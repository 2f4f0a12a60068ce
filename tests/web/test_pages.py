"""Every page a person can open is shown to its role, and is a page that keeps the house's rules."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app import clock
from app.models import Meeting
from app.services import meeting_life, meetings
from tests.services.board import ONCE
from tests.world import version_of

PAGES = (
    "/",
    "/cases",
    "/cases/new",
    "/cases/import",
    "/cases/{case}",
    "/cases/{case}/identity",
    "/cases/{case}/tumour",
    "/cases/{case}/told",
    "/cases/{case}/request",
    "/cases/{case}/biomarkers/new",
    "/cases/{case}/treatments/new",
    "/cases/{case}/measures/new",
    "/cases/{case}/cautions/new",
    "/cases/{case}/preferences",
    "/cases/{case}/carers",
    "/meetings",
    "/meetings/new",
    "/meetings/{meeting}",
    "/meetings/{meeting}/edit",
    "/meetings/{meeting}/members",
    "/meetings/{meeting}/attendance",
    "/meetings/{meeting}/agenda",
    "/presentations/{presentation}",
    "/presentations/{presentation}/opinion",
    "/presentations/{presentation}/options/new",
    "/alternatives",
    "/alternatives/supportive-care",
    "/alternatives/supportive-care/1",
    "/alternatives/supportive-care/1/changes-since/1",
    "/alternatives/supportive-care/here",
    "/alternatives/actions",
    "/presentations/{presentation}/actions",
    "/account",
)


@pytest.mark.parametrize("path", PAGES)
def test_the_coordinator_opens_every_page_of_the_path(login, world, path):
    where = path.format(case=world.case, meeting=world.meeting, presentation=world.presentation)
    assert login("coordinator").get(where).status_code == 200


def test_the_home_page_shows_the_soonest_meeting_first_and_none_that_was_cancelled(login, world):
    actor = world.actors["coordinator"]
    for days, title in ((40, "RCP lointaine"), (3, "RCP proche"), (5, "RCP annulée")):
        at = clock.now() + timedelta(days=days)
        made = meetings.plan(actor, meetings.Plan(title, at, "Salle 2"), ONCE)
        if title == "RCP annulée":
            meeting_life.cancel(actor, made, "Fictif.", None, version_of(Meeting, made), ONCE)
    page = login("coordinator").get("/").text
    assert page.index("RCP proche") < page.index("RCP lointaine")
    assert "RCP annulée" not in page
    every = login("coordinator").get("/meetings").text
    assert every.index("RCP proche") < every.index("RCP annulée") < every.index("RCP lointaine")

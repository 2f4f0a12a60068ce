"""Fields that no form has: posted all the same, they change nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from app.domain.vocabulary import MeetingState, Role
from app.extensions import db
from app.models import Account, Case, Meeting, Option, Presentation
from app.services import meetings
from tests.judge import JudgingClient
from tests.world import ONCE, World

Login = Callable[[str], JudgingClient]


def stored(kind: type, row_id: Any, *names: str) -> dict[str, Any]:
    """Columns of a row as they stand."""
    row = db.session.execute(
        sa.select(*(getattr(kind, name) for name in names)).where(kind.id == row_id)
    ).one()
    db.session.rollback()
    return dict(row._mapping)


SNEAKED = {
    "id": "00000000-0000-4000-8000-000000000000",
    "hospital_id": "",
    "version": "99",
    "state": "validated",
    "validated_by": "Dr Intrus",
    "validated_at": "2026-01-01T00:00:00",
    "released_by": "Dr Intrus",
    "snapshot": "{}",
    "opposed": "no",
    "requester_id": "",
    "decided_by": "Dr Intrus",
    "role": "administrator",
    "clinical_editor": "y",
    "active": "",
    "updated_by": "Dr Intrus",
    "reference": "R-0000-000000",
    "closed_at": "2026-01-01T00:00:00",
}


def sneak(browser: JudgingClient, path: str, world: World, **typed: str) -> None:
    """Post a form with every field that no form has."""
    fields = {**SNEAKED, "hospital_id": str(world.other_hospital), **browser.form(path), **typed}
    assert browser.post(path, data=fields).status_code == 303


def test_fields_that_no_form_has_change_nothing_of_a_case(login: Login, world: World) -> None:
    case = Case, world.case, "hospital_id", "reference", "version"
    shown = (
        Presentation,
        world.presentation,
        "state",
        "validated_by",
        "snapshot",
        "released_by",
        "requester_id",
    )
    before = stored(*case), stored(*shown)
    secretary = login("secretary")
    sneak(secretary, f"/cases/{world.case}/identity", world, given_names="Lucie-Anne")
    sneak(secretary, f"/presentations/{world.presentation}/opinion", world, text="Un avis.")
    sneak(secretary, f"/cases/{world.case}/told", world, told_text="Sait tout.")
    assert stored(*case) == {**before[0], "version": before[0]["version"] + 1}
    assert stored(*shown) == before[1]


def test_fields_that_no_form_has_change_nothing_of_a_verdict_or_a_meeting(
    login: Login, world: World
) -> None:
    option = db.session.scalar(
        sa.select(Option.id).where(Option.presentation_id == world.presentation).limit(1)
    )
    db.session.rollback()
    secretary = login("secretary")
    sneak(
        secretary,
        f"/presentations/{world.presentation}/options/{option}",
        world,
        verdict="retained",
    )
    found = stored(Option, option, "decided_by", "presentation_id", "version")
    assert found == {
        "decided_by": "Test Secretary",
        "presentation_id": world.presentation,
        "version": 2,
    }
    sneak(secretary, f"/meetings/{world.meeting}/edit", world, title="RCP renommée")
    meeting = stored(Meeting, world.meeting, "title", "state", "hospital_id", "closed_at")
    assert meeting == {
        "title": "RCP renommée",
        "state": MeetingState.PLANNED,
        "hospital_id": world.hospital,
        "closed_at": None,
    }


def test_fields_that_no_form_has_change_nothing_of_one_s_own_account(
    login: Login, world: World
) -> None:
    sneak(
        login("nurse"),
        "/account",
        world,
        current_password=world.password,
        password="cerise nuage tambour ardoise",
    )
    found = stored(
        Account, world.accounts["nurse"], "role", "clinical_editor", "active", "hospital_id"
    )
    assert found == {
        "role": Role.NURSE,
        "clinical_editor": False,
        "active": True,
        "hospital_id": world.hospital,
    }


def test_a_version_from_the_future_does_not_defeat_the_lock(login: Login, world: World) -> None:
    browser, path = login("physician"), f"/cases/{world.case}/identity"
    typed = browser.form(path)
    for crafted in ("99", "-1", "abc", ""):
        answer = browser.post(
            path,
            data={
                **typed,
                "submission": crafted,
                "seen_version": crafted,
                "birth_name": "TEST-PERDU",
            },
        )
        assert answer.status_code == 200, crafted
    assert "TEST-PERDU" not in browser.get(f"/cases/{world.case}").text


def test_a_secretary_prepares_a_meeting_but_never_opens_it(login: Login, world: World) -> None:
    secretary = login("secretary")
    assert secretary.press(f"/meetings/{world.meeting}/state", target="open").status_code == 403
    meetings.advance(world.actors["coordinator"], world.meeting, MeetingState.OPEN, ONCE)
    assert secretary.press(f"/meetings/{world.meeting}/state", target="closed").status_code == 403
    page = secretary.get(f"/meetings/{world.meeting}").text
    assert "Clore la séance" not in page

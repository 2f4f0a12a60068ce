"""The short block of precautions: typed at once, unknown unless ticked, each line checked against its own version."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from app.domain.vocabulary import CautionKind, Presence
from app.queries import cases as queries
from app.services import cases as services
from tests.services.board import ONCE
from tests.world import World

Login = Callable[[str], Any]


def stored(world: World) -> dict[CautionKind, tuple[Presence, str]]:
    """What the file says of each condition."""
    rows = queries.file(world.actors["coordinator"], world.case).file.cautions
    return {row.kind: (row.presence, row.detail) for row in rows}


def test_what_is_ticked_is_stored_at_once_and_the_rest_stays_unknown(
    login: Login, world: World
) -> None:
    before = stored(world)
    given = {"qt_presence": "yes", "qt_detail": "QTc 490 ms", "liver_presence": "no"}
    login("coordinator").submit(f"/cases/{world.case}/precautions", **given)
    assert stored(world) == before | {
        CautionKind.QT: (Presence.YES, "QTc 490 ms"),
        CautionKind.LIVER: (Presence.NO, ""),
    }


def test_a_detail_without_an_answer_and_a_date_ahead_are_refused_beside_their_line_and_store_nothing(
    login: Login, world: World
) -> None:
    before = stored(world)
    given = {
        "kidney_detail": "clairance 40",
        "qt_presence": "yes",
        "qt_noted_on": "2090",
        "heart_presence": "peut-être",
    }
    page = login("coordinator").submit(f"/cases/{world.case}/precautions", **given)
    assert "Cochez oui, non ou non renseigné" not in page.text
    del given["heart_presence"]
    page = login("coordinator").submit(f"/cases/{world.case}/precautions", **given)
    assert "Cochez oui, non ou non renseigné" in page.text
    assert 'id="qt_noted_on-error"' in page.text and "clairance 40" in page.text
    assert stored(world) == before


def test_two_editors_of_one_line_meet_and_those_of_different_lines_do_not(
    login: Login, world: World
) -> None:
    path, browser = f"/cases/{world.case}/precautions", login("coordinator")
    browser.submit(path, qt_presence="no")
    opened = browser.form(path)
    browser.submit(path, qt_presence="yes", qt_detail="QTc 500 ms")
    browser.submit(path, heart_presence="no")
    page = browser.post(path, data=opened | {"liver_presence": "yes", "heart_presence": ""})
    assert page.status_code == 303
    assert stored(world)[CautionKind.QT] == (Presence.YES, "QTc 500 ms")
    assert stored(world)[CautionKind.HEART][0] is Presence.NO
    stale = opened | {"qt_presence": "unknown", "submission": "another"}
    page = browser.post(path, data=stale)
    assert "Enregistré entre-temps" in page.text and "QTc 500 ms" in page.text
    assert stored(world)[CautionKind.QT] == (Presence.YES, "QTc 500 ms")


def test_a_line_withdrawn_meanwhile_is_told_and_what_was_typed_stays(
    login: Login, world: World
) -> None:
    path, browser = f"/cases/{world.case}/precautions", login("coordinator")
    browser.submit(path, transplant_presence="yes", transplant_detail="rein")
    opened = browser.form(path)
    actor = world.actors["coordinator"]
    row = next(
        r for r, _version in queries.cautions(actor, world.case) if r.kind is CautionKind.TRANSPLANT
    )
    services.withdraw_fact(actor, world.case, type(row), UUID(row.id), ONCE)
    page = browser.post(path, data=opened | {"transplant_detail": "rein, 2015"})
    assert "Enregistré entre-temps" in page.text and "rein, 2015" in page.text

"""Who read which case is written; a page that only reads writes nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa

from app import clock
from app.extensions import db
from app.models import AccessTrace, LoginSession
from tests.judge import JudgingClient
from tests.security.authorisation_table import rows as table
from tests.security.scene import READ_MARKS, Scene, rows
from tests.security.test_authorisation import path_of
from tests.world import World

ONE_OF_EACH_RELATION = ("coordinator", "physician", "chair", "nurse", "invited")
Login = Callable[[str], JudgingClient]


def traces() -> list[tuple[str, str, str, str]]:
    """Every trace: account, name, action, case."""
    columns = (
        AccessTrace.account_id,
        AccessTrace.account_name,
        AccessTrace.action,
        AccessTrace.case_id,
    )
    found = [
        tuple(row) for row in db.session.execute(sa.select(*columns).order_by(AccessTrace.seq))
    ]
    db.session.rollback()
    return found


def test_opening_a_case_is_traced_with_who_and_which(login: Login, world: World) -> None:
    login("nurse").get(f"/cases/{world.case}")
    account = str(world.accounts["nurse"])
    assert traces() == [(account, "Test Nurse", "case.read", str(world.case))]


def test_opening_a_presentation_and_printing_it_are_traced(login: Login, world: World) -> None:
    browser, shown = login("invited"), f"/presentations/{world.presentation}"
    browser.get(shown)
    browser.get(f"{shown}/fiche.pdf")
    browser.get(f"{shown}/patient.pdf")
    found = [(action, case) for _account, _name, action, case in traces()]
    assert {case for _action, case in found} == {str(world.case)}
    assert [action for action, _case in found] == [
        "presentation.read",
        "presentation.read",
        "fiche.printed",
        "presentation.read",
        "patient.printed",
    ]


@pytest.mark.parametrize("name", ["stranger", "outsider", "other_coordinator", "admin"])
def test_what_is_refused_or_not_found_leaves_no_trace_of_a_reading(
    login: Login, world: World, name: str
) -> None:
    browser = login(name)
    for path in (
        f"/cases/{world.case}",
        f"/presentations/{world.presentation}",
        f"/cases/{world.case}/identity",
    ):
        assert browser.get(path).status_code in {403, 404}
    assert traces() == []


def test_a_page_refused_for_the_relation_leaves_no_trace_either(login: Login, world: World) -> None:
    member = login("member")
    for path in (f"/cases/{world.case}/identity", f"/presentations/{world.presentation}/validate"):
        assert member.get(path).status_code == 403
    assert traces() == []


def test_every_page_about_a_case_traces_whoever_may_read_it(scene: Scene) -> None:
    silent = []
    for (endpoint, method), row in table().items():
        rule = next(r for r in scene.app.url_map.iter_rules() if r.endpoint == endpoint)
        if method != "GET" or not {"case_id", "presentation_id"} & rule.arguments:
            continue
        for person in (name for name in ONE_OF_EACH_RELATION if row[name] == "200"):
            earlier = len(traces())
            scene.ask(person, "GET", path_of(scene, endpoint))
            account = str(scene.world.accounts[person])
            found = {(who, case) for who, _name, _action, case in traces()[earlier:]}
            if found != {(account, str(scene.world.case))}:
                silent.append(f"{endpoint} by {person}: {found}")
    assert not silent, "\n".join(silent)


def test_a_page_that_reads_writes_nothing_but_its_trace(scene: Scene) -> None:
    before, written = rows(without=READ_MARKS), []
    for (endpoint, method), row in table().items():
        if method == "GET":
            one_by_answer = {cell: person for person, cell in row.items()}
            for person in one_by_answer.values():
                scene.ask(person, "GET", path_of(scene, endpoint))
            if rows(without=READ_MARKS) != before:
                written.append(endpoint)
                scene.put_back()
    assert not written, written


def test_last_seen_is_written_once_a_minute_and_not_at_each_page(
    login: Login, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, start = login("nurse"), clock.now()
    seen = []
    for seconds in (0, 20, 59, 62, 90):
        moment = start + timedelta(seconds=seconds)
        monkeypatch.setattr(clock, "now", lambda moment=moment: moment)
        assert browser.get("/account").status_code == 200
        seen.append(db.session.scalars(sa.select(LoginSession.last_seen_at)).one())
        db.session.rollback()
    assert seen[0] == seen[1] == seen[2]
    assert seen[3] == seen[4] == start + timedelta(seconds=62)


def test_traces_are_never_rewritten(login: Login, world: World) -> None:
    login("nurse").get(f"/cases/{world.case}")
    for change in (sa.update(AccessTrace).values(account_name="Personne"), sa.delete(AccessTrace)):
        with pytest.raises(sa.exc.IntegrityError, match="append-only"):
            db.session.execute(change)
        db.session.rollback()
    assert len(traces()) == 1

"""A walk through every page a person can reach: nobody meets the name of a patient he or she may not know."""

from __future__ import annotations

import re
from collections import Counter, deque
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from werkzeug.test import TestResponse

from app.extensions import db
from app.models import Case
from tests.documents import reading
from tests.security.scene import Scene
from tests.world import presentation_of

OURS, RESERVED, THEIRS = "TEST-DURAND", "TEST-RESERVE", "TEST-AILLEURS"
# Whom each person may know of: the convened case, the one that only the staff reads, the other hospital's.
KNOWN = {
    "admin": set(),
    "coordinator": {OURS, RESERVED},
    "secretary": {OURS, RESERVED},
    "physician": {OURS},
    "chair": {OURS},
    "member": {OURS},
    "nurse": {OURS},
    "reader": {OURS},
    "invited": {OURS},
    "stranger": set(),
    "outsider": set(),
    "other_coordinator": {THEIRS},
}
UNSAFE = ("/static/", "/fonts/")
# One view shows many objects in the same way (the options of a comparison): a few of each are enough.
OF_EACH_VIEW = 6


def links_of(page: TestResponse) -> set[str]:
    """Every address of this site that a page leads to, those of its forms included."""
    soup = BeautifulSoup(page.text, "html.parser")
    found = {str(tag["href"]) for tag in soup.find_all("a", href=True)}
    found |= {
        str(tag["action"])
        for tag in soup.find_all("form", action=True)
        if tag.get("method") != "post"
    }
    paths = {urlsplit(link)._replace(fragment="").geturl() for link in found}
    return {path for path in paths if path.startswith("/") and not path.startswith(UNSAFE)}


def text_of(answer: TestResponse) -> str:
    """What an answer says: the source of a page, the text of a print, what is legible in an image; and its headers."""
    if answer.mimetype == "application/pdf":
        body = reading.text(answer.data)
    elif answer.mimetype.startswith("image/"):
        body = answer.data.decode(errors="replace")
    else:
        body = answer.get_data(as_text=True)
    return body + str(answer.headers)


def walk(scene: Scene, person: str) -> dict[str, str]:
    """Every address reached from the home page, with what it said."""
    seen: dict[str, str] = {}
    views: Counter[str] = Counter()
    queue, browser = deque(["/"]), scene.browser(person)
    while queue:
        path = queue.popleft()
        view = str(scene.app.url_map.bind("localhost").match(urlsplit(path).path)[0])
        if path in seen or views[view] == OF_EACH_VIEW:
            continue
        views[view] += 1
        answer = browser.get(path, follow_redirects=True)
        assert answer.status_code == 200, f"{person} is offered {path}: {answer.status_code}"
        seen[path] = text_of(answer)
        if answer.mimetype == "text/html":
            queue.extend(sorted(links_of(answer) - set(seen)))
    return seen


@pytest.mark.parametrize("person", KNOWN)
def test_every_link_offered_opens_and_meets_known_patients_only(scene: Scene, person: str) -> None:
    pages = walk(scene, person)
    met = {name for name in (OURS, RESERVED, THEIRS) for said in pages.values() if name in said}
    where = {path for path, said in pages.items() for name in met - KNOWN[person] if name in said}
    assert met == KNOWN[person], f"{person} met {met}, in {sorted(where)[:5]}"


@pytest.mark.parametrize("person", ["stranger", "outsider", "other_coordinator", "admin"])
def test_references_and_identifiers_of_unknown_cases_appear_nowhere(
    scene: Scene, person: str
) -> None:
    known = db.session.get_one(Case, scene.world.case)
    secret = {known.reference, str(known.id), str(known.patient_id), str(presentation_of(known.id))}
    said = "\n".join(walk(scene, person).values())
    assert not {word for word in secret if word in said}


def test_an_error_page_repeats_nothing_of_the_object(scene: Scene) -> None:
    world = scene.world
    for person in ("stranger", "outsider", "admin", "other_coordinator"):
        for path in (
            f"/cases/{world.case}",
            f"/presentations/{world.presentation}",
            f"/meetings/{world.meeting}",
        ):
            answer = scene.ask(person, "GET", path)
            assert answer.status_code in {403, 404}
            assert not re.search(r"DURAND|Lucie|R-\d{4}-|RCP d|FOLFOX", text_of(answer)), (
                person,
                path,
            )


def test_the_numbers_of_the_administration_count_no_case(scene: Scene) -> None:
    page = BeautifulSoup(scene.ask("admin", "GET", "/admin").text, "html.parser")
    assert not re.search(r"\d+\s+dossier", page.find("main").get_text().lower())


def test_only_one_s_own_hospital_is_offered_where_a_professional_is_chosen(scene: Scene) -> None:
    for path in ("/cases/new", "/cases/import", f"/cases/{scene.world.case}/carers"):
        page = scene.ask("coordinator", "GET", path).text
        assert "Stranger" in page
        assert "Outsider" not in page, path


def test_only_one_s_own_waiting_cases_are_offered_for_an_agenda(scene: Scene) -> None:
    page = scene.ask("coordinator", "GET", f"/meetings/{scene.world.meeting}/agenda").text
    assert RESERVED in page
    assert THEIRS not in page
    crafted = scene.ask(
        "coordinator",
        "POST",
        f"/meetings/{scene.world.meeting}/agenda",
        {"presentation_id": str(scene.world.other_presentation), "seen_version": "0"},
    )
    assert THEIRS not in crafted.text
    shown = scene.ask("coordinator", "GET", f"/meetings/{scene.world.meeting}")
    assert THEIRS not in shown.text


def test_a_crafted_requester_of_another_hospital_is_refused(scene: Scene) -> None:
    path = f"/cases/{scene.world.case}/request"
    typed = scene.browser("coordinator").form(path)
    outsider = str(scene.world.people["outsider"])
    scene.ask("coordinator", "POST", path, {**typed, "requester_id": outsider})
    assert scene.ask("outsider", "GET", f"/cases/{scene.world.case}").status_code == 404

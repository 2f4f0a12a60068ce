"""The screens of what is missing: on the case, the comparison and the meeting; the coordinator's lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from flask import Flask

from app.i18n import typography
from app.models import AccessTrace, Gap, Meeting, MeetingKind, Requirement
from app.queries import cases as case_queries
from tests.documents.reading import flat
from tests.services.board import count, every, one, ready, validate
from tests.world import World

Login = Callable[[str], Any]


def said(page: Any) -> str:
    """The words of the main part of a page, spaces evened out."""
    main = BeautifulSoup(page.text, "html.parser").find("main")
    assert main is not None
    return flat(main.get_text(" "))


def links(page: Any) -> dict[str, str]:
    """The links of the main part, by their words."""
    found = BeautifulSoup(page.text, "html.parser").select("main a[href]")
    return {flat(a.get_text()): str(a["href"]) for a in found}


def control(page: Any, fragment: str) -> Any:
    """The control that a link's fragment points to."""
    return BeautifulSoup(page.text, "html.parser").find(id=fragment)


def sheet(world: World) -> str:
    """The address of the notes of the world's case."""
    return f"/presentations/{world.presentation}/missing"


def test_each_missing_item_leads_to_the_very_field_where_it_is_typed(
    login: Login, world: World
) -> None:
    browser = login("coordinator")
    page = browser.get(f"/cases/{world.case}")
    tags = [a["href"] for a in BeautifulSoup(page.text, "html.parser").select(".complete a.tag")]
    assert len(tags) >= 8
    for href in tags:
        path, _hash, fragment = href.partition("#")
        field = control(browser.get(path), fragment)
        assert field is not None, href


def test_a_link_to_a_measure_or_a_marker_has_it_chosen_already(login: Login, world: World) -> None:
    browser = login("coordinator")
    found = links(browser.get(f"/cases/{world.case}"))
    weight = browser.get(found["? poids"].partition("#")[0])
    assert control(weight, "kind").find("option", selected=True)["value"] == "weight"
    ras = browser.get(found["? marqueur RAS"].partition("#")[0])
    assert control(ras, "marker")["value"] == "RAS"
    msi = browser.get(found["? marqueur MSI/MMR"].partition("#")[0])
    assert control(msi, "state").find("option", selected=True)["value"] == "not_done"


def test_the_wrong_name_in_such_a_link_chooses_nothing(login: Login, world: World) -> None:
    browser = login("coordinator")
    for kind, query in (("measures", "measure=%3Cb%3E"), ("biomarkers", "marker=inconnu")):
        page = browser.get(f"/cases/{world.case}/{kind}/new?{query}")
        assert page.status_code == 200
        assert "inconnu" not in page.text


def test_who_may_not_type_sees_the_names_without_links(login: Login, world: World) -> None:
    page = login("reader").get(f"/cases/{world.case}")
    assert "? poids" in said(page)
    assert not BeautifulSoup(page.text, "html.parser").select(".complete a")


def test_the_comparison_says_in_one_line_how_complete_the_case_is(
    login: Login, world: World
) -> None:
    page = login("chair").get(f"/presentations/{world.presentation}")
    line = BeautifulSoup(page.text, "html.parser").select_one("details.completeness")
    assert line is not None
    assert not line.has_attr("open")
    summary = flat(line.find("summary").get_text())
    assert summary.startswith("Dossier ")
    assert "manquent" in summary
    assert "? poids" in flat(line.get_text(" "))
    assert [a["href"].partition("#")[2] for a in line.find_all("a")] == ["what_matters"], (
        "the chair records wishes, and does not edit the rest of the case"
    )


def test_the_coordinator_shares_out_what_is_missing(login: Login, world: World) -> None:
    browser = login("coordinator")
    typed = {
        "weight.bearer_id": str(world.people["nurse"]),
        "weight.due_on": "01/12/2030",
        "metastatic-sites.state": "not_known",
        "metastatic-sites.word": "scanner du 28",
    }
    assert browser.submit(sheet(world), **typed).status_code == 303
    page = browser.get(f"/meetings/{world.meeting}/missing")
    text = said(page)
    assert "Dr Test Nurse" in text
    assert "01/12/2030" in text
    assert "– sites métastatiques (pas encore connu)" in text
    assert "scanner du 28" in text
    assert count(Gap) == 2, "lines left alone store nothing"


def test_a_refused_note_stays_in_its_field_with_its_sentence(login: Login, world: World) -> None:
    browser = login("coordinator")
    typed = {"weight.state": "not_known", "stage.bearer": "x", "weight.due_on": "demain"}
    answer = browser.submit(sheet(world), **typed)
    assert control(answer, "weight.due_on")["value"] == "demain"
    assert "Date non comprise" in said(answer)
    answer = browser.submit(sheet(world), **{"weight.state": "not_known"})
    assert typography("« Pas encore connu » se dit avec un mot") in answer.text
    assert count(Gap) == 0


def test_a_note_about_an_item_typed_meanwhile_is_not_lost(login: Login, world: World) -> None:
    browser = login("coordinator")
    form = browser.form(sheet(world)) | {"weight.bearer": "la diététicienne"}
    weight = f"/cases/{world.case}/measures/new"
    assert browser.submit(weight, kind="weight", value="70").status_code == 303
    assert browser.post(sheet(world), data=form).status_code == 303
    assert every(sa.select(Gap.bearer)) == ["la diététicienne"]
    assert "✓ poids" in said(browser.get(sheet(world)))


def test_two_coordinators_see_each_other_s_notes_before_they_overwrite(
    login: Login, world: World
) -> None:
    one_of_them, other = login("coordinator"), login("secretary")
    form = one_of_them.form(sheet(world)) | {"weight.bearer": "moi"}
    assert other.submit(sheet(world), **{"weight.bearer": "une autre"}).status_code == 303
    answer = one_of_them.post(sheet(world), data=form)
    assert answer.status_code == 200
    assert control(answer, "weight.bearer")["value"] == "moi"
    assert "une autre" in said(answer)


def test_the_message_names_what_is_missing_and_the_patient_by_initials_only(
    login: Login, world: World
) -> None:
    browser = login("coordinator")
    typed = {
        "weight.bearer_id": str(world.people["nurse"]),
        "weight.bearer": "sa fille Zoé",
        "weight.word": "chez elle",
    }
    browser.submit(sheet(world), **typed)
    for path in (sheet(world), f"/meetings/{world.meeting}/missing"):
        area = BeautifulSoup(browser.get(path).text, "html.parser").find("textarea", readonly=True)
        text = flat(area.get_text())
        reference = case_queries.file(world.actors["coordinator"], world.case).reference
        assert f"{reference} (L. T.)" in text
        assert "- poids : Dr Test Nurse" in text
        assert "- marqueur MSI/MMR" in text
        for word in ("TEST-DURAND", "Lucie", "1961", "côlon", "Zoé", "chez elle", "Progression"):
            assert word not in text, word


def test_what_was_brought_or_is_not_known_is_not_asked_again(login: Login, world: World) -> None:
    browser = login("coordinator")
    typed = {
        "weight.state": "brought",
        "metastatic-sites.state": "not_known",
        "metastatic-sites.word": "scanner lundi",
    }
    browser.submit(sheet(world), **typed)
    page = browser.get(sheet(world))
    text = BeautifulSoup(page.text, "html.parser").find("textarea", readonly=True).get_text()
    assert "poids" not in text
    assert "métastatiques" not in text


def test_each_case_shown_on_the_screen_of_a_meeting_is_traced(login: Login, world: World) -> None:
    login("chair").get(f"/meetings/{world.meeting}/missing")
    traced = every(sa.select(AccessTrace.case_id).where(AccessTrace.action == "case.prepared"))
    assert [str(case_id) for case_id in traced] == [str(world.case)]


@pytest.mark.parametrize("who", ["other_coordinator", "outsider", "stranger"])
def test_other_hospitals_find_neither_the_screen_nor_the_sheet(
    login: Login, world: World, who: str
) -> None:
    browser = login(who)
    assert browser.get(sheet(world)).status_code == 404
    assert browser.get(f"/meetings/{world.meeting}/missing").status_code == 404


def test_a_validated_presentation_keeps_its_line_and_takes_no_note(
    app: Flask, login: Login, world: World
) -> None:
    browser = login("coordinator")
    assert browser.submit(sheet(world), **{"weight.bearer": "la diététicienne"}).status_code == 303
    ready(world)
    validate(world)
    page = browser.get(sheet(world))
    assert "la diététicienne" in said(page), "what was noted stays readable"
    assert "L’avis est validé" in said(page)
    assert not BeautifulSoup(page.text, "html.parser").select("main form fieldset")
    assert "manquent" in said(browser.get(f"/presentations/{world.presentation}"))


def test_a_coordinator_adds_a_kind_from_its_category_and_gives_it_to_a_meeting(
    login: Login, world: World
) -> None:
    browser = login("coordinator")
    path = "/meetings/kinds/new?category=oncopalliative"
    ticked = browser.form(path)["items"]
    assert {"pain", "trusted_person", "advance_directive"} == set(ticked)
    answer = browser.submit(path, name="Onco-palliative", room="Salle 3", freshness_days="14")
    assert answer.status_code == 303
    kind = one(sa.select(MeetingKind))
    assert (kind.category.value, kind.freshness_days) == ("oncopalliative", 14)
    edit = f"/meetings/{world.meeting}/edit"
    assert browser.submit(edit, kind_id=str(kind.id)).status_code == 303
    assert one(sa.select(Meeting.kind_id).where(Meeting.id == world.meeting)) == kind.id
    page = browser.get(f"/cases/{world.case}")
    assert "? douleur" in said(page)
    assert "! indice OMS (05/01/2026, soit" in said(page)
    assert "Onco-palliative" in said(browser.get(f"/meetings/{world.meeting}"))


def test_a_coordinator_decides_what_is_asked_and_sees_who_decided(
    login: Login, world: World
) -> None:
    browser = login("coordinator")
    assert "Relais, par défaut" in said(browser.get("/meetings/kinds"))
    asked = browser.submit("/meetings/required/all", items=["birth", "albumin"])
    assert asked.status_code == 303
    assert browser.submit("/meetings/required/colorectal", markers=["HER2"]).status_code == 303
    assert sorted(every(sa.select(Requirement.scope))) == ["all", "colorectal"]
    page = said(browser.get(f"/cases/{world.case}"))
    assert "? albumine" in page
    assert "? poids" not in page
    assert browser.get("/meetings/required/nowhere").status_code == 404


def test_a_kind_changed_meanwhile_shows_names_and_not_codes(login: Login, world: World) -> None:
    browser, other = login("coordinator"), login("secretary")
    browser.submit("/meetings/kinds/new", name="Type A")
    path = f"/meetings/kinds/{one(sa.select(MeetingKind.id))}"
    form = browser.form(path) | {"items": ["weight"]}
    assert other.submit(path, items=["pain", "albumin"]).status_code == 303
    answer = browser.post(path, data=form)
    stored = BeautifulSoup(answer.text, "html.parser").select_one("fieldset .stored")
    assert stored is not None
    assert "Albumine, Douleur" in flat(stored.get_text())


def test_the_agenda_of_a_planned_meeting_shows_what_is_missing_to_who_prepares_it(
    login: Login, world: World
) -> None:
    path = f"/meetings/{world.meeting}"
    assert "Dossier" in said(login("coordinator").get(path))
    cells = BeautifulSoup(login("coordinator").get(path).text, "html.parser").select("td.complete")
    assert len(cells) == 1
    assert "/" in cells[0].get_text()
    assert not BeautifulSoup(login("reader").get(path).text, "html.parser").select("td.complete")

"""The depth of the file through the browser: rows of a treatment, emergencies on top, empty groups on one line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from bs4 import BeautifulSoup

from app.queries import cases as queries
from app.web.cases.kinds import KINDS
from tests.documents.reading import flat
from tests.world import World

Login = Callable[[str], Any]


def main_of(answer: Any) -> str:
    """The words of a page."""
    main = BeautifulSoup(answer.text, "html.parser").find("main")
    assert main is not None
    return flat(main.get_text(" "))


def file_of(world: World) -> Any:
    """The file as stored."""
    return queries.file(world.actors["coordinator"], world.case).file


def first_line(world: World) -> UUID:
    """The id of the world's one line of treatment."""
    return UUID(file_of(world).treatments[0].id)


@pytest.mark.parametrize("code", sorted(KINDS))
def test_every_kind_of_fact_opens_its_form(login: Login, world: World, code: str) -> None:
    assert login("coordinator").get(f"/cases/{world.case}/{code}/new").status_code == 200


def test_toxicities_and_changes_of_dose_are_typed_in_rows_and_shown_on_the_case(
    login: Login, world: World
) -> None:
    path = f"/cases/{world.case}/treatments/{first_line(world)}"
    browser = login("coordinator")
    answer = browser.submit(
        path,
        **{
            "dose_intensity": "78,5",
            "dose_reductions-0-drug": "oxaliplatine",
            "dose_reductions-0-what": "−25 %",
            "dose_reductions-1-on": "03/2025",
            "dose_reductions-1-what": "cure reportée",
            "toxicities-1-term": "Neuropathie périphérique",
            "toxicities-1-grade": "2",
            "toxicities-1-on": "14/03/2025",
            "ongoing": "no",
        },
    )
    assert answer.status_code == 303, main_of(answer)
    (line,) = file_of(world).treatments
    assert [str(change) for change in line.dose_reductions] == [
        "oxaliplatine −25 %",
        "cure reportée 03/2025",
    ]
    assert [(t.term, t.grade, str(t.on), t.version) for t in line.toxicities] == [
        ("Neuropathie périphérique", 2, "14/03/2025", "5.0")
    ]
    shown = main_of(browser.get(f"/cases/{world.case}"))
    assert "intensité de dose relative 78,5 %" in shown
    assert "Neuropathie périphérique, grade 2 (14/03/2025)" in shown


def test_a_row_emptied_is_taken_away_and_the_others_stay(login: Login, world: World) -> None:
    path = f"/cases/{world.case}/treatments/{first_line(world)}"
    browser = login("coordinator")
    browser.submit(path, **{"toxicities-0-term": "Fatigue", "toxicities-1-term": "Nausée"})
    browser.submit(path, **{"toxicities-0-term": ""})
    assert [t.term for t in file_of(world).treatments[0].toxicities] == ["Nausée"]


def test_a_wrong_date_in_a_row_is_told_beside_it_and_nothing_typed_is_lost(
    login: Login, world: World
) -> None:
    path = f"/cases/{world.case}/treatments/{first_line(world)}"
    answer = login("coordinator").submit(
        path,
        **{
            "toxicities-1-term": "Fatigue",
            "toxicities-1-on": "hier",
            "toxicities-1-note": "suivie",
        },
    )
    assert answer.status_code == 200
    page = BeautifulSoup(answer.text, "html.parser")
    (fault,) = page.select(".error")
    assert fault["id"] == "toxicities-1-on-error"
    values = [
        page.find(attrs={"name": f"toxicities-1-{n}"})["value"] for n in ("term", "on", "note")
    ]
    assert values == ["Fatigue", "hier", "suivie"]
    assert file_of(world).treatments[0].toxicities == ()


def test_a_row_without_a_term_is_kept_because_structure_never_blocks(
    login: Login, world: World
) -> None:
    path = f"/cases/{world.case}/treatments/{first_line(world)}"
    assert (
        login("coordinator").submit(path, **{"toxicities-0-note": "mal tolérée"}).status_code == 303
    )
    assert "effet non précisé, mal tolérée" in main_of(
        login("coordinator").get(f"/cases/{world.case}")
    )


def test_two_people_on_the_rows_of_a_treatment_see_both(login: Login, world: World) -> None:
    path = f"/cases/{world.case}/treatments/{first_line(world)}"
    me, other = login("coordinator"), login("physician")
    mine = me.form(path)
    other.submit(path, **{"toxicities-0-term": "Fatigue", "toxicities-0-grade": "3"})
    answer = me.post(path, data={**mine, "toxicities-0-term": "Nausée"})
    assert answer.status_code == 200
    assert "Enregistré entre-temps : Fatigue 3" in main_of(answer)
    kept = BeautifulSoup(answer.text, "html.parser").find(attrs={"name": "toxicities-0-term"})
    assert kept["value"] == "Nausée"


def test_an_emergency_stands_on_top_of_the_case_and_of_the_meeting_until_it_is_resolved(
    login: Login, world: World
) -> None:
    browser = login("coordinator")
    new = f"/cases/{world.case}/red_flags/new"
    browser.submit(new, kind="cord_compression", detail="T8, IRM demandée", noted_on="04/01/2026")
    pages = (f"/cases/{world.case}", f"/presentations/{world.presentation}")
    for path in pages:
        top = BeautifulSoup(browser.get(path).text, "html.parser").select_one(".red-flags")
        assert top is not None, path
        assert "Compression médullaire, T8, IRM demandée (04/01/2026)" in flat(top.get_text(" "))
    flag = file_of(world).red_flags[0]
    browser.submit(f"/cases/{world.case}/red_flags/{flag.id}", resolved="y", resolved_on="02/2026")
    for path in pages:
        assert not BeautifulSoup(browser.get(path).text, "html.parser").select(".red-flags")
    assert "résolue en février 2026" in main_of(browser.get(pages[0]))


def test_what_nobody_filled_is_one_line_and_each_word_leads_to_its_form(
    login: Login, world: World
) -> None:
    page = BeautifulSoup(login("coordinator").get(f"/cases/{world.case}").text, "html.parser")
    lines = [flat(p.get_text(" ")) for p in page.select("p.empties")]
    assert (
        "Non renseigné : sérologies et DPD · traitements habituels · allergies · antécédents familiaux"
        in lines
    )
    links = {a["href"] for a in page.select("p.empties a")}
    assert f"/cases/{world.case}/allergies/new" in links


def test_a_malformed_alteration_is_doubted_and_kept_as_typed(login: Login, world: World) -> None:
    browser = login("coordinator")
    path = f"/cases/{world.case}/biomarkers/new"
    browser.submit(path, marker="KRAS", state="positive", alteration="c.35 G>T", escat="I-A")
    shown = main_of(browser.get(f"/cases/{world.case}"))
    assert "KRAS c.35 G>T ? écriture HGVS à vérifier ESCAT I-A" in shown


def test_the_g8_is_typed_alone_and_no_longer_offered_among_the_measures(
    login: Login, world: World
) -> None:
    browser = login("coordinator")
    assert 'value="g8"' not in browser.get(f"/cases/{world.case}/measures/new").text
    browser.submit(f"/cases/{world.case}/g8/new", score="13,5", noted_on="04/01/2026")
    assert "Score G8 13,5/17 (04/01/2026)" in main_of(browser.get(f"/cases/{world.case}"))


def test_earlier_values_are_folded_under_the_latest_with_the_loss_of_weight(
    login: Login, world: World
) -> None:
    browser = login("coordinator")
    path = f"/cases/{world.case}/measures/new"
    browser.submit(path, kind="weight", value="80", measured_on="02/11/2025")
    browser.submit(path, kind="weight", value="76", measured_on="05/01/2026")
    page = BeautifulSoup(browser.get(f"/cases/{world.case}").text, "html.parser")
    (row,) = [li for li in page.select("#measures li") if "Poids" in li.get_text()]
    assert "Poids 76 kg (05/01/2026) −5 % depuis le 02/11/2025" in flat(row.get_text(" "))
    assert "1 valeur antérieure" in flat(row.select_one("details summary").get_text())


def test_rows_typed_and_not_saved_come_back_with_the_draft(login: Login, world: World) -> None:
    browser = login("coordinator")
    path = f"/cases/{world.case}/treatments/new"
    page = BeautifulSoup(browser.get(path).text, "html.parser")
    fields = {"label": ["FOLFIRI"], "toxicities": ["rows"], "toxicities-1-term": ["Nausée"]}
    kept = browser.post(
        "/drafts",
        json={"key": path, "submission": "", "fields": fields},
        headers={"X-CSRFToken": page.body["data-token"]},
    )
    assert kept.status_code == 200
    again = BeautifulSoup(browser.get(path).text, "html.parser")
    assert again.find(attrs={"name": "toxicities-0-term"})["value"] == "Nausée"

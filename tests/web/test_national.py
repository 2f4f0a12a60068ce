"""The national items through the browser: several tumours, haematology, the national page, the text for the DCC."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup

from app.domain import conclusion
from app.domain.casefile import Tumour
from app.domain.national import National
from app.domain.vocabulary import Site
from app.errors import NotFound, RuleViolation, StaleVersion
from app.extensions import db
from app.models import AccessTrace, AuditEntry, Case, Presentation
from app.queries import case_files
from app.queries import cases as queries
from app.services import cases, presenting, tumours
from app.services import national as national_services
from tests.documents.national_sample import NATIONAL
from tests.documents.reading import flat
from tests.services.board import ONCE, every, one, ready, record_of, row, validate
from tests.world import World, version_of

Login = Callable[[str], Any]
BREAST = Tumour("Carcinome du sein ancien", Site.BREAST)


def words(answer: Any) -> str:
    """The words of a page."""
    main = BeautifulSoup(answer.text, "html.parser").find("main")
    assert main is not None
    return flat(main.get_text(" "))


def file_of(world: World) -> Any:
    """The file as stored."""
    return queries.file(world.actors["coordinator"], world.case).file


def add_breast(world: World) -> UUID:
    """A second tumour; its id."""
    tumours.save(world.actors["coordinator"], world.case, BREAST, None, 0, ONCE)
    return next(UUID(t.id) for t in file_of(world).tumours if t.label == BREAST.label)


def test_a_second_tumour_is_added_and_told_in_one_line_on_the_case_and_the_comparison(
    login: Login, world: World
) -> None:
    browser = login("coordinator")
    answer = browser.submit(
        f"/cases/{world.case}/tumours/new", label=BREAST.label, site="breast", stage="II"
    )
    assert answer.status_code == 303
    said = "Autres tumeurs : Carcinome du sein ancien, stade II"
    assert said in words(browser.get(f"/cases/{world.case}"))
    assert said in words(browser.get(f"/presentations/{world.presentation}"))
    assert file_of(world).other_tumours[0].label == BREAST.label


def test_the_comparison_reads_the_tumour_the_case_is_about(login: Login, world: World) -> None:
    other, before = add_breast(world), UUID(file_of(world).tumour.id)
    browser = login("coordinator")
    answer = browser.submit(f"/cases/{world.case}/tumours", first=str(other), also=[str(before)])
    assert answer.status_code == 303
    record = record_of(world.actors["coordinator"], world.presentation)
    assert record.case_file.tumour.site is Site.BREAST
    assert [t.id for t in record.case_file.own_tumours] == [str(other), str(before)]
    assert record.case_file.other_tumours == ()
    (same,) = case_files.at_board([row(Case, world.case)]).values()
    db.session.rollback()
    assert (same.tumours, same.about) == (record.case_file.tumours, 2)
    assert "Le dossier porte aussi sur" in words(browser.get(f"/cases/{world.case}"))


def test_a_tumour_is_withdrawn_unless_a_case_is_about_it(world: World, app: Any) -> None:
    actor, other = world.actors["coordinator"], add_breast(world)
    with pytest.raises(RuleViolation) as caught:
        tumours.withdraw(actor, world.case, UUID(file_of(world).tumour.id), ONCE)
    assert [v.code for v in caught.value.violations] == ["tumour_of_a_case"]
    tumours.withdraw(actor, world.case, other, ONCE)
    assert len(file_of(world).tumours) == 1
    actions = every(sa.select(AuditEntry.action).where(AuditEntry.action.like("tumour.%")))
    assert {"tumour.added", "tumour.withdrawn"} <= set(actions)


def test_the_tumour_of_another_patient_is_not_found(world: World, app: Any) -> None:
    theirs = one(sa.select(Case.tumour_id).where(Case.id == world.other_case))
    with pytest.raises(NotFound):
        tumours.choose(world.actors["coordinator"], world.case, theirs, (), 1, ONCE)


def test_a_stale_choice_of_tumours_is_refused(world: World, app: Any) -> None:
    with pytest.raises(StaleVersion):
        tumours.choose(world.actors["coordinator"], world.case, add_breast(world), (), 99, ONCE)


def test_haematology_is_recorded_and_the_comparison_says_that_it_is_not_covered(
    login: Login, world: World
) -> None:
    browser = login("coordinator")
    before = len(record_of(world.actors["coordinator"], world.presentation).options)
    answer = browser.submit(
        f"/cases/{world.case}/tumour",
        label="Myélome",
        site="haematology",
        tnm="",
        tnm_not_applicable="y",
        other_name="R-ISS",
        other_value="II",
        other_on="03/2026",
    )
    assert answer.status_code == 303
    page = words(browser.get(f"/presentations/{world.presentation}"))
    assert "Hémopathie : le catalogue ne la couvre pas encore." in page
    assert "R-ISS II, mars 2026" in page
    options = record_of(world.actors["coordinator"], world.presentation).options
    assert len(options) == before
    codes = {f.code for o in options for f in o.findings}
    assert codes == {"haematology_not_covered"}


def test_the_national_page_keeps_codes_labels_and_free_text(login: Login, world: World) -> None:
    browser = login("chair")
    answer = browser.submit(
        f"/presentations/{world.presentation}/national",
        nature="ORG-117",
        system="86762007",
        organs=["MED-251", "69695003"],
        recours="no",
        for_treatment="yes",
        guideline="Thésaurus fictif",
        guideline_on="03/2026",
        history="Une longue histoire.",
    )
    assert answer.status_code == 303
    kept = record_of(world.actors["chair"], world.presentation).national
    assert str(kept.system) == "Appareil digestif"
    assert [one.code for one in kept.organs] == ["MED-251", "69695003"]
    assert (kept.recours, kept.for_treatment, kept.paediatric) == (False, True, None)
    again = browser.get(f"/presentations/{world.presentation}/national").text
    assert "Côlon, rectum, anus, Estomac" in flat(again)


def test_the_national_page_and_the_conclusion_keep_what_the_other_says_of_a_trial(
    login: Login, world: World, app: Any
) -> None:
    chair, where = world.actors["chair"], f"/presentations/{world.presentation}"
    before = National(trial=True)  # said on the national page, before the conclusion asked
    seen = version_of(Presentation, world.presentation)
    national_services.edit(chair, world.presentation, before, seen, ONCE)
    browser = login("chair")
    assert browser.form(f"{where}/opinion")["trial"] == "yes"
    assert browser.submit(f"{where}/national", recours="no").status_code == 303
    assert conclusion.trial(record_of(chair, world.presentation)) is True
    assert browser.submit(f"{where}/opinion", trial="no", text="Avis.").status_code == 303
    assert browser.submit(f"{where}/national", history="Longue.").status_code == 303
    kept = record_of(chair, world.presentation)
    assert (conclusion.trial(kept), kept.national.history) == (False, "Longue.")
    assert (kept.national.recours, kept.opinion.text) == (False, "Avis.")


@pytest.mark.parametrize("typed", [{"nature": "ORG-999"}, {"organs": ["0"]}])
def test_a_code_that_no_list_holds_is_refused_beside_its_field(
    login: Login, world: World, typed: dict[str, Any]
) -> None:
    answer = login("coordinator").submit(f"/presentations/{world.presentation}/national", **typed)
    assert answer.status_code == 200
    assert "Ce choix n’existe pas." in answer.text


def test_two_people_on_the_national_page_are_told_item_by_item(world: World, app: Any) -> None:
    actor, where = world.actors["coordinator"], world.presentation
    seen = version_of(Presentation, where)
    national_services.edit(actor, where, NATIONAL, seen, ONCE)
    with pytest.raises(StaleVersion) as caught:
        national_services.edit(actor, where, NATIONAL, seen, ONCE)
    assert caught.value.current["system"] == "Appareil digestif"
    assert caught.value.current["guideline_on"] == str(NATIONAL.guideline_on)


def test_the_text_for_the_dcc_comes_after_validation_only_and_is_traced_as_a_print(
    login: Login, world: World
) -> None:
    browser, path = login("coordinator"), f"/presentations/{world.presentation}/dcc"
    prints = sa.select(AccessTrace.action).where(AccessTrace.action == "dcc.printed")
    assert "textarea" not in browser.get(path).text
    assert every(prints) == []
    ready(world)
    validate(world)
    page = BeautifulSoup(browser.get(path).text, "html.parser")
    areas = page.find_all("textarea")
    assert len(areas) == 21
    assert all(page.find("label", attrs={"for": area["id"]}) for area in areas)
    assert "La RCP propose les soins de support." in areas[0].text
    assert len(every(prints)) == 1


def test_a_case_that_comes_back_keeps_its_national_items_but_its_registration_and_frame(
    world: World, app: Any
) -> None:
    actor = world.actors["coordinator"]
    national_services.edit(
        actor, world.presentation, NATIONAL, version_of(Presentation, world.presentation), ONCE
    )
    ready(world)
    validate(world)
    made = presenting.present_again(actor, world.case, cases.Request("Et maintenant ?"), None)
    kept = record_of(actor, made).national
    assert (kept.system, kept.history) == (NATIONAL.system, NATIONAL.history)
    assert (kept.registration, kept.guideline, kept.trial) == ("", "", None)


def test_the_identifiers_of_a_kind_and_a_session_reach_the_fiche(
    login: Login, world: World
) -> None:
    browser = login("coordinator")
    assert (
        browser.submit(
            "/meetings/kinds/new", name="Digestif", coordinator="Dr Test", rrc="R1", rcp="P3"
        ).status_code
        == 303
    )
    page = BeautifulSoup(browser.get(f"/meetings/{world.meeting}/edit").text, "html.parser")
    kind = page.find("option", string="Digestif")
    assert kind is not None
    browser.submit(f"/meetings/{world.meeting}/edit", kind_id=str(kind["value"]), session="S9")
    meeting = record_of(world.actors["coordinator"], world.presentation).meeting
    assert meeting is not None
    ids = meeting.ids
    assert (ids.coordinator, ids.rrc, ids.rcp, ids.session) == ("Dr Test", "R1", "P3", "S9")

"""Searching cases: by every word a case holds, in any order, within who may see what, and in step with each change."""

from __future__ import annotations

from uuid import UUID

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain import casefile as facts
from app.domain.ins import Ins
from app.domain.partial_date import PartialDate
from app.domain.permissions import Actor
from app.domain.vocabulary import InsAuthority, MarkerState, Sex
from app.errors import RuleViolation
from app.extensions import db
from app.models import Case, Patient, SearchToken, Tumour
from app.queries import case_lists
from app.services import cases, identities, meetings, reindexing
from app.services._transaction import immediate
from tests.services.board import ONCE, every, one
from tests.world import World, new_case, version_of

pytestmark = pytest.mark.usefixtures("app")
NUMBER = "279035121518989"


def found(actor: Actor, text: str) -> set[str]:
    """The birth names of the cases found."""
    return {line.patient.birth_name for line in case_lists.page(actor, text).lines}


def patient_of(case_id: UUID) -> UUID:
    """The patient of a case."""
    return one(sa.select(Case.patient_id).where(Case.id == case_id))


@pytest.fixture
def searched(world: World) -> World:
    """The world with a patient of many names, in the first hospital."""
    actor, case = world.actors["coordinator"], world.case
    person = facts.Patient(
        "Lœwe-Saint Éloi", "Anne-Marie", "D'Haÿ", Sex.FEMALE, PartialDate(1979, 3, 28), "", "IPP-77"
    )
    ins = Ins(NUMBER, InsAuthority.TEST)
    identities.edit(actor, case, person, ins, version_of(Patient, patient_of(case)), ONCE)
    return world


@pytest.mark.parametrize(
    "text",
    [
        "loewe", "LŒWE", "saint-eloi", "Saint Eloi", "loewesainteloi anne", "marie anne", "annemarie",
        "d'hay", "dhay", "hay loew", "28/03/1979", "28/3/1979 loewe", "2 79 03 51 215 189 89",
        NUMBER, "2790351215189", "IPP-77", "ipp77", "côlon", "COLON adeno", "braf", "BRAF v600e",
        "v600", "msi", "Physician", "rcp essai", "physician colon anne", "rectum",
    ],
)  # fmt: skip
def test_a_case_is_found_by_what_it_holds(searched: World, text: str) -> None:
    assert found(searched.actors["coordinator"], text) == {"Lœwe-Saint Éloi"}


@pytest.mark.parametrize("text", ["durand", "loewee", "anne paul", "v601", "29/03/1979", "oewe"])
def test_a_case_is_not_found_by_what_it_does_not_hold(searched: World, text: str) -> None:
    assert found(searched.actors["coordinator"], text) == set()


def test_a_case_is_found_by_its_reference_however_it_is_written(searched: World) -> None:
    reference = one(sa.select(Case.reference).where(Case.id == searched.case))
    year, number = reference.split("-")[1:]
    for text in (reference, reference.lower(), f"R{year}-{int(number)}", number):
        assert "Lœwe-Saint Éloi" in found(searched.actors["coordinator"], text)


def test_nobody_finds_what_he_may_not_read(searched: World) -> None:
    seen = {
        login: found(actor, "loewe") for login, actor in searched.actors.items() if login != "admin"
    }
    readers = {"coordinator", "secretary", "physician", "chair", "member", "nurse", "reader"}
    assert {login for login, names in seen.items() if names} == readers
    assert found(searched.actors["admin"], "loewe") == set()


def test_a_search_never_crosses_hospitals(searched: World) -> None:
    assert found(searched.actors["other_coordinator"], "colon") == {"TEST-AILLEURS"}
    assert found(searched.actors["coordinator"], "ailleurs") == set()
    assert found(searched.actors["outsider"], "test") == set()


def test_what_changes_is_found_at_once_and_no_longer_as_before(searched: World) -> None:
    actor, case = searched.actors["coordinator"], searched.case
    cases.save_fact(
        actor, case, facts.Biomarker("KRAS", MarkerState.POSITIVE, "G12C"), None, 0, ONCE
    )
    assert found(actor, "kras g12c")
    marker = next(m for m in every_marker(actor, case) if m.marker == "KRAS")
    cases.withdraw_fact(actor, case, facts.Biomarker, UUID(marker.id), ONCE)
    assert not found(actor, "kras")
    tumour = one(sa.select(Case.tumour_id).where(Case.id == case))
    changed = facts.Tumour("Mélanome du dos")
    cases.edit_tumour(actor, case, changed, version_of(Tumour, tumour), ONCE)
    assert found(actor, "melanome") == {"Lœwe-Saint Éloi"}
    assert not found(actor, "rectum")


def test_a_case_taken_off_an_agenda_is_no_longer_found_by_the_meeting(searched: World) -> None:
    actor = searched.actors["coordinator"]
    assert found(actor, "rcp")
    meetings.take_off_agenda(actor, searched.meeting, searched.presentation, ONCE)
    assert not found(actor, "rcp")


def every_marker(actor: Actor, case: UUID) -> tuple[facts.Biomarker, ...]:
    """The biomarkers of a case."""
    from app.queries import cases as queries

    return queries.file(actor, case).file.biomarkers


def test_rebuilding_changes_nothing(searched: World) -> None:
    words = sa.select(SearchToken.case_id, SearchToken.token)
    before = set(db.session.execute(words).all())
    db.session.rollback()
    with immediate():
        db.session.execute(sa.delete(SearchToken))
    assert reindexing.rebuild() == 2
    assert set(db.session.execute(words).all()) == before
    db.session.rollback()


def test_a_refused_change_leaves_the_words_as_they_were(searched: World) -> None:
    actor = searched.actors["coordinator"]
    ahead = PartialDate(2199, 1, 1)
    with pytest.raises(RuleViolation):
        identities.edit(
            actor,
            searched.case,
            facts.Patient("Autre", "Anne", birth_on=ahead),
            Ins(),
            version_of(Patient, patient_of(searched.case)),
            ONCE,
        )
    assert not found(actor, "autre")
    assert found(actor, "loewe")


def test_pages_follow_each_other_without_a_gap_nor_a_double(world: World) -> None:
    actor = world.actors["coordinator"]
    for n in range(7):
        cases.open_case(actor, new_case(world, name=f"TEST-PAGE{n}"))
    for text in ("", "colon", "test page"):
        whole = [line.reference for line in case_lists.page(actor, text).lines]
        assert whole == sorted(whole, reverse=True)
        paged: list[str] = []
        after = ""
        while True:
            page = case_lists.page(actor, text, after, size=3)
            paged += [line.reference for line in page.lines]
            after = page.after
            if not after:
                break
        assert paged == whole, text


def test_common_words_are_walked_and_rare_ones_looked_up_with_the_same_answer(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    actor = world.actors["coordinator"]
    for n in range(5):
        cases.open_case(actor, new_case(world, name=f"TEST-NOMBRE{n}"))
    for text in ("colon", "colon nombre3", "nombre", "braf lucie"):
        looked_up = [line.reference for line in case_lists.page(actor, text).lines]
        monkeypatch.setattr(case_lists, "FEW", 2)
        assert [line.reference for line in case_lists.page(actor, text).lines] == looked_up
        monkeypatch.undo()


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=60))
def test_no_text_breaks_a_search(world: World, text: str) -> None:
    assert len(case_lists.page(world.actors["coordinator"], text).lines) <= 1


def test_the_page_searches_and_says_when_nothing_is_found(searched: World, login) -> None:  # type: ignore[no-untyped-def]
    browser = login("coordinator")
    assert "HAŸ" in browser.get("/cases?q=hay").text
    assert "1 dossier trouvé" in browser.get("/cases?q=hay").text
    empty = browser.get("/cases?q=personne").text
    assert "Aucun dossier que vous pouvez lire ne contient tous ces mots." in empty
    assert len(every(sa.select(Case.id))) == 2

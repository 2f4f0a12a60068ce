"""Before a second file is made: those who resemble are shown, and the answer is kept."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.domain import casefile as facts
from app.domain.ins import Ins
from app.domain.partial_date import PartialDate
from app.domain.resemblance import Likeness
from app.domain.vocabulary import Correction as Kind
from app.domain.vocabulary import InsAuthority, Sex
from app.exchange.imported import Imported, ImportedCase
from app.models import Case, Correction, Patient
from app.queries import cases as case_queries
from app.queries import duplicates
from app.services import cases, identities, imports
from app.services._persons import Person
from tests.services.board import ONCE, count, every, one, refused
from tests.world import World, new_case, version_of

pytestmark = pytest.mark.usefixtures("app")
BORN = PartialDate(1961, 4, 12)
NUMBER = "279035121518989"


def patient_of(case_id: UUID) -> UUID:
    """The patient of a case."""
    return one(sa.select(Case.patient_id).where(Case.id == case_id))


def likenesses(world: World, patient: facts.Patient, by: str = "coordinator") -> list[Likeness]:
    """How those who resemble do."""
    return [c.resemblance.likeness for c in duplicates.candidates(world.actors[by], patient, Ins())]


def typed(world: World, person: Person, **who: object) -> cases.NewCase:
    """A new case for somebody called as the patient of the world, with an answer."""
    given = new_case(world)
    patient = replace(given.file.patient, **who)  # type: ignore[arg-type]
    return replace(given, file=replace(given.file, patient=patient), person=person)


@pytest.mark.parametrize(
    ("patient", "expected"),
    [
        (facts.Patient("TEST-DURAND", "Lucie", birth_on=BORN), [Likeness.SAME_NAME_AND_BIRTH]),
        (facts.Patient("test durand", "LUCIE", birth_on=BORN), [Likeness.SAME_NAME_AND_BIRTH]),
        (facts.Patient("Lucie", "Testdurand", birth_on=BORN), [Likeness.SAME_NAME_AND_BIRTH]),
        (facts.Patient("Autre", "Lucie", "Test-Durand", birth_on=BORN), [Likeness.SAME_NAME_AND_BIRTH]),
        (facts.Patient("TEST-DURAND", "Lucie", birth_on=PartialDate(1961)), [Likeness.SAME_NAME_AND_BIRTH]),
        (facts.Patient("TEST-DURAND", "Lucie", birth_on=PartialDate(1950)), [Likeness.HOMONYM]),
        (facts.Patient("TEST-DURAND", "Paul", birth_on=BORN), []),
        (facts.Patient("TEST-AILLEURS", "Lucie", birth_on=BORN), []),
        (facts.Patient("", "", birth_on=BORN), []),
    ],
)  # fmt: skip
def test_those_who_resemble_are_found_in_the_same_hospital(
    world: World, patient: facts.Patient, expected: list[Likeness]
) -> None:
    assert likenesses(world, patient) == expected


def test_the_same_number_is_found_whatever_the_name(world: World) -> None:
    coordinator = world.actors["coordinator"]
    row = patient_of(world.case)
    person = facts.Patient("TEST-DURAND", "Lucie", "", Sex.FEMALE, BORN)
    ins = Ins("2 79 03 51 215 189 89", InsAuthority.TEST)
    identities.edit(coordinator, world.case, person, ins, version_of(Patient, row), ONCE)
    (found,) = duplicates.candidates(coordinator, facts.Patient("Autre", "Paul"), Ins(NUMBER))
    assert found.resemblance.likeness is Likeness.SAME_NUMBER
    assert [c.reference for c in found.cases]
    other = world.actors["other_coordinator"]
    assert duplicates.candidates(other, facts.Patient("Autre", "Paul"), Ins(NUMBER)) == ()


def test_who_reads_no_case_of_somebody_is_told_nothing(world: World) -> None:
    patient = facts.Patient("TEST-DURAND", "Lucie", birth_on=BORN)
    assert likenesses(world, patient, "physician") == [Likeness.SAME_NAME_AND_BIRTH]
    for login in ("stranger", "outsider", "other_coordinator", "admin"):
        assert likenesses(world, patient, login) == []


def test_a_file_is_not_made_before_the_answer(world: World) -> None:
    before = count(Case)
    with refused("resembling"):
        cases.open_case(world.actors["coordinator"], typed(world, Person(asked=True)))
    assert count(Case) == before


def test_the_same_person_keeps_the_recorded_identity_and_gets_the_new_facts(world: World) -> None:
    known = patient_of(world.case)
    new = typed(world, Person(same_as=known, asked=True), given_names="Lucie Typo", phone="06")
    made = cases.open_case(world.actors["coordinator"], new)
    assert patient_of(made) == known
    file = case_queries.file(world.actors["coordinator"], made).file
    assert (file.patient.given_names, file.patient.phone) == ("Lucie", "")
    assert len(file.treatments) == 2
    assert len(file.tumours) == 2
    assert (
        file.tumour.id != case_queries.file(world.actors["coordinator"], world.case).file.tumour.id
    )
    assert count(Correction) == 0


def test_another_person_is_recorded_and_nobody_is_asked_again(world: World) -> None:
    coordinator, known = world.actors["coordinator"], patient_of(world.case)
    answer = Person(other_than=frozenset({known}), asked=True)
    made = cases.open_case(coordinator, typed(world, answer))
    assert patient_of(made) != known
    (kept,) = every(sa.select(Correction))
    assert kept.kind is Kind.OTHER_PERSON
    assert (kept.from_patient_id, kept.to_patient_id) == (patient_of(made), known)
    assert kept.by == coordinator.name
    for case in (made, world.case):
        assert duplicates.of_patient(coordinator, patient_of(case)) == ()


def test_an_answer_about_somebody_who_does_not_resemble_is_refused(world: World) -> None:
    for stranger in (patient_of(world.other_case), UUID(int=7)):
        with refused("unknown_choice"):
            cases.open_case(
                world.actors["coordinator"], typed(world, Person(same_as=stranger, asked=True))
            )


def test_two_files_of_one_person_are_told_on_the_page_of_whoever_corrects(
    world: World, login
) -> None:  # type: ignore[no-untyped-def]
    cases.open_case(world.actors["coordinator"], new_case(world, requester="physician"))
    assert (
        "1 personne de cet établissement lui ressemble."
        in login("coordinator").get(f"/cases/{world.case}").text
    )
    assert "lui ressemble" not in login("physician").get(f"/cases/{world.case}").text


def test_the_page_asks_then_opens(world: World, login) -> None:  # type: ignore[no-untyped-def]
    browser = login("coordinator")
    given = {
        "birth_name": "Lucie",
        "given_names": "test durand",
        "birth_on": "12/04/1961",
        "label": "Carcinome",
        "site": "colorectal",
        "question": "Que faire ?",
    }
    page = browser.submit("/cases/new", **given).text
    assert "1 personne de cet établissement lui ressemble" in page
    assert "TEST-DURAND" in page
    known = patient_of(world.case)
    answer = browser.submit("/cases/new", **given, shown=str(known), person="other")
    assert answer.status_code == 303
    assert count(Correction) == 1


def read(world: World, *names: str) -> Imported:
    """A file of patients so called, born the day of the world's patient."""
    return Imported(
        "csv", tuple(ImportedCase(new_case(world, name=name).file, (), ()) for name in names)
    )


def test_an_import_shows_who_resembles_and_waits_for_the_answer(world: World) -> None:
    coordinator, known = world.actors["coordinator"], patient_of(world.case)
    file = read(world, "TEST-INCONNUE", "test durand")
    checked = imports.check(coordinator, file)
    shown = imports.resembling(coordinator, checked, {})
    assert {place: [c.patient_id for c in found] for place, found in shown.items()} == {
        1: [str(known)]
    }
    before = count(Case)
    with pytest.raises(imports.RefusedCases) as caught:
        imports.open_all(coordinator, file, persons={1: Person(asked=True)})
    assert [v.code for v in caught.value.violations] == ["resembling"]
    assert count(Case) == before


def test_an_import_opens_a_case_for_the_same_person_or_keeps_that_it_is_another(
    world: World,
) -> None:
    coordinator, known = world.actors["coordinator"], patient_of(world.case)
    file = read(world, "TEST-INCONNUE", "TEST-DURAND", "TEST-DURAND")
    answers = {
        1: Person(same_as=known, asked=True),
        2: Person(other_than=frozenset({known}), asked=True),
    }
    opened = imports.open_all(coordinator, file, persons=answers)
    patients = [patient_of(one.case_id) for one in opened]
    assert patients[1] == known
    assert len(set(patients)) == 3
    (kept,) = every(sa.select(Correction))
    assert (kept.from_patient_id, kept.to_patient_id) == (patients[2], known)


def test_the_preview_of_an_import_asks_beside_the_patient(world: World, login) -> None:  # type: ignore[no-untyped-def]
    browser = login("coordinator")
    text = "Nom;Prénom;Date de naissance;Maladie\nTEST-DURAND;Lucie;12/04/1961;Carcinome du sein\n"
    sent = {"file": (io.BytesIO(text.encode()), "liste.csv")}
    page = browser.submit("/cases/import", **sent).text
    assert "1 personne de cet établissement lui ressemble" in page
    assert 'name="person-0"' in page
    kept = re.search(r'name="kept" value="([^"]+)"', page)
    assert kept
    again = {"kept": kept[1], "confirm": "1", "shown-0": str(patient_of(world.case))}
    refusal = browser.submit("/cases/import", **again).text
    assert "Lucie TEST-DURAND" in refusal.partition("patient dans ce fichier")[0]
    answer = browser.submit("/cases/import", **again, **{"person-0": "other"})
    assert answer.status_code == 303
    assert count(Correction) == 1

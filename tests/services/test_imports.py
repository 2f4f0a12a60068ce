"""Importing: every case of a file or none, the same patient of a source once, what was said kept."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from app import clock
from app.domain import casefile as facts
from app.domain.partial_date import PartialDate
from app.domain.vocabulary import InfoWish, Share, Topic
from app.errors import NotAllowed, RuleViolation, UnreadableFile
from app.exchange.case_json import write_case
from app.exchange.imported import Asked, Imported, ImportedCase
from app.extensions import db
from app.models import AuditEntry, Case, Patient, Presentation, ReferenceCounter, Statement
from app.queries import cases as queries
from app.queries import imports as import_queries
from app.services import imports
from app.wording.imports import note_sentence, refused_case_sentences
from tests.exchange.many_osiris import pivot
from tests.exchange.spoiling import zipped
from tests.services.board import count, every, row
from tests.world import World, presentation_of

pytestmark = pytest.mark.usefixtures("app")

HEADER = (
    "Nom de naissance;Prénoms;Date de naissance;IPP;Maladie;Question;Médecin référent;Informé le\n"
)
ANNE = "TEST-A;Anne;03/02/1950;1;Cancer du sein;Quelle ligne ?;Dr Test PHYSICIAN;05/01/2026\n"
BRUNO = "TEST-B;Bruno;1961;2;Mélanome;;Pr Inconnu;\n"


def listed(*rows: str) -> Imported:
    """A list with these rows."""
    return imports.read_file("liste.csv", (HEADER + "".join(rows)).encode())


def open_all(world: World, read: Imported, by: str = "coordinator") -> tuple[imports.Opened, ...]:
    """Import as one of the world's people."""
    return imports.open_all(world.actors[by], read)


def said_in(file: facts.CaseFile) -> list[Any]:
    """What was said, as far as it can be compared."""
    return sorted(
        (s.topic, s.item, s.verbatim, s.stated_on, s.recorded_by) for s in file.statements
    )


def test_every_patient_of_a_list_becomes_a_case_with_its_question_and_doctor(world: World) -> None:
    anne, bruno = open_all(world, listed(ANNE, BRUNO))
    assert (anne.created, bruno.created) == (True, True)
    first = row(Presentation, presentation_of(anne.case_id))
    assert (first.question, first.requester_id) == ("Quelle ligne ?", world.people["physician"])
    assert first.informed_on == PartialDate(2026, 1, 5)
    second = row(Presentation, presentation_of(bruno.case_id))
    assert second.requester_id is None
    assert "à préciser" in second.question
    report = import_queries.report_of(bruno.case_id)
    assert report is not None
    assert any("« Pr Inconnu »" in note_sentence(n).replace("\u00a0", " ") for n in report.notes)
    assert anne.reference < bruno.reference


def test_one_wrong_row_stores_nothing_and_every_rule_is_named_with_whose(world: World) -> None:
    before = count(Patient), count(Case), count(AuditEntry)
    ahead = (clock.today() + timedelta(days=40)).isoformat()
    unborn = "TEST-C;Chloé;1990-05-02;3;Cancer du sein;;;1980\n"
    read = listed(ANNE, BRUNO.replace("1961", ahead), unborn)
    with pytest.raises(imports.RefusedCases) as refused:
        open_all(world, read)
    sentences = [
        s for who, broken in refused.value.by_case for s in refused_case_sentences(who, broken)
    ]
    assert [s.replace("\u00a0", " ") for s in sentences] == [
        "Bruno TEST-B, date de naissance : Cette date est dans l’avenir. Vérifiez-la.",
        "Chloé TEST-C, date de l’information : Cette date est avant la naissance. Vérifiez-la.",
    ]
    assert (count(Patient), count(Case), count(AuditEntry)) == before


@pytest.mark.parametrize("table", ["tumour", "clinical_case", "option", "job", "audit_entry"])
def test_a_failure_in_the_middle_leaves_nothing(world: World, table: str) -> None:
    before = count(Patient), count(Case), count(AuditEntry), count(ReferenceCounter)

    def power_cut(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith(f"INSERT INTO {table} "):
            raise RuntimeError("power cut")

    sa.event.listen(db.engine, "before_cursor_execute", power_cut)
    try:
        with pytest.raises(RuntimeError, match="power cut"):
            open_all(world, listed(ANNE, BRUNO))
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", power_cut)
    assert (count(Patient), count(Case), count(AuditEntry), count(ReferenceCounter)) == before
    assert len(open_all(world, listed(ANNE, BRUNO))) == 2


def test_the_same_patient_of_the_same_source_makes_no_second_case(world: World) -> None:
    (first,) = open_all(world, listed(ANNE))
    again = open_all(world, listed(BRUNO, ANNE))
    assert [o.created for o in again] == [True, False]
    assert (again[1].case_id, again[1].reference) == (first.case_id, first.reference)
    assert imports.known_cases(world.actors["coordinator"], listed(ANNE)) == {
        "csv:1": first.reference
    }
    assert open_all(world, listed(ANNE))[0].created is False


def test_twice_the_same_patient_in_one_folder_is_one_case(world: World) -> None:
    read = listed(ANNE)
    opened = open_all(world, Imported("x", read.cases + read.cases))
    assert [o.created for o in opened] == [True, False]
    assert opened[0].case_id == opened[1].case_id


def test_another_hospital_does_not_know_the_patient(world: World) -> None:
    open_all(world, listed(ANNE))
    (elsewhere,) = open_all(world, listed(ANNE), by="other_coordinator")
    assert elsewhere.created
    assert (
        str(row(Case, elsewhere.case_id).hospital_id)
        == world.actors["other_coordinator"].hospital_id
    )
    assert imports.known_cases(world.actors["other_coordinator"], listed(BRUNO)) == {}


def test_patients_whose_source_cannot_name_them_are_never_taken_for_each_other(
    world: World,
) -> None:
    nameless = replace(listed(ANNE).cases[0], source_key="")
    opened = open_all(world, Imported("x", (nameless, nameless)))
    assert [o.created for o in opened] == [True, True]


def test_who_may_not_open_a_case_imports_nothing(world: World) -> None:
    for name in ("nurse", "reader", "admin"):
        with pytest.raises(NotAllowed):
            open_all(world, listed(ANNE), by=name)


def test_a_name_that_two_doctors_share_chooses_neither(world: World) -> None:
    unclear = ANNE.replace("Dr Test PHYSICIAN", "Test")
    (opened,) = open_all(world, listed(unclear))
    assert row(Presentation, presentation_of(opened.case_id)).requester_id is None


def exported(world: World, *statements: facts.Statement) -> bytes:
    """The world's case with these statements, as exported."""
    file = queries.file(world.actors["coordinator"], world.case).file
    file = replace(file, statements=statements, told=facts.Told("Progression dite", "Dr Test"))
    return write_case(file, reference="R-2026-000001", left_out={}).encode()


def test_an_exported_case_comes_back_with_what_the_patient_said(world: World) -> None:
    said = (
        facts.Statement(
            Topic.WHAT_MATTERS,
            verbatim="Voir la mer",
            stated_on=date(2026, 1, 5),
            recorded_by="Inès",
        ),
        facts.Statement(
            Topic.INFO_WISH,
            item=InfoWish.EVERYTHING,
            stated_on=date(2026, 2, 5),
            not_to_relatives=True,
        ),
        facts.Statement(
            Topic.REFUSAL, verbatim="caché", share=Share.DOCTOR_ONLY, stated_on=date(2026, 2, 5)
        ),
    )
    (opened,) = open_all(
        world, imports.read_file("x", exported(world, *said)), by="other_coordinator"
    )
    file = queries.file(world.actors["other_coordinator"], opened.case_id).file
    before = queries.file(world.actors["coordinator"], world.case).file
    assert [(s.topic, s.verbatim, s.item, s.not_to_relatives) for s in file.statements] == [
        (Topic.WHAT_MATTERS, "Voir la mer", "", False),
        (Topic.INFO_WISH, "", "everything", True),
    ]
    assert {s.recorded_by for s in file.statements} == {
        "Inès",
        world.actors["other_coordinator"].name,
    }
    assert (file.patient, file.tumours, file.treatments) == (
        before.patient,
        before.tumours,
        before.treatments,
    )
    assert set(file.biomarkers) == set(before.biomarkers)
    assert file.told.text == "Progression dite"
    report = import_queries.report_of(opened.case_id)
    assert report is not None
    assert any("médecin seul" in note_sentence(n) for n in report.notes)


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        (facts.Statement(Topic.WHAT_MATTERS, verbatim="x"), "required"),
        (
            facts.Statement(Topic.WHAT_MATTERS, verbatim="x", stated_on=date(2190, 1, 1)),
            "date_in_future",
        ),
        (
            facts.Statement(Topic.INFO_WISH, item="other", stated_on=date(2026, 1, 1)),
            "unknown_choice",
        ),
        (
            facts.Statement(Topic.WHAT_MATTERS, item="x", stated_on=date(2026, 1, 1)),
            "unknown_choice",
        ),
        (
            facts.Statement(Topic.FEARS, item="capacity.state", stated_on=date(2026, 1, 1)),
            "unknown_choice",
        ),
    ],
)
def test_words_that_nobody_could_have_recorded_are_refused(
    world: World, statement: facts.Statement, code: str
) -> None:
    before = count(Statement)
    with pytest.raises(RuleViolation) as refused:
        open_all(world, imports.read_file("x", exported(world, statement)))
    assert code in {v.code for v in refused.value.violations}
    assert count(Statement) == before


def test_an_import_is_one_entry_of_the_trace_beside_its_cases(world: World) -> None:
    open_all(world, listed(ANNE, BRUNO))
    entry = every(sa.select(AuditEntry).order_by(AuditEntry.seq.desc()).limit(1))[0]
    details = json.loads(entry.body)["details"]
    assert (entry.action, details) == (
        "cases.imported",
        {"format": "worklist", "created": "2", "known": "0", "changed": "0"},
    )
    assert "TEST-A" not in entry.body


def test_a_folder_too_large_is_not_even_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.csv").write_bytes(b"x" * 100)
    monkeypatch.setattr(imports.archive, "MAX_TOTAL", 99)
    for path in (tmp_path, tmp_path / "a.csv"):
        with pytest.raises(UnreadableFile) as refused:
            imports.read_path(path)
        assert refused.value.code == "too_large"


def test_hidden_files_and_folders_inside_are_not_read(tmp_path: Path) -> None:
    (tmp_path / ".hidden.csv").write_bytes(b"x")
    (tmp_path / "inside").mkdir()
    (tmp_path / "liste.csv").write_text(HEADER + ANNE, encoding="utf-8")
    assert len(imports.read_path(tmp_path).cases) == 1


def test_what_a_file_asks_is_kept_beside_its_case() -> None:
    assert ImportedCase(listed(ANNE).cases[0].case_file).asked == Asked()
    assert listed(ANNE).cases[0].asked.question == "Quelle ligne ?"


def test_a_thousand_osiris_patients_are_one_import_found_by_search_and_audited_each(
    world: World,
) -> None:
    read = imports.read_file("osiris.zip", zipped(pivot(1_000)))
    before = count(Case), count(AuditEntry)
    opened = open_all(world, read)
    assert len({o.reference for o in opened}) == 1_000
    assert (count(Case), count(AuditEntry)) == (before[0] + 1_000, before[1] + 1_001)
    last = opened[-1]
    file = queries.file(world.actors["coordinator"], last.case_id).file
    assert file.patient.birth_name == "TEST-01000"
    assert file == replace(read.cases[-1].case_file, **{p: getattr(file, p) for p in UNORDERED})
    for part in UNORDERED[:5]:
        stored, given = getattr(file, part), getattr(read.cases[-1].case_file, part)
        assert sorted(map(repr, map(bare, stored))) == sorted(map(repr, map(bare, given)))
    assert [o.created for o in open_all(world, read)] == [False] * 1_000


UNORDERED = ("biomarkers", "treatments", "measures", "cautions", "g8", "patient", "tumours")


def bare(fact: Any) -> Any:
    """A fact without the id of its row."""
    return replace(fact, id="")

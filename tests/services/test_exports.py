"""Exports of a hospital: only its own cases, nothing kept for the doctor, each case that leaves traced once."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from app import clock
from app.domain import casefile as facts
from app.domain.vocabulary import InfoWish, Share, Topic
from app.errors import NotAllowed, NotFound, RuleViolation
from app.exchange.case_json import read_case
from app.exchange.osiris import read_osiris
from app.extensions import db
from app.models import AccessTrace, AuditEntry, Case
from app.services import cases, exports
from tests.services.board import count, every, row
from tests.world import World, new_case

pytestmark = pytest.mark.usefixtures("app")
SECRET = "Je ne veux pas que l'on sache"


def with_secret(world: World) -> str:
    """A second case whose patient confides in the doctor only; its reference."""
    said = facts.Statement(
        Topic.INFO_WISH,
        InfoWish.ESSENTIAL.value,
        verbatim=SECRET,
        stated_on=date(2026, 1, 5),
        share=Share.DOCTOR_ONLY,
    )
    new = new_case(world, name="=TEST-FORMULE")
    new = replace(new, file=replace(new.file, statements=(said,)))
    case_id = cases.open_case(world.actors["coordinator"], new)
    return str(row(Case, case_id).reference)


def listed(content: bytes) -> list[dict[str, str]]:
    """The lines of an exported list by heading."""
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(text, delimiter=";"))


def exported_ids() -> list[str]:
    """The cases whose leaving was audited, in order."""
    exported = AuditEntry.action == exports.EXPORTED
    return [e.target_id for e in every(sa.select(AuditEntry).where(exported))]


def test_the_list_holds_the_cases_of_the_hospital_and_no_formula(world: World) -> None:
    with_secret(world)
    handed = exports.case_list(world.actors["coordinator"])
    lines = listed(handed.content)
    assert [line["Nom de naissance"] for line in lines] == ["TEST-DURAND", "'=TEST-FORMULE"]
    first = lines[0]
    assert (first["Lignes"], first["OMS"], first["Maladie"]) == (
        "1",
        "1",
        "Adénocarcinome du côlon",
    )
    assert (first["Réunion"], first["Opposition"]) == ("RCP d’essai", "non")
    assert b"TEST-AILLEURS" not in handed.content
    assert SECRET.encode() not in handed.content


def test_every_case_comes_back_and_what_was_confided_is_counted(world: World) -> None:
    reference = with_secret(world)
    handed = exports.every_case_zip(world.actors["coordinator"])
    assert handed.left_out == {"doctor_only": 1}
    with zipfile.ZipFile(io.BytesIO(handed.content)) as archive:
        names = archive.namelist()
        assert len(names) == handed.cases == 2
        text = archive.read(f"{reference}.json")
    assert SECRET.encode() not in text
    assert json.loads(text)["left_out"] == {"doctor_only": 1}
    assert read_case(text).case_file.patient.birth_name == "=TEST-FORMULE"


def test_the_pivot_is_read_back_and_names_nobody(world: World) -> None:
    with_secret(world)
    files, handed = exports.osiris(world.actors["coordinator"])
    read = read_osiris(files)
    assert [c.case_file.treatments[0].drugs for c in read] == [("oxaliplatine",)] * 2
    content = b"".join(files.values())
    assert b"DURAND" not in content
    assert b"FORMULE" not in content
    assert handed.left_out["statements"] == 1


def test_each_case_that_leaves_is_audited_and_traced_once(world: World) -> None:
    with_secret(world)
    before = count(AccessTrace)
    exports.case_list(world.actors["coordinator"])
    assert len(exported_ids()) == len(set(exported_ids())) == 2
    assert count(AccessTrace) == before + 2


def test_a_withdrawn_case_leaves_in_no_export_and_is_counted(world: World) -> None:
    with_secret(world)
    withdraw(world)
    handed = exports.every_case_zip(world.actors["coordinator"])
    assert (handed.cases, handed.left_out) == (1, {"doctor_only": 1, "withdrawn": 1})


def withdraw(world: World) -> None:
    """Mark the first case as withdrawn."""
    with db.engine.begin() as connection:
        connection.execute(
            sa.update(Case.__table__)
            .where(Case.__table__.c.id == world.case)
            .values(withdrawn_at=clock.now())
        )


@pytest.mark.parametrize("who", ["physician", "nurse", "reader", "chair"])
@pytest.mark.parametrize("what", [exports.case_list, exports.osiris, exports.every_case_zip])
def test_only_the_coordination_exports(world: World, who: str, what: Any) -> None:
    with pytest.raises(NotAllowed):
        what(world.actors[who])
    assert exported_ids() == []


def test_a_case_of_another_hospital_is_not_there_to_export(world: World) -> None:
    with pytest.raises(NotFound):
        exports.case_json(world.actors["coordinator"], world.other_case)
    with pytest.raises(NotAllowed):
        exports.case_json(world.actors["physician"], world.case)


def test_too_many_cases_for_one_download_are_refused_with_what_to_do(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "MOST_IN_A_DOWNLOAD", 0)
    with pytest.raises(RuleViolation) as refused:
        exports.every_case_zip(world.actors["coordinator"])
    assert refused.value.violations[0].code == "too_many_to_export"
    assert exports.case_list(world.actors["coordinator"]).cases == 1

"""The living demonstration: every stage of the path is there, nobody in it is real, and its prints say so."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from pypdf import PdfReader

import config
from app import clock
from app.cli.demo import WORKLIST, board
from app.cli.demo.agenda import LISTED, WAITING
from app.cli.demo.patients import STORIES
from app.cli.demo.people import actor
from app.cli.demo.seeding import seed
from app.domain import ins
from app.exchange.worklist import read_worklist
from app.extensions import db
from app.queries import cases, records
from app.services import releases
from app.wording.changes import change_sentence
from tests.cli.conftest import Relais
from tests.making import make_app

EIGHT = {name for name in STORIES if name != "TEST-DUVAL"}
SITES = {"colorectal", "lung", "breast", "pancreas", "biliary", "ovary", "melanoma", "stomach"}
MOST_PAGES = {"fiche": 2, "patient": 3, "letter": 2}
LONG_NUMBER = re.compile(
    r"(?<![0-9A-Za-z])\d(?:[ \u00a0]?\d){12}(?:[ \u00a0]?\d{2})?(?![0-9A-Za-z])"
)


@pytest.fixture
def seeded(demo: Path) -> Iterator[Flask]:
    """The application on this test's own demonstration."""
    app = make_app(demo)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def rows(home: Path, query: str) -> list[tuple[Any, ...]]:
    """What a query finds in a home."""
    with closing(sqlite3.connect(home / "relais.sqlite")) as connection:
        return connection.execute(query).fetchall()


def reference(home: Path, name: str) -> str:
    """The reference of a patient's case."""
    found = rows(
        home,
        "SELECT c.reference FROM clinical_case c JOIN patient p ON p.id = c.patient_id "  # noqa: S608
        f"WHERE p.birth_name = '{name}'",
    )
    return str(found[0][0])


def stage(home: Path, name: str) -> tuple[Any, ...]:
    """Where a patient's first presentation stands: state, track, opposed, its meeting's state."""
    return rows(
        home,
        "SELECT s.state, s.track, s.opposed, m.state FROM presentation s "  # noqa: S608
        "JOIN clinical_case c ON c.id = s.case_id JOIN patient p ON p.id = c.patient_id "
        f"LEFT JOIN meeting m ON m.id = s.meeting_id WHERE p.birth_name = '{name}' ORDER BY s.number",
    )[0]


def test_everybody_is_called_test_and_there_are_eight_rich_cases_and_a_bare_one(demo: Path) -> None:
    people = rows(demo, "SELECT birth_name, used_name, local_id FROM patient")
    short = {brief.name for brief in (*LISTED, WAITING)}
    assert {birth for birth, _used, _number in people} == {*STORIES, *short}
    for person in people:
        assert all(word.startswith("TEST-") for word in person if word), person
    sites = rows(
        demo,
        "SELECT t.site FROM tumour t JOIN patient p ON p.id = t.patient_id "  # noqa: S608
        f"WHERE p.birth_name IN ({', '.join(repr(name) for name in EIGHT)})",
    )
    assert Counter(site for (site,) in sites) == Counter(SITES)


def test_two_hospitals_hold_three_meetings_past_today_and_next_week(demo: Path) -> None:
    assert len(rows(demo, "SELECT id FROM hospital")) == 2
    held = {
        datetime.fromisoformat(starts).replace(tzinfo=None).date(): state
        for starts, state in rows(
            demo, "SELECT starts_at, state FROM meeting WHERE title != 'Onco-palliative'"
        )
    }
    today = clock.today()
    assert held == {
        today - timedelta(days=14): "closed",
        today: "planned",
        today + timedelta(days=7): "planned",
    }


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("TEST-SAVARY", ("prepared", "discuss", 0, None)),
        ("TEST-TISSIER", ("prepared", "not_ready", None, None)),
        ("TEST-DUVAL", ("prepared", "discuss", 1, None)),
        ("TEST-BENALI", ("prepared", "discuss", 0, "planned")),
        ("TEST-LORIEUX", ("prepared", "discuss", 0, "planned")),
        ("TEST-ASSOUMANI", ("prepared", "discuss", 0, "planned")),
        ("TEST-KERVELLA", ("discussed", "discuss", 0, "closed")),
        ("TEST-PELLETAN", ("validated", "discuss", 0, "closed")),
        ("TEST-MARTINEZ", ("validated", "discuss", 0, "closed")),
    ],
)
def test_each_patient_is_at_a_stage_of_the_path(
    demo: Path, name: str, expected: tuple[Any, ...]
) -> None:
    assert stage(demo, name) == expected


def test_verdicts_are_prepared_an_addendum_written_a_letter_sent_and_a_follow_up_known(
    demo: Path,
) -> None:
    prepared = rows(
        demo,
        "SELECT DISTINCT c.reference FROM option o JOIN presentation s ON s.id = o.presentation_id "
        "JOIN clinical_case c ON c.id = s.case_id WHERE o.verdict = 'proposed'",
    )
    assert prepared == [(reference(demo, "TEST-LORIEUX"),)]
    ((told,),) = rows(demo, "SELECT text FROM addendum")
    assert "HRD" in told
    ((addressee,),) = rows(demo, "SELECT addressee FROM letter_sending")
    assert addressee == "Dr Odile Lambert-Fictif"
    assert set(rows(demo, "SELECT answer, applied FROM follow_up")) == {
        ("accepts", "yes"),
        ("chooses_other", "no"),
    }


def test_one_case_comes_back_to_the_next_board_with_what_changed_since(seeded: Flask) -> None:
    doctor = actor("referent")
    line = next(line for line in cases.lines(doctor) if line.patient.birth_name == "TEST-PELLETAN")
    back = records.of_presentation(doctor, UUID(line.presentation_id)).record
    assert back.number == 2
    assert back.previous is not None
    assert back.previous.became.applied is not None
    told = " ; ".join(change_sentence(change, clock.today()) for change in back.changes)
    assert "HRD\u00a0: en attente → positif" in told
    assert "Poids 58 → 57\u00a0kg" in told
    assert "la rentrée de mes élèves" in told
    assert {option.verdict.value for option in back.options} == {"not_discussed"}


def test_the_first_of_todays_agenda_is_the_colon_with_msi_never_done(seeded: Flask) -> None:
    coordinator = actor("coordination")
    today = next(
        line.meeting_id
        for line in cases.lines(coordinator)
        if line.meeting_at and line.meeting_at.astimezone(clock.PARIS).date() == clock.today()
    )
    agenda = [line.patient.birth_name for line in cases.agenda(coordinator, UUID(today))]
    assert agenda == ["TEST-BENALI", "TEST-LORIEUX"]
    assert ("MSI/MMR", "not_done") in {
        (marker.marker, marker.state.value) for marker in STORIES["TEST-BENALI"]().file.biomarkers
    }


def test_the_pancreas_is_over_75_and_nobody_scored_the_frailty() -> None:
    file = STORIES["TEST-TISSIER"]().file
    for day in (clock.today(), date(clock.today().year, 1, 1), date(clock.today().year, 12, 31)):
        age = file.patient.age_on(day)
        assert age is not None
        assert age >= 75
    assert "g8" not in {measure.kind.value for measure in file.measures}


def test_no_clinician_is_said_to_have_reviewed_a_case() -> None:
    assert {story().plausibility for story in STORIES.values()} == {"clinically unreviewed"}


def test_one_page_is_released_and_another_is_blocked_by_unsigned_texts(seeded: Flask) -> None:
    doctor = actor("referent")
    shown = {
        line.patient.birth_name: records.of_presentation(doctor, UUID(line.presentation_id)).record
        for line in cases.lines(doctor)
    }
    released = shown["TEST-MARTINEZ"]
    assert released.released_by == "Dr Claire Morel"
    assert releases.violations(released) == []
    again = shown["TEST-PELLETAN"].previous
    assert again is not None
    blocked = records.of_presentation(doctor, UUID(again.id)).record
    assert blocked.released_at is None
    codes = [violation.code for violation in releases.violations(blocked)]
    assert codes == ["unreviewed_texts", "unsigned_facts"]


@pytest.mark.parametrize("document", MOST_PAGES)
def test_every_print_is_short_and_says_test_on_every_page(
    relais: Relais, demo: Path, tmp_path: Path, document: str
) -> None:
    for name in STORIES:
        out = tmp_path / f"{name}.pdf"
        asked = ("case", "print", reference(demo, name), "--document", document, "--out", out)
        assert relais(*asked, home=demo).code == 0
        pages = [page.extract_text() for page in PdfReader(out).pages]
        assert 1 <= len(pages) <= MOST_PAGES[document], name
        assert all("TEST, patient fictif" in page for page in pages), name
        assert not _identity_numbers(" ".join(pages))


def test_only_the_released_page_is_no_longer_a_draft(
    relais: Relais, demo: Path, tmp_path: Path
) -> None:
    drafts = set()
    for name in STORIES:
        out = tmp_path / f"{name}.pdf"
        relais(
            *("case", "print", reference(demo, name), "--document", "patient", "--out", out),
            home=demo,
        )
        if "PROJET" in PdfReader(out).pages[0].extract_text():
            drafts.add(name)
    assert drafts == set(STORIES) - {"TEST-MARTINEZ"}


def test_no_national_identity_number_of_a_real_kind_is_anywhere(demo: Path) -> None:
    with closing(sqlite3.connect(demo / "relais.sqlite")) as connection:
        tables = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        held = " ".join(
            str(value)
            for table in tables
            for row in connection.execute(f"SELECT * FROM {table}")  # noqa: S608
            for value in row
            if isinstance(value, str)
        )
    assert not [oid for oid in ins.OIDS if re.search(rf"{re.escape(oid)}(?!\d)", held)]
    assert not _identity_numbers(held + WORKLIST.read_text(encoding="utf-8"))
    assert _identity_numbers("né 2 55 02 75 115 042 80."), "the rule sees none"


def test_a_list_of_invented_patients_is_there_to_import(relais: Relais, demo: Path) -> None:
    listed = read_worklist(WORKLIST.read_bytes())
    assert len(listed) == 5
    for row in listed:
        patient = row.case.case_file.patient
        assert patient.birth_name.startswith("TEST-")
        assert patient.local_id.startswith("TEST-")
        assert row.question
    told = relais("demo", "--no-serve", home=demo)
    assert f"relais case import {WORKLIST}" in told.out
    assert "aucun clinicien" in told.out
    before = len(rows(demo, "SELECT id FROM clinical_case"))
    ran = relais("case", "import", WORKLIST, home=demo)
    assert ran.code == 0, ran.err
    assert "À savoir" not in ran.out
    assert len(rows(demo, "SELECT id FROM clinical_case")) == before + len(listed)


def test_a_seeding_cut_short_leaves_no_base(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(board, "tell", cut)
    app = make_app(tmp_path)
    with app.app_context(), pytest.raises(KeyboardInterrupt):
        seed(app)
    assert not config.load({}, home=tmp_path).database_path.exists()  # type: ignore[union-attr]


def _identity_numbers(text: str) -> list[str]:
    """Numbers that could be somebody's: 13 or 15 digits, spaced or not, that begin as an INS does."""
    found = (re.sub(r"\D", "", number) for number in LONG_NUMBER.findall(text))
    return [number for number in found if number[0] in "12" and len(number) in {13, 15}]

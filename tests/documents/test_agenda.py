"""The agenda on paper: one line a case, initials only."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.documents.agenda import AgendaLine, build
from app.domain.agenda import Entry, Pace, schedule
from app.domain.casefile import Patient
from app.domain.partial_date import PartialDate
from app.domain.vocabulary import Sex, Site, Track
from tests.documents import sample
from tests.documents.reading import pages, text

LINE = AgendaLine(
    reference="R-2026-000123",
    patient=Patient("TEST-BENALI", "Karim", sex=Sex.MALE, birth_on=PartialDate(1968, 5, 3)),
    site=Site.COLORECTAL,
    question="Quelle suite après FOLFIRI ?",
    requester="Dr Morel",
    track=Track.DISCUSS,
    opposed=False,
    wishes_known=True,
)


def printed(*lines: AgendaLine, demonstration: bool = False) -> bytes:
    """The agenda of the sample meeting."""
    return build(
        sample.MEETING, lines, printed_on=date(2026, 11, 20), is_demonstration=demonstration
    )


def test_a_case_is_one_line_with_what_the_board_needs_to_find_it() -> None:
    read = text(printed(LINE))
    assert (
        "1 K. T., 58 ans R-2026-000123 Côlon ou rectum Quelle suite après FOLFIRI ? Dr Morel"
        in read
    )
    assert "À discuter ✓ ✓" in read


def test_the_paper_names_nobody() -> None:
    read = text(printed(LINE))
    assert "BENALI" not in read
    assert "Karim" not in read


def test_what_is_not_known_is_marked_and_never_taken_for_done() -> None:
    unknown = replace(
        LINE, patient=Patient("TEST-X", "Zoé"), requester="", opposed=None, wishes_known=False
    )
    read = text(printed(unknown))
    assert "Z. T., âge inconnu" in read
    assert "non renseigné" in read
    assert "À discuter ? ?" in read


def test_it_says_which_meeting_when_where_and_who_presides() -> None:
    read = text(printed(LINE))
    assert "RCP d’oncologie digestive" in read
    assert "lundi 23 novembre 2026 à 14 h 00, salle B204" in read
    assert "Président de séance : Dr Anne Vasseur" in read
    assert "1 dossier" in read


def test_an_empty_agenda_says_so_and_a_demonstration_is_marked() -> None:
    assert "Aucun dossier inscrit." in text(printed())
    assert "TEST, patients fictifs" in text(printed(LINE, demonstration=True))
    assert "TEST, patients fictifs" not in text(printed(LINE))


def test_a_long_agenda_keeps_its_header_and_its_order_on_every_page() -> None:
    lines = [replace(LINE, reference=f"R-2026-{n:06d}") for n in range(1, 121)]
    read = pages(printed(*lines))
    assert len(read) > 1
    assert all("Localisation" in page for page in read)
    found = " ".join(read)
    places = [found.index(line.reference) for line in lines]
    assert places == sorted(places)


def test_times_break_late_cases_and_who_is_needed_are_on_the_paper() -> None:
    late = replace(LINE, is_late=True, specialities=("Radiologie",), complex_why="Deux cancers")
    entries = [Entry("1", 40, specialities=("Radiologie",)), Entry("2", 30)]
    course = schedule(sample.MEETING.starts_at, entries, Pace(break_after=30, length_minutes=60))
    read = text(
        build(
            sample.MEETING,
            [late, LINE],
            printed_on=date(2026, 11, 20),
            is_demonstration=False,
            schedule=course,
        )
    )
    for words in (
        "14 h 00 40 min",
        "Ajout tardif",
        "Complexe : Deux cancers",
        "Nécessaires : Radiologie",
        "14 h 40 Pause suggérée, 10 min",
        "14 h 50 30 min",
        "20 min de plus que la durée prévue",
        "Radiologie après le dossier 1, vers 14 h 40",
    ):
        assert words in read, words

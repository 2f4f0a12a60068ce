"""The printed journey: what a reader of a photocopy still sees, and the same words as the screen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.documents import fiche
from app.documents._face import Face
from app.documents._style import register_faces
from app.domain.casefile import Biomarker
from app.domain.partial_date import PartialDate
from app.domain.timeline_layout import length
from app.domain.vocabulary import MarkerState
from tests.documents import sample
from tests.documents.reading import text


def printed(**parts: object) -> str:
    """The fiche of the sample with these parts of its case file replaced."""
    file = replace(sample.CASE_FILE, **parts)  # type: ignore[arg-type]
    record = replace(sample.DRAFT, case_file=file)
    return text(fiche.build(record, printed_on=sample.PRINTED_ON))


@pytest.mark.parametrize(
    "words",
    [
        "2 FOLFIRI-bévacizumab, 19 cures",
        "Carboplatine-doxorubicine liposomale, 6 cures, réponse partielle, × péritoine",
        "BRAF V600E, PD-L1 TPS 20 %, 5 négatifs (14/01/2025)",
        "MMMMMM WWWWWW @@@@ %%%%",
        "illi, jtf. (rIl)",
        "ŒUVRE d’Élise : « où ça ? »",
    ],
)
def test_words_are_never_longer_on_paper_than_the_room_they_were_given(words: str) -> None:
    register_faces()
    face = Face(10)
    assert face.width(words) <= length(words) * 10


def test_lines_gestures_results_progression_and_the_meeting_are_printed_with_a_legend() -> None:
    read = printed()
    for said in (
        "1 FOLFOX, 12 cures",
        "2 FOLFIRI-bévacizumab, 19 cures",
        "doses −25 % depuis mars 2026, diarrhée grade 3",
        "Colectomie gauche (janvier 2025)",
        "BRAF V600E, RAS négatif (14/01/2025)",
        "BRCA2 c.9976A>T de signification incertaine (mars 2025)",
        "chirurgie",
        "résultat moléculaire",
        "progression",
        "Sans date : Radiothérapie antalgique L4",
    ):
        assert said in read, said


def test_a_file_of_results_only_is_drawn_too() -> None:
    marker = Biomarker("RAS", MarkerState.NEGATIVE, resulted_on=PartialDate(2025, 3))
    treatment = replace(sample.CASE_FILE.treatments[3])
    read = printed(treatments=(treatment,), biomarkers=(marker,))
    assert "RAS négatif (mars 2025)" in read

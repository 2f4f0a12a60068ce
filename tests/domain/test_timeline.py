"""The journey on one axis: order, partial dates, marks, and what has no date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.casefile import Biomarker, CaseFile, Patient, Treatment, Tumour
from app.domain.partial_date import PartialDate
from app.domain.timeline import Timeline, timeline
from app.domain.vocabulary import MarkerState, Response, StopReason, TreatmentKind
from app.wording import timeline as words

TODAY = date(2026, 11, 23)
D = PartialDate


def file(*treatments: Treatment) -> CaseFile:
    """A case file with these treatments."""
    return CaseFile(Patient("TEST", "Anne"), (Tumour("Tumeur"),), treatments=treatments)


def line(
    number: int, start: PartialDate | None, end: PartialDate | None, **more: object
) -> Treatment:
    """A line of chemotherapy."""
    made = Treatment(
        f"Ligne {number}", TreatmentKind.CHEMOTHERAPY, number, started_on=start, ended_on=end
    )
    return replace(made, **more)  # type: ignore[arg-type]


def drawn(*treatments: Treatment, meeting_on: date | None = TODAY) -> Timeline:
    """The timeline of these treatments."""
    return timeline(file(*treatments), today=TODAY, meeting_on=meeting_on)


def test_lines_follow_each_other_on_their_own_lanes() -> None:
    picture = drawn(
        line(2, D(2025, 9, 8), D(2026, 10, 19)), line(1, D(2025, 1, 20), D(2025, 8, 11))
    )
    first, second = picture.bars
    assert [first.treatment.line, second.treatment.line] == [1, 2]
    assert [first.lane, second.lane] == [0, 1]
    assert 0 <= first.start < first.end < second.start < second.end <= 1


def test_the_meeting_and_today_stand_on_the_axis() -> None:
    picture = timeline(
        file(line(1, D(2025), D(2025, 8))), today=date(2026, 11, 20), meeting_on=TODAY
    )
    assert picture.today is not None
    assert picture.meeting is not None
    assert picture.today < picture.meeting <= 1
    assert drawn(line(1, D(2025), None), meeting_on=None).meeting is None


def test_a_year_alone_covers_the_year_and_no_more() -> None:
    (bar,) = drawn(line(1, D(2024), D(2024))).bars
    (exact,) = drawn(line(1, D(2024, 1, 1), D(2024, 12, 31))).bars
    assert (bar.start, bar.end) == (exact.start, exact.end)


def test_a_treatment_under_way_runs_to_the_meeting_and_says_so() -> None:
    picture = drawn(line(1, D(2026, 3, 2), None))
    (bar,) = picture.bars
    assert bar.is_ongoing
    assert not bar.end_known
    assert bar.end == picture.meeting
    assert "en cours" in words.outcome_label(bar)


def test_a_stopped_treatment_without_end_is_not_said_to_go_on() -> None:
    (bar,) = drawn(line(1, D(2025, 3), None, stop_reason=StopReason.TOXICITY)).bars
    assert not bar.is_ongoing
    assert not bar.end_known
    assert bar.end > bar.start
    assert words.outcome_label(bar) == "arrêt\u00a0: toxicité"


def test_an_unknown_start_is_drawn_short_and_marked_unknown() -> None:
    (bar,) = drawn(line(1, None, D(2025, 8, 11))).bars
    assert not bar.start_known
    assert 0 <= bar.start < bar.end


def test_treatments_without_dates_are_listed_apart() -> None:
    picture = drawn(line(1, None, None), line(2, D(2025), None))
    assert [t.line for t in picture.undated] == [1]
    assert [b.treatment.line for b in picture.bars] == [2]
    assert words.undated_label(picture) == "Sans date\u00a0: 1 Ligne 1"


def test_local_treatments_are_marks_under_the_lines() -> None:
    surgery = Treatment("Colectomie", TreatmentKind.SURGERY, started_on=D(2025, 1))
    picture = drawn(surgery, line(1, D(2025, 3), D(2025, 9)))
    (mark,) = picture.marks
    assert mark.lane == 1
    assert picture.lanes == 2
    assert 0 < mark.at < picture.bars[0].start


def test_progression_is_marked_where_it_happened() -> None:
    picture = drawn(
        line(
            1,
            D(2025, 9, 8),
            D(2026, 10, 19),
            progressed_on=D(2026, 10, 28),
            progression_sites="foie",
            best_response=Response.STABLE,
            stop_reason=StopReason.PROGRESSION,
        )
    )
    (bar,) = picture.bars
    assert bar.progression is not None
    assert bar.progression > bar.end
    assert words.outcome_label(bar) == "stabilité, × foie"


@pytest.mark.parametrize("years", [0, 1, 3, 10, 60])
def test_the_axis_has_few_ticks_in_order_inside_it(years: int) -> None:
    picture = drawn(line(1, D(2026 - years, 8, 3), D(2026, 9)))
    places = [tick.at for tick in picture.ticks]
    assert 1 <= len(places) <= 6
    assert places == sorted(places)
    assert all(0 <= place <= 1 for place in places)


def test_everything_stays_between_0_and_1_even_with_dates_to_come() -> None:
    picture = drawn(
        line(1, D(2026, 11, 20), D(2026, 11, 20)),
        line(2, D(2027, 2), None),
        line(3, D(2027), D(2027)),
    )
    for bar in picture.bars:
        assert 0 <= bar.start < bar.end <= 1


def test_an_empty_file_is_an_empty_drawing() -> None:
    picture = drawn()
    assert picture.is_empty
    assert words.describe(picture) == "Parcours\u00a0: aucun traitement enregistré."


def test_the_drawing_is_told_in_sentences() -> None:
    told = words.describe(
        drawn(
            line(1, D(2025, 1), D(2025, 8), cycles=12, best_response=Response.PARTIAL),
            line(2, D(2025, 9), None, dose_note="doses −25 %"),
        )
    ).replace("\u00a0", " ")
    assert "1 Ligne 1, 12 cures : janvier 2025 à août 2025, réponse partielle." in told
    assert "2 Ligne 2 : depuis septembre 2025, en cours, doses −25 %." in told


def test_an_awaited_result_stands_in_the_table_with_when_it_was_ordered_and_is_due() -> None:
    marker = Biomarker(
        "KRAS", MarkerState.PENDING, ordered_on=D(2026, 11, 12), due_on=D(2026, 12, 3)
    )
    given = replace(file(line(1, D(2025), D(2025, 8))), biomarkers=(marker,))
    last = words.rows(timeline(given, today=TODAY, meeting_on=None))[-1]
    assert (last.when, last.what) == ("03/12/2026", "Résultat attendu")
    assert last.detail == "KRAS, demandé le 12/11/2026, prévu le 03/12/2026"

"""The place of every word and sign of the journey: nothing meets, nothing leaves the drawing, doubt is drawn as doubt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.casefile import Biomarker, CaseFile, Patient, Treatment, Tumour
from app.domain.health import DoseReduction, Imaging, Toxicity
from app.domain.partial_date import PartialDate
from app.domain.timeline import Sign, Timeline, timeline
from app.domain.timeline_layout import Layout, length, shortened, wrapped
from app.domain.vocabulary import MarkerState, Response, StopReason, TreatmentKind
from app.domain.vocabulary.health import ImagingKind
from app.wording import timeline as words

TODAY = date(2026, 11, 23)
D = PartialDate
SCREEN, PAPER = 44.0, 65.0


def drawn(
    *treatments: Treatment,
    biomarkers: tuple[Biomarker, ...] = (),
    meeting_on: date | None = TODAY,
    today: date = TODAY,
) -> Timeline:
    """The timeline of these facts."""
    file = CaseFile(
        Patient("TEST", "Anne"),
        (Tumour("Tumeur"),),
        treatments=treatments,
        biomarkers=biomarkers,
    )
    return timeline(file, today=today, meeting_on=meeting_on)


def line(number: int, start: PartialDate, end: PartialDate | None, **more: object) -> Treatment:
    """A line of chemotherapy with a long name."""
    made = Treatment(
        f"Carboplatine-paclitaxel-bévacizumab {number}",
        TreatmentKind.CHEMOTHERAPY,
        number,
        started_on=start,
        ended_on=end,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def dense() -> Timeline:
    """Eleven lines in three years, every gesture at the same time, and results one after the other."""
    lines = [
        line(
            n + 1,
            D(2024 + n // 4, 1 + 3 * (n % 4)),
            D(2024 + n // 4, 3 + 3 * (n % 4)),
            cycles=6,
            best_response=Response.PARTIAL,
            progressed_on=D(2024 + n // 4, 3 + 3 * (n % 4)),
            progression_sites="foie, os, poumon",
            stop_reason=StopReason.PROGRESSION,
            dose_reductions=(DoseReduction("−25 %", on=D(2024 + n // 4, 2 + 3 * (n % 4))),),
            toxicities=(Toxicity("neuropathie", 3), Toxicity("fatigue", 1)),
        )
        for n in range(11)
    ]
    kinds = (TreatmentKind.SURGERY, TreatmentKind.RADIOTHERAPY, TreatmentKind.INTERVENTION)
    local = [
        Treatment(f"Geste au nom assez long, numéro {n}", kinds[n % 3], started_on=D(2026, 10, n))
        for n in range(1, 8)
    ]
    results = tuple(
        Biomarker(f"GENE{n}", MarkerState.POSITIVE, "p.V600E", resulted_on=D(2026, 11, n))
        for n in range(1, 9)
    )
    return drawn(*lines, *local, biomarkers=results)


def collisions(plan: Layout) -> list[tuple[str, str]]:
    """The pairs of texts of one row that overlap."""
    return [
        (one.text, other.text)
        for n, one in enumerate(plan.words)
        for other in plan.words[n + 1 :]
        if one.tier == other.tier and one.left < other.right and other.left < one.right
    ]


@pytest.mark.parametrize("width", [SCREEN, PAPER])
def test_a_dense_history_has_no_words_that_meet_nor_leave_the_drawing(width: float) -> None:
    plan = words.laid_out(dense(), width)
    assert collisions(plan) == []
    assert all(w.left >= 0 and w.right <= width + 0.01 for w in plan.words)
    assert all(0 <= w.tier < plan.tiers for w in plan.words)
    assert not any("…" in w.text for w in plan.words)


@pytest.mark.parametrize("width", [SCREEN, PAPER])
def test_no_word_lies_over_a_progression(width: float) -> None:
    plan = words.laid_out(dense(), width)
    for placed in plan.bars:
        span = placed.bar.progression_span
        assert span is not None
        at = span.middle * width
        assert not [w.text for w in plan.words if w.tier == placed.tier and w.left < at < w.right]


def test_no_sign_shares_its_place_with_another_or_with_its_words() -> None:
    plan = words.laid_out(dense(), SCREEN)
    for sign in plan.signs:
        at = sign.span.middle * SCREEN
        met = [w.text for w in plan.words if w.tier == sign.tier and w.left < at < w.right]
        assert met == []
    places = [(s.tier, s.span.middle) for s in plan.signs]
    assert len(places) == len(set(places))


def test_a_short_history_is_written_on_the_rows_of_its_bars() -> None:
    plan = words.laid_out(
        drawn(line(1, D(2025, 1, 20), D(2026, 6, 1)), line(2, D(2026, 6, 20), None)), SCREEN
    )
    assert plan.tiers == 2
    assert [w.tier for w in plan.words if w.text.startswith("1 ")] == [0]


def test_a_month_is_drawn_with_its_doubt_and_a_day_without() -> None:
    (month,) = drawn(line(1, D(2025, 3), D(2025, 9))).bars
    assert month.start < month.sure_start < month.sure_end < month.end
    (day,) = drawn(line(1, D(2025, 3, 3), D(2025, 9, 9))).bars
    assert (day.start, day.end) == (day.sure_start, day.sure_end)


def test_an_end_or_a_start_nobody_wrote_is_certain_nowhere() -> None:
    (stopped,) = drawn(line(1, D(2025, 3, 3), None, stop_reason=StopReason.TOXICITY)).bars
    assert stopped.sure_start >= stopped.sure_end
    begun = Treatment("FOLFOX", TreatmentKind.CHEMOTHERAPY, 1, ended_on=D(2025, 8, 11))
    (unknown,) = drawn(begun).bars
    assert unknown.sure_start >= unknown.sure_end
    assert ("unsure", "date connue à peu près") in words.legend(drawn(begun))


def test_the_results_of_one_day_are_one_sign_that_names_what_was_found() -> None:
    found = tuple(
        Biomarker(name, state, resulted_on=D(2025, 1, 14))
        for name, state in (
            ("BRAF", MarkerState.POSITIVE),
            *((f"GENE{n}", MarkerState.NEGATIVE) for n in range(5)),
            ("NTRK", MarkerState.NON_CONTRIBUTORY),
        )
    )
    vus = Biomarker("BRCA2", MarkerState.POSITIVE, uncertain=True, resulted_on=D(2025, 3))
    plan = words.laid_out(drawn(biomarkers=(*found, vus)), PAPER)
    assert [w.text.replace("\u00a0", " ") for w in plan.words] == [
        "BRAF, NTRK non contributif, 5 négatifs (14/01/2025)",
        "BRCA2 de signification incertaine (mars 2025)",
    ]
    assert len(plan.signs) == 2


def test_imaging_is_a_sign_of_its_own_with_what_it_showed() -> None:
    seen = Imaging(ImagingKind.CT, "abdomen", "foie +38 %", Response.PROGRESSION, D(2026, 10, 28))
    undated = Imaging(ImagingKind.MRI, "cerveau")
    file = CaseFile(Patient("TEST", "Anne"), (Tumour("Tumeur"),), imaging=(seen, undated))
    picture = timeline(file, today=TODAY, meeting_on=TODAY)
    plan = words.laid_out(picture, PAPER)
    assert [s.sign for s in plan.signs] == [Sign.IMAGE]
    (said,) = plan.words
    plain = said.text.replace("\u00a0", " ")
    assert plain == "Scanner abdomen : foie +38 %, progression (28/10/2026)"
    assert ("image", "imagerie") in words.legend(picture)
    assert words.rows(picture)[0].what == "Imagerie"
    assert "Scanner abdomen" in words.describe(picture)


def test_doses_are_lowered_from_the_day_they_were_and_severe_toxicities_are_said() -> None:
    plan = words.laid_out(
        drawn(
            line(
                1,
                D(2025, 1, 6),
                D(2026, 6, 1),
                dose_reductions=(DoseReduction("−25 %", on=D(2025, 9)),),
                toxicities=(Toxicity("diarrhée", 3), Toxicity("fatigue", 1)),
            )
        ),
        SCREEN,
    )
    (bar,) = plan.bars
    assert bar.reduced_from is not None
    assert bar.bar.start < bar.reduced_from < bar.bar.end
    (note,) = [w for w in plan.words if w.part == "note"]
    assert note.tier == bar.tier + 1
    assert "−25" in note.text
    assert "diarrhée" in note.text.lower()
    assert "fatigue" not in note.text.lower()


def test_today_and_the_meeting_are_named_apart_however_near_they_are() -> None:
    picture = drawn(line(1, D(2021, 1), None), today=date(2026, 11, 20))
    plan = words.laid_out(picture, SCREEN)
    first, second = plan.flags
    assert {first.text, second.text} == {"auj.", "RCP"}
    assert first.right < second.left
    assert second.right <= SCREEN + 0.01


def test_on_the_day_of_the_meeting_only_the_meeting_is_named() -> None:
    plan = words.laid_out(drawn(line(1, D(2025, 1), None)), SCREEN)
    assert [flag.text for flag in plan.flags] == ["RCP"]


def test_the_table_says_everything_in_the_order_of_time() -> None:
    told = words.rows(
        drawn(
            line(
                1,
                D(2025, 3),
                D(2025, 9, 1),
                progressed_on=D(2025, 10),
                progression_sites="foie",
                toxicities=(Toxicity("fatigue", 1),),
                dose_reductions=(DoseReduction("−25 %", on=D(2025, 6)),),
            ),
            Treatment("Colectomie", TreatmentKind.SURGERY, started_on=D(2025, 1)),
            Treatment("Radiothérapie L4", TreatmentKind.RADIOTHERAPY),
            biomarkers=(Biomarker("RAS", MarkerState.NEGATIVE, resulted_on=D(2025, 2)),),
        )
    )
    assert [(row.when.replace("\u00a0", " "), row.what.split(" ")[0]) for row in told] == [
        ("janvier 2025", "Colectomie"),
        ("février 2025", "Résultats"),
        ("mars 2025 à 01/09/2025", "1"),
        ("juin 2025", "Dose"),
        ("octobre 2025", "Progression"),
        ("dates inconnues", "Radiothérapie"),
        ("23/11/2026", "RCP"),
    ]
    assert "atigue" in told[2].detail


def test_words_are_cut_between_words_only_and_shortened_with_a_mark() -> None:
    text = "Association de plusieurs médicaments au nom très long"
    assert " ".join(wrapped(text, 12)) == text
    assert all(length(part) <= 12 for part in wrapped(text, 12))
    assert shortened(text, 12).endswith("…")
    assert length(shortened(text, 12)) <= 12

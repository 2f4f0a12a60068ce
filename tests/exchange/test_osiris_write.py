"""An OSIRIS pivot of ours: read back it says the same facts, names nobody, and counts what it has no place for."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.casefile import Biomarker, CaseFile, Caution, Measure, Patient, Treatment, Tumour
from app.domain.health import G8, FamilyHistory, Toxicity
from app.domain.partial_date import PartialDate
from app.domain.vocabulary import (
    CautionKind,
    Laterality,
    MarkerState,
    MeasureKind,
    Presence,
    Response,
    Sex,
    Site,
    StopReason,
    TreatmentKind,
)
from app.exchange.osiris import read_osiris, write_osiris
from tests.exchange.many_osiris import pivot

FULL = CaseFile(
    patient=Patient(
        "R-2026-000001", "", sex=Sex.FEMALE, birth_on=PartialDate(1961), local_id="R-2026-000001"
    ),
    tumours=(
        Tumour(
            label="Carcinome canalaire infiltrant du sein gauche",
            site=Site.BREAST,
            laterality=Laterality.LEFT,
            histology="Carcinome canalaire infiltrant",
            morphology_code="8500/3",
            topography_code="C50.4",
            diagnosed_on=PartialDate(2019, 5),
            stage="IV",
            tnm="cT2 N1 M1",
            tnm_edition="7",
            metastatic_sites="foie (12/09/2023), os",
        ),
    ),
    biomarkers=(
        Biomarker("HER2", MarkerState.NEGATIVE, value="1+", resulted_on=PartialDate(2019, 5, 6)),
        Biomarker("MSI", MarkerState.NOT_DONE),
        Biomarker("PD-L1", MarkerState.PENDING),
        Biomarker("RO", MarkerState.POSITIVE, uncertain=True, value="90 %"),
        Biomarker(
            "PIK3CA",
            MarkerState.POSITIVE,
            "c.3140A>G p.H1047R",
            value="somatique",
            method="panel",
            resulted_on=PartialDate(2023, 10, 2),
            sample_site="foie",
            sample_on=PartialDate(2023, 9),
        ),
        Biomarker("ESR1", MarkerState.POSITIVE, "p.Y537C", uncertain=True),
        Biomarker("EML4::ALK", MarkerState.POSITIVE, "fusion"),
        Biomarker("ERBB2", MarkerState.POSITIVE, "amplification"),
    ),
    treatments=(
        Treatment("Chirurgie", TreatmentKind.SURGERY, started_on=PartialDate(2019, 6, 3)),
        Treatment(
            "létrozole + palbociclib",
            TreatmentKind.HORMONE,
            line=1,
            drugs=("létrozole", "palbociclib"),
            started_on=PartialDate(2023, 10),
            ended_on=PartialDate(2024, 12, 15),
            best_response=Response.PARTIAL,
            progressed_on=PartialDate(2024, 12, 18),
            toxicities=(Toxicity("Neutropénie", 3, PartialDate(2024, 2)),),
        ),
    ),
    measures=(
        Measure(MeasureKind.PERFORMANCE_STATUS, Decimal(0), PartialDate(2019, 5, 6)),
        Measure(MeasureKind.PERFORMANCE_STATUS, Decimal(2), PartialDate(2025, 1, 6)),
        Measure(MeasureKind.ALBUMIN, Decimal(34), PartialDate(2025, 1, 6)),
    ),
    cautions=(
        Caution(
            CautionKind.OTHER, Presence.YES, "hypertension artérielle (I10)", PartialDate(2012)
        ),
        Caution(
            CautionKind.PREVIOUS_TOXICITY,
            Presence.YES,
            "Neutropénie, grade 3 sous létrozole, palbociclib",
            PartialDate(2024, 2),
        ),
    ),
    g8=(G8(Decimal(11), PartialDate(2025, 1, 6)),),
    family_history=(FamilyHistory("mère", "cancer du sein (C50)"),),
)


def again(file: CaseFile) -> CaseFile:
    """The case file written, then read back."""
    files, _left = write_osiris([(file.patient.local_id, file)])
    (case,) = read_osiris(files)
    return case.case_file


def sorted_markers(file: CaseFile) -> list[tuple[str, ...]]:
    """Markers without their order, which the files of the format decide."""
    return sorted(tuple(map(str, vars(b).values())) for b in file.biomarkers)


def test_every_fact_the_format_has_a_place_for_comes_back() -> None:
    back = again(FULL)
    assert sorted_markers(back) == sorted_markers(FULL)
    kept = ("patient", "tumours", "treatments", "measures", "cautions", "g8", "family_history")
    for part in kept:
        assert getattr(back, part) == getattr(FULL, part), part


def test_what_the_format_has_no_place_for_is_counted_and_not_written() -> None:
    treatment = replace(
        FULL.treatments[1], stop_reason=StopReason.TOXICITY, note="Très fatiguée", dose_note="-25 %"
    )
    file = replace(
        FULL,
        treatments=(treatment,),
        biomarkers=(Biomarker("KRAS", MarkerState.NEGATIVE),),
        measures=(Measure(MeasureKind.WEIGHT, Decimal(61)),),
        cautions=(Caution(CautionKind.HEART, Presence.YES, "souffle"),),
    )
    files, left = write_osiris([("R-1", file)])
    assert dict(left) == {
        "treatment_words": 2,
        "stop_reasons": 1,
        "biomarkers": 1,
        "measures": 1,
        "cautions": 1,
    }
    assert "fatiguée".encode() not in b"".join(files.values())


def test_a_pivot_names_nobody() -> None:
    patient = Patient(
        "TEST-NOM", "Prénom", used_name="TEST-USAGE", phone="0600000000", local_id="IPP-1"
    )
    files, _left = write_osiris([("R-2026-000009", replace(FULL, patient=patient))])
    content = b"".join(files.values()).decode()
    for word in ("TEST-NOM", "Prénom", "TEST-USAGE", "0600000000", "IPP-1"):
        assert word not in content
    assert "R-2026-000009" in content


def test_a_site_without_a_single_code_is_counted_rather_than_guessed() -> None:
    tumour = replace(FULL.tumour, topography_code="", site=Site.COLORECTAL)
    files, left = write_osiris([("R-1", replace(FULL, tumours=(tumour,)))])
    assert left["topography"] == 1
    (case,) = read_osiris(files)
    assert case.case_file.tumour.site is Site.OTHER
    breast = again(replace(FULL, tumours=(replace(FULL.tumour, topography_code=""),)))
    assert (breast.tumour.site, breast.tumour.topography_code) == (Site.BREAST, "C50")


def test_a_cell_that_holds_commas_quotes_and_breaks_stays_one_cell() -> None:
    odd = Biomarker("HER2", MarkerState.POSITIVE, value='3+, "fort"\nsuite')
    assert again(replace(FULL, biomarkers=(odd,))).biomarkers[0].marker == "HER2"


def test_forty_generated_patients_come_back_twice_the_same() -> None:
    once = [case.case_file for case in read_osiris(pivot(40))]
    files, _left = write_osiris([(f.patient.local_id, f) for f in once])
    twice = [case.case_file for case in read_osiris(files)]
    for first, second in zip(once, twice, strict=True):
        assert sorted_markers(first) == sorted_markers(second)
        assert replace(first, biomarkers=()) == replace(second, biomarkers=())


@pytest.mark.shared
def test_the_fictional_patients_come_back_the_same(shared_data: Path) -> None:
    folder = shared_data / "osiris/fictional"
    once = [
        case.case_file
        for case in read_osiris({p.name: p.read_bytes() for p in folder.glob("*.csv")})
    ]
    files, _left = write_osiris([(f.patient.local_id, f) for f in once])
    for first, second in zip(once, read_osiris(files), strict=True):
        back = second.case_file
        for part in ("patient", "treatments", "measures", "cautions", "g8", "family_history"):
            assert getattr(back, part) == getattr(first, part), part
        assert back.tumour.tnm == first.tumour.tnm
        assert {(b.marker, b.state, b.uncertain) for b in back.biomarkers} == {
            (b.marker, b.state, b.uncertain) for b in first.biomarkers
        }

"""Criteria read on small files: only a certain fact is met or not met; near misses stay misses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.casefile import (
    Biomarker,
    CaseFile,
    Caution,
    Measure,
    Patient,
    Treatment,
    Tumour,
)
from app.domain.criteria import evaluate
from app.domain.findings import Finding
from app.domain.partial_date import PartialDate
from app.domain.vocabulary import (
    CautionKind,
    FindingOutcome,
    MarkerState,
    MeasureKind,
    Presence,
    Site,
    TreatmentKind,
)
from app.exchange.catalogue import read_entry
from app.wording.findings import finding_detail, finding_sentence, finding_sign

CATALOGUE = Path(__file__).resolve().parents[2] / "seed" / "catalogue"
TODAY = date(2026, 11, 23)
POSITIVE, NEGATIVE = MarkerState.POSITIVE, MarkerState.NEGATIVE
FOLFOX = Treatment("FOLFOX", TreatmentKind.CHEMOTHERAPY, 1, started_on=PartialDate(2025, 1))
FOLFIRI = Treatment("FOLFIRI", TreatmentKind.CHEMOTHERAPY, 2, started_on=PartialDate(2025, 9))
SURGERY = Treatment("Colectomie", TreatmentKind.SURGERY)


def case(
    site: Site = Site.COLORECTAL,
    *biomarkers: Biomarker,
    treatments: tuple[Treatment, ...] = (FOLFOX, FOLFIRI),
    measures: tuple[Measure, ...] = (),
    cautions: tuple[Caution, ...] = (),
) -> CaseFile:
    return CaseFile(
        Patient("BENALI", "Karim", birth_on=PartialDate(1968, 5, 3)),
        (Tumour("une tumeur", site),),
        biomarkers,
        treatments,
        measures,
        cautions,
    )


@cache
def entry(code: str):
    return read_entry((CATALOGUE / f"{code}.yaml").read_text(encoding="utf-8"))


def made_of(*nodes):
    """A real entry with other criteria."""
    return replace(entry("supportive-care"), criteria=nodes)


def one(node, case_file: CaseFile) -> Finding | None:
    """The finding of a single criterion."""
    found = evaluate(made_of({"rule": "r", "source": "s", **node}), case_file, today=TODAY)
    return found[0] if found else None


def finding(code: str, rule: str, case_file: CaseFile) -> Finding | None:
    found = evaluate(entry(code), case_file, today=TODAY)
    return next((f for f in found if f.rule == f"{code}.{rule}"), None)


def braf(case_file: CaseFile) -> Finding:
    return finding("targeted-braf-colorectal", "indication", case_file)


def anti_pd1(case_file: CaseFile) -> Finding:
    return finding("immunotherapy-anti-pd1", "indication", case_file)


V600E = Biomarker("BRAF", POSITIVE, "V600E", resulted_on=PartialDate(2026, 3, 14))


class TestBrafColorectal:
    def test_v600e_after_two_lines_is_met_and_shows_its_data(self):
        found = braf(case(Site.COLORECTAL, V600E))
        assert finding_sign(found) == "✓"
        assert finding_sentence(found) == "BRAF V600E, côlon ou rectum, au moins 1 ligne"
        assert "BRAF V600E positif" in found.datum
        assert "2\u00a0lignes" in found.datum
        assert finding_detail(found).endswith("(14/03/2026)")
        assert "BEACON" in found.source

    @pytest.mark.parametrize(
        "spelling",
        ["V600E", "p.V600E", "p.Val600Glu", "Val600Glu", "v600e", "c.1799T>A p.(Val600Glu)"],
    )
    def test_every_spelling_of_v600e_is_understood(self, spelling):
        assert braf(case(Site.COLORECTAL, replace(V600E, alteration=spelling))).outcome == "met"

    def test_the_alteration_may_stand_in_the_name_of_the_marker(self):
        assert braf(case(Site.COLORECTAL, Biomarker("BRAF V600E", POSITIVE))).outcome == "met"

    def test_v600e_in_a_lung_tumour_does_not_meet_the_colorectal_rule(self):
        found = braf(case(Site.LUNG, V600E))
        assert found.outcome is FindingOutcome.NOT_MET
        assert finding_sentence(found) == "Poumon\u00a0: site non concerné"

    def test_v600k_is_not_v600e(self):
        found = braf(case(Site.COLORECTAL, replace(V600E, alteration="V600K")))
        assert found.outcome is FindingOutcome.NOT_MET
        assert finding_sentence(found) == "BRAF V600K, et non V600E"

    @pytest.mark.parametrize("vague", ["", "V600", "V600E/K", "muté", "Val600_Lys601delinsGlu"])
    def test_a_mutation_that_does_not_say_which_is_unknown(self, vague):
        found = braf(case(Site.COLORECTAL, replace(V600E, alteration=vague)))
        assert found.outcome is FindingOutcome.UNKNOWN
        assert "altération à préciser" in finding_sentence(found)

    def test_a_variant_of_unknown_significance_is_unknown(self):
        found = braf(case(Site.COLORECTAL, replace(V600E, uncertain=True)))
        assert found.outcome is FindingOutcome.UNKNOWN
        assert finding_sentence(found) == "BRAF V600E\u00a0: signification incertaine"
        assert "signification incertaine" in found.datum

    def test_a_negative_gene_is_not_met(self):
        found = braf(case(Site.COLORECTAL, Biomarker("BRAF", NEGATIVE)))
        assert found.outcome is FindingOutcome.NOT_MET
        assert finding_sentence(found) == "BRAF négatif"

    def test_the_absence_of_v600k_says_nothing_of_v600e(self):
        found = braf(case(Site.COLORECTAL, Biomarker("BRAF", NEGATIVE, "V600K")))
        assert found.outcome is FindingOutcome.UNKNOWN
        assert "BRAF V600E" in finding_sentence(found)

    def test_the_absence_of_a_fusion_says_nothing_of_a_mutation(self):
        found = braf(case(Site.COLORECTAL, Biomarker("BRAF", NEGATIVE, "fusion")))
        assert found.outcome is FindingOutcome.UNKNOWN

    def test_two_results_that_contradict_each_other_are_left_to_people(self):
        blood = Biomarker("BRAF", NEGATIVE, "V600E", resulted_on=PartialDate(2026, 10, 1))
        found = braf(case(Site.COLORECTAL, V600E, blood))
        assert found.outcome is FindingOutcome.UNKNOWN
        assert finding_sentence(found) == "BRAF\u00a0: résultats discordants"
        assert "positif" in found.datum
        assert "négatif" in found.datum

    def test_no_line_yet_is_not_met_but_an_empty_history_is_unknown(self):
        operated = braf(case(Site.COLORECTAL, V600E, treatments=(SURGERY,)))
        assert operated.outcome is FindingOutcome.NOT_MET
        assert "il en faut 1" in finding_sentence(operated)
        assert braf(case(Site.COLORECTAL, V600E, treatments=())).outcome == "unknown"

    def test_a_line_without_number_leaves_the_count_open(self):
        found = braf(case(Site.COLORECTAL, V600E, treatments=(replace(FOLFOX, line=None),)))
        assert finding_sentence(found) == "lignes de traitement à préciser"

    def test_an_unspecified_site_is_unknown_never_elsewhere(self):
        assert braf(case(Site.OTHER, V600E)).outcome is FindingOutcome.UNKNOWN
        assert braf(case(Site.UNKNOWN_PRIMARY, V600E)).outcome is FindingOutcome.UNKNOWN

    def test_a_missing_electrocardiogram_is_asked_for(self):
        found = finding("targeted-braf-colorectal", "qt", case(Site.COLORECTAL, V600E))
        assert (finding_sign(found), found.settled_by) == ("?", "ECG")


class TestAntiPd1:
    def test_msi_never_done_says_who_does_it_and_in_how_long(self):
        found = anti_pd1(case())
        assert found.outcome is FindingOutcome.UNKNOWN
        assert finding_sentence(found).replace("\u00a0", " ") == (
            "MSI/MMR : jamais fait, anatomopathologie, environ 7 jours"
        )
        assert found.settled_by.startswith("anatomopathologie")

    def test_msi_pending_says_when_it_is_due(self):
        row = Biomarker("MSI", MarkerState.PENDING, due_on=PartialDate(2026, 11, 30))
        found = anti_pd1(case(Site.COLORECTAL, row))
        assert found.outcome is FindingOutcome.UNKNOWN
        assert "30/11/2026" in found.settled_by
        assert "prévu le 30/11/2026" in finding_sentence(found)

    def test_a_result_overdue_is_said_late(self):
        row = Biomarker("MSI", MarkerState.PENDING, due_on=PartialDate(2026, 11, 2))
        assert "en retard" in finding_sentence(anti_pd1(case(Site.COLORECTAL, row)))

    def test_a_month_is_late_only_once_it_is_over(self):
        row = Biomarker("MSI", MarkerState.PENDING, due_on=PartialDate(2026, 11))
        assert "en retard" not in finding_sentence(anti_pd1(case(Site.COLORECTAL, row)))

    def test_a_non_contributory_sample_asks_for_another(self):
        row = Biomarker("MMR", MarkerState.NON_CONTRIBUTORY)
        found = anti_pd1(case(Site.COLORECTAL, row))
        assert found.outcome is FindingOutcome.UNKNOWN
        assert "nouveau prélèvement ou ADN circulant" in finding_sentence(found)

    @pytest.mark.parametrize(
        "row",
        [
            Biomarker("MSI", NEGATIVE),
            Biomarker("MSI", NEGATIVE, value="MSS"),
            Biomarker("MMR", NEGATIVE, value="pMMR"),
            Biomarker("MSI/MMR", NEGATIVE, "MSI-H"),
            Biomarker("pMMR", POSITIVE),
            Biomarker("dMMR", NEGATIVE),
        ],
    )
    def test_a_stable_colorectal_tumour_is_not_met(self, row):
        found = anti_pd1(case(Site.COLORECTAL, row))
        assert found.outcome is FindingOutcome.NOT_MET
        assert finding_sentence(found) == "MSI/MMR\u00a0: MSS ou pMMR"

    @pytest.mark.parametrize(
        "row",
        [
            Biomarker("MSI", POSITIVE, "MSI-H"),
            Biomarker("dMMR", POSITIVE),
            Biomarker("MMR", POSITIVE, value="perte de MLH1 et PMS2"),
            Biomarker("Instabilité microsatellitaire", POSITIVE),
        ],
    )
    def test_an_unstable_colorectal_tumour_is_met(self, row):
        found = anti_pd1(case(Site.COLORECTAL, row))
        assert found.outcome is FindingOutcome.MET
        assert "MSI-H ou dMMR" in finding_sentence(found)

    @pytest.mark.parametrize(
        "row", [Biomarker("MSI", POSITIVE, value="MSS"), Biomarker("MMR", NEGATIVE, value="dMMR")]
    )
    def test_a_state_that_its_own_value_contradicts_settles_nothing(self, row):
        assert anti_pd1(case(Site.COLORECTAL, row)).outcome is FindingOutcome.UNKNOWN

    def test_a_lung_tumour_depends_on_pd_l1_not_on_msi(self):
        stable = Biomarker("MSI", NEGATIVE)
        high = Biomarker("PDL1", POSITIVE, value="TPS 60 %")
        operated = (SURGERY,)
        assert anti_pd1(case(Site.LUNG, stable, treatments=operated)).outcome == "unknown"
        met = anti_pd1(case(Site.LUNG, stable, high, treatments=operated))
        assert finding_sentence(met) == "Poumon, PD-L1 positif (TPS 60 %)"
        low = Biomarker("PD-L1", NEGATIVE)
        assert anti_pd1(case(Site.LUNG, low, treatments=operated)).outcome == "not_met"
        assert anti_pd1(case(Site.LUNG, low)).outcome == "met"

    @pytest.mark.parametrize("site", [Site.MELANOMA, Site.KIDNEY])
    def test_melanoma_and_kidney_need_no_marker(self, site):
        assert anti_pd1(case(site)).outcome is FindingOutcome.MET

    @pytest.mark.parametrize(
        "site", [Site.PROSTATE, Site.PANCREAS, Site.SARCOMA, Site.LIVER, Site.OVARY]
    )
    def test_a_site_without_a_sure_rule_is_for_people_to_judge(self, site):
        found = anti_pd1(case(site))
        assert found.outcome is FindingOutcome.HUMAN
        assert finding_sign(found) == "→"

    def test_hormone_receptors_close_the_triple_negative_branch(self):
        found = anti_pd1(case(Site.BREAST, Biomarker("RE", POSITIVE)))
        assert found.outcome is FindingOutcome.NOT_MET
        assert finding_sentence(found) == "RE positif"

    @pytest.mark.parametrize(
        "row", [Biomarker("EGFR", POSITIVE, "L858R"), Biomarker("EML4-ALK", POSITIVE)]
    )
    def test_an_egfr_or_alk_lung_tumour_gets_a_caution(self, row):
        found = finding("immunotherapy-anti-pd1", "driver", case(Site.LUNG, row))
        assert found.outcome is FindingOutcome.CAUTION
        assert row.marker.split("-")[-1] in finding_sentence(found)

    def test_egfr_is_not_asked_of_a_colorectal_tumour(self):
        assert finding("immunotherapy-anti-pd1", "driver", case()) is None

    def test_a_transplant_is_a_caution_with_its_detail_and_date(self):
        graft = Caution(CautionKind.TRANSPLANT, Presence.YES, "rein", PartialDate(2012))
        found = finding("immunotherapy-anti-pd1", "transplant", case(cautions=(graft,)))
        assert (found.outcome, found.datum_on) == (FindingOutcome.CAUTION, "2012")
        assert finding_sentence(found) == "Greffe d’organe\u00a0: rein"

    def test_an_immunotherapy_already_received_is_said(self):
        earlier = Treatment("2e ligne", TreatmentKind.COMBINATION, 2, drugs=("nivolumab",))
        found = finding(
            "immunotherapy-anti-pd1", "already-received", case(treatments=(FOLFOX, earlier))
        )
        assert found.outcome is FindingOutcome.CAUTION
        assert finding("immunotherapy-anti-pd1", "already-received", case()) is None


class TestTargetedTherapy:
    def test_nothing_done_in_the_lung_is_one_sentence(self):
        found = finding("targeted-therapy", "alteration", case(Site.LUNG))
        assert found.outcome is FindingOutcome.UNKNOWN
        assert finding_sentence(found).startswith("EGFR, ALK, ROS1, BRAF et 4 autres")

    def test_an_exon_is_found_under_its_short_name(self):
        row = Biomarker("EGFR", POSITIVE, "ex19del")
        assert finding("targeted-therapy", "alteration", case(Site.LUNG, row)).outcome == "met"

    def test_a_fusion_is_met_in_any_solid_tumour_and_never_in_blood(self):
        row = Biomarker("ETV6-NTRK3", POSITIVE)
        assert finding("targeted-therapy", "alteration", case(Site.SARCOMA, row)).outcome == "met"
        blood = finding("targeted-therapy", "alteration", case(Site.HAEMATOLOGY, row))
        assert blood.outcome is FindingOutcome.HUMAN

    def test_it_is_never_set_aside_by_rules_alone(self):
        rows = [
            Biomarker(marker, NEGATIVE) for marker in ("BRAF", "NTRK", "RET", "HER2", "EGFR", "ALK")
        ]
        assert finding("targeted-therapy", "alteration", case(Site.COLORECTAL, *rows)).outcome == (
            "human"
        )


class TestLeaves:
    def test_a_poor_performance_status_is_a_caution_never_a_refusal(self):
        measures = (
            Measure(MeasureKind.PERFORMANCE_STATUS, Decimal(1), PartialDate(2025, 1, 1)),
            Measure(MeasureKind.PERFORMANCE_STATUS, Decimal(3), PartialDate(2026, 11, 2)),
        )
        found = one({"performance_status": {"at_most": 1}}, case(measures=measures))
        assert found.outcome is FindingOutcome.CAUTION
        assert finding_sentence(found) == "OMS 3\u00a0: à discuter"
        assert (found.datum, found.datum_on) == ("OMS\u00a03", "02/11/2026")
        assert one({"performance_status": {"at_most": 1}}, case()).outcome == "unknown"

    def test_age_is_a_caution_never_a_refusal(self):
        assert one({"age": {"at_most": 50}}, case()).outcome is FindingOutcome.CAUTION
        assert one({"age": {"at_most": 75}}, case()).datum == "58\u00a0ans"

    def test_a_birth_year_alone_does_not_settle_a_limit_it_straddles(self):
        someone = replace(case(), patient=Patient("X", "Y", birth_on=PartialDate(1951)))
        assert one({"age": {"at_least": 75}}, someone).outcome is FindingOutcome.UNKNOWN
        assert one({"age": {"at_least": 70}}, someone).outcome is FindingOutcome.MET

    def test_a_caution_is_silent_when_absent_or_when_nobody_is_asked(self):
        node = {"caution": {"kinds": ["heart"]}}
        asked = {"caution": {"kinds": ["heart"], "asks": "cardiologie"}}
        looked_for = case(cautions=(Caution(CautionKind.HEART, Presence.NO),))
        assert one(node, case()) is None
        assert one(asked, looked_for) is None
        assert finding_sentence(one(asked, case())).startswith("à demander")
        unsaid = case(cautions=(Caution(CautionKind.HEART, Presence.UNKNOWN),))
        assert one(asked, unsaid).outcome is FindingOutcome.UNKNOWN

    def test_a_histology_in_other_words_is_to_be_checked_not_refused(self):
        someone = replace(case(), tumours=(Tumour("t", Site.LUNG, histology="CBNPC"),))
        node = {"tumour": {"sites": ["lung"], "histology_contains": ["adénocarcinome"]}}
        assert one(node, someone).outcome is FindingOutcome.UNKNOWN
        known = replace(
            someone, tumours=(Tumour("t", Site.LUNG, histology="Adenocarcinome TTF1+"),)
        )
        assert one(node, known).outcome is FindingOutcome.MET

    def test_ras_needs_both_genes_to_be_negative(self):
        node = {"biomarker": {"marker": "RAS", "is": "negative"}}
        kras, nras = Biomarker("KRAS", NEGATIVE), Biomarker("NRAS", NEGATIVE)
        assert one(node, case(Site.COLORECTAL, kras)).outcome is FindingOutcome.UNKNOWN
        assert one(node, case(Site.COLORECTAL, kras, nras)).outcome is FindingOutcome.MET
        mutated = Biomarker("KRAS", POSITIVE, "G12D")
        assert one(node, case(Site.COLORECTAL, mutated)).outcome is FindingOutcome.NOT_MET

    def test_ras_mutated_does_not_say_that_it_is_kras_g12c(self):
        node = {"biomarker": {"marker": "KRAS", "alteration": "G12C", "is": "positive"}}
        assert one(node, case(Site.LUNG, Biomarker("RAS", POSITIVE))).outcome == "unknown"
        assert one(node, case(Site.LUNG, Biomarker("RAS", NEGATIVE))).outcome == "not_met"

    def test_a_line_that_hides_its_drugs_leaves_the_past_open(self):
        node = {"prior_drug": {"drug": "cétuximab", "received": False}}
        trial = Treatment("Essai", TreatmentKind.TRIAL, 3)
        assert one(node, case(treatments=(trial,))).outcome is FindingOutcome.UNKNOWN
        assert one(node, case()).outcome is FindingOutcome.MET
        given_ = Treatment("3e ligne", TreatmentKind.TARGETED, 3, drugs=("Cetuximab",))
        assert one(node, case(treatments=(given_,))).outcome is FindingOutcome.NOT_MET

    def test_no_prerequisite_is_met_and_a_question_stays_a_question(self):
        assert one({"open": {}}, case()).code == "open"
        assert finding_sentence(one({"human": {"text": "à voir"}}, case())) == "à voir"


UNSETTLED = st.sampled_from(
    [
        Biomarker("BRAF", MarkerState.NOT_DONE),
        Biomarker("BRAF", MarkerState.PENDING),
        Biomarker("BRAF", MarkerState.NON_CONTRIBUTORY),
        Biomarker("BRAF", POSITIVE, "V600E", uncertain=True),
        Biomarker("BRAF", NEGATIVE, uncertain=True),
        Biomarker("TP53", POSITIVE, "R175H"),
    ]
)


class TestLogic:
    @given(st.lists(UNSETTLED, max_size=4))
    def test_what_is_not_a_result_never_meets_nor_refuses(self, rows):
        for wanted in ("positive", "negative"):
            leaf = {"biomarker": {"marker": "BRAF", "alteration": "V600E", "is": wanted}}
            file = case(Site.COLORECTAL, *rows)
            for node in (leaf, {"all": [leaf]}, {"any": [leaf]}, {"none": [leaf]}):
                assert one(node, file).outcome is FindingOutcome.UNKNOWN

    @given(st.permutations(["lung", "colorectal", "breast"]))
    def test_the_order_of_branches_changes_no_outcome(self, sites):
        nodes = [{"tumour": {"sites": [site]}} for site in sites]
        assert one({"any": nodes}, case()).outcome is FindingOutcome.MET
        assert one({"all": nodes}, case()).outcome is FindingOutcome.NOT_MET
        assert one({"none": nodes}, case()).outcome is FindingOutcome.NOT_MET

    def test_evaluating_twice_gives_the_same_findings(self):
        for path in CATALOGUE.glob("*.yaml"):
            option = entry(path.stem)
            file = case(Site.COLORECTAL, V600E)
            assert evaluate(option, file, today=TODAY) == evaluate(option, file, today=TODAY)

    @pytest.mark.parametrize("site", list(Site))
    def test_every_entry_says_something_readable_of_an_almost_empty_file(self, site):
        for path in CATALOGUE.glob("*.yaml"):
            option = entry(path.stem)
            findings = evaluate(option, case(site, treatments=()), today=TODAY)
            assert findings
            for found in findings:
                assert finding_sentence(found).strip()
                assert found.outcome is not FindingOutcome.NOT_MET or found.datum

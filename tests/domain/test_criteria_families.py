"""The families of alternatives on small files: what is met, and the near misses that must stay misses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from app.domain.casefile import Biomarker, CaseFile, Caution, Patient, Treatment, Tumour
from app.domain.catalogue import CatalogueEntry
from app.domain.concordance import fits
from app.domain.criteria import evaluate, problems
from app.domain.criteria_leaves import READERS
from app.domain.findings import Finding
from app.domain.partial_date import PartialDate
from app.domain.vocabulary import (
    CautionKind,
    FindingOutcome,
    MarkerState,
    Presence,
    Response,
    Site,
    TreatmentKind,
)
from app.exchange.catalogue import read_entry
from app.wording.findings import finding_sentence
from tests.domain.test_concordance import refusal

CATALOGUE = Path(__file__).resolve().parents[2] / "seed" / "catalogue"
CODES = sorted(path.stem for path in CATALOGUE.glob("*.yaml"))
TODAY = date(2026, 11, 23)
POSITIVE, NEGATIVE = MarkerState.POSITIVE, MarkerState.NEGATIVE
MET, NOT_MET = FindingOutcome.MET, FindingOutcome.NOT_MET
UNKNOWN, CAUTION, HUMAN = FindingOutcome.UNKNOWN, FindingOutcome.CAUTION, FindingOutcome.HUMAN
FOLFOX = Treatment("FOLFOX bévacizumab", TreatmentKind.CHEMOTHERAPY, 1)
FOLFIRI = Treatment(
    "2e ligne", TreatmentKind.CHEMOTHERAPY, 2, drugs=("irinotécan", "5-FU", "bévacizumab")
)
PLATINUM = Treatment("carboplatine et pémétrexed", TreatmentKind.CHEMOTHERAPY, 1)
SURGERY = Treatment("Chirurgie", TreatmentKind.SURGERY)
RAS_WILD = Biomarker("RAS", NEGATIVE)


@cache
def entry(code: str) -> CatalogueEntry:
    return read_entry((CATALOGUE / f"{code}.yaml").read_text(encoding="utf-8"))


def case(
    site: Site,
    *biomarkers: Biomarker,
    treatments: tuple[Treatment, ...] = (FOLFOX, FOLFIRI),
    cautions: tuple[Caution, ...] = (),
    histology: str = "",
) -> CaseFile:
    return CaseFile(
        Patient("TEST", "Camille", birth_on=PartialDate(1968, 5, 3)),
        (Tumour("une tumeur", site, histology=histology),),
        biomarkers,
        treatments,
        (),
        cautions,
    )


def finding(code: str, rule: str, case_file: CaseFile) -> Finding | None:
    found = evaluate(entry(code), case_file, today=TODAY)
    return next((f for f in found if f.rule == f"{code}.{rule}"), None)


def outcome(code: str, site: Site, *rows: Biomarker, **more: Any) -> FindingOutcome | None:
    found = finding(code, "indication", case(site, *rows, **more))
    return found.outcome if found else None


def biomarker_leaves(node: Any) -> Iterator[Mapping[str, Any]]:
    """Every biomarker a criterion reads, wherever it stands in the tree."""
    if isinstance(node, list | tuple):
        for each in node:
            yield from biomarker_leaves(each)
    elif isinstance(node, dict):
        if "biomarker" in node:
            yield node["biomarker"]
        for each in node.values():
            yield from biomarker_leaves(each)


class TestEveryEntry:
    @pytest.mark.parametrize("code", CODES)
    def test_a_variant_of_unknown_significance_never_matches(self, code):
        for leaf in biomarker_leaves(entry(code).criteria):
            for state in (POSITIVE, NEGATIVE):
                row = Biomarker(leaf["marker"], state, leaf.get("alteration", ""), uncertain=True)
                file = case(Site.LUNG, row)
                assert READERS["biomarker"](leaf, file, TODAY).outcome is UNKNOWN

    @pytest.mark.parametrize("code", CODES)
    @pytest.mark.parametrize(
        "state", [MarkerState.NOT_DONE, MarkerState.PENDING, MarkerState.NON_CONTRIBUTORY]
    )
    def test_what_is_not_a_result_never_matches_nor_refuses(self, code, state):
        for leaf in biomarker_leaves(entry(code).criteria):
            file = case(Site.LUNG, Biomarker(leaf["marker"], state))
            assert READERS["biomarker"](leaf, file, TODAY).outcome is UNKNOWN

    @pytest.mark.parametrize("code", CODES)
    def test_a_marker_asked_for_says_who_does_it(self, code):
        assert all(leaf.get("asks") for leaf in biomarker_leaves(entry(code).criteria))

    @pytest.mark.parametrize("code", CODES)
    def test_an_empty_file_is_read_without_a_refusal_of_its_own_site(self, code):
        option = entry(code)
        for site in option.sites or tuple(Site):
            empty = case(Site(site), treatments=())
            for found in evaluate(option, empty, today=TODAY):
                assert found.outcome is not NOT_MET, (site, found)
                assert finding_sentence(found)


class TestColorectal:
    anti_egfr = "targeted-anti-egfr-colorectal"

    def test_ras_wild_type_and_braf_wild_type_are_met(self):
        rows = (RAS_WILD, Biomarker("BRAF", NEGATIVE))
        assert outcome(self.anti_egfr, Site.COLORECTAL, *rows) is MET

    def test_a_braf_v600e_colon_never_matches_anti_egfr_alone(self):
        """The label asks for RAS wild-type only, so it is a caution and no refusal; §4.12 has its own row."""
        rows = (RAS_WILD, Biomarker("BRAF", POSITIVE, "V600E"))
        found = finding(self.anti_egfr, "indication", case(Site.COLORECTAL, *rows))
        assert found.outcome is CAUTION
        assert finding_sentence(found) == "BRAF V600E"
        assert "encorafénib et cétuximab" in found.source
        assert outcome("targeted-braf-colorectal", Site.COLORECTAL, *rows) is MET

    def test_braf_never_done_leaves_anti_egfr_open(self):
        found = finding(self.anti_egfr, "indication", case(Site.COLORECTAL, RAS_WILD))
        assert found.outcome is UNKNOWN
        assert "BRAF" in finding_sentence(found)

    def test_a_ras_mutation_is_not_met_and_kras_alone_settles_nothing(self):
        braf = Biomarker("BRAF", NEGATIVE)
        mutated = Biomarker("NRAS", POSITIVE, "Q61K")
        assert outcome(self.anti_egfr, Site.COLORECTAL, mutated, braf) is NOT_MET
        assert (
            outcome(self.anti_egfr, Site.COLORECTAL, Biomarker("KRAS", NEGATIVE), braf) is UNKNOWN
        )


class TestTrifluridine:
    code = "chemotherapy-trifluridine-colorectal"
    rule = "prior-anti-egfr"

    def read(self, *rows: Biomarker, **more: Any) -> Finding:
        return finding(self.code, self.rule, case(Site.COLORECTAL, *rows, **more))

    def noted(self, *presences: Presence) -> tuple[Caution, ...]:
        kind = CautionKind.ANTI_EGFR_CANDIDATE
        return tuple(Caution(kind, presence) for presence in presences)

    def test_ras_wild_type_without_anti_egfr_is_a_question_for_a_physician(self):
        found = self.read(RAS_WILD)
        assert found.outcome is UNKNOWN
        assert finding_sentence(found) == "anti-EGFR non reçu\u00a0: candidat\u202f?"
        assert found.settled_by == "oncologue"
        assert "Lonsurf" in found.source
        assert "qui ne sont pas éligibles à ces traitements" in found.source

    def test_only_candidate_not_received_is_not_met(self):
        found = self.read(RAS_WILD, cautions=self.noted(Presence.YES))
        assert found.outcome is NOT_MET
        assert "candidat, non reçu" in finding_sentence(found)
        assert "Candidat à un anti-EGFR" in found.datum

    def test_no_candidate_is_met(self):
        found = self.read(RAS_WILD, cautions=self.noted(Presence.NO))
        assert found.outcome is MET
        assert finding_sentence(found).endswith("non candidat\u00a0: anti-EGFR")

    @pytest.mark.parametrize(
        "presences", [(Presence.UNKNOWN,), (Presence.YES, Presence.NO)], ids=["unsaid", "both"]
    )
    def test_an_unsaid_or_contradicted_candidacy_stays_a_question(self, presences):
        assert self.read(RAS_WILD, cautions=self.noted(*presences)).outcome is UNKNOWN

    def test_an_anti_egfr_received_or_a_ras_mutation_is_met(self):
        given = Treatment("3e ligne", TreatmentKind.TARGETED, 3, drugs=("panitumumab",))
        assert self.read(RAS_WILD, treatments=(FOLFOX, FOLFIRI, given)).outcome is MET
        mutated = Biomarker("KRAS", POSITIVE, "G12D")
        assert self.read(mutated, cautions=self.noted(Presence.YES)).outcome is MET

    def test_ras_never_done_is_asked_for_beside_the_candidacy(self):
        said = finding_sentence(self.read())
        assert "RAS\u00a0: jamais fait" in said
        assert "candidat" in said

    def test_what_else_the_label_wants_is_for_people_to_judge_when_not_received(self):
        whole = finding(self.code, "prior-chemotherapy", case(Site.COLORECTAL))
        assert whole.outcome is MET
        assert finding_sentence(whole).replace("\u00a0", " ") == (
            "Côlon ou rectum, déjà reçus : fluoropyrimidine, oxaliplatine, irinotécan, anti-VEGF"
        )
        first = (Treatment("FOLFOX", TreatmentKind.CHEMOTHERAPY, 1),)
        found = finding(self.code, "prior-chemotherapy", case(Site.COLORECTAL, treatments=first))
        assert found.outcome is HUMAN
        said = finding_sentence(found)
        assert "irinotécan non reçu" in said
        assert "anti-VEGF non reçu" in said
        assert "oxaliplatine" not in said

    def test_a_candidacy_nobody_can_record_is_refused_in_an_entry(self):
        leaf = {"class": "platinum", "asks": "oncologue"}
        broken = problems([{"rule": "r", "source": "s", "not_candidate": leaf}])
        assert [v.code for v in broken] == ["criterion_bad_value"]


class TestLung:
    def test_egfr_by_its_exact_alteration(self):
        for alteration in ("L858R", "ex19del", "T790M"):
            row = Biomarker("EGFR", POSITIVE, alteration)
            assert outcome("targeted-lung-egfr", Site.LUNG, row) is MET
        exon_20 = Biomarker("EGFR", POSITIVE, "exon 20")
        assert outcome("targeted-lung-egfr", Site.LUNG, exon_20) is not MET
        assert outcome("targeted-lung-antibodies", Site.LUNG, exon_20) is MET

    @pytest.mark.parametrize(
        "row", [Biomarker("EGFR", POSITIVE, "L858R"), Biomarker("ALK", POSITIVE, "fusion")]
    )
    def test_a_driver_in_the_lung_puts_a_caution_on_anti_pd1(self, row):
        found = finding("immunotherapy-anti-pd1", "driver", case(Site.LUNG, row))
        assert found.outcome is CAUTION

    def test_kras_g12d_is_not_g12c(self):
        others = (Biomarker("MET", NEGATIVE), Biomarker("BRAF", NEGATIVE))
        found = finding(
            "targeted-lung-kras-met-braf",
            "indication",
            case(Site.LUNG, Biomarker("KRAS", POSITIVE, "G12D"), *others),
        )
        assert found.outcome is NOT_MET
        assert "KRAS G12D, et non G12C" in finding_sentence(found)
        g12c = Biomarker("KRAS", POSITIVE, "p.Gly12Cys")
        assert outcome("targeted-lung-kras-met-braf", Site.LUNG, g12c, *others) is MET

    def test_kras_g12c_waits_for_a_first_treatment_and_met_for_its_own(self):
        code = "targeted-lung-kras-met-braf"
        braf = Biomarker("BRAF", NEGATIVE)
        g12c, met_14 = Biomarker("KRAS", POSITIVE, "G12C"), Biomarker("MET", POSITIVE, "exon 14")
        new = {"treatments": (SURGERY,)}
        assert outcome(code, Site.LUNG, g12c, braf, Biomarker("MET", NEGATIVE), **new) is NOT_MET
        assert outcome(code, Site.LUNG, met_14, braf, Biomarker("KRAS", NEGATIVE), **new) is NOT_MET
        assert outcome(code, Site.LUNG, met_14, braf, treatments=(PLATINUM,)) is MET

    def test_one_fusion_is_enough_and_none_is_needed_of_the_others(self):
        for row in (Biomarker("EML4-ALK", POSITIVE), Biomarker("RET", POSITIVE, "fusion KIF5B")):
            assert outcome("targeted-lung-fusions", Site.LUNG, row) is MET

    def test_her2_mutated_is_not_her2_overexpressed(self):
        code, egfr = "targeted-lung-antibodies", Biomarker("EGFR", NEGATIVE)
        mutated = Biomarker("ERBB2", POSITIVE, "exon 20 insertion")
        over = Biomarker("HER2", POSITIVE, value="IHC 3+")
        assert outcome(code, Site.LUNG, mutated, egfr, treatments=(PLATINUM,)) is MET
        assert outcome(code, Site.LUNG, over, egfr, treatments=(PLATINUM,)) is UNKNOWN
        found = finding(code, "indication", case(Site.LUNG, mutated, treatments=(PLATINUM,)))
        assert "HER2 muté" in finding_sentence(found)


class TestHer2:
    breast = "targeted-her2-breast"
    endocrine = Treatment("létrozole", TreatmentKind.HORMONE, 1)

    def read(self, row: Biomarker, *others: Biomarker, **more: Any) -> FindingOutcome | None:
        return outcome(self.breast, Site.BREAST, row, *others, **more)

    @pytest.mark.parametrize(
        "row",
        [
            Biomarker("HER2", NEGATIVE, value="IHC 1+"),
            Biomarker("HER2", NEGATIVE, value="2+, ISH négatif"),
            Biomarker("HER2", NEGATIVE, "IHC 2+ FISH non amplifié"),
            Biomarker("HER2-low", POSITIVE),
            Biomarker("HER2", POSITIVE, "low"),
            Biomarker("HER2", NEGATIVE, value="HER2 faible"),
        ],
    )
    def test_her2_low_is_never_her2_positive(self, row):
        leaf = {"marker": "HER2", "is": "positive"}
        assert READERS["biomarker"](leaf, case(Site.BREAST, row), TODAY).outcome is NOT_MET
        assert self.read(row) is MET
        assert outcome("targeted-her2-stomach", Site.STOMACH, row) is NOT_MET

    def test_her2_low_waits_for_a_chemotherapy(self):
        low = Biomarker("HER2", NEGATIVE, value="IHC 1+")
        receptors = (Biomarker("RE", NEGATIVE), Biomarker("RP", NEGATIVE))
        assert self.read(low, *receptors, treatments=(SURGERY,)) is NOT_MET
        found = finding(self.breast, "indication", case(Site.BREAST, low))
        assert "HER2-low (IHC 1+)" in finding_sentence(found)

    def test_ultralow_is_for_hormone_receptors_after_a_hormone_therapy(self):
        row = Biomarker("HER2", NEGATIVE, value="IHC 0, ultralow")
        given = {"treatments": (self.endocrine,)}
        assert self.read(row, Biomarker("RE", POSITIVE), **given) is MET
        negative = (Biomarker("RE", NEGATIVE), Biomarker("RP", NEGATIVE))
        assert self.read(row, *negative, **given) is NOT_MET

    def test_a_negative_without_its_score_asks_for_the_score(self):
        found = finding(self.breast, "indication", case(Site.BREAST, Biomarker("HER2", NEGATIVE)))
        assert found.outcome is UNKNOWN
        assert "HER2\u00a0: score IHC à préciser" in finding_sentence(found)

    @pytest.mark.parametrize(
        "row",
        [
            Biomarker("HER2", POSITIVE, value="IHC 1+"),
            Biomarker("HER2", NEGATIVE, value="3+"),
            Biomarker("HER2", POSITIVE, value="2+, FISH négatif"),
            Biomarker("HER2", NEGATIVE, value="2+, ISH amplifié"),
        ],
    )
    def test_a_score_that_contradicts_the_state_settles_nothing(self, row):
        assert self.read(row) is UNKNOWN

    def test_a_mutation_says_nothing_of_the_protein(self):
        row = Biomarker("ERBB2", POSITIVE, "S310F")
        assert self.read(row) is UNKNOWN
        assert outcome("targeted-her2-stomach", Site.STOMACH, row) is UNKNOWN

    def test_the_biliary_label_wants_3_plus(self):
        code = "targeted-her2-biliary"
        assert outcome(code, Site.BILIARY, Biomarker("HER2", POSITIVE, value="IHC 3+")) is MET
        assert outcome(code, Site.BILIARY, Biomarker("HER2", POSITIVE)) is UNKNOWN
        two = Biomarker("HER2", POSITIVE, value="2+ FISH amplifié")
        found = finding(code, "indication", case(Site.BILIARY, two))
        assert found.outcome is NOT_MET
        assert finding_sentence(found) == "HER2 positif, et non HER2 IHC 3+"

    def test_a_degree_that_cannot_be_read_is_refused_in_an_entry(self):
        leaf = {"marker": "HER2", "alteration": "très fort", "is": "positive"}
        broken = problems([{"rule": "r", "source": "s", "biomarker": leaf}])
        assert [v.code for v in broken] == ["criterion_bad_value"]


class TestBreast:
    receptors = (Biomarker("RE", POSITIVE), Biomarker("HER2", NEGATIVE))

    def partner(self, *rows: Biomarker, site: Site = Site.BREAST) -> Finding:
        return finding("hormone-breast", "partner", case(site, *self.receptors, *rows))

    def test_esr1_counts_in_the_breast_only(self):
        esr1 = Biomarker("ESR1", POSITIVE, "D538G")
        assert self.partner(esr1).outcome is MET
        assert "ESR1 D538G" in finding_sentence(self.partner(esr1))
        assert self.partner(esr1, site=Site.ENDOMETRIUM).outcome is not MET
        readers = {
            c
            for c in CODES
            for leaf in biomarker_leaves(entry(c).criteria)
            if leaf["marker"] == "ESR1"
        }
        assert readers == {"hormone-breast"}

    def test_without_any_partner_the_hormone_therapy_itself_is_not_set_aside(self):
        none = tuple(Biomarker(name, NEGATIVE) for name in ("ESR1", "PIK3CA", "AKT1", "PTEN"))
        assert self.partner(*none).outcome is HUMAN
        assert outcome("hormone-breast", Site.BREAST, *self.receptors, *none) is MET

    def test_partners_never_looked_for_are_asked_in_one_sentence(self):
        said = finding_sentence(self.partner()).replace("\u00a0", " ")
        assert (
            said
            == "ESR1, PIK3CA, AKT1, PTEN : jamais faits, biologie moléculaire, environ 28 jours"
        )

    def test_sacituzumab_wants_two_lines_and_no_her2(self):
        code = "targeted-sacituzumab-breast"
        triple = tuple(Biomarker(name, NEGATIVE) for name in ("RE", "RP", "HER2"))
        assert outcome(code, Site.BREAST, *triple) is MET
        assert outcome(code, Site.BREAST, *triple, treatments=(FOLFOX,)) is NOT_MET
        her2 = replace(triple[2], state=POSITIVE)
        assert outcome(code, Site.BREAST, *triple[:2], her2) is NOT_MET


class TestOtherSites:
    def test_idh1_r132_is_for_cholangiocarcinoma_and_glioma_by_two_entries(self):
        row = Biomarker("IDH1", POSITIVE, "R132C")
        assert outcome("targeted-idh1-biliary", Site.BILIARY, row) is MET
        assert outcome("targeted-idh1-biliary", Site.BRAIN, row) is NOT_MET
        glioma = Biomarker("IDH1", POSITIVE, "R132H")
        assert outcome("targeted-idh-glioma", Site.BRAIN, glioma) is HUMAN
        assert outcome("targeted-idh-glioma", Site.BILIARY, glioma) is NOT_MET

    def test_an_fgfr2_mutation_is_no_fusion(self):
        code = "targeted-fgfr2-biliary"
        fusion = Biomarker("FGFR2", POSITIVE, "fusion FGFR2-BICC1")
        assert outcome(code, Site.BILIARY, fusion) is MET
        assert outcome(code, Site.BILIARY, Biomarker("FGFR2", POSITIVE, "N549K")) is not MET

    def test_zolbetuximab_is_for_a_first_line(self):
        code = "targeted-cldn182-stomach"
        rows = (Biomarker("Claudine 18.2", POSITIVE), Biomarker("HER2", NEGATIVE))
        assert outcome(code, Site.STOMACH, *rows, treatments=(SURGERY,)) is MET
        found = finding(code, "indication", case(Site.STOMACH, *rows))
        assert found.outcome is NOT_MET
        assert finding_sentence(found) == "2 lignes reçues, indication de première ligne"
        assert outcome(code, Site.STOMACH, *rows, treatments=()) is UNKNOWN

    @pytest.mark.parametrize("name", ["FRα", "FOLR1", "FR alpha", "récepteurs des folates alpha"])
    def test_folate_receptor_by_any_of_its_names_after_one_to_three_lines(self, name):
        row = Biomarker(name, POSITIVE)
        assert outcome("targeted-fra-ovary", Site.OVARY, row, treatments=(PLATINUM,)) is MET
        many = tuple(replace(PLATINUM, line=number) for number in range(1, 5))
        found = finding("targeted-fra-ovary", "indication", case(Site.OVARY, row, treatments=many))
        assert found.outcome is NOT_MET
        assert "4 lignes reçues" in finding_sentence(found)

    def test_a_gist_by_kit_or_d842v_and_a_sarcoma_in_other_words_is_to_be_checked(self):
        kit, d842v = Biomarker("KIT", POSITIVE), Biomarker("PDGFRA", POSITIVE, "D842V")
        gist = case(Site.SARCOMA, d842v, histology="Tumeur stromale (GIST)")
        assert finding("targeted-gist", "indication", gist).outcome is MET
        assert finding("targeted-gist", "d842v", gist).outcome is CAUTION
        assert outcome("targeted-gist", Site.SARCOMA, kit, histology="liposarcome") is UNKNOWN

    def test_fgfr3_waits_for_an_immunotherapy(self):
        row = Biomarker("FGFR3", POSITIVE, "S249C")
        after = Treatment("pembrolizumab", TreatmentKind.IMMUNOTHERAPY, 2)
        assert outcome("targeted-fgfr3-urothelial", Site.BLADDER, row) is NOT_MET
        given = (PLATINUM, after)
        assert outcome("targeted-fgfr3-urothelial", Site.BLADDER, row, treatments=given) is MET

    def test_a_melanoma_wants_v600_and_a_thyroid_ret(self):
        v600k = Biomarker("BRAF", POSITIVE, "V600K")
        assert outcome("targeted-braf-melanoma", Site.MELANOMA, v600k) is MET
        assert outcome("targeted-braf-melanoma", Site.COLORECTAL, v600k) is NOT_MET
        ret = Biomarker("RET", POSITIVE, "M918T")
        assert outcome("targeted-ret-thyroid", Site.THYROID, ret) is MET

    def test_a_radioligand_wants_psma_and_both_earlier_treatments(self):
        psma = Biomarker("PSMA", POSITIVE)
        both = (
            Treatment("abiratérone", TreatmentKind.HORMONE, 1),
            Treatment("docétaxel", TreatmentKind.CHEMOTHERAPY, 2),
        )
        assert outcome("radioligand", Site.PROSTATE, psma, treatments=both) is MET
        assert outcome("radioligand", Site.PROSTATE, psma, treatments=both[:1]) is HUMAN


class TestParp:
    code = "parp-inhibitors"
    brca = Biomarker("BRCA1", POSITIVE, "c.68_69delAG")

    def test_ovary_wants_brca_or_hrd_and_a_platinum(self):
        given = {"treatments": (PLATINUM,)}
        assert outcome(self.code, Site.OVARY, self.brca, **given) is MET
        assert outcome(self.code, Site.OVARY, Biomarker("HRD", POSITIVE), **given) is MET
        assert outcome(self.code, Site.OVARY, self.brca, treatments=(SURGERY,)) is NOT_MET
        none = (Biomarker("BRCA1/2", NEGATIVE), Biomarker("HRD", NEGATIVE))
        assert outcome(self.code, Site.OVARY, *none, **given) is NOT_MET

    def test_breast_wants_her2_negative_and_a_germline_origin_confirmed(self):
        rows = (self.brca, Biomarker("HER2", NEGATIVE))
        assert outcome(self.code, Site.BREAST, *rows) is MET
        origin = finding(self.code, "germline", case(Site.BREAST, *rows))
        assert (origin.outcome, origin.params["text"]) == (
            HUMAN,
            "origine constitutionnelle de BRCA à confirmer en oncogénétique",
        )
        assert outcome(self.code, Site.BREAST, self.brca, Biomarker("HER2", POSITIVE)) is NOT_MET

    def test_prostate_after_a_new_hormone_agent_else_people_judge(self):
        after = (Treatment("enzalutamide", TreatmentKind.HORMONE, 1),)
        before = (Treatment("leuproréline", TreatmentKind.HORMONE, 1, drugs=("leuproréline",)),)
        assert outcome(self.code, Site.PROSTATE, self.brca, treatments=after) is MET
        assert outcome(self.code, Site.PROSTATE, self.brca, treatments=before) is HUMAN

    @pytest.mark.parametrize(
        ("site", "rule", "best", "outcome"),
        [
            (Site.OVARY, "platinum-response", Response.PARTIAL, None),
            (Site.OVARY, "platinum-response", Response.STABLE, CAUTION),
            (Site.OVARY, "platinum-response", Response.PROGRESSION, CAUTION),
            (Site.OVARY, "platinum-response", None, UNKNOWN),
            (Site.PANCREAS, "platinum-pancreas", Response.STABLE, HUMAN),
            (Site.PANCREAS, "platinum-pancreas", Response.PROGRESSION, CAUTION),
            (Site.PANCREAS, "platinum-pancreas", None, UNKNOWN),
            (Site.BREAST, "platinum-response", None, None),
            (Site.BREAST, "platinum-pancreas", None, None),
        ],
    )
    def test_the_answer_to_platinum_is_read_of_ovary_and_pancreas_only(
        self, site, rule, best, outcome
    ):
        given = (replace(PLATINUM, best_response=best),)
        found = finding(self.code, rule, case(site, treatments=given))
        assert (found and found.outcome) is outcome

    def test_a_parp_inhibitor_already_received_is_said(self):
        given = (PLATINUM, Treatment("olaparib", TreatmentKind.TARGETED, 2))
        found = finding(self.code, "already-received", case(Site.OVARY, treatments=given))
        assert finding_sentence(found) == "déjà reçu\u00a0: inhibiteur de PARP"


class TestLocalTreatment:
    @pytest.mark.parametrize("item", ["hospital_stay", "infusions", "frequent_visits"])
    def test_what_depends_on_the_gesture_is_to_be_discussed_never_in_tension(self, item):
        [cell] = fits(entry("local-treatment"), [refusal(item)], today=TODAY)
        assert cell.outcome == "discuss"

    def test_a_chemotherapy_stands_against_its_refusal(self):
        [cell] = fits(entry("chemotherapy-other"), [refusal("chemotherapy")], today=TODAY)
        assert cell.outcome == "tension"

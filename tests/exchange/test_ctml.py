"""CTML trials: every published pair, the failing criterion named, and bad files refused with their line."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

import config
from app.domain.logic import ON_CASES
from app.domain.trial import Alteration, Trial, TrialPatient
from app.domain.trial_match import Matcher
from app.errors import UnreadableFile
from app.exchange.ctml import TrialReader
from app.exchange.ctml_patients import read_patients
from app.exchange.terminology import tumour_tree
from app.exchange.trial_matches import matched, read_trials, unknown_diagnoses
from app.wording.imports import refusal_sentence

TREE = tumour_tree(config.ROOT / "seed" / "terminology")
ON = date(2026, 11, 23)


def trial(*nodes: dict, number: str = "T-1") -> Trial:
    given = {"protocol_no": number, "treatment_list": {"step": [{"match": list(nodes)}]}}
    return TrialReader().read(json.dumps(given).encode(), "t.json")[0]


def patient(**more: object) -> TrialPatient:
    return TrialPatient(**{"id": "TEST-1", "diagnosis": "Lung Adenocarcinoma", **more})


def match(one: Trial, who: TrialPatient, **more: object):
    return Matcher(who, tree=TREE, on=ON, **more).match(one)


def clinical(**keys: object) -> dict:
    return {"clinical": keys}


def genomic(**keys: object) -> dict:
    return {"genomic": keys}


def mutation(gene: str, protein: str = "", **more: object) -> Alteration:
    return Alteration("MUTATION", gene, protein, **more)


@pytest.mark.shared
class TestPublishedPairs:
    def load(self, folder: Path):
        trials = read_trials(folder / "trials.json")
        file = folder / "patients.json"
        return trials, read_patients(file.read_bytes(), file.name)

    def test_all_pairs_of_the_fictional_set_and_their_reasons_are_the_expected_ones(
        self, shared_data
    ):
        folder = shared_data / "ctml" / "fictional"
        expected = json.loads((folder / "expected_matches.json").read_text("utf-8"))
        trials, patients = self.load(folder)
        day = date.fromisoformat(expected["reference_date"])
        found = matched(trials, patients, tree=TREE, on=day)
        assert len(found) == len(patients)
        assert all(list(pairs) == [each.id for each in trials] for pairs in found.values())
        reasons = {
            who: {t: p["reasons"] for t, p in pairs.items() if p["status"] == "match"}
            for who, pairs in found.items()
        }
        assert reasons == expected["matches"]

    def test_each_near_miss_names_the_criterion_that_was_changed(self, shared_data):
        folder = shared_data / "ctml" / "fictional"
        expected = json.loads((folder / "expected_matches.json").read_text("utf-8"))
        trials, patients = self.load(folder)
        day = date.fromisoformat(expected["reference_date"])
        found = matched(trials, patients, tree=TREE, on=day)
        missed = {who: d for who, d in expected["designed"].items() if "-NM" in who}
        assert missed
        for who, design in missed.items():
            changed = design["why"].split(": ", 1)[1]
            assert changed in found[who][design["trial"]]["first_blocker"], who

    def test_the_stored_matches_of_the_published_demonstration_are_reproduced(self, shared_data):
        folder = shared_data / "ctml" / "matchminer-seed"
        stored = json.loads((folder / "expected_trial_match.json").read_text("utf-8"))
        trials, patients = self.load(folder)
        found = {
            (who.id, one.id, path, reading.params["reason"])
            for who in patients
            for one in trials
            for path, parts in match(one, who).met
            for reading in parts
            if reading.params["reason"] != "clinical"
        }
        assert found == {
            (s["sample_id"], s["protocol_no"], s["match_path"], s["genomic_alteration"])
            for s in stored
        }

    def test_json_and_yaml_of_the_same_trials_match_the_same_patients(self, shared_data):
        folder = shared_data / "ctml"
        fixtures = folder / "matchengine-fixtures"
        patients = self.load(folder / "fictional")[1]
        [written] = read_trials(fixtures / "yaml" / "11-112.yaml")
        [other] = read_trials(fixtures / "trials" / "11-112.json")
        found = {who.id for who in patients if match(written, who).is_match}
        assert found
        assert found == {who.id for who in patients if match(other, who).is_match}

    def test_two_trials_one_after_the_other_are_refused_at_the_second(self, shared_data):
        path = shared_data / "ctml" / "matchengine-fixtures" / "trials" / "two_trials_one_doc.json"
        with pytest.raises(UnreadableFile) as refused:
            read_trials(path)
        assert "two_trials_one_doc.json, ligne 2" in refusal_sentence(refused.value)


class TestLeaves:
    @pytest.mark.parametrize(
        ("wanted", "found", "is_met"),
        [
            ({"protein_change": "p.V600E"}, "p.V600E", True),
            ({"protein_change": "p.V600E"}, "p.Val600Glu", True),
            ({"protein_change": "p.V600E"}, "V600E", True),
            ({"protein_change": "p.Val600Glu"}, "p.V600E", True),
            ({"protein_change": "p.V600E"}, "p.V600K", False),
            ({"wildcard_protein_change": "p.V600"}, "p.V600K", True),
            ({"wildcard_protein_change": "p.V600"}, "p.Val600Lys", True),
            ({"wildcard_protein_change": "p.V600"}, "p.V600_K601delinsE", False),
            ({"wildcard_protein_change": "p.V600"}, "p.V6001K", False),
            ({"wildcard_protein_change": "p.R130"}, "p.R130*", False),
            ({"wildcard_protein_change": "p.R130"}, "p.R130fs", False),
        ],
    )
    def test_a_change_is_read_in_its_usual_notations_and_no_wider(self, wanted, found, is_met):
        one = trial(genomic(hugo_symbol="BRAF", variant_category="Mutation", **wanted))
        assert match(one, patient(alterations=(mutation("BRAF", found),))).is_match is is_met

    @pytest.mark.parametrize(
        ("wanted", "born", "is_met"),
        [
            (">=18", date(2008, 11, 23), True),
            (">=18", date(2008, 11, 24), False),
            ("<18", date(2008, 11, 24), True),
            ("<18", date(2008, 11, 23), False),
            (">=0.5", date(2026, 5, 23), True),
            (">=0.5", date(2026, 5, 24), False),
            ("==18", date(2008, 1, 1), True),
            (">=18", None, False),
        ],
    )
    def test_an_age_is_counted_to_the_day(self, wanted, born, is_met):
        assert match(trial(clinical(age_numerical=wanted)), patient(born=born)).is_match is is_met

    @pytest.mark.parametrize(
        ("wanted", "diagnosis", "is_met"),
        [
            ("Non-Small Cell Lung Cancer", "Lung Adenocarcinoma", True),
            ("Lung Adenocarcinoma", "Non-Small Cell Lung Cancer", False),
            ("!Lung Adenocarcinoma", "Lung Adenocarcinoma", False),
            ("!Melanoma", "Lung Adenocarcinoma", True),
            ("_SOLID_", "Glioblastoma", True),
            ("_SOLID_", "Plasma Cell Myeloma", False),
            ("_LIQUID_", "Plasma Cell Myeloma", True),
            ("_SOLID_", "Un mot inconnu", False),
            ("Un mot inconnu", "Un mot inconnu", True),
            ("Lung", "", False),
        ],
    )
    def test_a_diagnosis_matches_its_descendants_and_nothing_else(self, wanted, diagnosis, is_met):
        one = trial(clinical(oncotree_primary_diagnosis=wanted))
        assert match(one, patient(diagnosis=diagnosis)).is_match is is_met

    def test_a_fusion_is_found_by_either_partner_and_a_copy_number_by_its_call(self):
        fusion = Alteration("SV", partners=("EML4", "ALK"))
        one = trial(genomic(hugo_symbol="ALK", variant_category="Structural Variation"))
        assert match(one, patient(alterations=(fusion,))).reasons == ("EML4-ALK fusion",)
        amplified = Alteration("CNV", "ERBB2", cnv_call="High level amplification")
        wanted = {"hugo_symbol": "ERBB2", "variant_category": "Copy Number Variation"}
        two = trial(genomic(**wanted, cnv_call="High Amplification"))
        assert match(two, patient(alterations=(amplified,))).is_match
        gained = Alteration("CNV", "ERBB2", cnv_call="Gain")
        assert not match(two, patient(alterations=(gained,))).is_match

    def test_wild_type_is_no_mutation_and_is_found_when_it_is_asked_for(self):
        wild = patient(alterations=(Alteration("MUTATION", "KRAS", wildtype=True),))
        assert not match(trial(genomic(hugo_symbol="KRAS", variant_category="Mutation")), wild).met
        assert match(trial(genomic(hugo_symbol="KRAS", wildtype=True)), wild).is_match

    def test_what_is_not_recorded_is_absent_in_ctml_and_unknown_on_cases(self):
        without = trial(genomic(hugo_symbol="KRAS", variant_category="!Mutation"))
        assert match(without, patient()).is_match
        assert not match(without, patient(), policy=ON_CASES).is_match
        untreated = trial({"prior_treatments": {"drug": "!Olaparib"}})
        assert match(untreated, patient()).is_match
        assert not match(untreated, patient(), policy=ON_CASES).is_match

    def test_a_receptor_nobody_recorded_is_left_to_people_and_a_recorded_one_is_read(self):
        one = trial(clinical(age_numerical=">=18", er_status="Positive"))
        adult = {"born": date(1970, 1, 1)}
        silent = match(one, patient(**adult))
        assert silent.is_match
        assert [r.params["criterion"] for r in silent.to_check] == ["clinical.er_status"]
        assert not match(one, patient(**adult, statuses={"er_status": "Negative"})).is_match

    def test_a_person_who_died_matches_nothing(self):
        pair = match(trial(clinical(oncotree_primary_diagnosis="Lung")), patient(deceased=True))
        assert not pair.is_match
        assert pair.blockers[0][0].params["criterion"] == "clinical.vital_status"

    def test_of_a_choice_the_branch_with_the_least_in_its_way_is_named(self):
        one = trial(
            {
                "or": [
                    clinical(oncotree_primary_diagnosis="Melanoma", age_numerical=">=18"),
                    clinical(oncotree_primary_diagnosis="Lung", age_numerical=">=18"),
                ]
            }
        )
        [[blocker]] = match(one, patient(born=date(2015, 1, 1))).blockers
        assert (blocker.params["criterion"], blocker.datum) == ("clinical.age_numerical", "11")

    def test_a_trial_without_any_criterion_matches_nobody(self):
        given = b'{"protocol_no": "T-2", "treatment_list": {"step": []}}'
        [one] = TrialReader().read(given, "t.json")
        found = matched([one], [patient()], tree=TREE, on=ON)
        assert found["TEST-1"]["T-2"]["first_blocker"] == "aucun critère calculable"

    def test_a_diagnosis_the_tree_does_not_hold_is_told(self):
        one = trial(clinical(oncotree_primary_diagnosis="Ovarian Cancer"))
        assert unknown_diagnoses([one], TREE) == ("Ovarian Cancer",)

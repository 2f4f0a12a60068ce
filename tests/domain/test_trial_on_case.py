"""A CTML trial beside a case: the same tree, but what is missing is unknown and says what settles it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.casefile import Biomarker, CaseFile, Patient, Treatment, Tumour
from app.domain.criteria import evaluate, problems
from app.domain.logic import CAUTION, HUMAN, MET, NOT_MET, UNKNOWN
from app.domain.partial_date import PartialDate
from app.domain.trial_on_case import criteria_of
from app.domain.vocabulary import MarkerState, Sex, Site, TreatmentKind
from app.exchange.catalogue import read_entry
from app.exchange.ctml import TrialReader
from app.exchange.trial_matches import read_trials
from app.queries.vocabularies import tree

CATALOGUE = Path(__file__).resolve().parents[2] / "seed" / "catalogue"
TRIAL = read_entry((CATALOGUE / "clinical-trial.yaml").read_text(encoding="utf-8"))
TODAY = date(2026, 11, 23)
POSITIVE, NEGATIVE = MarkerState.POSITIVE, MarkerState.NEGATIVE
LUNG = CaseFile(
    Patient("TEST", "Camille", sex=Sex.FEMALE, birth_on=PartialDate(1968, 5, 3)),
    (Tumour("une tumeur", Site.LUNG, histology="LUAD"),),
)
L858R = Biomarker("EGFR", POSITIVE, "p.Leu858Arg")
TREATED = Treatment("ligne", TreatmentKind.TARGETED, 1, drugs=("osimertinib",))
FULL = replace(LUNG, biomarkers=(L858R,), treatments=(TREATED,))


def outcome(match: dict, file: CaseFile):
    given = {"protocol_no": "T-1", "treatment_list": {"step": [{"match": [match]}]}}
    [one] = TrialReader().read(json.dumps(given).encode(), "t.json")
    entry = replace(TRIAL, criteria=criteria_of(one, tree()))
    [found] = evaluate(entry, file, today=TODAY, tree=tree())
    return found.outcome


EGFR = {
    "and": [
        {
            "clinical": {
                "oncotree_primary_diagnosis": "Non-Small Cell Lung Cancer",
                "age_numerical": ">=18",
            }
        },
        {
            "genomic": {
                "hugo_symbol": "EGFR",
                "variant_category": "Mutation",
                "protein_change": "p.L858R",
            }
        },
        {"prior_treatments": {"drug": "Osimertinib"}},
    ]
}


@pytest.mark.parametrize(
    ("file", "wanted"),
    [
        (FULL, MET),
        (replace(FULL, biomarkers=()), UNKNOWN),
        (replace(FULL, treatments=()), UNKNOWN),
        (replace(FULL, biomarkers=(Biomarker("EGFR", NEGATIVE),)), NOT_MET),
        (replace(FULL, biomarkers=(Biomarker("EGFR", POSITIVE, "T790M"),)), NOT_MET),
        (replace(FULL, tumours=(Tumour("t", Site.LUNG),)), UNKNOWN),
        (replace(FULL, tumours=(Tumour("t", Site.COLORECTAL),)), NOT_MET),
        (
            replace(FULL, patient=replace(LUNG.patient, birth_on=PartialDate(2012, 1, 1))),
            CAUTION,
        ),
    ],
)
def test_a_trial_is_read_on_a_case_with_its_missing_data_unknown(file, wanted):
    assert outcome(EGFR, file) is wanted


@pytest.mark.parametrize(
    ("match", "file", "wanted"),
    [
        ({"genomic": {"hugo_symbol": "KRAS", "variant_category": "!Mutation"}}, LUNG, UNKNOWN),
        (
            {"genomic": {"hugo_symbol": "KRAS", "variant_category": "!Mutation"}},
            replace(LUNG, biomarkers=(Biomarker("KRAS", NEGATIVE),)),
            MET,
        ),
        ({"genomic": {"hugo_symbol": "EGFR", "variant_classification": "X"}}, FULL, HUMAN),
        ({"clinical": {"gender": "Male"}}, LUNG, NOT_MET),
        ({"genomic": {"mmr_status": "MMR-Deficient"}}, LUNG, UNKNOWN),
        ({"prior_treatments": {"drug": "!Osimertinib"}}, FULL, NOT_MET),
        ({"clinical": {"disease_status": "Metastatic"}}, LUNG, HUMAN),
    ],
)
def test_each_kind_of_leaf_is_met_refused_unknown_or_for_people(match, file, wanted):
    assert outcome(match, file) is wanted


@pytest.mark.shared
def test_every_published_trial_gives_sound_criteria(shared_data):
    folder = shared_data / "ctml"
    for name in ("fictional/trials.json", "matchminer-seed/trials.json"):
        for one in read_trials(folder / name):
            assert problems(criteria_of(one, tree())) == ()

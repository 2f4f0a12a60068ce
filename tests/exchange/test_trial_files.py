"""Files of trials: a list in CSV, the national register with each of its traps, CTML; refused whole, with the line."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.domain import local_trial
from app.domain.casefile import CaseFile, Patient, Tumour
from app.domain.local_trial import LocalTrial, SimpleCriteria
from app.domain.partial_date import PartialDate
from app.domain.vocabulary import Sex, TrialStatus
from app.errors import UnreadableFile, UnreadableTable
from app.exchange import trial_list
from app.exchange.trial_files import ReadTrials, TrialFile, read
from app.i18n import typography
from app.queries import vocabularies
from app.wording.imports import bad_cell_sentences, refusal_sentence

HEADER = "Numéro;Titre;Statut;Vérifié le;Trajet (min);Tumeurs;Marqueurs;OMS au plus\n"
EXTENSION = "https://register.example/StructureDefinition/"


def reading(text: str | bytes, name: str = "essais.csv") -> ReadTrials:
    """A file as it is sent."""
    data = text.encode() if isinstance(text, str) else text
    return read(data, name, vocabularies.tree())


def study(**more: Any) -> dict[str, Any]:
    """One study of the register, made up."""
    return {
        "resourceType": "ResearchStudy",
        "id": "2099-000001-01",
        "identifier": [{"use": "official", "value": "2099-500001-01-00"}],
        "title": "TEST étude d'un cancer du côlon",
        "status": "active",
        **more,
    }


def of_register(*studies: dict[str, Any], **more: Any) -> ReadTrials:
    """A bundle of studies."""
    entries = [{"resource": one} for one in studies]
    bundle = {"resourceType": "Bundle", "type": "searchset", "entry": entries, **more}
    return reading(json.dumps(bundle), "eclaire.json")


def only(found: ReadTrials) -> LocalTrial:
    """The one line of a file."""
    [offered] = found.offered
    return offered.trial


def recruitment(code: str) -> dict[str, Any]:
    """The extension that says whether a study recruits."""
    concept = {"coding": [{"code": code}]}
    return {"url": f"{EXTENSION}eclaire-recruitment-status", "valueCodeableConcept": concept}


# The list in CSV


def test_a_list_in_csv_is_read_with_its_criteria() -> None:
    found = reading(
        HEADER + "nct00000001;TEST essai;ouvert;14/03/2026;40;LUAD;EGFR L858R;1\n"
        "NCT00000002;TEST autre;Clos;;;;;\n"
    )
    first, second = (offered.trial for offered in found.offered)
    assert found.kind is TrialFile.LIST
    assert (first.number, first.status, first.travel_minutes) == (
        "NCT00000001",
        TrialStatus.OPEN,
        40,
    )
    assert (first.simple.tumours, first.simple.performance_at_most) == ("LUAD", 1)
    assert first.verified_on is not None and first.verified_on.isoformat() == "2026-03-14"
    assert (second.status, second.verified_on, second.travel_minutes) == (
        TrialStatus.CLOSED,
        None,
        None,
    )


def test_every_bad_cell_is_named_with_its_line_and_column() -> None:
    with pytest.raises(UnreadableTable) as caught:
        reading(
            HEADER + "NCT1;;peut-être;hier;quarante;;;\n"
            "NCT2;TEST;ouvert;;;;;\n"
            "NCT2;TEST;ouvert;;;;;\n"
        )
    said = bad_cell_sentences(caught.value)
    assert said == tuple(
        map(
            typography,
            (
                "Ligne 2, « Titre » : à remplir.",
                (
                    "Ligne 2, « Statut » : « peut-être » n'est pas compris ; "
                    "écrivez ouvert, pas encore ouvert, suspendu ou clos."
                ),
                (
                    "Ligne 2, « Vérifié le » : « hier » n'est pas une date ; "
                    "écrivez 14/03/1958 ou 2026-03-14."
                ),
                "Ligne 2, « Trajet (min) » : « quarante » n'est pas un nombre entier.",
                "Ligne 4, « Numéro » : le même essai qu'à la ligne 3.",
            ),
        )
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Nom;Prénom\nDurand;Ana\n", "trials_columns"),
        ("Numéro;Titre;Titre\nA;B;C\n", "column_twice"),
        (HEADER, "trials_no_row"),
        ("", "empty"),
        (b"PK\x03\x04classeur", "spreadsheet"),
        (b"%PDF-1.7", "pdf"),
    ],
)
def test_a_table_that_is_no_list_of_trials_is_refused_with_what_to_do(
    text: str | bytes, code: str
) -> None:
    with pytest.raises(UnreadableFile) as caught:
        reading(text)
    assert caught.value.code == code
    assert refusal_sentence(caught.value)


def test_the_model_and_the_exported_list_are_read_again() -> None:
    [line] = [offered.trial for offered in reading(HEADER + "A1;TEST;ouvert;;;;;\n").offered]
    assert only(reading(trial_list.write_list((line,)))) == line
    with pytest.raises(UnreadableFile, match="trials_no_row"):
        reading(trial_list.write_list())


def test_a_windows_file_with_commas_keeps_its_accents() -> None:
    text = "Numéro,Titre,Promoteur\nA1,TEST étude,Hôpital\n"
    assert only(reading(text.encode("cp1252"))).sponsor == "Hôpital"


# The register's traps (MedDRA, INDISPONIBLE, entities, dialects, pages…)


def test_the_word_for_a_missing_value_is_nothing() -> None:
    trial = only(
        of_register(
            study(
                identifier=[
                    {"use": "official", "value": "INDISPONIBLE"},
                    {"use": "secondary", "value": "2099-000001-01"},
                ],
                condition=[{"coding": [{"display": "INDISPONIBLE"}], "text": "Disease Condition"}],
            )
        )
    )
    assert (trial.number, trial.main_criteria) == ("2099-000001-01", "")


def test_entities_in_titles_become_characters() -> None:
    trial = only(of_register(study(title="TEST &lt;1% &ndash; cancer &amp;le; 2")))
    assert trial.title == "TEST <1% – cancer ≤ 2"


def test_a_study_without_title_condition_or_status_is_shown_and_cannot_be_taken() -> None:
    bare = {"resourceType": "ResearchStudy", "id": "2099-500002-01-00"}
    [offered] = of_register(bare).offered
    assert offered.trial.status is TrialStatus.UNKNOWN
    assert not offered.can_be_taken
    assert not offered.wanted


@pytest.mark.parametrize(
    "said",
    [
        {"title": "A Phase 2 study in metastatic colorectal cancer"},
        {"title": "TEST étude", "condition": [{"text": "Cancer colorectal"}]},
        {"title": "TEST study", "condition": [{"text": "Locally advanced breast neoplasm"}]},
    ],
)
def test_a_cancer_study_without_therapeutic_area_is_offered(said: dict[str, Any]) -> None:
    [offered] = of_register(study(**said)).offered
    assert offered.wanted


@pytest.mark.parametrize("area", ["Diseases [C] - Neoplasms [C04]", "Oncologie/cancérologie"])
def test_the_area_is_read_in_both_of_its_languages(area: str) -> None:
    named = [{"url": f"{EXTENSION}eclaire-therapeutic-area", "valueString": area}]
    [offered] = of_register(study(title="TEST étude", extension=named)).offered
    assert offered.wanted
    [other] = of_register(study(title="TEST étude", extension=[])).offered
    assert not other.wanted


def test_approved_is_not_yet_open() -> None:
    assert only(of_register(study(status="approved"))).status is TrialStatus.NOT_YET


@pytest.mark.parametrize(
    ("status", "recruits", "expected"),
    [
        ("active", "recruiting", TrialStatus.OPEN),
        ("active", "upcoming", TrialStatus.NOT_YET),
        ("active", "not-recruiting", TrialStatus.CLOSED),
        ("completed", "recruiting", TrialStatus.CLOSED),
        ("active", "another-word", TrialStatus.UNKNOWN),
    ],
)
def test_the_status_is_the_more_cautious_of_both(
    status: str, recruits: str, expected: TrialStatus
) -> None:
    given = study(status=status, extension=[recruitment(recruits)])
    assert only(of_register(given)).status is expected


@pytest.mark.parametrize(
    "condition",
    [
        {"coding": [{"display": "Colorectal cancer"}], "text": "diseaseCondition"},
        {"coding": [{"display": "Colorectal cancer"}], "text": "Disease Condition"},
        {"text": "Colorectal cancer"},
    ],
)
def test_both_dialects_of_conditions_give_the_disease(condition: dict[str, Any]) -> None:
    assert only(of_register(study(condition=[condition]))).main_criteria == "Colorectal cancer"


def test_a_meddra_code_without_label_says_nothing() -> None:
    coded = {"coding": [{"code": "10065430", "display": "10065430"}], "text": "MedDRA Condition"}
    assert only(of_register(study(condition=[coded]))).main_criteria == ""


def test_a_page_of_the_register_says_that_others_follow() -> None:
    links = [{"relation": "self", "url": "x"}, {"relation": "next", "url": "y"}]
    page = of_register(study(), total=2725, link=links)
    assert (page.has_next, page.total) == (True, 2725)
    assert not of_register(study()).has_next


def test_a_phase_is_written_in_roman_and_one_that_does_not_apply_is_none() -> None:
    def phase(code: str) -> str:
        return only(of_register(study(phase={"coding": [{"code": code}]}))).phase

    assert [phase(c) for c in ("phase-3", "phase-1-phase-2", "n-a")] == ["III", "I/II", ""]


def test_a_list_and_a_single_study_are_read_like_a_bundle() -> None:
    assert only(reading(json.dumps(study()), "un.json")).number == "2099-500001-01-00"
    assert only(reading(json.dumps([study()]), "liste.json")).number == "2099-500001-01-00"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ('{"resourceType": "Bundle",\n "entry": [{"resource":', "trial_truncated", "2"),
        ('{"resourceType": "Bundle",\n "entry": [\n {"fullUrl": "x"}]}', "eclaire_half", "3"),
        ('{"resourceType": "Bundle",\n "total": 3}', "eclaire_half", "1"),
        ('{"resourceType": "ResearchStudy",\n "title": "x"}', "eclaire_without_number", "1"),
        ('{"resourceType": "Bundle", "entry": []}', "trial_none", ""),
    ],
)
def test_half_a_bundle_is_refused_with_line_and_reason(text: str, code: str, line: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        reading(text, "eclaire.json")
    assert (caught.value.code, caught.value.params.get("line", "")) == (code, line)
    assert refusal_sentence(caught.value)


def test_the_same_study_twice_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="trial_twice"):
        of_register(study(), study())


def group(*characteristics: dict[str, Any]) -> dict[str, Any]:
    """An enrolment group, made up."""
    return {"resourceType": "Group", "id": "g", "characteristic": list(characteristics)}


def having(name: str, **value: Any) -> dict[str, Any]:
    """One characteristic of a group."""
    return {"code": {"text": name}, "exclude": False, **value}


def concept(text: str) -> dict[str, Any]:
    """A value told in words."""
    return {"valueCodeableConcept": {"text": text}}


WITH_GROUP = {"enrollment": [{"reference": "Group/g"}]}
YEARS = {"valueRange": {"low": {"value": 18, "unit": "years"}, "high": {"value": 75, "code": "a"}}}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([having("Sex", **concept("female")), having("Age", **YEARS)], ("female", 18, 75)),
        ([having("Sexe", **concept("Hommes"))], ("male", None, None)),
        ([having("Sex", **concept("female, male"))], ("", None, None)),
        ([having("Sex", **concept("unknown"))], ("", None, None)),
        ([having("Sex", **concept("INDISPONIBLE"))], ("", None, None)),
        ([having("Age range", **concept("18-64 years, 65+ years"))], ("", 18, None)),
        ([having("Age range", **concept("0-17 years, 18-64 years"))], ("", None, 64)),
        ([having("Age", valueRange={"low": {"value": 6, "unit": "months"}})], ("", None, None)),
        ([{**having("Age", **YEARS), "exclude": True}], ("", None, None)),
        ([having("Stage", **concept("18-64 years"))], ("", None, None)),
    ],
)
def test_sex_and_ages_come_from_the_enrolment_group_and_nothing_is_guessed(given, said) -> None:
    page = of_register(study(**WITH_GROUP), group(*given))
    simple = only(page).simple
    assert (simple.sex, simple.age_at_least, simple.age_at_most) == said


def test_a_group_inside_the_study_is_read_and_a_reference_alone_says_nothing() -> None:
    inside = {
        "enrollment": [{"reference": "#g"}],
        "contained": [group(having("Sex", **concept("F")))],
    }
    assert only(of_register(study(**inside))).simple.sex == "female"
    assert only(of_register(study(**WITH_GROUP))).simple == SimpleCriteria()


def test_the_sites_of_a_study_are_its_centres() -> None:
    place = {
        "resourceType": "Location",
        "id": "p",
        "name": "INDISPONIBLE",
        "address": {"city": "Ville-Fictive"},
    }
    given = [{"reference": "Location/p", "display": "Reference to site"}, {"display": "Centre B"}]
    trial = only(of_register(study(site=given), place))
    assert trial.centre == "Ville-Fictive ; Centre B"
    assert only(of_register(study(site=[{"reference": "Location/x"}, "x"]))).centre == ""


def test_sex_and_ages_of_the_register_are_reasons_on_a_case() -> None:
    given = group(having("Sex", **concept("male")), having("Age", **YEARS))
    trial = only(of_register(study(**WITH_GROUP), given))
    file = CaseFile(
        Patient("TEST", "Camille", sex=Sex.FEMALE, birth_on=PartialDate(1940, 1, 2)),
        (Tumour("une tumeur"),),
    )
    [looked] = local_trial.look([trial], file, today=date(2026, 11, 23), tree=vocabularies.tree())
    assert [(f.code, f.outcome.value) for f in looked.findings] == [
        ("age", "caution"),
        ("sex", "not_met"),
    ]
    nobody = CaseFile(Patient("TEST", "Camille"), (Tumour("une tumeur"),))
    [looked] = local_trial.look([trial], nobody, today=date(2026, 11, 23), tree=vocabularies.tree())
    assert {f.outcome.value for f in looked.findings} == {"unknown"}


@pytest.mark.shared
def test_the_shared_studies_refer_to_groups_that_are_not_there_and_one_names_its_site(
    shared_data: Path,
) -> None:
    folder = shared_data / "trials-eclaire"
    fake = folder / "ig-v0.3" / "ResearchStudy-fake-study-example.json"
    assert only(reading(fake.read_bytes(), fake.name)).centre == "Rainbow"
    site = folder / "dnum" / "ReasearchStudyFactoryCTIS.snap.json"
    assert only(reading(site.read_bytes(), site.name)).centre == ""
    for path in folder.glob("*.json"):
        for offered in reading(path.read_bytes(), path.name).offered:
            assert offered.trial.simple == SimpleCriteria()


@pytest.mark.shared
def test_the_real_page_of_the_register_is_read_whole(shared_data: Path) -> None:
    path = shared_data / "trials-eclaire" / "ECLAIREBundle-exemple-search-status-active.json"
    page = reading(path.read_bytes(), path.name)
    assert (len(page.offered), page.total, page.has_next) == (20, 8035, True)
    texts = [o.trial.title + o.trial.main_criteria for o in page.offered]
    assert not any("INDISPONIBLE" in text or ("&" in text and ";" in text) for text in texts)
    assert sum(not o.can_be_taken for o in page.offered) == 5
    wanted = {o.trial.number for o in page.offered if o.wanted}
    # The colorectal study has no therapeutic area in the register.
    assert "2022-500177-13-00" in wanted
    assert not any("Arthritis" in o.trial.title for o in page.offered if o.wanted)
    assert all("[retiré]" not in o.trial.contact for o in page.offered)


@pytest.mark.shared
def test_both_versions_of_the_register_s_guide_give_the_same_number(shared_data: Path) -> None:
    folder = shared_data / "trials-eclaire"
    paths = (
        folder / "ECLAIREResearchStudy-exemple1.json",
        folder / "ig-v0.3" / "ResearchStudy-2022-500014-26-00-example.json",
    )
    found = {only(reading(path.read_bytes(), path.name)).number for path in paths}
    assert found == {"2022-500014-26-00"}


# CTML


CTML = """
protocol_no: TEST-1
short_title: TEST essai
phase: II
status: Open to Accrual
treatment_list:
  step:
    - arm:
        - match:
            - and:
                - clinical: {oncotree_primary_diagnosis: LUAD, age_numerical: ">=18"}
                - genomic: {hugo_symbol: EGFR, protein_change: p.L858R}
"""


def test_a_ctml_trial_brings_one_criterion_for_each_part_of_a_whole() -> None:
    trial = only(reading(CTML, "essai.yaml"))
    kinds = [next(iter(set(node) - {"rule", "source"})) for node in trial.computed]
    assert (trial.number, trial.phase, trial.status) == ("TEST-1", "II", TrialStatus.OPEN)
    assert kinds == ["diagnosis", "age", "biomarker"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        (CTML.replace("- and:", "- xor:"), "trial_unknown_operator"),
        (CTML.replace("genomic:", "astral:"), "trial_unknown_operator"),
        (CTML.replace("treatment_list", "traitements"), "trial_shape"),
        (
            "protocol_no: A\nmatch: &loop\n  - and: *loop\ntreatment_list: {}\n",
            "trial_cycle",
        ),
    ],
)
def test_bad_ctml_is_refused_with_its_line(changed: str, code: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        reading(changed, "essai.yaml")
    assert caught.value.code == code
    assert caught.value.params["line"].isdigit()


@pytest.mark.shared
def test_every_fictional_trial_makes_a_line_whose_criteria_can_be_read(shared_data: Path) -> None:
    path = shared_data / "ctml" / "fictional" / "trials.json"
    found = reading(path.read_bytes(), path.name)
    assert len(found.offered) > 20
    assert all(offered.trial.computed for offered in found.offered)

"""Bad CTML, bad patients and a bad tree: refused with the file, the line and the reason, nothing kept."""

from __future__ import annotations

import json

import pytest

import config
from app.domain.tumour_tree import TumourType, tree_of
from app.errors import UnreadableFile
from app.exchange.ctml import TrialReader
from app.exchange.ctml_patients import read_patients
from app.exchange.terminology import genes, tumour_tree
from app.exchange.trial_matches import read_trials
from app.wording.imports import refusal_sentence

TREE = tumour_tree(config.ROOT / "seed" / "terminology")

HEAD = "protocol_no: T-9\ntreatment_list:\n  step:\n    - arm:\n        - match:\n"
REFUSED = {
    "an operator that CTML does not have": (
        HEAD + "            - xor:\n                - clinical: {gender: Female}\n",
        "ligne 6",
        "opérateur « xor » inconnu",
    ),
    "a key that CTML does not have": (
        HEAD + "            - clinical:\n                ecog: 1\n",
        "ligne 7",
        "critère « clinical.ecog » inconnu",
    ),
    "an age that is no comparison": (
        HEAD + "            - clinical:\n                age_numerical: adulte\n",
        "ligne 7",
        "« age_numerical » ne peut pas valoir adulte",
    ),
    "a category nobody knows": (
        HEAD + "            - genomic:\n                variant_category: Truc\n",
        "ligne 7",
        "« variant_category » ne peut pas valoir Truc",
    ),
    "an empty group": (HEAD + "            - and: []\n", "ligne 6", "ne contient aucun critère"),
    "a tree that holds itself": (
        HEAD + "            - &a\n              and:\n                - *a\n",
        "ligne",
        "se contient lui-même",
    ),
    "a key given twice": (
        HEAD + "            - clinical:\n                gender: Male\n"
        "                gender: Female\n",
        "ligne 8",
        "« gender » est là deux fois",
    ),
    "broken YAML": (HEAD + "            - [", "ligne", "ni du JSON ni du YAML"),
    "a trial of a list without a number": ("- treatment_list: {}\n", "ligne 1", "protocol_no"),
}


class TestRefusals:
    @pytest.mark.parametrize("text_line_reason", REFUSED.values(), ids=REFUSED)
    def test_bad_ctml_is_refused_with_its_line_and_the_reason(self, text_line_reason):
        text, line, reason = text_line_reason
        with pytest.raises(UnreadableFile) as refused:
            TrialReader().read(text.encode(), "essai.yaml")
        said = refusal_sentence(refused.value).replace("\u00a0", " ").replace("\u202f", " ")
        assert said.startswith("essai.yaml") or "essai.yaml" in said
        assert line in said
        assert reason in said

    def test_half_a_file_is_refused_at_the_line_where_it_stops(self):
        whole = json.dumps([{"protocol_no": "A", "treatment_list": {}}] * 2, indent=1)
        with pytest.raises(UnreadableFile) as refused:
            TrialReader().read(whole[: len(whole) // 2].encode(), "moitié.json")
        assert refused.value.params["line"] == str(whole[: len(whole) // 2].count("\n") + 1)
        assert "s’arrête avant la fin" in refusal_sentence(refused.value)

    def test_the_same_trial_in_two_files_is_refused(self, tmp_path):
        for name in ("a.json", "b.json"):
            (tmp_path / name).write_text('{"protocol_no": "A", "treatment_list": {}}', "utf-8")
        with pytest.raises(UnreadableFile) as refused:
            read_trials(tmp_path)
        assert (refused.value.code, refused.value.params["other"]) == ("trial_twice", "a.json")

    def test_a_folder_without_a_trial_is_refused(self, tmp_path):
        with pytest.raises(UnreadableFile) as refused:
            read_trials(tmp_path)
        assert refused.value.code == "trial_no_file"

    @pytest.mark.parametrize(
        ("text", "line"),
        [
            ('[\n{"clinical": {"SAMPLE_ID": "A"}},\n{"clinical": {"SAMPLE_ID": "A"}}]', "3"),
            ('[\n{"clinical": {\n"SAMPLE_ID": "A",\n"BIRTH_DATE": "hier"}}]', "4"),
            ('[\n{"genomic": []}]', "2"),
        ],
    )
    def test_patients_that_cannot_be_read_are_refused_with_their_line(self, text, line):
        with pytest.raises(UnreadableFile) as refused:
            read_patients(text.encode(), "patients.json")
        assert refused.value.params["line"] == line
        assert f"ligne {line}" in refusal_sentence(refused.value)


class TestTree:
    def test_a_cycle_an_unknown_parent_and_a_code_twice_are_refused(self):
        a, b = TumourType("A", "B", "a"), TumourType("B", "A", "b")
        for types in ((a, b), (a,), (a, a)):
            with pytest.raises(ValueError, match=r"A|B"):
                tree_of(types)

    def test_the_committed_extract_is_whole_and_carries_its_notice(self):
        folder = config.ROOT / "seed" / "terminology"
        assert len(TREE.types) == 898
        assert TREE.lineage("LUAD") == ("LUAD", "NSCLC", "LUNG", "TISSUE")
        assert "CC BY 4.0" in (folder / "oncotree.tsv").read_text("utf-8")
        assert "CC0" in (folder / "genes.tsv").read_text("utf-8")
        assert {"EGFR", "ERBB2", "BRAF"} <= {gene.symbol for gene in genes(folder)}

    def test_every_french_label_stands_for_a_node(self):
        assert set(TREE.labels) <= set(TREE.types)
        assert set(TREE.former_names.values()) <= set(TREE.types)

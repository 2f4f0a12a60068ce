"""The seeded catalogue: balanced, marked, plain for the patient, refused when malformed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from app.domain.catalogue import CatalogueEntry, Fact
from app.domain.vocabulary import Family, Mark
from app.errors import UnreadableFile
from app.exchange.catalogue import read_entry
from app.exchange.codec import dumps, loads

CATALOGUE = Path(__file__).resolve().parents[2] / "seed" / "catalogue"
TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in CATALOGUE.glob("*.yaml")}
# An entry still to be written is held to its own rules (test_catalogue_content.py).
ENTRIES = {c: e for c, e in ((c, read_entry(t)) for c, t in TEXTS.items()) if not e.to_write}
EACH = pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES.keys())
FAMILIES = {
    "supportive-care": Family.SUPPORTIVE,
    "early-palliative-care": Family.PALLIATIVE,
    "immunotherapy-anti-pd1": Family.IMMUNOTHERAPY,
    "targeted-braf-colorectal": Family.TARGETED,
    "targeted-therapy": Family.TARGETED,
    "clinical-trial": Family.TRIAL,
    "pause-follow-up": Family.PAUSE,
}
FORBIDDEN = (
    "échec|condamné|miracle|révolution|sans effet|dernier recours|plus rien à faire|thérapeutique|"
    "métasta|biomarqueur|survie|médiane|toxicité|anti-PD|protocole|ligne|récidive|OMS|ESCAT"
)


def words(facts: tuple[Fact, ...]) -> int:
    return sum(len(fact.text.split()) for fact in facts)


def patient_texts(entry: CatalogueEntry) -> list[str]:
    told = entry.patient
    facts = (*told.brings, *told.hard, told.daily, *told.red_flags)
    return [told.title, told.sentence, told.unknown, *told.questions, *(f.text for f in facts)]


def sentences(texts: list[str]) -> list[int]:
    """Lengths in words, cut on . ! ? :."""
    cut = [part for text in texts for part in re.split(r"[.!?:](?:\s|$)", text)]
    return [len(part.split()) for part in cut if re.search(r"\w", part)]


def every_fact(value: object) -> list[Fact]:
    if isinstance(value, Fact):
        return [value]
    if isinstance(value, tuple):
        return [fact for each in value for fact in every_fact(each)]
    if hasattr(value, "__dataclass_fields__"):
        return [f for name in value.__dataclass_fields__ for f in every_fact(getattr(value, name))]
    return []


class TestSeed:
    def test_the_expected_alternatives_are_there_in_their_families(self):
        assert {code: ENTRIES[code].family for code in FAMILIES} == FAMILIES

    @EACH
    def test_a_file_is_named_after_its_code(self, entry):
        assert entry.code in TEXTS
        assert entry.version == 1

    def test_an_entry_is_for_every_case_or_for_named_sites(self):
        assert all(bool(entry.sites) is not entry.always_listed for entry in ENTRIES.values())
        assert ENTRIES["targeted-braf-colorectal"].sites == ("colorectal",)

    def test_care_without_treatment_of_the_disease_is_said_so(self):
        against = {code for code, entry in ENTRIES.items() if entry.is_against_disease}
        assert set(ENTRIES) - against == {
            "supportive-care",
            "early-palliative-care",
            "pause-follow-up",
        }

    @EACH
    def test_nothing_seeded_is_signed(self, entry):
        assert entry.clinical_review is None
        assert entry.patient_review is None

    @EACH
    def test_advantages_and_disadvantages_have_equal_room(self, entry):
        clinical = words(entry.clinical.advantages) / words(entry.clinical.disadvantages)
        patient = words(entry.patient.brings) / words(entry.patient.hard)
        assert 0.67 <= clinical <= 1.5
        assert 0.67 <= patient <= 1.5

    def test_the_longest_card_is_not_much_longer_than_the_shortest(self):
        sizes = []
        for entry in ENTRIES.values():
            told = entry.patient
            facts = (*told.brings, *told.hard, told.daily)
            sizes.append(words(facts) + len(f"{told.sentence} {told.unknown}".split()))
        assert max(sizes) / min(sizes) <= 1.6

    @EACH
    def test_every_field_of_the_card_is_filled(self, entry):
        clinical, told = entry.clinical, entry.patient
        for value in (clinical.summary, clinical.when, clinical.prerequisites, clinical.references):
            assert value
        for value in (told.title, told.daily.text, told.unknown, told.red_flags, told.questions):
            assert value
        assert entry.practical.short
        assert len(entry.practical.short) <= 32

    @EACH
    def test_every_fact_is_marked_and_none_is_doubtful(self, entry):
        facts = every_fact(entry)
        assert len(facts) > 10
        assert {fact.mark for fact in facts} <= {Mark.VERIFIED, Mark.TO_CHECK}
        assert "[?]" not in TEXTS[entry.code]

    @EACH
    def test_every_figure_has_its_population_comparator_and_source(self, entry):
        for figure in entry.clinical.figures:
            assert all((figure.population, figure.comparator, figure.source))

    def test_options_against_the_disease_show_figures_or_say_that_none_was_checked(self):
        for entry in ENTRIES.values():
            silent = any("Aucun chiffre relu" in f.text for f in entry.clinical.organisation)
            if entry.is_against_disease:
                assert bool(entry.clinical.figures) is not silent, entry.code

    @EACH
    def test_typography_is_french(self, entry):
        text = dumps(entry)
        assert "'" not in re.sub(r'"criteria":\[.*?\],"detail"', "", text)
        assert " :" not in " ".join(patient_texts(entry))

    @EACH
    def test_every_entry_survives_storage(self, entry):
        assert loads(dumps(entry), CatalogueEntry) == entry


class TestPatientWording:
    @EACH
    def test_sentences_are_short(self, entry):
        lengths = sentences(patient_texts(entry))
        assert max(lengths) <= 20
        assert sum(lengths) / len(lengths) <= 12

    @EACH
    def test_it_speaks_to_the_patient_without_jargon(self, entry):
        text = " ".join(patient_texts(entry))
        assert re.search(r"\bvous\b|\bVous\b|\bvos\b", text)
        assert not re.search(FORBIDDEN, text, re.IGNORECASE)

    @EACH
    def test_no_figure_of_survival_reaches_the_patient(self, entry):
        text = " ".join(patient_texts(entry))
        assert "%" not in text
        assert not re.search(r"\b(en vie|survi|décès|\d+ (mois|ans))\b", text)

    @EACH
    def test_fever_comes_with_both_thresholds(self, entry):
        for fact in every_fact(entry):
            if re.search("fièvre", fact.text, re.IGNORECASE) and re.search(r"\d", fact.text):
                assert "38,3" in fact.text
                assert re.search(r"38\s°C", fact.text)
        flags = [fact.text for fact in entry.patient.red_flags if "ièvre" in fact.text]
        assert all("38,3" in flag for flag in flags)

    def test_some_entry_warns_of_fever(self):
        warned = [e.code for e in ENTRIES.values() if "ièvre" in repr(e.patient.red_flags)]
        assert warned


def changed(**changes: object) -> str:
    """A sound entry with some keys replaced (`None` removes one); `fr__x` reaches into `fr`."""
    plain = yaml.safe_load(TEXTS["targeted-braf-colorectal"])
    for name, value in changes.items():
        *path, last = name.split("__")
        inside = plain
        for step in path:
            inside = inside[step]
        if value is None:
            del inside[last]
        else:
            inside[last] = value
    return yaml.safe_dump(plain, allow_unicode=True)


def refused(text: str, language: str = "fr") -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        read_entry(text, language)
    return caught.value


class TestRefusal:
    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("a: [", "catalogue_not_yaml"),
            ("- a", "catalogue_not_a_mapping"),
            ("", "catalogue_not_a_mapping"),
            ("code: a\ncode: b", "catalogue_key_twice"),
            ("!!python/object/apply:os.system ['true']", "catalogue_not_yaml"),
            ("x" * 100_001, "catalogue_too_long"),
        ],
    )
    def test_what_is_not_an_entry_is_refused(self, text, code):
        assert refused(text).code == code

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"family": "surgery"}, "catalogue_shape"),
            ({"family": None}, "catalogue_shape"),
            ({"version": "1"}, "catalogue_shape"),
            ({"colour": "red"}, "catalogue_shape"),
            ({"fr__mood": "gai"}, "catalogue_shape"),
            ({"fr__title": ""}, "catalogue_empty"),
            ({"fr__clinical__advantages": []}, "catalogue_empty"),
            ({"fr__clinical__advantages": "Une phrase."}, "catalogue_shape"),
            ({"fr__clinical__advantages": [{"?": "Peut-être."}]}, "catalogue_shape"),
            ({"fr__clinical__advantages": ["Sans marque."]}, "catalogue_shape"),
            ({"fr__clinical__references": [2024]}, "catalogue_shape"),
            ({"sites": "colorectal"}, "catalogue_shape"),
            ({"sites": ["colon"]}, "catalogue_unknown_site"),
            ({"practical__effects": ["hair"]}, "catalogue_unknown_effect"),
            ({"practical__visits_per_month": "deux"}, "catalogue_shape"),
            ({"practical": None}, "catalogue_shape"),
            ({"clinical_review": {"by": "x", "on": "2026-01-01"}}, "catalogue_review_in_file"),
            ({"criteria": {}}, "criteria_not_a_list"),
            ({"criteria": [{"rule": "r", "source": "s", "biomarkr": {}}]}, "criterion_unknown_key"),
            (
                {"criteria": [{"rule": "r", "source": "s", "line": {"at_least": "un"}}]},
                "criterion_bad_value",
            ),
        ],
    )
    def test_a_malformed_entry_is_refused_with_a_code(self, changes, code):
        assert refused(changed(**changes)).code == code

    def test_the_refusal_says_where(self):
        error = refused(changed(fr__clinical__advantages=["Sans marque."]))
        assert "clinical.advantages" in error.params["where"]
        error = refused(changed(criteria=[{"rule": "braf", "source": "s", "open": {"x": 1}}]))
        assert error.params["rule"] == "braf"

    def test_a_language_that_is_not_written_is_refused(self):
        assert refused(TEXTS["clinical-trial"], "en").code == "catalogue_no_language"

    def test_the_untouched_entry_is_accepted(self):
        assert read_entry(changed()) == ENTRIES["targeted-braf-colorectal"]

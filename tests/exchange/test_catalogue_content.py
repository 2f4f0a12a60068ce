"""What the whole seeded catalogue says: every family, marked facts, plain words, few lines a case, and the actions."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from app.domain.catalogue import BoardAction, CatalogueEntry, Fact, Review
from app.domain.criteria import problems
from app.domain.vocabulary import EuropeanStatus, Family, FrenchAccess, Mark, Site
from app.errors import UnreadableFile
from app.exchange.actions import read_actions
from app.exchange.catalogue import read_entry
from app.exchange.codec import dumps, loads

SEED = Path(__file__).resolve().parents[2] / "seed"
TEXTS = {
    path.stem: path.read_text(encoding="utf-8") for path in (SEED / "catalogue").glob("*.yaml")
}
ENTRIES = {code: read_entry(text) for code, text in TEXTS.items()}
WRITTEN = {code: entry for code, entry in ENTRIES.items() if not entry.to_write}
EACH = pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES.keys())
EACH_WRITTEN = pytest.mark.parametrize("entry", WRITTEN.values(), ids=WRITTEN.keys())
ACTIONS_TEXT = (SEED / "actions.yaml").read_text(encoding="utf-8")
ACTIONS = read_actions(ACTIONS_TEXT)
UNBALANCED = (
    "miracle|révolution|sans effet|dernier recours|plus rien à faire|échec|espoir fou|condamné"
)
MOST_OPTIONS = 12
VOWELS = "aeiouyàâäéèêëîïôöùûüœæ"


def facts_of(value: object) -> list[Fact]:
    """Every marked sentence inside a value."""
    if isinstance(value, Fact):
        return [value]
    if isinstance(value, tuple):
        return [fact for each in value for fact in facts_of(each)]
    if hasattr(value, "__dataclass_fields__"):
        return [f for name in value.__dataclass_fields__ for f in facts_of(getattr(value, name))]
    return []


def patient_texts(entry: CatalogueEntry) -> list[str]:
    told = entry.patient
    facts = (*told.brings, *told.hard, told.daily, *told.red_flags)
    return [told.title, told.sentence, told.unknown, *told.questions, *(f.text for f in facts)]


def listed(site: Site) -> list[CatalogueEntry]:
    """The options that a new case of that site starts with (as services/options.py brings them)."""
    return [e for e in ENTRIES.values() if (site in e.sites if e.sites else e.always_listed)]


def syllables(word: str) -> int:
    """Groups of vowels, without a mute ending in -e, -es or -ent; a number counts for two."""
    word = word.lower()
    if re.fullmatch(r"[\d,]+", word):
        return 2
    groups = len(re.findall(f"[{VOWELS}]+", word))
    mute = re.search(rf"[^{VOWELS}](?:e|es|ent)$", word)
    return max(1, groups - 1 if mute and groups > 1 else groups)


def sentences(texts: list[str]) -> list[str]:
    cut = [part for text in texts for part in re.split(r"[.!?:](?:\s|$)", text)]
    return [part for part in cut if re.search(r"\w", part)]


def kandel_moles(texts: list[str]) -> float:
    """Readability of French: 207 - 1.015 words a sentence - 73.6 syllables a word (§3.5)."""
    parts = sentences(texts)
    words = [w for part in parts for w in re.findall(r"[\w,]+", part) if re.search(r"\w", w)]
    length = sum(len(part.split()) for part in parts) / len(parts)
    return 207 - 1.015 * length - 73.6 * sum(map(syllables, words)) / len(words)


class TestFamilies:
    def test_every_family_has_an_entry(self):
        assert {entry.family for entry in ENTRIES.values()} == set(Family) - {Family.OTHER}

    @pytest.mark.parametrize("site", list(Site))
    def test_a_case_starts_with_few_enough_lines(self, site):
        assert len(listed(site)) <= MOST_OPTIONS

    @pytest.mark.parametrize("site", list(Site))
    def test_no_case_goes_without_the_families_of_r52_nor_without_a_pause(self, site):
        shown = {entry.family for entry in listed(site)}
        needed = {Family.IMMUNOTHERAPY, Family.TARGETED, Family.TRIAL, Family.SUPPORTIVE}
        assert (
            needed | {Family.PALLIATIVE, Family.PAUSE, Family.LOCAL, Family.CHEMOTHERAPY} <= shown
        )

    @pytest.mark.parametrize(
        ("site", "codes"),
        [
            (Site.COLORECTAL, {"targeted-anti-egfr-colorectal", "targeted-braf-colorectal"}),
            (Site.BREAST, {"targeted-her2-breast", "parp-inhibitors", "hormone-breast"}),
            (Site.BILIARY, {"targeted-idh1-biliary", "targeted-fgfr2-biliary"}),
            (Site.PROSTATE, {"radioligand", "hormone-prostate", "parp-inhibitors"}),
            (Site.SARCOMA, {"targeted-gist"}),
        ],
    )
    def test_a_case_shows_what_is_for_its_own_site(self, site, codes):
        assert codes <= {entry.code for entry in listed(site)}

    @EACH
    def test_the_criteria_are_a_sound_tree_named_after_the_entry(self, entry):
        assert entry.criteria
        assert problems(entry.criteria) == ()
        assert all(node["rule"].startswith(f"{entry.code}.") for node in entry.criteria)

    @EACH
    def test_an_entry_of_one_site_is_told_apart_by_its_detail(self, entry):
        same = [e for e in ENTRIES.values() if (e.title, e.detail) == (entry.title, entry.detail)]
        assert same == [entry]

    @EACH
    def test_every_entry_survives_storage(self, entry):
        assert loads(dumps(entry), CatalogueEntry) == entry


class TestFacts:
    @EACH
    def test_every_fact_is_marked_and_nothing_is_doubtful(self, entry):
        assert {fact.mark for fact in facts_of(entry)} <= {Mark.VERIFIED, Mark.TO_CHECK}
        assert "[?]" not in TEXTS[entry.code]

    @EACH
    def test_the_words_are_balanced(self, entry):
        assert not re.search(UNBALANCED, TEXTS[entry.code], re.IGNORECASE)

    @EACH_WRITTEN
    def test_both_sides_have_equal_room(self, entry):
        for good, bad in (
            (entry.clinical.advantages, entry.clinical.disadvantages),
            (entry.patient.brings, entry.patient.hard),
        ):
            ratio = sum(len(f.text.split()) for f in good) / sum(len(f.text.split()) for f in bad)
            assert 0.67 <= ratio <= 1.5

    @EACH
    def test_a_figure_carries_population_comparator_and_a_dated_source(self, entry):
        for figure in entry.clinical.figures:
            assert all((figure.population, figure.comparator, figure.mark))
            assert re.search(r"\b(19|20)\d\d$", figure.source), figure.source

    @EACH
    def test_a_reference_is_dated_or_is_an_article_of_the_law(self, entry):
        assert entry.clinical.references
        for reference in entry.clinical.references:
            assert reference.startswith("CSP, article") or re.search(
                r"\b(19|20)\d\d\b", reference
            ), reference

    def test_the_well_known_figures_stay_to_be_checked(self):
        marks = {
            figure.source: figure.mark
            for entry in ENTRIES.values()
            for figure in entry.clinical.figures
        }
        assert marks["LIBRETTO-001, 2020"] is marks["CodeBreaK 100, 2021"] is Mark.VERIFIED
        assert marks["FLAURA, 2018"] is marks["ASCENT, 2021"] is Mark.TO_CHECK
        assert marks["RECOURSE, 2015"] is marks["SUNLIGHT, 2023"] is Mark.TO_CHECK


class TestPatientWording:
    @EACH_WRITTEN
    def test_an_entry_against_the_disease_has_warning_signs(self, entry):
        """A trial's own signs come with the trial; before, fever and its number are what is known."""
        least = 2 if entry.family is Family.TRIAL else 3
        assert len(entry.patient.red_flags) >= least

    @EACH_WRITTEN
    def test_what_lowers_the_blood_counts_warns_of_fever_with_both_thresholds(self, entry):
        clinical = " ".join(f.text for f in facts_of(entry.clinical))
        concerned = entry.family in {Family.CHEMOTHERAPY, Family.PARP, Family.TRIAL}
        if concerned or re.search(r"fièvre|globules|numération", clinical, re.IGNORECASE):
            flags = " ".join(f.text for f in entry.patient.red_flags)
            assert re.search(r"ièvre à 38,3\s°C une fois, ou à 38\s°C si elle dure", flags)

    @EACH_WRITTEN
    def test_a_clinical_fever_carries_both_thresholds_too(self, entry):
        for fact in facts_of(entry.clinical):
            if re.search(r"fièvre.*(appeler|signaler)", fact.text, re.IGNORECASE):
                assert re.search(r"38,3\s°C une fois, ou 38\s°C qui durent", fact.text)

    @EACH_WRITTEN
    def test_sentences_are_short(self, entry):
        lengths = [len(part.split()) for part in sentences(patient_texts(entry))]
        assert max(lengths) <= 20
        assert sum(lengths) / len(lengths) <= 12

    @EACH_WRITTEN
    def test_the_whole_text_is_easy_to_read(self, entry):
        assert kandel_moles(patient_texts(entry)) >= 65

    def test_the_measure_of_reading_tells_plain_from_hard(self):
        assert [syllables(word) for word in ("table", "arrivent", "maladie", "38")] == [1, 2, 3, 2]
        plain = kandel_moles(["Vous prenez un comprimé. Il peut freiner la maladie."])
        hard = kandel_moles(
            ["L'administration concomitante d'inhibiteurs enzymatiques nécessite une surveillance."]
        )
        assert plain > 75 > 30 > hard

    def test_titles_of_one_case_are_told_apart_by_the_patient(self):
        for site in Site:
            titles = Counter(entry.patient.title for entry in listed(site))
            assert max(titles.values()) == 1, titles


class TestToWrite:
    def test_the_radioligand_is_the_only_entry_to_write(self):
        assert [e.code for e in ENTRIES.values() if e.to_write] == ["radioligand"]
        marked = {code for code, text in TEXTS.items() if "rédiger" in text}
        assert marked == {"radioligand"}

    def test_it_never_carries_a_signature_whoever_signed(self):
        review = Review("Dr Relecteur", date(2026, 11, 2))
        signed = replace(ENTRIES["radioligand"], clinical_review=review, patient_review=review)
        assert signed.clinical_review is None
        assert signed.patient_review is None
        other = replace(ENTRIES["supportive-care"], patient_review=review)
        assert other.patient_review == review

    def test_its_facts_are_those_of_the_european_table_and_its_signs_are_missing(self):
        entry = ENTRIES["radioligand"]
        said = [fact.text for fact in facts_of(entry) if fact.mark is Mark.VERIFIED]
        assert [re.search(r"Pluvicto|Xofigo|Lutathera", text)[0] for text in said] == [
            "Pluvicto",
            "Xofigo",
            "Lutathera",
        ]
        assert entry.patient.red_flags == ()

    def test_an_entry_without_warning_signs_is_refused_unless_it_says_so(self):
        plain = yaml.safe_load(TEXTS["radioligand"])
        del plain["to_write"]
        with pytest.raises(UnreadableFile) as caught:
            read_entry(yaml.safe_dump(plain, allow_unicode=True))
        assert caught.value.params["key"] == "patient.red_flags"

    @pytest.mark.shared
    def test_the_european_table_says_the_same(self, shared_data):
        table = (shared_data / "drugs-fr-eu" / "ema-medicines-oncology-2025-07.csv").read_text(
            encoding="utf-8-sig"
        )
        for words in (
            "PSMA)-positive metastatic castration-resistant prostate cancer",
            "AR pathway inhibition and taxane based chemotherapy",
            "symptomatic bone metastases and no known visceral metastases",
            "somatostatin receptor positive gastroenteropancreatic neuroendocrine tumours",
        ):
            assert words in table


class TestAccess:
    def test_no_french_reimbursement_is_guessed(self):
        seen = {entry.fr_access for entry in ENTRIES.values()}
        assert seen == {FrenchAccess.TO_CHECK, FrenchAccess.TRIAL, FrenchAccess.NOT_A_MEDICINE}

    @EACH
    def test_a_european_authorisation_rests_on_a_verified_fact(self, entry):
        if entry.eu_authorised is EuropeanStatus.AUTHORISED:
            assert any(fact.mark is Mark.VERIFIED for fact in entry.clinical.when)

    def test_care_and_gestures_are_no_medicines(self):
        cares = {c for c, e in ENTRIES.items() if e.fr_access is FrenchAccess.NOT_A_MEDICINE}
        assert cares == {
            "supportive-care",
            "early-palliative-care",
            "pause-follow-up",
            "local-treatment",
        }
        assert all(ENTRIES[c].eu_authorised is EuropeanStatus.NOT_A_MEDICINE for c in cares)

    def test_an_entry_that_says_nothing_is_to_be_checked(self):
        plain = yaml.safe_load(TEXTS["targeted-gist"])
        del plain["fr_access"], plain["eu_authorised"]
        entry = read_entry(yaml.safe_dump(plain, allow_unicode=True))
        assert entry.fr_access is FrenchAccess.TO_CHECK
        assert entry.eu_authorised is EuropeanStatus.UNKNOWN

    def test_an_access_out_of_the_list_is_refused(self):
        plain = yaml.safe_load(TEXTS["targeted-gist"]) | {"fr_access": "sans doute"}
        with pytest.raises(UnreadableFile) as caught:
            read_entry(yaml.safe_dump(plain, allow_unicode=True))
        assert "fr_access" in caught.value.params["where"]


class TestSupportiveCare:
    def test_the_six_axes_and_the_relatives_each_have_their_own_fact(self):
        said = [fact.text for fact in ENTRIES["supportive-care"].clinical.organisation]
        for axis in (
            "Douleur",
            "Nutrition",
            "Psychologique",
            "Social",
            "Activité physique",
            "Autonomie",
            "Proches",
        ):
            assert [text for text in said if text.startswith(f"{axis}\u00a0:")], axis

    def test_it_adds_to_anything_and_is_never_exclusive(self):
        for code in ("supportive-care", "early-palliative-care", "local-treatment"):
            assert ENTRIES[code].relation == "adds"


class TestActions:
    def test_the_four_actions_are_there_and_are_no_options(self):
        assert [action.code for action in ACTIONS] == [
            "second-opinion",
            "referral-board",
            "molecular-board",
            "onco-palliative-board",
        ]
        assert not {action.code for action in ACTIONS} & set(ENTRIES)
        assert not {"rank", "family", "verdict"} & set(BoardAction.__dataclass_fields__)

    def test_they_say_when_how_and_what_to_ask_in_plain_words(self):
        for action in ACTIONS:
            assert all((action.when, action.practical, action.questions, action.references))
            lengths = [len(p.split()) for p in sentences([action.sentence, *action.questions])]
            assert max(lengths) <= 20
            assert not re.search(UNBALANCED, repr(action), re.IGNORECASE)
            assert "'" not in action.sentence

    def test_care_of_symptoms_never_waits_for_another_board(self):
        asked = [a for a in ACTIONS if a.code != "molecular-board"]
        assert all("n’attende pas" in " ".join(f.text for f in a.cautions) for a in asked)

    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ({"questions": []}, "catalogue_empty"),
            ({"title": ""}, "catalogue_empty"),
            ({"code": "molecular-board"}, "catalogue_key_twice"),
            ({"rank": 1}, "catalogue_shape"),
            ({"when": ["Sans marque."]}, "catalogue_shape"),
        ],
    )
    def test_a_malformed_action_is_refused_with_a_code(self, change, code):
        plain = yaml.safe_load(ACTIONS_TEXT)
        plain["fr"][0] |= change
        with pytest.raises(UnreadableFile) as caught:
            read_actions(yaml.safe_dump(plain, allow_unicode=True))
        assert caught.value.code == code

    def test_a_language_that_is_not_written_is_refused(self):
        with pytest.raises(UnreadableFile) as caught:
            read_actions(ACTIONS_TEXT, "en")
        assert caught.value.code == "catalogue_no_language"

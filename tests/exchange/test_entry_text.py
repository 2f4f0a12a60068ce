"""The texts of an entry as a form edits them: nothing is lost on the way, and what cannot be read is named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.vocabulary import EuropeanStatus, FrenchAccess, Mark
from app.errors import RuleViolation
from app.exchange.catalogue import read_entry
from app.exchange.entry_text import rewritten, texts_of

SEED = Path(__file__).resolve().parents[2] / "seed" / "catalogue"
SOURCES = {path.stem: path.read_text(encoding="utf-8") for path in sorted(SEED.glob("*.yaml"))}
PAUSE = SOURCES["pause-follow-up"]


@pytest.mark.parametrize("code", SOURCES)
def test_an_entry_written_again_untouched_says_the_same(code: str) -> None:
    assert read_entry(rewritten(SOURCES[code], texts_of(SOURCES[code]))) == read_entry(
        SOURCES[code]
    )


def test_criteria_and_practical_facts_stay_the_data_they_were() -> None:
    source = SOURCES["targeted-braf-colorectal"]
    typed = replace(texts_of(source), title="Autre titre", fr_access=FrenchAccess.OFF_LABEL)
    before, after = read_entry(source), read_entry(rewritten(source, typed))
    assert (after.title, after.fr_access) == ("Autre titre", FrenchAccess.OFF_LABEL)
    assert after.eu_authorised is EuropeanStatus.AUTHORISED
    assert after.criteria == before.criteria
    assert after.practical == before.practical
    assert after.sites == before.sites


def test_a_sentence_without_its_mark_is_to_check() -> None:
    typed = replace(texts_of(PAUSE), patient_hard="V : Une phrase sûre.\nUne autre phrase.")
    hard = read_entry(rewritten(PAUSE, typed)).patient.hard
    assert [(f.mark, f.text) for f in hard] == [
        (Mark.VERIFIED, "Une phrase sûre."),
        (Mark.TO_CHECK, "Une autre phrase."),
    ]


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"title": " "}, "required", "title"),
        ({"clinical_disadvantages": ""}, "required", "clinical_disadvantages"),
        ({"patient_red_flags": ""}, "required", "patient_red_flags"),
        ({"clinical_figures": "V : 8 mois"}, "figure_shape", "clinical_figures"),
        ({"clinical_figures": "V : 8 mois | adultes | | "}, "figure_shape", "clinical_figures"),
    ],
)
def test_what_is_missing_is_named_beside_its_field(change, code, field) -> None:
    with pytest.raises(RuleViolation) as caught:
        rewritten(PAUSE, replace(texts_of(PAUSE), **change))
    assert [(v.code, v.field) for v in caught.value.violations] == [(code, field)]


def test_hostile_text_stays_text() -> None:
    hostile = "!!python/object/apply:os.system ['true'] # {V: x} 'y' \"z\""
    typed = replace(texts_of(PAUSE), clinical_summary=hostile, patient_questions="- a: b\n[x]")
    entry = read_entry(rewritten(PAUSE, typed))
    assert "os.system" in entry.clinical.summary
    assert entry.patient.questions == ("- a : b", "[x]") or len(entry.patient.questions) == 2

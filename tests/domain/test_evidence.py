"""CIViC beside a file: what is shown for which result, and what may be called favourable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.domain import evidence
from app.domain.casefile import Biomarker
from app.domain.evidence import Closeness, Leaning
from app.domain.sources import EvidenceItem
from app.domain.vocabulary import MarkerState
from app.queries.vocabularies import symbols

YES, NO = MarkerState.POSITIVE, MarkerState.NEGATIVE


def item(profile="BRAF V600E", direction="Supports", significance="Sensitivity/Response", **more):
    given = {"id": "1", "disease": "Melanoma", "drugs": ("Dabrafenib", "Trametinib"), "level": "A"}
    shape = {"together": "Combination", "citation": "Auteur, 2020 (PubMed 1)"}
    words = {"profile": profile, "direction": direction, "significance": significance}
    return EvidenceItem(**{**given, **shape, **words, **more})


@pytest.mark.parametrize(
    ("direction", "significance", "expected"),
    [
        ("Supports", "Sensitivity/Response", Leaning.FAVOURABLE),
        ("Supports", "Resistance", Leaning.AGAINST),
        ("Supports", "Reduced Sensitivity", Leaning.AGAINST),
        ("Supports", "Adverse Response", Leaning.AGAINST),
        ("Does Not Support", "Sensitivity/Response", Leaning.NOT_SUPPORTED),
        ("Does Not Support", "Resistance", Leaning.NOT_SUPPORTED),
        ("Does Not Support", "Adverse Response", Leaning.NOT_SUPPORTED),
        ("Supports", "N/A", Leaning.UNSAID),
        ("N/A", "Sensitivity/Response", Leaning.UNSAID),
        ("", "", Leaning.UNSAID),
    ],
)
def test_what_an_item_says_comes_from_direction_and_significance_together(
    direction, significance, expected
):
    assert evidence.leaning(item(direction=direction, significance=significance)) is expected


@given(some.text(max_size=30), some.text(max_size=30))
def test_nothing_but_support_of_a_sensitivity_is_favourable(direction, significance):
    found = evidence.leaning(item(direction=direction, significance=significance))
    if found is Leaning.FAVOURABLE:
        assert direction.casefold() == "supports"
        assert significance.casefold() == "sensitivity/response"


@pytest.mark.parametrize(
    ("profile", "marker", "alteration", "state", "expected"),
    [
        ("BRAF V600E", "BRAF", "V600E", YES, Closeness.SAME),
        ("BRAF V600E", "BRAF", "p.V600E", YES, Closeness.SAME),
        ("BRAF V600E", "BRAF", "p.Val600Glu", YES, Closeness.SAME),
        ("BRAF V600", "BRAF", "p.Val600Glu", YES, Closeness.SAME),
        ("BRAF V600K", "BRAF", "V600E", YES, None),
        ("BRAF V600E", "BRAF", "V600E", NO, None),
        ("BRAF V600E", "BRAF", "", YES, Closeness.UNPRECISE),
        ("BRAF Mutation", "BRAF", "V600E", YES, Closeness.GENE),
        ("BRAF Amplification", "BRAF", "V600E", YES, None),
        ("KRAS G12C", "KRAS", "G12D", YES, None),
        ("KRAS Wildtype", "RAS", "", NO, Closeness.SAME),
        ("KRAS Wildtype", "KRAS", "G12D", YES, None),
        ("KRAS G12C", "BRAF", "V600E", YES, None),
        ("EGFR Exon 19 Deletion", "EGFR", "délétion exon 19", YES, Closeness.SAME),
        ("EGFR Exon 20 Insertion", "EGFR", "délétion exon 19", YES, None),
        ("ERBB2 Amplification", "HER2", "amplification", YES, Closeness.SAME),
        ("ERBB2 D769H", "HER2", "amplification", YES, None),
        ("v::ALK Fusion", "ALK", "fusion EML4::ALK", YES, Closeness.SAME),
        ("EML4::ALK Fusion", "ALK", "réarrangement", YES, Closeness.SAME),
        ("ALK F1174L", "ALK", "réarrangement", YES, None),
        ("MSI High", "MSI/MMR", "MSI-H", YES, Closeness.SAME),
        ("MSI High", "MSI/MMR", "", NO, None),
        ("TMB Low", "TMB", "élevée", YES, None),
        ("EGFR T790M AND EGFR C797S", "EGFR", "T790M", YES, Closeness.COMPOUND),
        ("KRAS G12 OR KRAS G13", "KRAS", "G13D", YES, Closeness.SAME),
        (
            "EGFR Amplification AND NOT KRAS Mutation",
            "EGFR",
            "amplification",
            YES,
            Closeness.COMPOUND,
        ),
        ("EGFR L858R AND NOT EGFR T790M", "EGFR", "T790M", YES, None),
    ],
)
def test_a_profile_meets_a_file_or_not(profile, marker, alteration, state, expected):
    rows = [Biomarker(marker, state, alteration)]
    assert evidence.closeness(profile, rows, symbols) is expected


@pytest.mark.parametrize(
    "state", [MarkerState.NOT_DONE, MarkerState.PENDING, MarkerState.NON_CONTRIBUTORY]
)
def test_a_result_that_settles_nothing_shows_nothing(state):
    assert evidence.closeness("BRAF V600E", [Biomarker("BRAF", state, "V600E")], symbols) is None


def test_a_variant_of_unknown_significance_shows_nothing():
    rows = [Biomarker("BRAF", YES, "V600E", uncertain=True)]
    assert evidence.closeness("BRAF V600E", rows, symbols) is None
    assert not evidence.asked_genes(rows, symbols)


def test_items_are_joined_to_the_drugs_and_resistance_is_not_hidden():
    items = [
        item(id="20", level="B"),
        item(id="3", level="B", significance="Resistance"),
        item(id="4", level="A", drugs=("Cetuximab",)),
        item(id="5", level="C", direction="Does Not Support"),
    ]
    rows = [Biomarker("BRAF", YES, "p.Val600Glu")]
    found = evidence.beside(items, rows, ("dabrafénib",), symbols)
    assert [one.item.id for one in found] == ["3", "20", "5"]
    assert [one.leaning for one in found] == [
        Leaning.AGAINST,
        Leaning.FAVOURABLE,
        Leaning.NOT_SUPPORTED,
    ]
    assert evidence.beside(items, [], ("dabrafénib",), symbols) == ()


@given(some.text(max_size=80))
def test_any_profile_and_any_alteration_are_read_without_a_crash(text):
    rows = [Biomarker("BRAF", YES, text), Biomarker(text, YES, "V600E")]
    evidence.closeness(text, rows, symbols)
    evidence.genes(text)
    evidence.asked_genes(rows, symbols)

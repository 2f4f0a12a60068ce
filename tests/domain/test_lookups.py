"""What is offered while a person types: accents and case aside, the usual name first."""

from __future__ import annotations

import pytest

from app.queries.vocabularies import suggest_drugs, suggest_genes, suggest_tumours


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("cbnpc", "NSCLC"),
        ("ADENOCARCINOME PULM", "LUAD"),
        ("adenoc poumon", "LUAD"),
        ("oesophage epidermoide", "ESCC"),
        ("Œsophage", "STOMACH"),
        ("ovaire haut grade", "HGSOC"),
        ("Glioblastoma", "GB"),
        ("luad", "LUAD"),
        ("melanome", "MEL"),
    ],
)
def test_a_tumour_is_found_in_french_in_english_by_code_or_former_name(typed, code):
    assert code in [offer.code for offer in suggest_tumours(typed)][:3]


def test_an_offer_is_read_in_french_and_says_what_matched():
    [offer] = suggest_tumours("Multiple Myeloma")
    assert (offer.label, offer.matched) == ("Myélome multiple", "Multiple Myeloma")


@pytest.mark.parametrize(
    ("typed", "symbol"),
    [("her2", "ERBB2"), ("pd-l1", "CD274"), ("braf", "BRAF"), ("trop2", "TACSTD2")],
)
def test_a_gene_is_found_by_symbol_or_by_another_name(typed, symbol):
    assert suggest_genes(typed)[0].code == symbol


def test_a_drug_is_found_without_its_accents():
    assert suggest_drugs("cetux")[0].label == "cétuximab"
    assert [offer.label for offer in suggest_drugs("derux")] == [
        "datopotamab déruxtécan",
        "trastuzumab déruxtécan",
    ]


@pytest.mark.parametrize("typed", ["", "   ", "'", "zzzz"])
def test_nothing_is_offered_for_nothing(typed):
    assert suggest_tumours(typed) == suggest_genes(typed) == suggest_drugs(typed) == ()

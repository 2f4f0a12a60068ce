"""Names of substances: one key whatever the country that writes it, and two keys for two substances."""

from __future__ import annotations

import pytest

from app.domain import substances


@pytest.mark.parametrize(
    ("bdpm", "ema", "ours"),
    [
        ("MÉSILATE DE DABRAFÉNIB", "dabrafenib mesilate", "dabrafénib"),
        ("DIMETHYLSUFLOXYDE DE TRAMÉTINIB", "trametinib dimethyl sulfoxide", "tramétinib"),
        ("MÉSYLATE D'OSIMERTINIB", "Osimertinib", "osimertinib"),
        ("IMATINIB (MÉSILATE D')", "imatinib mesilate", "imatinib"),
        (
            "CHLORHYDRATE D'IRINOTÉCAN TRIHYDRATÉ",
            "irinotecan hydrochloride trihydrate",
            "irinotécan",
        ),
        (
            "PÉMÉTREXED DISODIQUE HÉMIPENTAHYDRATÉ",
            "pemetrexed disodium hemipentahydrate",
            "pémétrexed",
        ),
        ("ACÉTATE D'ABIRATÉRONE", "abiraterone acetate", "abiratérone"),
        ("CISPLATINE", "cisplatin", "cisplatine"),
        ("CAPÉCITABINE", "capecitabine", "capécitabine"),
        ("TRASTUZUMAB DÉRUXTÉCAN ", "trastuzumab deruxtecan", "T-DXd"),
        ("TRASTUZUMAB EMTANSINE ", "Trastuzumab Emtansine", "T-DM1"),
        ("TOSYLATE DE TALAZOPARIB", "talazoparib tosilate", "talazoparib"),
        ("DOCÉTAXEL ANHYDRE", "docetaxel trihydrate", "docétaxel"),
        ("FLUOROURACILE", "Fluorouracil", "5-FU"),
    ],
)
def test_the_spellings_of_one_substance_have_one_key(bdpm, ema, ours):
    assert substances.key(bdpm) == substances.key(ema) == substances.key(ours)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("trastuzumab", "trastuzumab déruxtécan"),
        ("trastuzumab déruxtécan", "trastuzumab emtansine"),
        ("dabrafénib", "tramétinib"),
        ("pémétrexed", "gemcitabine"),
        ("nivolumab", "ipilimumab"),
    ],
)
def test_two_substances_have_two_keys(one, other):
    assert substances.key(one) != substances.key(other)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("pertuzumab;trastuzumab", ("pertuzumab", "trastuzumab")),
        ("Carboplatin/Paclitaxel Regimen", ("carboplatin", "paclitaxel")),
        ("trifluridine-tipiracil", ("trifluridin", "tipiracil")),
        ("", ()),
    ],
)
def test_a_cell_of_several_substances_gives_each(cell, expected):
    assert substances.keys(cell) == expected


def test_a_salt_alone_keeps_its_own_name():
    assert substances.key("CITRATE DE SODIUM")


def test_the_longest_name_wins_and_what_was_given_before_is_no_proposal():
    names = ("trastuzumab", "trastuzumab déruxtécan", "oxaliplatine", "lorlatinib", "alectinib")
    assert substances.named_in(["Trastuzumab déruxtécan en perfusion"], names) == (
        "trastuzumab déruxtécan",
    )
    assert substances.treating(["Après alectinib, lorlatinib."], names) == ("lorlatinib",)
    assert substances.treating(["Déjà traité par fluoropyrimidine, oxaliplatine."], names) == ()
    assert substances.named_in(["Un médicament sans nom"], names) == ()

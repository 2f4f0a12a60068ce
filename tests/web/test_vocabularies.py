"""Names offered while a person types: to anybody signed in, cacheable, without any patient in them."""

from __future__ import annotations

import pytest

from app.domain.tumour_site import _SURE, site_of
from app.domain.vocabulary import Site
from app.queries import vocabularies


@pytest.mark.parametrize(
    ("name", "typed", "value", "label"),
    [
        ("genes", "her2", "ERBB2", "ERBB2 (HER2)"),
        ("genes", "bra", "BRAF", "BRAF"),
        ("drugs", "ABEMA", "abémaciclib", "abémaciclib"),
        ("codes", "8140", "8140/3", "8140/3 Adénocarcinome"),
        ("codes", "canalaire inf", "8500/3", "8500/3 Carcinome canalaire infiltrant"),
    ],
)
def test_a_few_letters_offer_the_name(login, name, typed, value, label):
    answer = login("physician").get(f"/vocabularies/{name}?q={typed}")
    assert {"value": value, "label": label} in answer.json["offers"]


def test_a_tumour_that_has_one_site_only_says_it(login):
    offers = login("physician").get("/vocabularies/tumours?q=LUAD").json["offers"]
    assert offers[0]["site"] == "lung"


def test_nothing_found_says_that_one_may_write_freely(login):
    found = login("nurse").get("/vocabularies/genes?q=zzzz").json
    assert found == {
        "said": "Aucune proposition : écrivez librement.".replace(" :", "\u00a0:"),
        "offers": [],
    }


def test_the_answer_may_be_kept_and_asked_again_for_nothing(login):
    browser = login("physician")
    first = browser.get("/vocabularies/genes?q=kra")
    assert first.headers["Cache-Control"] == "private, max-age=3600"
    again = browser.get(
        "/vocabularies/genes?q=kra", headers={"If-None-Match": first.headers["ETag"]}
    )
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("address", ["/vocabularies/patients?q=a", "/vocabularies/genes/x"])
def test_there_is_no_other_list(login, address):
    assert login("physician").get(address).status_code == 404


def test_a_stranger_to_the_product_is_offered_nothing(client):
    assert client.get("/vocabularies/genes?q=kras").status_code == 303


@pytest.mark.parametrize(
    ("code", "site"),
    [
        ("LUAD", Site.LUNG),
        ("COADREAD", Site.COLORECTAL),
        ("ESCA", Site.OESOPHAGUS),
        ("MEL", Site.MELANOMA),
        ("STOMACH", None),
        ("BOWEL", None),
        ("inconnu", None),
    ],
)
def test_an_organ_shared_by_two_sites_decides_nothing(code, site):
    assert site_of(code, vocabularies.tree()) is site


def test_every_type_that_decides_a_site_is_in_the_tree():
    assert set(_SURE) - set(vocabularies.tree().types) == set()

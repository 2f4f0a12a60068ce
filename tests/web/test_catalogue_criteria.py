"""The criteria of an entry in the browser, by clinical editors: one gesture a post, tried on a case, then proposed."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup

from app.extensions import db
from app.models import CatalogueEntry, Draft
from app.queries import governance
from tests.services.test_proposals import CODE, editor
from tests.web import test_catalogue
from tests.web.test_catalogue import words

editors = test_catalogue.editors

WHERE = f"/alternatives/{CODE}/1/criteria"
NEW = {"criteria-1-depth": "0", "criteria-1-rule": "", "criteria-1-source": "Libellé fictif, 2026"}
AGE = {**NEW, "criteria-1-kind": "age", "criteria-1-v-at_most": "20"}


def versions() -> int:
    """How many versions the entry has."""
    found = db.session.scalar(
        sa.select(sa.func.max(CatalogueEntry.version)).where(CatalogueEntry.code == CODE)
    )
    db.session.rollback()
    return int(found or 0)


def test_a_gesture_shows_the_page_again_keeps_a_draft_and_proposes_nothing(login, editors):
    browser = login("member")
    added = browser.submit(WHERE, gesture="first")
    assert added.status_code == 200
    page = BeautifulSoup(added.text, "html.parser")
    assert page.select_one("#row-1 select[name=criteria-1-kind]") is not None
    assert versions() == 1
    again = browser.get(WHERE)
    assert "Votre brouillon" in again.text
    assert "criteria-1-kind" in again.text
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Draft)) == 1


def test_criteria_are_tried_on_a_case_without_storing_anything(login, editors):
    answer = login("member").submit(WHERE, gesture="check", case=str(editors.case), **AGE)
    told = words(answer)
    assert "Ce que ces critères diraient de ce dossier" in told
    assert "précaution" in told
    quoted = login("member").submit(
        WHERE, gesture="check", case=str(editors.case), **AGE,
        **{"criteria-1-v-quote": "moins de 20 ans"},
    )  # fmt: skip
    assert "× non rempli" in words(quoted)
    assert "texte cité : moins de 20 ans" in words(quoted)
    assert versions() == 1


def test_a_case_of_another_hospital_cannot_be_tried(login, editors):
    browser = login("member")
    for case in (str(editors.other_case), "x"):
        assert browser.submit(WHERE, gesture="check", case=case).status_code == 404
    assert browser.get(WHERE).status_code == 200


def test_what_is_malformed_is_said_on_its_line_and_the_catalogue_is_untouched(login, editors):
    sent = login("member").submit(WHERE, why="Âge.", **{**AGE, "criteria-1-v-at_most": "vieux"})
    assert sent.status_code == 200
    page = BeautifulSoup(sent.text, "html.parser")
    assert "Valeur non comprise" in page.select_one("#row-1").get_text()
    assert page.select_one("[name=criteria-1-v-at_most]")["value"] == "vieux"
    unknown = login("member").submit(WHERE, why="x", **NEW, **{"criteria-1-kind": "contient"})
    assert "Choisissez la sorte de critère" in unknown.text
    orphan = login("member").submit(WHERE, why="x", **{**AGE, "criteria-1-depth": "4"})
    assert "sous aucun groupe" in words(orphan)
    assert versions() == 1


def test_criteria_proposed_are_a_version_that_another_person_signs_and_the_changes_say_them(
    login, editors
):
    browser = login("member")
    sent = browser.submit(WHERE, why="Un âge cité.", **AGE)
    assert sent.status_code == 303
    entry, life = governance.version(editor(editors, "member"), CODE, 2)
    assert entry.criteria[-1]["age"] == {"at_most": 20}
    assert entry.criteria[-1]["rule"] == f"{CODE}.c1"
    assert life.standing == 1
    told = words(browser.get(f"/alternatives/{CODE}/2/changes-since/1"))
    assert "+ ajouté Âge (au plus : 20). Libellé fictif, 2026" in told
    assert "Âge (au plus : 20)" in words(browser.get(f"/alternatives/{CODE}/2"))
    assert "Rien n’a changé" in words(browser.submit(f"/alternatives/{CODE}/2/criteria", why="x"))


def test_two_editors_never_write_over_each_other(login, editors):
    first, second = login("member"), login("chair")
    stale = second.get(WHERE)
    assert first.submit(WHERE, why="Un.", **AGE).status_code == 303
    seen = BeautifulSoup(stale.text, "html.parser").select_one("[name=seen_version]")["value"]
    answer = second.submit(WHERE, why="Deux.", seen_version=seen, **AGE)
    assert answer.status_code == 200
    assert "Quelqu’un a enregistré" in words(answer)
    assert versions() == 2


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "{{ 7*7 }}", "a" * 5000])
def test_hostile_values_stay_values(login, editors, text):
    answer = login("member").submit(
        WHERE, gesture="check", **NEW,
        **{"criteria-1-kind": "human", "criteria-1-v-text": text, "criteria-999999-kind": "any"},
    )  # fmt: skip
    assert answer.status_code == 200
    assert "<script>alert(1)" not in answer.text

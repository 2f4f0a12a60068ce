"""Two people at the same form: the second to save sees both texts, and neither is lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.test_drafts import FIELD, opinion_form
from tests.browser.watching import Findings, axe_findings, outside_the_window

pytestmark = pytest.mark.browser

FIRST, SECOND = "Texte de Test Coordinator.", "Texte de la présidente."


def test_the_second_of_two_editors_sees_both_texts_and_chooses(visitor, site):
    one, two = visitor("coordinator").page, visitor("chair").page
    address = opinion_form(one, site.url)
    two.goto(address)
    one.get_by_label(FIELD).fill(FIRST)
    two.get_by_label(FIELD).fill(SECOND)
    two.get_by_label("Suites : qui fait quoi, pour quand").fill("Elle la revoit mardi.")
    one.get_by_role("button", name="Enregistrer l’avis").click()
    expect(one.locator("#opinion")).to_contain_text(FIRST)
    two.get_by_role("button", name="Enregistrer l’avis").click()
    expect(two.get_by_role("alert")).to_contain_text("Test Coordinator")
    expect(two.get_by_label(FIELD)).to_have_value(SECOND)
    expect(two.get_by_label("Suites : qui fait quoi, pour quand")).to_have_value(
        "Elle la revoit mardi."
    )
    expect(two.get_by_text(FIRST)).to_be_visible()
    findings = Findings()
    findings.add(two, [*axe_findings(two), *outside_the_window(two)])
    findings.none()
    both = f"{FIRST} {SECOND}"
    two.get_by_label(FIELD).fill(both)
    two.get_by_role("button", name="Enregistrer l’avis").click()
    expect(two.locator("#opinion")).to_contain_text(both)
    one.reload()
    expect(one.locator("#opinion")).to_contain_text(both)


def test_a_double_click_on_save_writes_one_revision(visitor, site):
    page = visitor("coordinator").page
    opinion_form(page, site.url)
    page.get_by_label(FIELD).fill(FIRST)
    page.get_by_role("button", name="Enregistrer l’avis").dblclick()
    expect(page.locator("#opinion")).to_contain_text("révision 1,")
    expect(page.locator("#opinion")).to_contain_text(FIRST)


def test_two_verdicts_on_one_option_meet_before_either_is_lost(visitor, site):
    one, two = visitor("coordinator").page, visitor("chair").page
    opinion_form(one, site.url)
    one.get_by_role("link", name="Revenir").click()
    two.goto(one.url)
    for page in (one, two):
        page.get_by_role("link", name="Écarter : Immunothérapie").click()
    one.get_by_label("Raison").fill("Statut MSI jamais fait.")
    two.get_by_label("Raison").fill("Le patient veut éviter l’hôpital.")
    one.get_by_role("button", name="Enregistrer").click()
    expect(one.locator("tr", has_text="Immunothérapie").first).to_be_visible()
    two.get_by_role("button", name="Enregistrer").click()
    expect(two.get_by_role("alert")).to_contain_text("Test Coordinator")
    expect(two.get_by_label("Raison")).to_have_value("Le patient veut éviter l’hôpital.")
    expect(two.get_by_text("Statut MSI jamais fait.")).to_be_visible()

"""Without any script the work still gets done: a verdict, its reason, an opinion."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.test_drafts import FIELD, opinion_form

pytestmark = pytest.mark.browser


def test_verdict_and_opinion_are_given_with_javascript_disabled(visitor, site):
    page = visitor("coordinator", java_script_enabled=False).page
    opinion_form(page, site.url)
    page.get_by_label(FIELD).fill("Avis écrit sans script.")
    page.get_by_label("Issue").select_option("Reporté")
    page.get_by_role("button", name="Enregistrer l’avis").click()
    expect(page.locator("#opinion")).to_contain_text("Avis écrit sans script.")
    page.get_by_role("link", name="Écarter : Immunothérapie").click()
    page.get_by_label("Raison").fill("Raison écrite sans script.")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Raison écrite sans script.").first).to_be_visible()


def test_the_details_of_an_alternative_are_readable_with_javascript_disabled(visitor, site):
    page = visitor("coordinator", java_script_enabled=False).page
    opinion_form(page, site.url)
    page.get_by_role("link", name="Revenir").click()
    page.get_by_role("rowheader").get_by_role("link", name="Immunothérapie").click()
    expect(page.get_by_text("Inconvénients").locator("visible=true").first).to_be_visible()


def test_an_empty_form_is_refused_beside_its_fields_with_javascript_disabled(visitor):
    page = visitor("coordinator", java_script_enabled=False).open("/cases/new")
    page.get_by_label("Nom de naissance").fill("TEST-SANSSCRIPT")
    page.get_by_role("button", name="Ouvrir le dossier").click()
    expect(page.get_by_text("Ce champ est nécessaire.").first).to_be_visible()
    expect(page.get_by_label("Nom de naissance")).to_have_value("TEST-SANSSCRIPT")

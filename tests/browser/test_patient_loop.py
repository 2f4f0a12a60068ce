"""The patient's loop without any script, at the width of a telephone: page, talk, correction, page replaced, follow-up."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from app.domain.vocabulary import InfoWish, Verdict
from app.services import preferences
from tests.browser.watching import outside_the_window
from tests.services.board import ONCE, interview, ready, say, validate

pytestmark = pytest.mark.browser

RETOLD = "Des soins, et je peux dire non."
CORRECTED = "Non, c’est ma sœur qui compte, pas mon jardin."


def saved(page: Page, button: str) -> None:
    """Press a button of a form, and stay within the window."""
    assert not outside_the_window(page)
    page.get_by_role("button", name=button).click()


def test_a_correction_after_the_talk_replaces_the_page_and_comes_back_to_the_follow_up(
    visitor, world, app
):
    said = interview(info_wish=InfoWish.NOTHING_NOW, what_matters="Mon jardin.", refusals=())
    preferences.record(world.actors["nurse"], world.case, said, ONCE)
    ready(world)
    say(
        world.actors["chair"],
        world.presentation,
        "targeted-braf-colorectal",
        Verdict.RETAINED,
        rank=2,
    )
    validate(world)
    doctor = visitor("physician", java_script_enabled=False, viewport={"width": 390, "height": 844})
    shown = f"/presentations/{world.presentation}"

    page = doctor.open(f"{shown}/patient-page/next_step")
    page.get_by_label("Texte de cette partie").fill("Nous nous voyons lundi.")
    saved(page, "Enregistrer, signé")
    expect(page.locator("#next_step")).to_contain_text("Nous nous voyons lundi.")
    page.get_by_role("link", name="Remettre la page").click()
    page.get_by_label("J’ai lu la page entière").check()
    page.get_by_label("J’ai lu les parties écrites").check()
    page.get_by_label("La page est remise pendant").check()
    saved(page, "Autoriser la remise")
    expect(page.get_by_text("Remise autorisée par")).to_be_visible()

    page = doctor.open(f"/cases/{world.case}/talks")
    page.get_by_label("Qui était là").fill("Le patient, sa sœur")
    page.get_by_label("Ce qui a été dit").fill("La proposition, lue avec lui.")
    page.get_by_label("Le patient a redit l’essentiel").select_option("En partie")
    page.get_by_label("Ce qu’il en a redit").fill(RETOLD)
    saved(page, "Enregistrer cet entretien")
    expect(page.get_by_text(RETOLD)).to_be_visible()
    page.get_by_role("link", name="Corriger ou compléter ce qu’il a dit").click()
    page.get_by_label("Dans ses mots").first.fill(CORRECTED)
    page.get_by_label("Tout traitement contre la maladie").check()
    page.get_by_label("Qui a parlé").select_option("Le patient")
    saved(page, "Enregistrer ce que le patient a dit")
    expect(page.get_by_text(CORRECTED).first).to_be_visible()

    page = doctor.open(f"{shown}/patient-page")
    expect(page.get_by_text("La page remise a été remplacée")).to_be_visible()
    expect(page.locator("#matters")).to_contain_text(CORRECTED)
    expect(page.locator("#matters")).not_to_contain_text("Mon jardin.")

    page = doctor.open(f"{shown}/follow-up")
    steps = page.get_by_role("list", name="Vers une décision partagée")
    expect(steps).to_contain_text("✓ Entretien")
    page.get_by_label("Sa réponse").select_option("Demande du temps")
    page.get_by_label("Répondu le").fill("2026")
    page.get_by_label("Dans ses mots").fill(RETOLD)
    saved(page, "Enregistrer")
    expect(page.get_by_text(RETOLD).first).to_be_visible()
    expect(steps).to_contain_text("? Décision partagée")

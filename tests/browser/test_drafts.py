"""What is typed is never lost: closed pages, an expired session, an outage, and a draft older than a newer text."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

TYPED = "La RCP propose d’attendre le statut MSI/MMR ; α-FP ≥ 75, avis de Łukasz Nguyễn."
FIELD = "Avis de la réunion"
KEPT = re.compile(r"Brouillon gardé à \d")
BACK = re.compile(r"Votre brouillon de .* a été repris")


def opinion_form(page: Page, site_url: str) -> str:
    """Go from the meetings to the opinion of the world's case; the form's address."""
    page.goto(site_url + "/meetings")
    page.get_by_role("main").get_by_role("link", name="RCP d’essai").click()
    page.get_by_role("main").get_by_role("link", name="Lucie TEST-DURAND", exact=True).click()
    page.get_by_role("link", name="Rédiger l’avis").click()
    page.wait_for_load_state("networkidle")
    return page.url


def test_a_page_closed_before_saving_gives_its_text_back(visitor, site):
    coordinator = visitor("coordinator")
    address = opinion_form(coordinator.page, site.url)
    coordinator.page.get_by_label(FIELD).press_sequentially(TYPED)
    expect(coordinator.page.get_by_text(KEPT)).to_be_visible(timeout=8_000)
    coordinator.page.close()
    page = coordinator.another_page()
    page.goto(address)
    expect(page.get_by_label(FIELD)).to_have_value(TYPED)
    expect(page.get_by_text(BACK)).to_be_visible()
    page.get_by_role("button", name="Enregistrer l’avis").click()
    expect(page.locator("#opinion")).to_contain_text(TYPED)
    page.goto(address)
    expect(page.get_by_text(BACK)).to_have_count(0)


def test_a_draft_can_be_thrown_away_for_the_stored_text(visitor, site):
    coordinator = visitor("coordinator")
    address = opinion_form(coordinator.page, site.url)
    coordinator.page.get_by_label(FIELD).fill(TYPED)
    coordinator.page.get_by_label("Issue").focus()
    expect(coordinator.page.get_by_text(KEPT)).to_be_visible()
    coordinator.page.close()
    page = coordinator.another_page()
    page.goto(address)
    page.get_by_role("button", name="Repartir du texte enregistré").click()
    expect(page.get_by_label(FIELD)).to_have_value("")
    expect(page.get_by_text(BACK)).to_have_count(0)


def test_an_expired_session_gives_the_text_back_after_signing_in(visitor, site):
    coordinator = visitor("coordinator")
    page = coordinator.page
    address = opinion_form(page, site.url)
    page.get_by_label(FIELD).fill(TYPED)
    page.get_by_label("Issue").select_option("Reporté")
    site.age_sessions(hours=13)
    page.get_by_role("button", name="Enregistrer l’avis").click()
    expect(page.locator("h1")).to_have_text("Se connecter")
    expect(page.get_by_role("status")).to_contain_text("Ce que vous aviez écrit est gardé")
    page.get_by_label("Identifiant").fill("coordinator")
    page.get_by_label("Mot de passe").fill(site.password)
    page.get_by_role("button", name="Se connecter").click()
    assert page.url == address
    expect(page.get_by_label(FIELD)).to_have_value(TYPED)
    expect(page.get_by_label("Issue")).to_have_value("postponed")
    expect(page.get_by_text(BACK)).to_be_visible()


def test_an_expired_session_is_said_while_typing_and_loses_nothing(visitor, site):
    coordinator = visitor("coordinator")
    page = coordinator.page
    opinion_form(page, site.url)
    site.age_sessions(hours=13)
    page.get_by_label(FIELD).fill(TYPED)
    page.get_by_label("Issue").focus()
    expect(page.get_by_text("Votre session a expiré")).to_be_visible()
    expect(page.get_by_label(FIELD)).to_have_value(TYPED)


def test_an_outage_keeps_the_text_in_the_page_and_sends_it_when_the_network_returns(visitor, site):
    coordinator = visitor("coordinator")
    page = coordinator.page
    address = opinion_form(page, site.url)
    coordinator.context.set_offline(True)
    page.get_by_label(FIELD).fill(TYPED)
    page.get_by_label("Issue").focus()
    expect(page.get_by_text("Le réseau ne répond pas")).to_be_visible()
    coordinator.context.set_offline(False)
    expect(page.get_by_text(KEPT)).to_be_visible(timeout=8_000)
    coordinator.watch.expecting("ERR_INTERNET_DISCONNECTED")
    page.close()
    again = coordinator.another_page()
    again.goto(address)
    expect(again.get_by_label(FIELD)).to_have_value(TYPED)


def test_leaving_with_text_that_is_not_kept_asks_first(visitor, site):
    coordinator = visitor("coordinator")
    page = coordinator.page
    opinion_form(page, site.url)
    coordinator.context.set_offline(True)
    page.get_by_label(FIELD).press_sequentially("Un texte")
    page.get_by_label("Issue").focus()
    expect(page.get_by_text("Le réseau ne répond pas")).to_be_visible()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.close(run_before_unload=True)
    page.wait_for_timeout(500)
    coordinator.watch.expecting("ERR_INTERNET_DISCONNECTED")
    assert asked == ["beforeunload"]


def test_what_is_typed_while_a_draft_travels_is_kept_too(visitor, site):
    coordinator = visitor("coordinator")
    page = coordinator.page
    address = opinion_form(page, site.url)
    held = []
    page.route("**/drafts", lambda route: held.append(route) if not held else route.continue_())
    page.get_by_label(FIELD).press_sequentially("Première phrase.")
    page.get_by_label("Issue").focus()
    page.wait_for_timeout(200)
    page.get_by_label(FIELD).press_sequentially(" Deuxième phrase.")
    assert held, "no draft was sent"
    held[0].continue_()
    page.wait_for_timeout(7_000)
    page.close()
    again = coordinator.another_page()
    again.goto(address)
    expect(again.get_by_label(FIELD)).to_have_value("Première phrase. Deuxième phrase.")


def test_a_draft_that_arrives_after_its_own_saving_does_not_come_back(visitor, site):
    coordinator = visitor("coordinator")
    page = coordinator.page
    address = opinion_form(page, site.url)
    page.get_by_label(FIELD).fill(TYPED)
    with page.expect_request("**/drafts") as late:
        page.get_by_label("Issue").focus()
    page.get_by_role("button", name="Enregistrer l’avis").click()
    expect(page.locator("#opinion")).to_contain_text(TYPED)
    token = page.evaluate("document.body.dataset.token")
    answer = page.request.post(
        late.value.url,
        data=late.value.post_data,
        headers={"Content-Type": "application/json", "X-CSRFToken": token},
    )
    assert answer.ok
    page.goto(address)
    expect(page.get_by_text(BACK)).to_have_count(0)


def test_a_draft_older_than_somebody_elses_text_shows_both_before_it_is_saved(visitor, site):
    coordinator, chair = visitor("coordinator"), visitor("chair")
    address = opinion_form(coordinator.page, site.url)
    coordinator.page.get_by_label(FIELD).fill(TYPED)
    coordinator.page.get_by_label("Issue").focus()
    expect(coordinator.page.get_by_text(KEPT)).to_be_visible()
    coordinator.page.close()
    chair.page.goto(address)
    chair.page.get_by_label(FIELD).fill("Le texte de la présidente.")
    chair.page.get_by_role("button", name="Enregistrer l’avis").click()
    page = coordinator.another_page()
    page.goto(address)
    expect(page.get_by_label(FIELD)).to_have_value(TYPED)
    page.get_by_role("button", name="Enregistrer l’avis").click()
    expect(page.get_by_role("alert")).to_contain_text("Test Chair")
    expect(page.get_by_text("Le texte de la présidente.")).to_be_visible()
    expect(page.get_by_label(FIELD)).to_have_value(TYPED)

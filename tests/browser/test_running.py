"""A meeting driven by keyboard, followed by other screens that lose the network; and what is read from the back of the room."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import Keyboard
from tests.browser.test_drafts import FIELD
from tests.counting import add_cases
from tests.services.board import open_meeting

pytestmark = pytest.mark.browser

LOST = "Connexion interrompue, le texte reste ici."
OPINION = "La RCP propose les soins de support"
PHONE = {"width": 390, "height": 844}
# The size at which each visible text is drawn, zoom and drawing scale included; key caps are an aid, not the matter.
_SIZES = """() => {
  const zoom = parseFloat(getComputedStyle(document.body).zoom) || 1, found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode, e = node.parentElement;
    if (!node.textContent.trim() || !e.checkVisibility() || e.closest('kbd, .hidden, .skip, .demo-banner, option')) continue;
    const svg = e.closest('svg');
    const scale = svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : zoom;
    const drawn = parseFloat(getComputedStyle(e).fontSize) * scale;
    if (drawn < 21.9) found.push(`${drawn.toFixed(1)} px: ${e.tagName}.${e.className.baseVal ?? e.className} ${node.textContent.trim().slice(0, 40)}`);
  }
  return [...new Set(found)];
}"""


def at_case(page, number: int) -> None:
    """The screen shows that case of the list."""
    expect(page.locator("#room b.num")).to_have_text(re.compile(rf"Dossier {number} /"))


def test_a_meeting_of_twelve_is_driven_by_keyboard_and_followed_through_two_outages(
    visitor, world, app
):
    add_cases(world, 11)
    open_meeting(world)
    lost, typist, small = visitor("reader"), visitor("member"), visitor("nurse", viewport=PHONE)
    far, near, phone = (
        one.open(f"/meetings/{world.meeting}/join{asked}")
        for one, asked in ((lost, "?projection=1"), (typist, ""), (small, ""))
    )
    chair = visitor("chair")
    page = chair.open(f"/presentations/{world.presentation}")
    page.locator("#room").focus()
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    for screen in (page, far, near, phone):
        at_case(screen, 1)
    expect(page.locator("#room")).to_be_focused()
    _verdicts(page, near)
    shown = far.locator("tr.option").first.locator(".verdict")
    expect(shown).to_contain_text("✓ Retenue")  # the projector shows it by itself
    _conclusion(chair)
    lost.context.set_offline(True)
    page.keyboard.press("h")
    expect(page.locator(".spoken")).to_contain_text(OPINION)
    page.wait_for_load_state()  # keys are heard once the modules ran
    started = time.monotonic()
    page.keyboard.press("n")
    for screen in (page, near, phone):
        at_case(screen, 2)
    assert time.monotonic() - started < 4
    expect(far.get_by_text(LOST)).to_be_visible()
    at_case(far, 1)
    lost.context.set_offline(False)
    at_case(far, 2)
    near.goto(near.url.partition("?")[0] + "/opinion")
    near.get_by_label(FIELD).fill("Un avis en cours.")
    lost.context.set_offline(True)
    page.keyboard.press("n")
    at_case(page, 3)
    expect(near.get_by_text("La séance est à un autre dossier.")).to_be_visible()
    expect(near.get_by_label(FIELD)).to_have_value("Un avis en cours.")
    expect(far.get_by_text(LOST)).to_be_visible()
    lost.context.set_offline(False)
    at_case(far, 3)
    far.get_by_role("link", name="Vue privée").click()
    page.keyboard.press("b")
    expect(far.get_by_text("La séance est au dossier 2.")).to_be_visible()
    at_case(far, 3)
    far.get_by_role("link", name="Suivre la séance").first.click()
    at_case(far, 2)
    _arrival(page, world)
    _validation(page, world)
    for one in (lost, chair):
        one.watch.expecting("ERR_INTERNET_DISCONNECTED")


def _verdicts(page, near) -> None:
    """A verdict by key in full screen, taken back and given again; another screen is told, and reloads."""
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement")
    page.keyboard.press("ArrowDown")
    row = page.locator("tr.option").first
    for key, said in (("r", "✓ Retenue"), ("z", "Retenir"), ("r", "✓ Retenue")):
        page.keyboard.press(key)
        expect(row.locator(".verdict")).to_contain_text(said)
        expect(row.locator("[data-option]")).to_be_focused()
    assert page.evaluate("!!document.fullscreenElement"), "a verdict left the full screen"
    page.evaluate("document.exitFullscreen()")
    expect(near.get_by_text("Dossier modifié par Test Chair.")).to_be_visible()
    near.get_by_role("button", name="Recharger, le texte saisi est gardé").click()
    expect(near.locator("tr.option").first.locator(".verdict")).to_contain_text("✓ Retenue")


def _conclusion(chair) -> None:
    """The conclusion typed, a phrase put in at the caret, saved by key; sent into an outage it stays."""
    page = chair.page
    page.keyboard.press("a")
    field = page.get_by_label(FIELD)
    expect(field).to_be_focused()
    page.keyboard.type(f"{OPINION}. Fin.")
    for _letter in " Fin.":
        page.keyboard.press("ArrowLeft")
    page.keyboard.press("Control+Space")
    phrase = page.locator("[data-phrase]").first
    expect(phrase).to_be_focused()
    words = phrase.text_content()
    page.keyboard.press("Enter")
    expect(field).to_have_value(f"{OPINION}.{words} Fin.")
    Keyboard(page).choose("Issue", "Proposition de l’équipe")
    page.get_by_label("Comment les souhaits").fill("Entendus.")
    chair.context.set_offline(True)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Le réseau ne répond pas")).to_be_visible()
    expect(field).to_have_value(f"{OPINION}.{words} Fin.")
    chair.context.set_offline(False)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#opinion")).to_contain_text(OPINION)
    expect(page.locator("#opinion")).to_be_focused()


def _arrival(page, world) -> None:
    """Letters note who comes, on the focused line only, and take it back."""
    page.goto(page.url.partition("/presentations")[0] + f"/meetings/{world.meeting}/running")
    seat = page.locator(".seat").first
    page.keyboard.press("a")
    expect(page.locator(".seat .leave")).to_have_count(0)
    seat.get_by_role("button").first.focus()
    page.keyboard.press("a")
    expect(seat.get_by_text("dans la salle")).to_be_visible()
    expect(seat.get_by_role("button").first).to_be_focused()
    page.keyboard.press("z")
    expect(seat.get_by_text("attendu")).to_be_visible()


def _validation(page, world) -> None:
    """After the meeting, the first case is signed."""
    where = f"/presentations/{world.presentation}"
    page.goto(page.url.partition("/meetings")[0] + f"{where}/validate")
    Keyboard(page).press("Valider et signer : Test Chair")
    expect(page.locator("#opinion")).to_contain_text("Validé par Test Chair")


def test_nothing_essential_is_under_22_pixels_on_the_projector(visitor, world, app):
    open_meeting(world)
    page = visitor("chair", viewport={"width": 1920, "height": 1080}).open(
        f"/presentations/{world.presentation}?projection=1"
    )
    expect(page.locator("#room")).to_be_visible()
    assert page.evaluate(_SIZES) == []

"""A meeting driven by keyboard, followed by other screens that lose the network; and what is read from the back of the room."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import expect

from tests.browser.test_drafts import FIELD
from tests.counting import add_cases
from tests.services.board import open_meeting

pytestmark = pytest.mark.browser

LOST, BACK = "Connexion interrompue, le texte reste ici.", "Connexion rétablie."
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


def test_a_meeting_is_driven_by_keyboard_and_followed_through_two_outages(visitor, world, app):
    add_cases(world, 3)
    open_meeting(world)
    follower, typist = visitor("reader"), visitor("member")
    far, near = (one.open(f"/meetings/{world.meeting}/join") for one in (follower, typist))
    page = visitor("chair").open(f"/presentations/{world.presentation}")
    page.locator("#room").focus()
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    for screen in (page, far, near):
        at_case(screen, 1)
    expect(page.locator("#room")).to_be_focused()
    follower.context.set_offline(True)
    started = time.monotonic()
    page.keyboard.press("n")
    at_case(page, 2)
    at_case(near, 2)
    assert time.monotonic() - started < 4
    expect(far.get_by_text(LOST)).to_be_visible()
    at_case(far, 1)
    follower.context.set_offline(False)
    at_case(far, 2)
    near.goto(near.url.partition("?")[0] + "/opinion")
    near.get_by_label(FIELD).fill("Un avis en cours.")
    follower.context.set_offline(True)
    page.keyboard.press("n")
    at_case(page, 3)
    expect(near.get_by_text("La séance est à un autre dossier.")).to_be_visible()
    expect(near.get_by_label(FIELD)).to_have_value("Un avis en cours.")
    expect(far.get_by_text(LOST)).to_be_visible()
    follower.context.set_offline(False)
    at_case(far, 3)
    page.keyboard.press("b")
    at_case(far, 2)
    far.get_by_role("link", name="Vue privée").click()
    page.keyboard.press("n")
    expect(far.get_by_text("La séance est au dossier 3.")).to_be_visible()
    at_case(far, 2)
    far.get_by_role("link", name="Suivre la séance").first.click()
    at_case(far, 3)
    follower.watch.expecting("ERR_INTERNET_DISCONNECTED")


def test_nothing_essential_is_under_22_pixels_on_the_projector(visitor, world, app):
    open_meeting(world)
    page = visitor("chair", viewport={"width": 1920, "height": 1080}).open(
        f"/presentations/{world.presentation}?projection=1"
    )
    expect(page.locator("#room")).to_be_visible()
    assert page.evaluate(_SIZES) == []


def test_arrivals_are_noted_by_letters_on_the_focused_line_only(visitor, world, app):
    open_meeting(world)
    page = visitor("chair").open(f"/meetings/{world.meeting}/running")
    seat = page.locator(".seat").first
    page.keyboard.press("a")
    expect(page.locator(".seat .leave")).to_have_count(0)
    seat.get_by_role("button").first.focus()
    page.keyboard.press("a")
    expect(seat.get_by_text("dans la salle")).to_be_visible()
    expect(seat.get_by_role("button").first).to_be_focused()
    page.keyboard.press("z")
    expect(seat.get_by_text("attendu")).to_be_visible()

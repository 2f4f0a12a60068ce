"""The comparison as a board sees it: whole in one window, with what a criterion rules out on one line."""

from __future__ import annotations

import pytest

from tests.services.board import rule_out_immunotherapy

pytestmark = pytest.mark.browser


def _comparison(visitor, world):
    return visitor("chair").open(f"/presentations/{world.presentation}")


def test_every_alternative_is_in_the_window_of_a_small_screen(visitor, world):
    page = _comparison(visitor, world)
    rows = page.locator("tr.option:visible, tr.unmet-line:visible")
    last = rows.nth(rows.count() - 1).bounding_box()
    foot = page.locator(".foot").bounding_box()
    assert rows.count() >= 6
    assert last["y"] + last["height"] <= foot["y"]


def test_what_a_criterion_rules_out_is_named_on_one_line_and_opens_by_keyboard(visitor, world, app):
    rule_out_immunotherapy(world)
    page = _comparison(visitor, world)
    line = page.locator("tr.unmet-line")
    opening = line.get_by_role("link", name="Sans objet (critère vu)")
    ruled_out = page.locator("#unmet tr.option")
    assert ruled_out.count() >= 1
    title = ruled_out.first.locator("[data-option]").inner_text()
    assert title in line.inner_text()
    assert not ruled_out.first.is_visible()
    opening.focus()
    page.keyboard.press("Enter")
    assert opening.get_attribute("aria-expanded") == "true"
    assert ruled_out.first.get_by_role("button", name="Retenir").is_visible()


def test_without_javascript_no_alternative_is_folded_away(visitor, world):
    page = visitor("chair", java_script_enabled=False).open(f"/presentations/{world.presentation}")
    rows = page.locator("tr.option")
    assert all(rows.nth(n).is_visible() for n in range(rows.count()))

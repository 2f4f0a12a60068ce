"""Options put side by side by keyboard, read at the desk and on a phone, and every key on the folded rows."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.watching import outside_the_window
from tests.services.board import open_meeting, rule_out_immunotherapy

pytestmark = pytest.mark.browser


def test_two_options_ticked_by_key_open_side_by_side_and_follow_each_other_on_a_phone(
    visitor, world
):
    page = visitor("reader").open(f"/presentations/{world.presentation}")
    rows = page.locator("tr.option:visible")
    rows.first.locator("[data-option]").focus()
    page.keyboard.press("s")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("s")
    expect(rows.nth(0).get_by_role("checkbox")).to_be_checked()
    expect(rows.nth(1).get_by_role("checkbox")).to_be_checked()
    page.keyboard.press("v")
    page.wait_for_url("**/side-by-side?**")
    columns = page.locator("table.sides tr[data-question=come] td")
    widths = [columns.nth(n).bounding_box()["width"] for n in range(2)]
    assert columns.count() == 2
    assert abs(widths[0] - widths[1]) < 1
    page.set_viewport_size({"width": 390, "height": 844})
    first, second = (columns.nth(n).bounding_box() for n in range(2))
    asked = page.get_by_role("heading", name="Combien de fois viendrai-je").bounding_box()
    assert asked["y"] < first["y"] < second["y"]
    assert first["x"] == second["x"]
    assert list(outside_the_window(page)) == []


def test_every_key_works_on_the_rows_that_are_folded_away(visitor, world, app):
    rule_out_immunotherapy(world)
    open_meeting(world)
    page = visitor("chair").open(f"/presentations/{world.presentation}")
    folded = page.locator("#unmet tr.option").first
    row = page.locator(f"#{folded.get_attribute('id')}")
    page.locator("[data-unfold]").focus()
    page.keyboard.press("ArrowDown")
    expect(folded.locator("[data-option]")).to_be_focused()
    page.keyboard.press("s")
    expect(folded.get_by_role("checkbox")).to_be_checked()
    page.keyboard.press("ArrowUp")
    expect(page.locator("[data-unfold]")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("r")
    expect(row.locator(".tag.retained")).to_be_visible()
    expect(row.locator("[data-option]")).to_be_focused()
    page.keyboard.press("z")
    expect(row.locator(".btn.retain")).to_be_visible()
    expect(row.locator("[data-option]")).to_be_focused()
    for key, verdict in (("e", "set_aside"), ("c", "to_complete")):
        page.keyboard.press(key)
        page.wait_for_url(f"**verdict={verdict}*")
        page.go_back()
        page.locator("[data-unfold]").focus()
        page.keyboard.press("ArrowDown")

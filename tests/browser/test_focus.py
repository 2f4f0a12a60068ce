"""Where the keyboard goes: the skip link, a focus that shows at every stop, in the order of the page, with no trap."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import Keyboard
from tests.browser.test_drafts import opinion_form

pytestmark = pytest.mark.browser

# Every stop the keyboard should make, in document order: one radio button stands for its group.
_STOPS = """() => {
  const groups = new Set();
  return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]')]
    .filter(e => !e.disabled && e.tabIndex >= 0 && e.checkVisibility({visibilityProperty: true}))
    .filter(e => {
      if (e.type !== 'radio') return true;
      const checked = document.querySelector(`input[type=radio][name="${e.name}"]:checked`);
      if (checked) return e === checked;
      if (groups.has(e.name)) return false;
      groups.add(e.name);
      return true;
    })
    .map((e, i) => { e.dataset.stop = i; return i; });
}"""
# Tab starts from the top again, also where the page put the focus in its first field.
_FROM_THE_TOP = """() => {
  const top = document.createElement('span');
  top.tabIndex = -1;
  document.body.prepend(top);
  top.focus();
  top.remove();
}"""
_HERE = "document.activeElement?.dataset?.stop ?? null"
SCREENS = ("/", "/cases", "/cases/new", "/meetings", "/meetings/new", "/alternatives", "/account")


def test_the_skip_link_is_the_first_stop_and_leads_to_the_content(visitor):
    page = visitor("coordinator").page
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Aller au contenu")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('main')"), (
        "the next stop is not in the content"
    )


def test_tab_stops_everywhere_once_in_the_order_of_the_page_and_shows_where(visitor):
    coordinator = visitor("coordinator")
    for path in SCREENS:
        _walk(coordinator.open(path))


def test_tab_walks_the_comparison_the_verdict_and_the_opinion(visitor, site):
    page = visitor("coordinator").page
    opinion_form(page, site.url)
    _walk(page)
    page.get_by_role("link", name="Revenir").click()
    _walk(page)
    page.get_by_role("link", name="Écarter : Immunothérapie").click()
    _walk(page)


def test_tab_walks_a_case_and_its_three_questions(visitor, world):
    page = visitor("coordinator").open(f"/cases/{world.case}")
    _walk(page)
    page.get_by_role("link", name="Recueillir").click()
    _walk(page)


def _walk(page) -> None:
    page.wait_for_load_state()  # before its style sheet is there, a page shows no ring of ours
    keyboard = Keyboard(page)
    expected = [str(number) for number in page.evaluate(_STOPS)]
    page.evaluate(_FROM_THE_TOP)
    visited = []
    for _stop in expected:
        page.keyboard.press("Tab")
        keyboard.judge_stop()
        visited.append(page.evaluate(_HERE))
    assert visited == expected, f"on {page.url}"

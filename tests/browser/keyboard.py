"""Somebody who uses the product with the keyboard only: no pointer, and every stop must be seen."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page

FURTHEST = 220
# The focused element: whether its focus shows, and whether something covers it (WCAG 2.4.7 and 2.4.11).
_STOP = """() => {
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return null;
  const box = e.getBoundingClientRect(), style = getComputedStyle(e);
  const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
  const y = Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  return {
    name: (e.getAttribute('aria-label') || e.innerText || e.name || e.tagName).trim().slice(0, 60),
    ringed: e.matches(':focus-visible') && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    uncovered: !!top && (e === top || e.contains(top) || top.contains(e) || !!top.closest('label')?.contains(e)),
  };
}"""
_HAS_FOCUS = "e => e === document.activeElement"


class Keyboard:
    """Tab, Enter, Space, arrows and letters on one page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, target: Locator) -> None:
        """Press Tab until `target` has the focus; every stop on the way must be visible and uncovered."""
        target.wait_for()
        assert target.count() == 1, f"{target}: {target.count()} elements"
        for _step in range(FURTHEST):
            if target.evaluate(_HAS_FOCUS):
                return
            self.page.keyboard.press("Tab")
            self.judge_stop()
        raise AssertionError(f"{target} is not reached by Tab on {self.page.url}")

    def judge_stop(self) -> str:
        """Fail when the focus does not show; the name of the stop, "" outside the page."""
        stop = self.page.evaluate(_STOP)
        if stop is None:
            return ""
        where = f"{stop['name']!r} on {urlsplit(self.page.url).path}"
        assert stop["ringed"], f"no visible focus: {where}"
        assert stop["inView"], f"focus outside the window: {where}"
        assert stop["uncovered"], f"focus under something else: {where}"
        return str(stop["name"])

    def follow(self, name: str, *, role: str = "link", within: Locator | None = None) -> None:
        """Reach a link or a button by its exact name and press Enter; the next page has loaded."""
        self.enter(self._named(name, role, within))

    def enter(self, target: Locator) -> None:
        """Reach an element, press Enter, and wait for the page it leads to."""
        self.reach(target)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def press(self, name: str, *, within: Locator | None = None) -> None:
        """Reach a button by its exact name and press Enter."""
        self.follow(name, role="button", within=within)

    def write(self, label: str, text: str, *, within: Locator | None = None) -> None:
        """Reach a field by its label and type over what it holds."""
        field = self._scope(within).get_by_label(label, exact=True)
        self.reach(field)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)
        assert field.input_value() == text

    def choose(self, label: str, option: str, *, within: Locator | None = None) -> None:
        """Reach a list by its label and move with the arrows to an option that begins so."""
        field = self._scope(within).get_by_label(label, exact=True)
        self.reach(field)
        names: list[str] = field.evaluate("e => [...e.options].map(o => o.text)")
        wanted = next((i for i, name in enumerate(names) if name.startswith(option)), None)
        assert wanted is not None, f"{option!r} is not offered: {names}"
        self.page.keyboard.press("Home")
        for _step in range(wanted):
            self.page.keyboard.press("ArrowDown")
        assert field.evaluate("e => e.selectedIndex") == wanted

    def mark(self, name: str) -> None:
        """Choose one answer of a group of radio buttons with the arrows."""
        wanted = self.page.get_by_role("radio", name=name, exact=True)
        group = wanted.evaluate("e => e.name")
        self._reach_group(group)
        self.page.keyboard.press("Space")
        for _step in range(self.page.locator(f"input[type=radio][name='{group}']").count()):
            if wanted.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        assert wanted.is_checked(), name

    def tick(self, name: str) -> None:
        """Reach a box by its name and tick it with the space bar."""
        box = self.page.get_by_role("checkbox", name=name, exact=True)
        self.reach(box)
        self.page.keyboard.press("Space")
        assert box.is_checked(), name

    def _named(self, name: str, role: str, within: Locator | None) -> Locator:
        return self._scope(within).get_by_role(role, name=name, exact=True)  # type: ignore[arg-type]

    def _scope(self, within: Locator | None) -> Page | Locator:
        return self.page if within is None else within

    def _reach_group(self, group: str) -> None:
        for _step in range(FURTHEST):
            if self.page.evaluate("document.activeElement?.name") == group:
                return
            self.page.keyboard.press("Tab")
            self.judge_stop()
        raise AssertionError(f"the group {group} is not reached by Tab")

"""Typing a case with the keyboard alone: names offered, the next form at once, and how many keys it takes."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PASTED = "Conclusion : adénocarcinome colique, KRAS G12D."


class Counting:
    """A keyboard that counts: every key pressed, and apart from them the letters of what is told."""

    def __init__(self, page: Page) -> None:
        self.page, self.keys, self.letters = page, 0, 0

    def press(self, *keys: str) -> None:
        """Press keys that are no text."""
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1

    def tell(self, text: str) -> None:
        """Type a text."""
        self.page.keyboard.type(text)
        self.letters += len(text)

    def to(self, name: str) -> None:
        """Tab until the field of that name has the focus."""
        while self.page.evaluate("document.activeElement?.name") != name:
            self.press("Tab")
            assert self.keys < 150, name

    def take(self, letters: str, label: str) -> None:
        """Type a few letters and take the offered name, found with the arrow."""
        self.tell(letters)
        option = self.page.get_by_role("option", name=label, exact=True)
        expect(option).to_be_visible()
        while option.get_attribute("aria-selected") != "true":
            self.press("ArrowDown")
        self.press("Enter")
        expect(self.page.get_by_role("listbox")).to_have_count(0)


def test_a_case_is_opened_in_a_few_keys_beyond_its_words(visitor, world):
    page = visitor("physician").open("/cases/new")
    typist = Counting(page)
    expect(page.get_by_label("Nom de naissance")).to_be_focused()
    typist.tell("TEST-VITE")
    typist.press("Tab")
    typist.tell("Jeanne")
    typist.press("Tab")
    typist.tell("12/04/1961")
    typist.press("Tab")
    typist.tell("F")
    typist.to("label")
    typist.take("adenocarcinome pul", "Adénocarcinome pulmonaire")
    expect(page.get_by_label("Localisation")).to_have_value("lung")
    typist.to("question")
    typist.tell("Progression après platine : quelle suite ?")
    typist.to("informed_by")
    typist.press("Enter")
    expect(page.locator("h1")).to_have_text("Jeanne TEST-VITE")
    expect(page.locator("main")).to_contain_text("Adénocarcinome pulmonaire")
    assert typist.keys <= 25, typist.keys


def test_markers_are_typed_one_after_the_other_in_nine_keys_each(visitor, world):
    page = visitor("physician").open(f"/cases/{world.case}/biomarkers/new")
    typist = Counting(page)
    for letters, label, state in (("her2", "ERBB2 (HER2)", "N"), ("kras", "KRAS", "P")):
        marker = page.get_by_role("combobox", name="Gène ou test")
        expect(marker).to_be_focused()
        typist.take(letters, label)
        typist.press("Tab")
        typist.tell(state)
        with page.expect_navigation():
            typist.press("Control+Enter")
        expect(page.locator(".saved")).to_be_visible()
    assert typist.keys + typist.letters <= 18, (typist.keys, typist.letters)
    page.goto(page.url.replace("/biomarkers/new", ""))
    for words in ("ERBB2", "KRAS"):
        expect(page.locator("#biomarkers")).to_contain_text(words)


def test_a_pasted_report_stands_beside_the_fields_and_follows_to_the_next_marker(visitor, world):
    page = visitor("physician").open(f"/cases/{world.case}/biomarkers/new")
    report = page.get_by_label("Texte à lire en saisissant")
    report.focus()
    page.keyboard.insert_text(PASTED)
    fields = page.get_by_role("combobox", name="Gène ou test").bounding_box()
    beside = report.bounding_box()
    assert fields is not None
    assert beside is not None
    assert beside["x"] > fields["x"] + fields["width"]
    page.get_by_role("combobox", name="Gène ou test").focus()
    page.keyboard.type("NRAS")
    page.keyboard.press("Tab")
    page.keyboard.type("N")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    expect(page.get_by_label("Texte à lire en saisissant")).to_have_value(PASTED)
    expect(page.get_by_role("combobox", name="Gène ou test")).to_have_value("")


def test_escape_closes_the_offers_and_what_is_typed_stays(visitor, world):
    page = visitor("physician").open(f"/cases/{world.case}/treatments/new")
    drugs = page.get_by_role("combobox", name="Médicaments, séparés par une virgule")
    drugs.focus()
    page.keyboard.type("oxaliplatine, abemac")
    expect(page.get_by_role("option", name="abémaciclib")).to_be_visible()
    expect(drugs).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(drugs).to_have_attribute("aria-expanded", "false")
    expect(drugs).to_have_value("oxaliplatine, abemac")
    page.keyboard.type("i")
    expect(page.get_by_role("option", name="abémaciclib")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(drugs).to_have_value("oxaliplatine, abémaciclib")

"""The whole path with a keyboard: from signing in to two printed summaries, axe-core finding nothing on the way."""

from __future__ import annotations

import re
from functools import partial
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Download, Locator, expect
from pypdf import PdfReader

from tests.browser.keyboard import Keyboard
from tests.browser.watching import Findings, axe_findings

pytestmark = pytest.mark.browser

OPINION = "La RCP propose les soins de support et une équipe de soins palliatifs dès maintenant."
PATIENT = "Jeanne TEST-CLAVIER"


class Walker(Keyboard):
    """Somebody who walks the path; each page they meet goes through axe-core once."""

    def __init__(self, visitor):
        super().__init__(visitor.page)
        self.password = visitor.site.password
        self.judged: set[tuple[str, str]] = set()
        self.findings = Findings()
        visitor.open("/")
        self.judge()

    def judge(self):
        """Run axe-core on this page unless it was judged in this very state."""
        expect(self.page.locator("h1")).to_be_visible()
        page = (urlsplit(self.page.url).path, self.page.inner_text("main"))
        if page not in self.judged:
            self.judged.add(page)
            self.findings.add(self.page, axe_findings(self.page))

    def enter(self, target: Locator) -> None:
        """Press Enter on an element and judge the page it leads to."""
        super().enter(target)
        self.judge()

    def sign_in(self, login: str) -> None:
        """Type the login and the password."""
        self.write("Identifiant", login)
        self.write("Mot de passe", self.password)
        self.press("Se connecter")

    def save(self, label: str = "Enregistrer") -> None:
        """Press a form's button; the next page says it was saved."""
        self.press(label)
        expect(self.page.get_by_role("status").filter(has_text="Enregistré.")).to_be_visible()

    def row(self, option: str) -> Locator:
        """The row of one alternative."""
        return self.page.get_by_role("row").filter(
            has=self.page.get_by_role("rowheader", name=option)
        )

    def details(self, option: str) -> Locator:
        """The details of one alternative, unfolded with Enter when they are not."""
        toggle = self.row(option).get_by_role("rowheader").get_by_role("link")
        self.reach(toggle)
        if toggle.get_attribute("aria-expanded") == "false":
            self.page.keyboard.press("Enter")
        return self.page.locator(f"#{toggle.get_attribute('aria-controls')}")

    def fetch(self, name: str) -> Download:
        """Press Enter on the link to a print."""
        self.reach(self.page.get_by_role("link", name=name, exact=True))
        with self.page.expect_download() as waiting:
            self.page.keyboard.press("Enter")
        return waiting.value


def test_a_case_goes_from_opening_to_two_prints_with_the_keyboard_alone(visitor):
    walker = Walker(visitor())
    walker.sign_in("coordinator")
    expect(walker.page.locator("h1")).to_have_text("Bonjour Test Coordinator")
    _open_the_case(walker)
    _complete_the_file(walker)
    _record_the_wishes(walker)
    _put_on_the_agenda(walker)
    walker.press("Se déconnecter")
    walker.sign_in("chair")
    _open_the_meeting(walker)
    _give_verdicts(walker)
    _write_the_opinion(walker)
    _validate(walker)
    _print(walker)
    walker.findings.none()


def _open_the_case(walker: Walker) -> None:
    walker.follow("Ouvrir un dossier")
    walker.write("Nom de naissance", "TEST-CLAVIER")
    walker.write("Prénoms", "Jeanne")
    walker.write("Date de naissance", "12/04/1961")
    walker.choose("Sexe", "Féminin")
    walker.write("Maladie", "Adénocarcinome du côlon droit")
    walker.choose("Localisation", "Côlon")
    walker.write("Question à la réunion", "Progression après FOLFOX : quelle suite ?")
    walker.choose("Médecin référent", "Dr Test Physician")
    walker.mark("Informé, ne s’oppose pas")
    walker.write("Informé de la réunion le", "05/01/2026")
    walker.write("Informé par", "Dr Morel")
    walker.write("Ce qui lui a été dit", "Sait que la maladie a repris.")
    walker.save("Ouvrir le dossier")
    expect(walker.page.locator("h1")).to_have_text(PATIENT)
    expect(walker.page.locator("main")).to_contain_text("Progression après FOLFOX : quelle suite ?")


def _complete_the_file(walker: Walker) -> None:
    walker.follow("Ajouter un biomarqueur")
    walker.write("Gène ou test", "BRAF")
    walker.choose("État", "Positif")
    walker.write("Anomalie (HGVS si possible)", "V600E")
    walker.write("Résultat du", "03/2025")
    walker.save()
    walker.follow("Ajouter un traitement")
    walker.write("Traitement", "FOLFOX")
    walker.choose("Nature", "Chimiothérapie")
    walker.write("Ligne", "1")
    walker.write("Début", "01/2025")
    walker.write("Fin", "09/2025")
    walker.choose("Raison de l’arrêt", "Progression")
    walker.save()
    walker.follow("Ajouter une mesure")
    walker.choose("Mesure", "Indice de performance OMS")
    walker.write("Valeur", "1")
    walker.write("Mesuré le", "05/01/2026")
    walker.save()
    file = walker.page.locator("main")
    for words in ("BRAF V600E", "FOLFOX", "OMS 1"):
        expect(file).to_contain_text(words)


def _record_the_wishes(walker: Walker) -> None:
    walker.follow("Recueillir")
    question = partial(walker.page.get_by_role, "group")
    matters = question(name="1. Qu’est-ce qui compte le plus pour vous en ce moment ?")
    walker.write("Dans ses mots", "Voir mes petits-enfants cet été.", within=matters)
    walker.choose("Réponse obtenue", "Dit", within=matters)
    walker.choose("Première priorité", "Rester chez moi")
    knows = question(name="2. Que voulez-vous savoir ?")
    walker.choose("Sa réponse", "Tout", within=knows)
    walker.choose("Réponse obtenue", "Dit", within=knows)
    walker.tick("Dormir à l’hôpital")
    walker.choose("Réponse obtenue", "Dit", within=question(name="3. Que refusez-vous ?"))
    walker.save("Enregistrer ce que le patient a dit")
    wishes = walker.page.get_by_role("region", name="Ce qui compte pour")
    for words in (
        "Voir mes petits-enfants cet été.",
        "Rester chez moi",
        "dormir à l’hôpital",
        "tout",
    ):
        expect(wishes).to_contain_text(words)


def _put_on_the_agenda(walker: Walker) -> None:
    walker.follow("Séances", within=walker.page.get_by_role("navigation", name="Principale"))
    walker.enter(walker.page.get_by_role("link", name="RCP d’essai").first)
    walker.follow("Inscrire un dossier")
    names: list[str] = walker.page.get_by_label("Dossier").evaluate(
        "e => [...e.options].map(o => o.text)"
    )
    walker.choose("Dossier", next(name for name in names if PATIENT in name))
    walker.save("Inscrire")
    expect(walker.page.get_by_role("row").filter(has_text=PATIENT)).to_be_visible()


def _open_the_meeting(walker: Walker) -> None:
    walker.enter(walker.page.get_by_role("main").get_by_role("link", name="RCP d’essai").first)
    walker.press("Ouvrir la séance")
    expect(walker.page.get_by_text("Ouverte", exact=True)).to_be_visible()
    walker.follow("Présences")
    for name in ("Dr Test Chair", "Dr Test Physician"):
        walker.choose(f"Présence de {name}", "Présent")
    walker.save("Enregistrer les présences")
    walker.follow(PATIENT)


def _give_verdicts(walker: Walker) -> None:
    walker.enter(walker.row("Soins de support").get_by_role("button", name=re.compile("^Retenir")))
    expect(walker.row("Soins de support")).to_contain_text("✓ Retenue")
    walker.enter(walker.row("Immunothérapie").get_by_role("link", name=re.compile("^Écarter")))
    expect(walker.page.get_by_role("radio", name="Écartée")).to_be_checked()
    walker.write("Raison", "Statut MSI/MMR jamais fait.")
    walker.save()
    expect(walker.row("Immunothérapie")).to_contain_text("× Écartée")
    expect(walker.details("Immunothérapie")).to_contain_text("Statut MSI/MMR jamais fait.")
    walker.enter(
        walker.row("Essai clinique").get_by_role("link", name=re.compile("compléter|Compl"))
    )
    walker.write("Ce qui manque", "liste des essais ouverts")
    walker.write("Qui l’apporte", "Dr Morel")
    walker.write("Pour le", "15/02/2026")
    walker.save()
    expect(walker.row("Essai clinique")).to_contain_text("? À compléter")
    expect(walker.details("Essai clinique")).to_contain_text("liste des essais ouverts")
    walker.enter(walker.row("Pause").get_by_role("link", name=re.compile("^Écarter")))
    walker.mark("Sans objet")
    walker.write("Raison", "La patiente demande à poursuivre.")
    walker.save()
    expect(walker.row("Pause")).to_contain_text("Sans objet")


def _write_the_opinion(walker: Walker) -> None:
    walker.follow("Rédiger l’avis")
    walker.write("Avis de la réunion", OPINION)
    walker.choose("Issue", "Proposition de l’équipe")
    walker.write(
        "Comment les souhaits du patient ont été pris en compte", "Elle veut rester chez elle."
    )
    walker.write("Suites : qui fait quoi, pour quand", "Dr Morel la revoit dans la semaine.")
    walker.save("Enregistrer l’avis")
    expect(walker.page.locator("#opinion")).to_contain_text(OPINION)


def _validate(walker: Walker) -> None:
    walker.follow("Valider")
    expect(walker.page.locator("main")).to_contain_text(
        "Imprimées « non discutées », jamais comme écartées"
    )
    walker.save("Valider et signer : Test Chair")
    expect(walker.page.locator("#opinion")).to_contain_text("Validé par Test Chair")
    assert walker.page.get_by_role("link", name="Rédiger l’avis").count() == 0


def _print(walker: Walker) -> None:
    fiche = _pages(walker.fetch("Fiche RCP (PDF)"))
    assert 1 <= len(fiche) <= 2
    for words in (
        "TEST-CLAVIER",
        "soins palliatifs dès maintenant",
        "liste des essais ouverts",
        "Test Chair",
    ):
        assert words in " ".join(fiche), words
    patient = _pages(walker.fetch("Synthèse du patient (PDF)"))
    assert 1 <= len(patient) <= 3
    assert "petits-enfants" in " ".join(patient)


def _pages(download: Download) -> list[str]:
    """The text of each page, its spaces made plain."""
    with open(download.path(), "rb") as file:
        assert file.read(5) == b"%PDF-"
        return [" ".join(page.extract_text().split()) for page in PdfReader(file).pages]

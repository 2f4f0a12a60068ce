"""Every screen, at the desk, on a phone and at 400 %: it fits, it is headed, and axe-core finds nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from app.cli.demo.people import PASSWORD
from tests.browser.crawling import Screens
from tests.browser.serving import Site, served
from tests.browser.watching import Findings, axe_findings, outside_the_window

pytestmark = pytest.mark.browser

# 320 px is a 1280 px screen at 400 % (WCAG 1.4.10).
WIDTHS = (1440, 390, 320)
FOLD = "open => document.querySelectorAll('main details').forEach(d => { d.open = open; })"
# Which screens each person reaches by links; the union is every screen of the product.
REACHED = {
    "coordination": {
        *("home.index", "account.index", "catalogue.index", "catalogue.show"),
        *("catalogue.compare", "catalogue.actions_list", "catalogue.local"),
        *("trials.index", "trials.new", "trials.edit", "trials.import_file"),
        *("presentations.trials", "presentations.trial_note"),
        *(
            "cases.index",
            "cases.new",
            "cases.import_file",
            "cases.export",
            "cases.show",
            "cases.identity",
            "cases.contact",
            "cases.correct",
            "cases.move_to_new",
            "cases.withdraw",
            "cases.tumour",
            "cases.tumours",
            "cases.add_tumour",
            "cases.edit_tumour",
        ),
        *(
            "cases.told",
            "cases.ask",
            "cases.present_again",
            "cases.add_fact",
            "cases.edit_fact",
            "cases.record_preferences",
        ),
        "cases.precautions_block",
        *("cases.add_attachment", "cases.attachment"),
        *("teaching.index", "teaching.review"),
        *("cases.describe_attachment", "cases.withdraw_attachment"),
        *("cases.carers", "meetings.index", "meetings.new", "meetings.show", "meetings.edit"),
        *("meetings.kinds", "meetings.new_kind", "meetings.kind", "meetings.required"),
        *("meetings.missing", "presentations.missing", "meetings.room", "meetings.guest"),
        "activity.index",
        *("meetings.reminders", "meetings.requests", "meetings.pace", "presentations.triage"),
        *(
            "meetings.kind_quorum",
            "meetings.meeting_quorum",
            "meetings.kind_member",
            "meetings.kind_members",
        ),
        *("meetings.kind_rhythm", "meetings.kind_series", "meetings.postpone", "meetings.cancel"),
        *("meetings.carry_over", "presentations.urgent"),
        *("meetings.members", "meetings.attendance", "meetings.agenda", "presentations.show"),
        *("presentations.verdict", "presentations.add_option", "presentations.write"),
        "presentations.own_words",
        "presentations.ask_actions",
        "presentations.national",
        "presentations.dcc",
        "presentations.burden",
        "presentations.evidence",
        *(
            "cases.family_doctor",
            "presentations.letter",
            "presentations.follow_up",
            "home.to_follow",
        ),
        *("meetings.after", "meetings.phrases", "presentations.read_aloud"),
        "presentations.add_task",
        "presentations.palliative",
    },
    "presidente": {
        *(
            "catalogue.propose",
            "catalogue.criteria",
            "catalogue.facts",
            "catalogue.new",
            "catalogue.put_in_force",
        ),
        *("sources.index", "sources.load"),
        "presentations.validate",
        "presentations.patient_page",
        "presentations.page_block",
        "presentations.figures",
        "presentations.add_addendum",
        *("presentations.show", "meetings.show", "meetings.room", "meetings.in_room"),
        *("meetings.validation", "meetings.after"),
        *("presentations.show", "meetings.show"),
        "presentations.preliminary",
    },
    "infirmiere": {
        "cases.show",
        "cases.record_preferences",
        "cases.questions",
        "cases.question",
        "cases.talks",
        "presentations.show",
    },
    "admin": {
        *(
            "admin.index",
            "admin.accounts",
            "admin.new_account",
            "admin.account",
            "admin.one_time_link",
        ),
        *(
            "admin.deactivate_account",
            "admin.professionals",
            "admin.new_professional",
            "admin.professional",
        ),
        *(
            "admin.hospitals",
            "admin.new_hospital",
            "admin.hospital",
            "admin.new_unit",
            "admin.unit",
        ),
    },
}
# Reached otherwise, in the tests below.
OTHERWISE = {
    *("auth.sign_in", "auth.choose_password", "admin.reactivate_account"),
    *("presentations.release", "presentations.send_letter", "catalogue.retire"),
    "presentations.side_by_side",
    *("cases.merge", "cases.move", "cases.undo"),
    "presentations.task",
    "sources.back",
    "jobs.state",
    "jobs.show",
}


@pytest.fixture
def site(chromium: Browser, demo_template: Path, tmp_path: Path) -> Iterator[Site]:
    """This test's own copy of the demonstration, served."""
    home = tmp_path / "demonstration"
    shutil.copytree(demo_template, home)
    with served(home, PASSWORD) as site:
        yield site


def faults(page: Page, axe_at: tuple[int, ...] = (1440, 320)) -> Iterator[str]:
    """What is wrong with the page as it stands, at each width, folded and unfolded; axe reads it at some."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for unfolded in (False, True):
            page.evaluate(FOLD, unfolded)
            yield from outside_the_window(page)
        if not page.locator("h1").is_visible():
            yield f"at {width} px: no visible h1"
        if width in axe_at:
            yield from axe_findings(page)
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})


@pytest.mark.parametrize("login", REACHED)
def test_every_screen_fits_at_any_width_and_axe_finds_nothing(site, visitor, login):
    if login == "presidente":
        _open_a_meeting(visitor("coordination").open("/meetings"))
    screens, findings = Screens(site), Findings()
    for page in screens.crawl(visitor(login).page):
        # Each screen is judged for the person it is made for; those that depend on the role, for each.
        if screens.screen(page.url)[0] in REACHED[login]:
            # Sixty screens of one person: axe, the slow part, reads each of them once.
            findings.add(page, faults(page, (1440,) if login == "coordination" else (1440, 320)))
        if login != "coordination" and screens.visited >= REACHED[login]:
            break  # the states of a case are walked through once, as the coordinator
    findings.none()
    assert screens.visited >= REACHED[login], REACHED[login] - screens.visited


def test_no_screen_of_the_product_is_left_out_of_these_tests(site):
    assert Screens(site).known == set().union(*REACHED.values()) | OTHERWISE


def test_the_page_of_signing_in_and_its_refusal_fit_and_axe_finds_nothing(visitor):
    page, findings = visitor().open("/sign-in"), Findings()
    findings.add(page, faults(page))
    page.get_by_label("Identifiant").fill("coordination")
    page.get_by_label("Mot de passe").fill("un-mauvais-mot-de-passe")
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_text("Identifiant ou mot de passe inexact.")).to_be_visible()
    findings.add(page, faults(page))
    findings.none()


def test_a_one_time_link_opens_a_page_to_choose_a_password(visitor):
    admin, findings = visitor("admin").page, Findings()
    _account(admin, "Paul Girard")
    admin.get_by_role("link", name="Faire un lien à usage unique").click()
    admin.get_by_role("button", name="Faire le lien").click()
    link = admin.get_by_label("Lien pour Paul Girard").input_value()
    findings.add(admin, faults(admin))
    page = visitor().open(urlsplit(link).path)
    findings.add(page, faults(page))
    page.get_by_label("Nouveau mot de passe").fill("court")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("12 caractères au moins")).not_to_have_count(0)
    findings.add(page, faults(page))
    findings.none()


def test_signing_the_patients_page_and_noting_a_letter_are_pages_that_fit(site, visitor):
    page, findings = visitor("presidente").page, Findings()
    screens = Screens(site)
    for shown in screens.crawl(page):
        if screens.screen(shown.url)[0] == "presentations.show":
            break
    presentation = page.url.partition("#")[0]
    for step in ("release", "letter/sending"):
        answer = page.goto(f"{presentation}/{step}")
        assert answer is not None
        assert answer.status == 200, page.inner_text("main")
        findings.add(page, faults(page))
    findings.none()


def test_an_account_is_ended_and_taken_up_again_on_pages_that_fit(visitor):
    page, findings = visitor("admin").page, Findings()
    _account(page, "Paul Girard")
    page.get_by_role("link", name="Désactiver ce compte").click()
    page.get_by_role("button", name="Désactiver ce compte").click()
    expect(page.get_by_text("Ce compte est désactivé")).to_be_visible()
    findings.add(page, faults(page))
    page.get_by_role("link", name="Réactiver ce compte").click()
    findings.add(page, faults(page))
    page.get_by_role("button", name="Réactiver ce compte").click()
    expect(page.get_by_role("link", name="Désactiver ce compte")).to_be_visible()
    findings.none()


@pytest.mark.parametrize(
    "path", ["/cases/new", "/meetings/new", "/cases/import"], ids=["case", "meeting", "import"]
)
def test_a_form_sent_empty_says_what_is_needed_and_still_fits(visitor, path):
    page, findings = visitor("coordination").open(path), Findings()
    page.locator("main form .btn.primary").click()
    expect(page.locator(".error").first).to_be_visible()
    findings.add(page, faults(page))
    findings.none()


def test_retiring_an_entry_of_the_catalogue_is_a_page_that_fits(visitor):
    page, findings = visitor("presidente").open("/alternatives/targeted-gist"), Findings()
    page.get_by_role("link", name="Retirer du catalogue").click()
    findings.add(page, faults(page))
    page.get_by_role("button", name="Retirer").click()
    expect(page.locator(".error").first).to_be_visible()
    findings.add(page, faults(page))
    page.get_by_label("Motif du retrait").fill("Fictif, pour l’essai.")
    page.get_by_role("button", name="Retirer").click()
    expect(page.get_by_text("Fictif, pour l’essai.")).to_be_visible()
    findings.add(page, faults(page))
    findings.none()


def test_a_task_made_of_an_unknown_is_a_page_that_fits(visitor):
    page, findings = visitor("coordination").open("/meetings"), Findings()
    page.locator("main a[href*='/meetings/']:has-text('digestive')").first.click()
    page.locator("main a[href*='/presentations/']").first.click()
    page.goto(page.url.split("#")[0].split("?")[0].rstrip("/") + "/trials")
    page.get_by_role("button", name="En faire une tâche").first.click()
    findings.add(page, faults(page))
    page.goto(page.url.split("/trials")[0])
    page.locator("#tasks a.btn").first.click()
    findings.add(page, faults(page))
    page.get_by_label("Qui s’en charge").fill("Laboratoire fictif")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Laboratoire fictif")).to_be_visible()
    findings.none()


def test_the_pack_of_a_meeting_is_made_while_its_page_tells_how_far_it_is(visitor):
    page, findings = visitor("coordination").open("/meetings"), Findings()
    page.locator("main a[href*='/meetings/']:has-text('digestive')").first.click()
    page.get_by_text("Autres actions").click()
    page.get_by_role("button", name="Tous les dossiers (PDF)").click()
    link = page.get_by_role("link", name="Télécharger le fichier")
    expect(link).to_be_visible()
    findings.add(page, faults(page))
    with page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename.startswith("dossiers-")
    findings.none()


def test_two_patients_of_one_person_are_merged_on_pages_that_fit(visitor):
    page, findings = visitor("coordination").open("/cases"), Findings()
    page.get_by_label("Chercher un dossier").fill("benali karim")
    page.get_by_role("button", name="Chercher").click()
    page.get_by_role("link", name="R-2026-").first.click()
    page.get_by_role("link", name="corriger le patient").click()
    page.get_by_label("Chercher le bon patient").fill("duval")
    page.get_by_role("button", name="Chercher").click()
    findings.add(page, faults(page))
    found = page.url
    for name in ("Lui donner ce dossier", "Réunir les deux"):
        page.goto(found)
        page.get_by_role("link", name=name).first.click()
        findings.add(page, faults(page))
        page.locator("main form .btn.primary").click()
        expect(page.get_by_text("Dites pourquoi, en quelques mots.")).to_be_visible()
        findings.add(page, faults(page))
    page.get_by_label("Raison").fill("Fictif, pour l’essai.")
    page.get_by_role("button", name="Réunir ces deux patients").click()
    expect(page.get_by_text("Enregistré.")).to_be_visible()
    findings.none()


def test_refusals_are_pages_that_fit_too(visitor):
    nurse = visitor("infirmiere")
    findings = Findings()
    for path, heading in (("/nowhere", "Page introuvable"), ("/cases/new", "Action non permise")):
        page = nurse.open(path)
        expect(page.locator("h1")).to_have_text(heading)
        findings.add(page, faults(page))
    nurse.watch.expecting("404", "403")
    findings.none()


def _open_a_meeting(page: Page) -> None:
    """Open the meeting of today, which has cases."""
    meetings = page.locator("main tbody a[href*='/meetings/']:has-text('digestive')")
    for address in [link.get_attribute("href") for link in meetings.all()]:
        page.goto(urljoin(page.url, address))
        opening = page.get_by_role("button", name="Ouvrir la séance")
        if opening.count():
            opening.click()
            expect(page.get_by_role("button", name="Clore la séance")).to_be_visible()
            return
    raise AssertionError("the demonstration has no meeting to open")


def _account(page: Page, name: str) -> None:
    page.get_by_role("link", name="Administration").click()
    page.get_by_role("link", name="comptes actifs").click()
    page.get_by_role("link", name=name).click()

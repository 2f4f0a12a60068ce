"""The catalogue in the browser: states and filters, versions and what changed, gestures of editors, local ways."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup

from app import clock
from app.domain.catalogue import LocalPractical
from app.domain.vocabulary import Wording
from app.extensions import db
from app.models import Account
from app.services import catalogue, local_practicals, proposals
from app.services._transaction import immediate
from tests.services.test_proposals import CODE, ONCE, editor, own_entry, proposed, reviewed
from tests.world import World

SHOWN = f"/alternatives/{CODE}"


@pytest.fixture
def editors(app, world: World) -> World:
    """The world in which the chair and the member are clinical editors."""
    with immediate():
        for name in ("chair", "member"):
            db.session.execute(
                sa.update(Account).where(Account.login == name).values(clinical_editor=True)
            )
    return world


def words(page) -> str:
    """What a page says, with ordinary spaces."""
    return " ".join(BeautifulSoup(page.text, "html.parser").get_text(" ").split())


def test_the_list_says_the_state_of_each_entry_and_filters_by_it(login, editors):
    author, reader = editor(editors, "member"), editor(editors, "chair")
    number = reviewed(author, reader)
    proposals.put_in_force(reader, CODE, number, clock.today() + timedelta(days=30), ONCE)
    browser = login("coordinator")
    assert "Brouillon" in words(browser.get("/alternatives"))
    only = words(browser.get("/alternatives?state=in_force"))
    assert "Soins de support" in only.split("Texte du patient")[-1]
    assert "Radioligand" not in only.split("Texte du patient")[-1]
    assert browser.get("/alternatives?state=nothing").status_code == 404
    none = words(browser.get("/alternatives?state=retired"))
    assert "Aucune entrée ne répond à ces filtres" in none


def test_a_proposal_is_written_signed_by_another_and_put_in_force_in_the_browser(login, editors):
    author, reader = login("member"), login("chair")
    sent = author.submit(
        f"{SHOWN}/1/propose", why="Plus simple.", patient_sentence="Des soins en plus, pour vous."
    )
    assert sent.status_code == 303
    assert sent.headers["Location"].endswith(f"{SHOWN}/2")
    page = words(author.get(f"{SHOWN}/2"))
    assert "Votre texte : une autre personne le relit et le signe" in page
    assert "Signer le texte du patient" not in page
    refused = author.press(f"{SHOWN}/2/sign", wording="patient")
    assert refused.status_code == 409 or "une autre personne doit le relire" in refused.text
    for wording in Wording:
        assert reader.press(f"{SHOWN}/2/sign", wording=wording.value).status_code == 303
    day = f"{clock.today() + timedelta(days=300):%d/%m/%Y}"
    assert reader.submit(f"{SHOWN}/2/in-force", review_on=day).status_code == 303
    assert "En vigueur" in words(reader.get(SHOWN))
    assert "Des soins en plus, pour vous." in words(login("reader").get(SHOWN))


def test_an_unreviewed_version_is_refused_with_a_sentence(login, editors):
    proposed(editor(editors, "member"))
    day = f"{clock.today() + timedelta(days=300):%d/%m/%Y}"
    answer = login("chair").submit(f"{SHOWN}/2/in-force", review_on=day)
    assert answer.status_code == 200
    assert "Cette version n’est pas relue" in answer.text


def test_a_broken_proposal_keeps_what_was_typed_and_says_why_beside_the_field(login, editors):
    answer = login("member").submit(
        f"{SHOWN}/1/propose", why="x", clinical_figures="V : 12 mois", title="Titre gardé"
    )
    assert answer.status_code == 200
    assert "quatre parties" in answer.text
    assert "Titre gardé" in answer.text


def test_the_changes_are_said_by_sign_and_word(login, editors):
    proposed(editor(editors, "member"), "Une tout autre phrase.")
    page = login("reader").get(f"{SHOWN}/2/changes-since/1")
    told = words(page)
    assert "− retiré" in told
    assert "+ ajouté" in told
    assert "Une tout autre phrase." in told
    soup = BeautifulSoup(page.text, "html.parser")
    assert soup.find("ins") is not None
    assert soup.find("del") is not None
    same = words(login("reader").get(f"{SHOWN}/1/changes-since/1"))
    assert "Les deux versions disent la même chose." in same


def test_hostile_words_in_a_proposal_stay_words(login, editors):
    proposed(editor(editors, "member"), "<script>alert(1)</script> & {{ 7*7 }}")
    for path in (f"{SHOWN}/2", f"{SHOWN}/2/changes-since/1", f"{SHOWN}/2/propose"):
        text = login("member").get(path).text
        assert "<script>alert(1)" not in text
        assert "49" not in text.split("{{")[0][-40:]


def test_the_comparison_says_that_a_newer_version_exists_and_since_what(login, editors):
    browser, where = login("coordinator"), f"/presentations/{editors.presentation}"
    assert "une version plus récente existe" not in words(browser.get(where))
    author, reader = editor(editors, "member"), editor(editors, "chair")
    number = reviewed(author, reader)
    proposals.put_in_force(reader, CODE, number, clock.today() + timedelta(days=30), ONCE)
    page = browser.get(where)
    assert words(page).count("une version plus récente existe") == 1
    link = f"{SHOWN}/{number}/changes-since/1"
    assert link in page.text
    assert browser.get(link).status_code == 200


def test_authorisation_and_access_are_two_facts_on_both_pages(login, editors):
    entry = words(login("reader").get("/alternatives/targeted-braf-colorectal"))
    assert "Autorisation européenne Oui" in entry
    assert "Accès en France ? à vérifier" in entry
    comparison = words(login("reader").get(f"/presentations/{editors.presentation}"))
    assert "Autorisation européenne : oui" in comparison
    assert "Accès en France : ? à vérifier" in comparison


def test_the_centre_s_own_way_is_on_the_comparison_of_its_cases_and_nowhere_else(login, editors):
    given = LocalPractical("", place="Pavillon Violet", phone="01 02 03 04 05")
    local_practicals.record(editors.actors["coordinator"], CODE, given, 0, ONCE)
    here = words(login("coordinator").get(f"/presentations/{editors.presentation}"))
    assert "Au centre : Pavillon Violet" in here
    assert "Pavillon Violet" in words(login("coordinator").get(SHOWN))
    other = login("other_coordinator")
    for path in (f"/presentations/{editors.other_presentation}", SHOWN, f"{SHOWN}/here"):
        answer = other.get(path)
        assert answer.status_code == 200
        assert "Pavillon Violet" not in answer.text


def test_the_centre_s_own_way_is_typed_and_dated(login, editors):
    browser = login("coordinator")
    answer = browser.submit(f"{SHOWN}/here", place="Aile B", waiting="10 jours")
    assert answer.status_code == 303
    told = words(browser.get(SHOWN))
    assert "Aile B" in told
    assert "révision 1," in told
    assert login("physician").get(f"{SHOWN}/here").status_code == 403


def test_a_hospital_s_own_entry_is_written_in_the_browser_and_hidden_from_the_others(
    login, editors
):
    browser = login("member")
    fields = {
        "why": "Une offre d'ici.",
        "title": "Atelier cuisine",
        "clinical_advantages": "K : Reprendre goût.",
        "clinical_disadvantages": "K : Un trajet.",
        "clinical_references": "Projet d'établissement, 2026",
        "patient_title": "Un atelier de cuisine",
        "patient_sentence": "Vous cuisinez avec une diététicienne.",
        "patient_brings": "K : Vous reprenez goût.",
        "patient_hard": "K : Il faut venir.",
        "patient_red_flags": "K : Vous ne pouvez plus avaler : appelez.",
    }
    sent = browser.submit("/alternatives/new", **fields)
    assert sent.status_code == 303
    where = sent.headers["Location"]
    assert "Les nouveaux dossiers ne prennent pas cette entrée." in words(browser.get(where))
    assert "Atelier cuisine" in words(browser.get("/alternatives?q=ours"))
    assert login("outsider").get(where).status_code == 404
    assert "Atelier cuisine" not in login("outsider").get("/alternatives").text


def test_an_entry_of_the_other_hospital_cannot_be_guessed(login, editors):
    code = own_entry(editor(editors, "member"))
    browser = login("other_coordinator")
    for path in (f"/alternatives/{code}", f"/alternatives/{code}/1", f"/alternatives/{code}/here"):
        assert browser.get(path).status_code == 404
    assert browser.get(f"/alternatives/{code}/1/changes-since/1").status_code == 404


def test_an_overdue_entry_is_flagged_and_still_shown(login, editors, monkeypatch):
    author, reader = editor(editors, "member"), editor(editors, "chair")
    number = reviewed(author, reader)
    proposals.put_in_force(reader, CODE, number, clock.today() + timedelta(days=10), ONCE)
    after = clock.today() + timedelta(days=20)
    monkeypatch.setattr(clock, "today", lambda: after)
    told = words(login("coordinator").get("/alternatives?state=overdue"))
    assert "À revoir, échéance passée" in told
    assert "Soins de support" in told


def test_the_actions_are_ticked_on_the_presentation_and_shown_apart(login, editors):
    browser, where = login("chair"), f"/presentations/{editors.presentation}"
    page = words(browser.get(where))
    assert "Démarches, sans rang" in page
    missing = browser.submit(f"{where}/actions", asked_second_opinion="y")
    assert missing.status_code == 200
    assert "Dites qui demande cette démarche." in missing.text
    day = f"{clock.today():%d/%m/%Y}"
    sent = browser.submit(
        f"{where}/actions",
        asked_second_opinion="y",
        by_second_opinion="Dr Test",
        on_second_opinion=day,
        note_second_opinion="Lames envoyées.",
    )
    assert sent.status_code == 303
    told = words(browser.get(where))
    assert "☑ Second avis" in told
    assert "Lames envoyées." in told
    assert "Demander, noter" not in words(login("reader").get(where))


def test_the_actions_have_their_page_and_their_signature(login, editors):
    page = words(login("reader").get("/alternatives/actions"))
    assert "RCP onco-palliative" in page
    assert "Signer ce texte" not in page
    signing = login("member")
    assert signing.press("/alternatives/actions/second-opinion/sign").status_code == 303
    assert "Relu et signé par" in words(signing.get("/alternatives/actions"))


def test_signing_for_somebody_is_refused_on_a_text_of_the_hospital(login, editors):
    number = proposed(editor(editors, "member"))
    twin = replace(editor(editors, "chair"), name=editors.actors["member"].name)
    with pytest.raises(Exception, match="same_person"):
        catalogue.review(twin, CODE, number, "patient")

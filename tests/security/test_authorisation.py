"""Every address, every method, every person; then every identifier swapped for the other hospital's."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app.domain.vocabulary import Role
from app.i18n import typography
from tests.security import authorisation_table
from tests.security.authorisation_table import PEOPLE
from tests.security.scene import ANONYMOUS, READ_MARKS, Scene, rows
from tests.world import PEOPLE as WORLD_PEOPLE

TABLE = authorisation_table.rows()
IN, OK = "in", "ok"
NEW_PASSWORD = "cerise nuage tambour ardoise"
FIXED = {
    "cases.export_all": {"form": "liste"},
    "cases.attachment_page": {"number": 1},
    "cases.attachment_file": {"ending": "png"},
    "vocabularies.suggest": {"name": "genes"},
    "static": {"filename": "relais.css"},
    "assets.font": {"face": "Regular"},
    "auth.choose_password": {"token": "inconnu"},
    "presentations.page_block": {"block": "rights"},
    "presentations.take_figure_off": {"number": 0},
    "presentations.page_reading": {"block": "rights"},
    "presentations.page_reviewed": {"block": "rights"},
    "catalogue.show": {"code": "pause-follow-up"},
    "catalogue.sign": {"code": "pause-follow-up", "version": 1},
    "catalogue.compare": {"code": "pause-follow-up", "version": 1, "older": 1},
    "catalogue.sign_action": {"code": "second-opinion"},
    "catalogue.propose": {"code": "pause-follow-up", "version": 1},
    "catalogue.criteria": {"code": "pause-follow-up", "version": 1},
    "catalogue.facts": {"code": "pause-follow-up", "version": 1},
    "catalogue.put_in_force": {"code": "pause-follow-up", "version": 1},
    "catalogue.retire": {"code": "targeted-gist"},
    "catalogue.local": {"code": "pause-follow-up"},
    "presentations.print_document": {"kind": "fiche"},
    "meetings.required": {"scope": "all"},
    "meetings.prints": {"what": "fiches"},
    "meetings.send_reminders": {"what": "member"},
}
A_FACT = {"marker": "KRAS", "state": "negative"}
# What a person would type; hidden fields and untouched ones come from the page itself.
TYPED: dict[str, dict[str, Any]] = {
    "auth.sign_in": {"login": "personne", "password": "pas le bon mot"},
    "auth.choose_password": {"password": NEW_PASSWORD},
    "account.index": {"password": NEW_PASSWORD},
    "drafts.keep": {"json": {"key": "/cases/new", "fields": {"question": ["Quelle suite ?"]}}},
    "drafts.discard": {"key": "/cases/new"},
    "admin.new_hospital": {"name": "Hôpital nouveau"},
    "admin.new_unit": {"name": "Service nouveau"},
    "admin.new_professional": {"family_name": "Nouveau"},
    "admin.new_account": {"login": "nouveau", "name": "Nouveau", "role": "reader"},
    "cases.new": {"birth_name": "TEST-NOUVEAU", "label": "Carcinome", "question": "Que faire ?"},
    "cases.identity": {"birth_name": "TEST-DURAND", "given_names": "Lucie-Anne"},
    "cases.contact": {"deceased_on": "14/03/2026"},
    "cases.merge": {"reason": "Même personne, vérifiée au guichet."},
    "cases.move": {"reason": "Saisi sur le mauvais patient."},
    "cases.move_to_new": {"birth_name": "TEST-NEUVE", "reason": "Saisi sur le mauvais patient."},
    "cases.undo": {"reason": "Ce n'était pas la même personne."},
    "cases.withdraw": {"reason": "Ouvert deux fois.", "cause": "twice"},
    "cases.tumour": {"stage": "III"},
    "cases.add_tumour": {"label": "Carcinome du sein", "site": "breast"},
    "cases.edit_tumour": {"stage": "III"},
    "presentations.national": {"history": "Une longue histoire."},
    "cases.told": {"told_text": "Sait que la maladie a repris."},
    "cases.ask": {"question": "Une autre question ?"},
    "cases.present_again": {"question": "Et maintenant ?"},
    "cases.add_fact": A_FACT,
    "cases.edit_fact": {"value": "32 %"},
    "cases.precautions_block": {"qt_presence": "yes", "qt_detail": "QTc 480 ms"},
    "cases.describe_attachment": {"title": "Scanner du thorax"},
    "cases.withdraw_attachment": {"reason": "Document d'un autre patient."},
    "cases.record_preferences": {"what_matters": "Mon jardin.", "info_wish": "essential"},
    "cases.questions": {"free_daily": "Qui garde le chien ?"},
    "cases.question": {"state": "asked"},
    "cases.talks": {"persons": "le patient", "said": "La suite des soins."},
    "meetings.new": {"title": "RCP nouvelle", "on": "14/03/2030", "at": "14:00"},
    "meetings.new_kind": {"name": "Onco-palliative"},
    "meetings.kind": {"name": "Type renommé"},
    "meetings.required": {"items": ["birth", "stage"]},
    "presentations.missing": {"weight.bearer": "l’infirmière"},
    "meetings.kind_rhythm": {"every": "weekly"},
    "meetings.postpone": {"on": "14/03/2030", "reason": "Grève"},
    "meetings.cancel": {"reason": "Salle inondée"},
    "meetings.edit": {"title": "RCP renommée"},
    "meetings.members": {"function": "member"},
    "meetings.move": {"step": "up"},
    "meetings.suggest": {"how": "complex"},
    "meetings.pace": {"case_minutes": "9"},
    "presentations.triage": {"minutes": "12"},
    "presentations.preliminary": {"text": "Plutôt une pause."},
    "meetings.advance": {"target": "open"},
    "meetings.put_before": {"number": "1"},
    "meetings.move_member": {"move": "arrived"},
    "meetings.guest": {"family_name": "TEST-PASSAGE"},
    "meetings.in_room": {"somebody_knows": "yes"},
    "catalogue.sign": {"wording": "patient"},
    "catalogue.propose": {"why": "Une phrase plus simple.", "title": "Pause, avec un suivi"},
    "catalogue.criteria": {"why": "Un âge cité.", "criteria-0-source": "Libellé fictif, 2026"},
    "catalogue.retire": {"reason": "Plus utilisée ici."},
    "catalogue.local": {"place": "Hôpital de jour", "waiting": "10 jours"},
    "presentations.burden": {"visits_per_month": "3"},
    "trials.new": {"number": "NCT00000009", "title": "TEST essai nouveau"},
    "trials.edit": {"title": "TEST essai renommé"},
    "presentations.trial_note": {"step": "asked", "whom": "le centre"},
    "presentations.palliative": {"answer": "proposed"},
    "presentations.add_task": {"what": "Scanner", "who": "Dr Test", "by_on": "14/03/2030"},
    "meetings.phrases": {"phrases": "La RCP propose"},
    "presentations.task": {"who": "le laboratoire"},
    "presentations.task_of_trial": {"rule": "trial.X"},
    "presentations.task_of_option": {"rule": "inconnue"},
    "presentations.ask_actions": {"note_second_opinion": "Demande du patient."},
    "presentations.verdict": {"verdict": "to_complete", "complete_what": "un test"},
    "presentations.quick": {"verdict": "retained", "seen_version": "1"},
    "presentations.add_option": {"free_title": "Une autre idée"},
    "presentations.urgent": {
        "given_on": "14/03/2026",
        "reason": "Compression",
        "consulted": "Dr Test, radiothérapie",
        "text": "Radiothérapie.",
    },
    "presentations.write": {"text": "La RCP propose une pause."},
    "presentations.add_addendum": {"text": "Une précision."},
    "presentations.page_block": {"text": "Une ligne de plus."},
    "presentations.page_reviewed": {"seen_version": "1"},
    "presentations.patient_page": {"patient_note": "Appelez-nous."},
    "presentations.letter": {"gp_note": "Surveiller le poids."},
    "presentations.follow_up": {"told_by": "Dr Test"},
    "presentations.release": {"seen_version": "1"},
}


def named(word: str) -> str:
    """The part of a test's name."""
    return word


def addresses(app: Flask) -> Iterator[tuple[Rule, str]]:
    """Every rule of the URL map with each of its methods."""
    for rule in app.url_map.iter_rules():
        for method in sorted(rule.methods or ()):
            if method not in {"HEAD", "OPTIONS"}:
                yield rule, method


def path_of(scene: Scene, endpoint: str, **changed: str) -> str:
    """The address of a view about our own objects, with some of them changed."""
    rule = next(r for r in scene.app.url_map.iter_rules() if r.endpoint == endpoint)
    values = {name: scene.cast.ours.get(name) for name in rule.arguments}
    if "kind" in values:
        values["kind"] = "biomarkers"
    values |= FIXED.get(endpoint, {}) | changed
    return scene.app.url_map.bind("localhost").build(endpoint, values)


def typed(scene: Scene, endpoint: str, path: str) -> dict[str, Any]:
    """The page's own fields, as somebody who may see it gets them, and what is typed over them."""
    given = dict(TYPED.get(endpoint, {}))
    page = TABLE.get((endpoint, "GET"), {})
    able = next((who for who, cell in page.items() if cell == "200" and who != ANONYMOUS), "")
    if able and "auth." not in endpoint:
        given = scene.browser(able).form(path) | given
    choices = {
        "account.index": {"current_password": scene.world.password},
        "admin.new_account": {"hospital_id": scene.cast.ours["hospital_id"]},
        "admin.new_professional": {"hospital_id": scene.cast.ours["hospital_id"]},
        "cases.carers": {"professional_id": str(scene.world.people["member"])},
        "meetings.kind_members": {"professional_id": str(scene.world.people["stranger"])},
        "meetings.members": {"professional_id": str(scene.world.people["stranger"])},
        "meetings.agenda": {"presentation_id": str(scene.cast.waiting)},
        "presentations.not_applicable": {"option": scene.cast.ours["option_id"]},
        "cases.import_file": {"file": ""},
        "trials.import_file": {"file": ""},
    }
    return given | choices.get(endpoint, {})


def with_file(fields: dict[str, Any] | None) -> dict[str, Any] | None:
    """The fields with a file to read for this request, where the form takes one."""
    return (
        {**fields, "file": (io.BytesIO(b"{}"), "vide.json")}
        if fields and "file" in fields
        else fields
    )


def verdict_on(answer: TestResponse) -> str:
    """An answer in the words of the table."""
    if answer.status_code in {302, 303} and answer.headers["Location"].startswith("/sign-in?next="):
        return IN
    return str(answer.status_code)


def matches(expected: str, answer: TestResponse) -> bool:
    """Whether the answer is the one the table expects; `ok` is never a refusal, a bad request or a crash."""
    found = verdict_on(answer)
    return found in {"200", "302", "303", "409"} if expected == OK else found == expected


def test_the_table_names_every_address_and_every_method(app: Flask) -> None:
    asked = {(rule.endpoint, method) for rule, method in addresses(app)}
    assert asked - set(TABLE) == set(), "addresses nobody decided about"
    assert set(TABLE) - asked == set(), "lines about addresses that are gone"


def test_the_table_has_a_column_for_everybody_and_for_every_role() -> None:
    assert set(PEOPLE) == {login for login, *_rest in WORLD_PEOPLE} | {ANONYMOUS}
    assert {role for _login, role, *_rest in WORLD_PEOPLE} == set(Role)


READ = sorted(key for key in TABLE if key[1] != "POST")
WRITTEN = sorted(key for key in TABLE if key[1] == "POST")
REFUSED = {"403", "404", IN}


@pytest.mark.parametrize(("endpoint", "method"), READ, ids=named)
def test_each_person_reads_what_the_table_says(scene: Scene, endpoint: str, method: str) -> None:
    path = path_of(scene, endpoint)
    wrong = [
        f"{person}: {expected} expected, {verdict_on(answer)} answered"
        for person, expected in TABLE[endpoint, method].items()
        if not matches(expected, answer := scene.ask(person, method, path))
    ]
    assert not wrong, f"{method} {path}: " + "; ".join(wrong)


@pytest.mark.parametrize(("endpoint", "method"), WRITTEN, ids=named)
def test_each_person_does_what_the_table_says_and_a_refused_change_changes_nothing_and_names_nobody(
    scene: Scene, endpoint: str, method: str
) -> None:
    path, before = path_of(scene, endpoint), rows(without=READ_MARKS)
    fields, wrong = typed(scene, endpoint, path), []
    # Those who are refused first: all of them together must have changed nothing.
    people = sorted(TABLE[endpoint, method].items(), key=lambda cell: cell[1] not in REFUSED)
    for person, expected in people:
        is_refused = expected in REFUSED
        if not is_refused and before:
            assert rows(without=READ_MARKS) == before, "a refused change was written"
            before = {}
        answer = scene.ask(person, method, path, with_file(fields))
        if not matches(expected, answer):
            wrong.append(f"{person}: {expected} expected, {verdict_on(answer)} answered")
        if is_refused:
            assert "TEST-DURAND" not in answer.text, person
        else:
            scene.put_back()
    assert not wrong, f"{method} {path}: " + "; ".join(wrong)
    assert not before or rows(without=READ_MARKS) == before, "a refused change was written"


def swaps(app: Flask) -> list[tuple[str, str, str]]:
    """Every identifier of every address outside administration, which covers the whole installation."""
    return sorted(
        (rule.endpoint, method, name)
        for rule, method in addresses(app)
        for name in rule.arguments
        if "<uuid:" + name + ">" in rule.rule and not rule.endpoint.startswith("admin.")
    )


def test_every_identifier_of_the_other_hospital_is_not_found(scene: Scene) -> None:
    wrong, tried, before = [], 0, rows(without=READ_MARKS)
    for endpoint, method, name in swaps(scene.app):
        fields = typed(scene, endpoint, path_of(scene, endpoint)) if method == "POST" else None
        path = path_of(scene, endpoint, **{name: scene.cast.theirs[name]})
        for person, expected in TABLE[endpoint, method].items():
            if expected not in {"200", OK}:
                continue
            answer, tried = scene.ask(person, method, path, fields), tried + 1
            if answer.status_code != 404:
                wrong.append(
                    f"{method} {endpoint} with another {name}, {person}: {answer.status_code}"
                )
        if rows(without=READ_MARKS) != before:
            wrong.append(f"{method} {endpoint} with another {name}: something was written")
            scene.put_back()
    assert tried > 100
    assert not wrong, "\n".join(wrong)


def test_an_identifier_of_the_other_hospital_leaves_no_trace_of_a_reading(scene: Scene) -> None:
    for endpoint, method, name in swaps(scene.app):
        if method == "GET":
            for person, expected in TABLE[endpoint, method].items():
                if expected == "200":
                    scene.ask(
                        person, "GET", path_of(scene, endpoint, **{name: scene.cast.theirs[name]})
                    )
    assert rows()["access_trace"] == []


def test_an_identifier_that_never_was_answers_exactly_as_the_other_hospital_s(scene: Scene) -> None:
    never = "00000000-0000-4000-8000-000000000000"
    for endpoint, method, name in swaps(scene.app):
        if method == "GET":
            there = scene.ask(
                "coordinator", "GET", path_of(scene, endpoint, **{name: scene.cast.theirs[name]})
            )
            nowhere = scene.ask("coordinator", "GET", path_of(scene, endpoint, **{name: never}))
            if there.status_code != 403:
                assert (there.status_code, without_token(there)) == (
                    nowhere.status_code,
                    without_token(nowhere),
                )


def without_token(page: TestResponse) -> str:
    """A page as read, without what is random in it."""
    from bs4 import BeautifulSoup

    return BeautifulSoup(page.text, "html.parser").get_text(" ", strip=True)


def test_a_refusal_speaks_french_and_says_whom_to_ask(scene: Scene) -> None:
    forbidden = scene.ask("admin", "GET", "/cases")
    assert typography("Votre rôle ne permet pas cette action.") in forbidden.text
    unknown = scene.ask("stranger", "GET", path_of(scene, "cases.show"))
    assert typography("Rien ici, ou rien que vous puissiez lire.") in unknown.text

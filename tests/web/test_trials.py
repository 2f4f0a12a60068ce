"""The list of trials in the browser, a file brought in, one case beside it, and a task made in one gesture."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from bs4 import BeautifulSoup

from app import clock
from app.domain.local_trial import LocalTrial, SimpleCriteria
from app.domain.vocabulary import TrialStatus
from app.extensions import db
from app.i18n import typography
from app.models import Trial
from app.services import trials
from tests.counting import statements
from tests.documents.reading import flat
from tests.judge import JudgingClient
from tests.services.board import ONCE, count, open_meeting, record_of
from tests.world import World

Login = Callable[[str], JudgingClient]
ASKS = SimpleCriteria(markers="NTRK1 fusion", performance_at_most=1)
TRIAL = LocalTrial("NCT00000001", "TEST essai A", TrialStatus.OPEN, simple=ASKS)


def read(page: object) -> str:
    """The words of a page, spaces made plain."""
    return flat(BeautifulSoup(page.text, "html.parser").get_text(" "))  # type: ignore[attr-defined]


def add(world: World, trial: LocalTrial = TRIAL, who: str = "coordinator") -> str:
    """A line of a hospital's list; its id."""
    return str(trials.add(world.actors[who], trial, ONCE))


def sent(browser: JudgingClient, text: str, name: str = "essais.csv") -> object:
    """A file sent from the import page."""
    where = "/trials/import"
    fields = {**browser.form(where), "file": (io.BytesIO(text.encode()), name)}
    return browser.post(where, data=fields, content_type="multipart/form-data")


def confirmed(browser: JudgingClient, page: object, *numbers: str) -> object:
    """The preview sent back with these lines ticked."""
    soup = BeautifulSoup(page.text, "html.parser")  # type: ignore[attr-defined]
    hidden = {
        i["name"]: i.get("value", "") for i in soup.select("main form.card input[type=hidden]")
    }
    return browser.post("/trials/import", data={**hidden, "trial": list(numbers)})


def test_a_line_is_added_and_said_to_be_open_with_who_verified_it(
    login: Login, world: World
) -> None:
    browser = login("coordinator")
    answer = browser.submit("/trials/new", number="nct00000007", title="TEST essai B")
    assert answer.status_code == 303
    said = read(browser.get("/trials"))
    assert "TEST essai B NCT00000007" in said
    assert f"✓ ouvert vérifié le {clock.today():%d/%m/%Y} par Test Coordinator" in said


def test_a_line_is_amber_after_thirty_days_and_one_gesture_verifies_it(
    login: Login, world: World
) -> None:
    old = clock.today() - timedelta(days=31)
    trial_id = add(world, replace(TRIAL, verified_on=old, verified_by="X"))
    browser = login("physician")
    assert f"! vérifié le {old:%d/%m/%Y}" in read(browser.get("/trials?status=stale"))
    assert browser.press(f"/trials/{trial_id}/verify").status_code == 303
    none = flat(typography("Aucun essai ne répond à ces filtres."))
    assert none in read(browser.get("/trials?status=stale"))
    assert browser.press(f"/trials/{trial_id}/close").status_code == 303
    assert "× clos" in read(browser.get("/trials"))


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(
    login: Login, world: World
) -> None:
    browser = login("coordinator")
    page = browser.submit(
        "/trials/new", number="A1", title="TEST", tumours="licorne", lines_at_least="deux"
    )
    assert page.status_code == 200
    assert 'value="licorne"' in page.text
    assert count(Trial) == 0
    page = browser.submit("/trials/new", number="A1", title="TEST", tumours="licorne")
    assert "licorne" in read(page)
    assert "OncoTree" in read(page)
    assert flat(typography("Ce numéro n'a la forme ni d'un NCT")) in read(page)


def test_another_hospital_s_list_is_not_found(login: Login, world: World) -> None:
    foreign = add(world, who="other_coordinator")
    browser = login("coordinator")
    assert "TEST essai A" not in read(browser.get("/trials"))
    assert "TEST essai A" not in browser.get("/trials/list.csv").text
    assert browser.get(f"/trials/{foreign}").status_code == 404
    for gesture in ("verify", "close"):
        assert browser.press(f"/trials/{foreign}/{gesture}").status_code == 404
    where = f"/presentations/{world.presentation}/trials"
    assert browser.get(f"{where}/{foreign}").status_code == 404
    assert "TEST essai A" not in read(browser.get(where))


def test_a_table_is_looked_at_before_anything_is_written(login: Login, world: World) -> None:
    browser = login("coordinator")
    add(world)
    page = sent(
        browser,
        "Numéro;Titre;Statut\nNCT00000001;TEST essai A;clos\nNCT00000002;TEST nouveau;ouvert\n",
    )
    said = read(page)
    assert flat(typography("déjà dans la liste, change : statut")) in said
    assert "ouvert → clos" in said
    assert "✓ à ajouter" in said
    assert count(Trial) == 1
    answer = confirmed(browser, page, "NCT00000001", "NCT00000002")
    assert answer.status_code == 303  # type: ignore[attr-defined]
    said = read(browser.get("/trials"))
    assert "TEST nouveau" in said
    assert "× clos" in said


def test_a_bad_table_says_each_cell_and_writes_nothing(login: Login, world: World) -> None:
    browser = login("coordinator")
    said = read(sent(browser, "Numéro;Titre;OMS au plus\nA1;TEST;un\nA2;;1\n"))
    assert flat(typography("Ligne 2, « OMS au plus » : « un » n'est pas un nombre entier.")) in said
    assert flat(typography("Ligne 3, « Titre » : à remplir.")) in said
    said = read(sent(browser, "Numéro;Titre;Tumeurs\nA1;TEST;licorne\n"))
    assert flat(typography("A1, « Tumeurs » : « licorne »")) in said
    assert count(Trial) == 0


def test_a_page_of_the_register_is_ticked_where_it_speaks_of_cancer(
    login: Login, world: World
) -> None:
    def entry(number: str, title: str | None) -> dict[str, object]:
        named = {"title": title} if title else {}
        study = {"resourceType": "ResearchStudy", "id": number, "status": "approved", **named}
        return {"resource": study}

    bundle = {
        "resourceType": "Bundle",
        "total": 2725,
        "link": [{"relation": "next", "url": "x"}],
        "entry": [entry("A1", "TEST cancer"), entry("A2", "TEST arthrite"), entry("A3", None)],
    }
    page = sent(login("coordinator"), json.dumps(bundle), "eclaire.json")
    soup = BeautifulSoup(page.text, "html.parser")  # type: ignore[attr-defined]
    boxes = {box["value"]: box.has_attr("checked") for box in soup.select("input[name=trial]")}
    assert boxes == {"A1": True, "A2": False}
    assert flat(typography("3 études ici, 2725 annoncées")) in read(page)
    assert flat(typography("sans titre dans le registre")) in read(page)
    assert "pas encore ouvert" in read(page)


def test_the_model_of_the_table_can_be_taken(login: Login, world: World) -> None:
    answer = login("coordinator").get("/trials/list.csv?model=1")
    assert answer.text.startswith("\ufeffNuméro;Titre;")


def test_a_case_shows_each_trial_with_what_is_met_and_unknown(login: Login, world: World) -> None:
    add(world)
    said = read(login("chair").get(f"/presentations/{world.presentation}/trials"))
    assert flat(typography("À regarder (1)")) in said
    assert "à préciser" in said
    assert "ligible" not in said
    assert "indiqué" not in said


def test_what_was_asked_is_noted_and_shown_under_the_trial_option(
    login: Login, world: World
) -> None:
    trial_id, browser = add(world), login("chair")
    where = f"/presentations/{world.presentation}/trials"
    page = browser.submit(f"{where}/{trial_id}", step="not_eligible", reason="")
    assert flat(typography("Dites pourquoi")) in read(page)
    assert (
        browser.submit(f"{where}/{trial_id}", step="not_eligible", reason="OMS 2").status_code
        == 303
    )
    day = f"{clock.today():%d/%m/%Y}"
    assert flat(typography("Déjà vus pour ce dossier (1)")) in read(browser.get(where))
    for path in (where, f"/presentations/{world.presentation}"):
        assert f"non éligible ({day}) car OMS 2" in read(browser.get(path))


def test_searched_and_none_found_in_one_gesture_and_undone(login: Login, world: World) -> None:
    browser, where = login("chair"), f"/presentations/{world.presentation}/trials"
    assert "recherche non notée" in read(browser.get(where))
    assert browser.press(f"{where}/none-found").status_code == 303
    said = f"Recherché, aucun trouvé le {clock.today():%d/%m/%Y} par Test Chair."
    assert said in read(browser.get(where))
    assert said in read(browser.get(f"/presentations/{world.presentation}"))
    assert browser.press(f"{where}/none-found", undo="1").status_code == 303
    assert said not in read(browser.get(where))


def test_an_unknown_of_a_trial_becomes_a_task_offered_to_the_next_steps(
    login: Login, world: World
) -> None:
    trial_id, browser = add(world), login("chair")
    shown = f"/presentations/{world.presentation}"
    rule = "trial.NCT00000001.marker-1"
    answer = browser.press(f"{shown}/trials/{trial_id}/tasks", rule=rule)
    assert answer.status_code == 303
    [task] = record_of(world.actors["chair"], world.presentation).tasks
    assert flat(task.what) in read(browser.get(shown))
    assert flat(task.what) in read(browser.get(f"{shown}/opinion"))
    assert 'data-insert="next_steps"' in browser.get(f"{shown}/opinion").text
    assert "qui ?, date à fixer" in read(browser.get(shown))
    where = f"{shown}/tasks/{task.id}"
    assert browser.submit(where, who="Biologie", by_on="01/12/2099").status_code == 303
    assert "Biologie, pour le 01/12/2099" in read(browser.get(shown))
    assert browser.press(f"{shown}/tasks/{task.id}/remove").status_code == 303
    assert flat(task.what) not in read(browser.get(f"{shown}/opinion"))


def test_each_unknown_of_an_option_has_its_gesture_where_one_may_decide(
    login: Login, world: World
) -> None:
    open_meeting(world)
    shown = f"/presentations/{world.presentation}"
    soup = BeautifulSoup(login("chair").get(shown).text, "html.parser")
    forms = soup.select("form[action$='/tasks']")
    assert forms
    form = forms[0]
    typed = {i["name"]: i.get("value", "") for i in form.find_all("input")}
    answer = login("chair").press(form["action"], rule=typed["rule"])
    assert answer.status_code == 303
    assert "à compléter" in read(login("reader").get(shown)).lower()
    assert "/tasks" not in login("reader").get(shown).text


def test_the_page_asks_as_often_whatever_the_list(login: Login, world: World) -> None:
    browser = login("chair")
    where, counted = f"/presentations/{world.presentation}/trials", set()
    for lines in (range(1), range(1, 12)):
        for number in lines:
            add(world, replace(TRIAL, number=f"NCT{number:08}"))
        browser.get(where)
        with statements(db.engine) as asked:
            assert browser.get(where).status_code == 200
        counted.add(len(asked))
    assert len(counted) == 1
    assert max(counted) <= 14

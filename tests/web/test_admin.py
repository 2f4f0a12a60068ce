"""Administration and one's own account, as people see them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from werkzeug.test import TestResponse

from app.queries import accounts as stored
from app.queries import directory
from tests.judge import JudgingClient, fields_of

Login = Callable[[str], JudgingClient]
PASSWORD = "cerise nuage tambour ardoise"


def soup(answer: TestResponse) -> BeautifulSoup:
    """The page, parsed."""
    assert answer.status_code == 200, answer.status
    return BeautifulSoup(answer.get_data(as_text=True), "html.parser")


def words(answer: TestResponse) -> str:
    """What the page says, with plain spaces and apostrophes."""
    text = soup(answer).get_text(" ", strip=True).replace("\u2019", "'")
    return re.sub(r"\s+", " ", text)


def account_id(app: Flask, login: str) -> str:
    """The id of a login."""
    with app.app_context():
        account = stored.by_login(login)
        assert account is not None
        return str(account.id)


def professional_id(app: Flask, login: str) -> str:
    """The professional of a login."""
    with app.app_context():
        account = stored.by_login(login)
        assert account is not None
        return str(account.professional_id)


def link_in(answer: TestResponse) -> str:
    """The one-time link a page shows, as a path."""
    field = soup(answer).select_one("input#link")
    assert field is not None
    return urlsplit(str(field["value"])).path


PAGES = [
    "/admin",
    "/admin/hospitals",
    "/admin/hospitals/new",
    "/admin/accounts",
    "/admin/accounts/new",
    "/admin/professionals",
    "/admin/professionals/new",
]


@pytest.mark.parametrize("path", PAGES)
def test_each_page_has_one_heading_and_labels_every_field(login: Login, path: str) -> None:
    page = soup(login("admin").get(path))
    assert len(page.find_all("h1")) == 1
    for control in page.select("main input:not([type=hidden]), main select, main textarea"):
        assert page.select_one(f"label[for='{control['id']}']") or control.find_parent("label"), (
            control
        )


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("who", ["coordinator", "secretary", "physician", "nurse", "reader"])
def test_nobody_else_reads_administration(login: Login, who: str, path: str) -> None:
    assert login(who).get(path).status_code == 403


@pytest.mark.parametrize("path", ["/cases", "/meetings"])
def test_an_administrator_reads_no_case(login: Login, path: str) -> None:
    assert login("admin").get(path).status_code == 403


def test_a_new_account_shows_its_link_once_and_lets_its_owner_in(
    app: Flask, login: Login, world: Any
) -> None:
    admin = login("admin")
    typed = {
        "login": "Zoé.Lévêque",
        "name": "Zoé Lévêque",
        "role": "secretary",
        "hospital_id": str(world.hospital),
    }
    answer = admin.submit("/admin/accounts/new", **typed)
    path = link_in(answer)
    assert "il ne sera plus montré" in words(answer)
    assert answer.headers["Cache-Control"] == "no-store"
    token = path.rsplit("/", 1)[1]
    assert token not in admin.get(f"/admin/accounts/{account_id(app, 'zoe.leveque')}").get_data(
        as_text=True
    )
    visitor = app.test_client()
    form = soup(visitor.get(path)).select_one("form")
    assert form is not None
    assert visitor.post(path, data=fields_of(form) | {"password": PASSWORD}).status_code == 303
    assert "Ce lien a déjà servi" in words(
        visitor.post(path, data=fields_of(form) | {"password": PASSWORD})
    )


def test_a_reloaded_link_page_makes_no_second_account(login: Login, world: Any) -> None:
    admin = login("admin")
    typed = {
        "login": "zoe",
        "name": "Zoé Lévêque",
        "role": "secretary",
        "hospital_id": str(world.hospital),
    }
    sent = admin.form("/admin/accounts/new") | typed
    assert admin.post("/admin/accounts/new", data=sent).status_code == 200
    again = admin.post("/admin/accounts/new", data=sent)
    assert again.status_code == 303
    assert words(admin.get("/admin/accounts")).count("Zoé Lévêque") == 1


def test_a_login_already_taken_is_said_beside_its_field(login: Login, world: Any) -> None:
    typed = {
        "login": "NURSE",
        "name": "Zoé Lévêque",
        "role": "secretary",
        "hospital_id": str(world.hospital),
    }
    page = soup(login("admin").submit("/admin/accounts/new", **typed))
    error = page.select_one("#login-error")
    assert error is not None
    assert "déjà pris" in error.get_text()
    assert page.select_one("#name")["value"] == "Zoé Lévêque"  # type: ignore[index]


def test_an_account_without_hospital_is_refused_in_french(login: Login) -> None:
    typed = {"login": "zoe", "name": "Zoé Lévêque", "role": "secretary", "hospital_id": ""}
    page = soup(login("admin").submit("/admin/accounts/new", **typed))
    assert (
        page.select_one("#hospital_id-error")
        .get_text(strip=True)
        .endswith("Ce champ est nécessaire.")
    )  # type: ignore[union-attr]


@pytest.mark.parametrize("sent", ["not-an-id", "00000000-0000-4000-8000-000000000000"])
def test_a_hospital_that_is_not_offered_is_refused_in_french(login: Login, sent: str) -> None:
    typed = {"login": "zoe", "name": "Zoé Lévêque", "role": "secretary", "hospital_id": sent}
    assert "Ce choix n'existe pas" in words(login("admin").submit("/admin/accounts/new", **typed))


def test_a_changed_role_sends_that_person_back_to_sign_in(app: Flask, login: Login) -> None:
    admin, nurse = login("admin"), login("nurse")
    assert nurse.get("/account").status_code == 200
    path = f"/admin/accounts/{account_id(app, 'nurse')}"
    assert admin.submit(path, role="reader").status_code == 303
    assert "/sign-in" in nurse.get("/account").headers["Location"]


def test_a_deactivated_person_is_out_at_the_next_click(app: Flask, login: Login) -> None:
    admin, nurse = login("admin"), login("nurse")
    path = f"/admin/accounts/{account_id(app, 'nurse')}"
    assert "se terminent aussitôt" in words(admin.get(f"{path}/deactivate"))
    assert admin.submit(f"{path}/deactivate").status_code == 303
    assert "Ce compte est désactivé" in words(admin.get(path))
    assert "/sign-in" in nurse.get("/account").headers["Location"]
    assert admin.submit(f"{path}/reactivate").status_code == 303
    assert "Ce compte est désactivé" not in words(admin.get(path))


def test_the_last_administrator_is_told_why_he_stays(app: Flask, login: Login) -> None:
    admin = login("admin")
    path = f"/admin/accounts/{account_id(app, 'admin')}"
    assert "C'est le dernier administrateur actif" in words(admin.submit(f"{path}/deactivate"))
    assert "C'est le dernier administrateur actif" in words(admin.submit(path, role="reader"))
    assert admin.get("/admin").status_code == 200


def test_two_administrators_on_one_page_see_both_texts(app: Flask, login: Login) -> None:
    admin = login("admin")
    path = f"/admin/accounts/{account_id(app, 'nurse')}"
    early = admin.form(path)
    assert admin.submit(path, name="Inès Février", role="reader").status_code == 303
    answer = admin.post(path, data=early | {"name": "Inès Mars"})
    said = words(answer)
    assert "Quelqu'un a enregistré pendant que vous écriviez" in said
    assert "Enregistré entre-temps : Inès Février" in said
    assert "Enregistré entre-temps : Lecteur" in said
    assert "Enregistré entre-temps : non" not in said
    assert soup(answer).select_one("#name")["value"] == "Inès Mars"  # type: ignore[index]
    merged = fields_of(soup(answer).select_one("main form.card"))
    assert admin.post(path, data=merged).status_code == 303
    assert soup(admin.get(path)).select_one("#name")["value"] == "Inès Mars"  # type: ignore[index]


def test_a_link_for_somebody_is_explained_then_shown_once(app: Flask, login: Login) -> None:
    admin = login("admin")
    path = f"/admin/accounts/{account_id(app, 'nurse')}/one-time-link"
    before = admin.get(path)
    assert "pendant 24 heures" in words(before)
    assert soup(before).select_one("#link") is None
    assert link_in(admin.submit(path)).startswith("/choose-password/")
    after = admin.get(path)
    assert soup(after).select_one("#link") is None
    assert "valable jusqu'au" in words(after)


def test_a_hospital_without_unit_says_what_to_do_next(login: Login) -> None:
    admin = login("admin")
    place = admin.submit("/admin/hospitals/new", name="Hôpital neuf").headers["Location"]
    assert "Aucune unité. Ajoutez celle que les patients appellent" in words(admin.get(place))
    assert "établissement sans unité" in words(admin.get("/admin"))


def test_the_numbers_of_a_unit_are_kept_as_typed(login: Login, world: Any) -> None:
    admin = login("admin")
    typed = {
        "name": "Oncologie de jour",
        "day_phone": "05 00 00 00 01",
        "night_phone": "05 00 00 00 02",
    }
    answer = admin.submit(f"/admin/hospitals/{world.hospital}/units/new", **typed)
    page = soup(admin.get(answer.headers["Location"]))
    row = page.find("a", string="Oncologie de jour").find_parent("tr")  # type: ignore[union-attr]
    assert "05 00 00 00 01" in row.get_text()  # type: ignore[union-attr]
    unit = str(row.find("a")["href"])  # type: ignore[union-attr, index]
    admin.submit(unit, night_phone="05 00 00 00 03")
    assert "05 00 00 00 03" in words(admin.get(answer.headers["Location"]))


def test_a_wrong_finess_key_warns_and_is_stored(login: Login) -> None:
    admin = login("admin")
    place = admin.submit("/admin/hospitals/new", name="Hôpital neuf", finess="123 456 789").headers[
        "Location"
    ]
    page = admin.get(place)
    assert "Ce numéro FINESS a une clé inexacte. Il est enregistré" in words(page)
    assert soup(page).select_one("#finess")["value"] == "123456789"  # type: ignore[index]


def test_a_wrong_rpps_key_warns_and_a_right_one_does_not(app: Flask, login: Login) -> None:
    admin = login("admin")
    path = f"/admin/professionals/{professional_id(app, 'physician')}"
    assert admin.submit(path, rpps="10000000008").status_code == 303
    assert "Ce numéro RPPS a une clé inexacte" in words(admin.get(path))
    assert admin.submit(path, rpps="100 000 000 09").status_code == 303
    assert "Ce numéro RPPS" not in words(admin.get(path))


def test_a_retired_professional_with_an_open_account_is_pointed_out(
    app: Flask, login: Login
) -> None:
    admin = login("admin")
    path = f"/admin/professionals/{professional_id(app, 'physician')}"
    sent = admin.form(path)
    sent.pop("active")
    assert admin.post(path, data=sent).status_code == 303
    assert "un de ses comptes reste ouvert" in words(admin.get(path))
    with app.app_context():
        assert not any(p.active for p in directory.professionals() if p.id in path)


def test_a_search_finds_people_without_accents_and_says_when_it_finds_nobody(
    login: Login, world: Any
) -> None:
    admin = login("admin")
    admin.submit("/admin/professionals/new", family_name="Lévêque", hospital_id=str(world.hospital))
    assert "Lévêque" in words(admin.get("/admin/professionals?q=leveque"))
    assert "Personne ne répond à cette recherche" in words(admin.get("/admin/professionals?q=zzzz"))
    assert "Aucun compte ne répond" in words(admin.get("/admin/accounts?q=zzzz"))


def test_hostile_names_are_shown_as_text(login: Login) -> None:
    admin = login("admin")
    place = admin.submit("/admin/hospitals/new", name="<script>alert(1)</script>").headers[
        "Location"
    ]
    for path in (place, "/admin/hospitals", "/admin"):
        html = admin.get(path).get_data(as_text=True)
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert(1)" in html


@pytest.mark.parametrize("kind", ["hospitals", "units", "accounts", "professionals"])
def test_an_unknown_id_is_not_found(login: Login, kind: str) -> None:
    assert (
        login("admin").get(f"/admin/{kind}/00000000-0000-4000-8000-000000000000").status_code == 404
    )


def test_my_account_says_who_i_am_and_where_i_am_signed_in(login: Login) -> None:
    login("nurse")
    page = login("nurse").get("/account")
    said = words(page)
    assert "Soignant non médecin" in said
    assert said.count("Terminer") >= 1
    assert "celle-ci" in said
    assert len(soup(page).select("tbody tr")) == 2


def test_i_end_my_other_session_from_my_account(login: Login) -> None:
    elsewhere, here = login("nurse"), login("nurse")
    form = soup(here.get("/account")).select_one("tbody form")
    assert form is not None
    assert here.post(str(form["action"]), data=fields_of(form)).status_code == 303
    assert "/sign-in" in elsewhere.get("/account").headers["Location"]
    assert len(soup(here.get("/account")).select("tbody tr")) == 1


def test_nobody_ends_the_session_of_another(login: Login) -> None:
    nurse, reader = login("nurse"), login("reader")
    login("nurse")
    form = soup(nurse.get("/account")).select_one("tbody form")
    assert form is not None
    token = reader.form("/account")["csrf_token"]
    assert reader.post(str(form["action"]), data={"csrf_token": token}).status_code == 404
    assert len(soup(nurse.get("/account")).select("tbody tr")) == 2


def test_i_change_my_password_and_my_other_session_ends(login: Login, world: Any) -> None:
    elsewhere, here = login("nurse"), login("nurse")
    answer = here.submit("/account", current_password=world.password, password=PASSWORD)
    assert answer.status_code == 303
    assert "Enregistré" in words(here.get("/account"))
    assert "/sign-in" in elsewhere.get("/account").headers["Location"]


def test_a_wrong_current_password_is_said_and_no_password_comes_back(login: Login) -> None:
    answer = login("nurse").submit("/account", current_password="pas le bon mot", password=PASSWORD)
    assert "Le mot de passe actuel est inexact" in words(answer)
    html = answer.get_data(as_text=True)
    assert "pas le bon mot" not in html
    assert PASSWORD not in html


def test_no_role_is_chosen_for_the_administrator(login: Login, world: Any) -> None:
    typed = {"login": "zoe", "name": "Zoé Lévêque", "hospital_id": str(world.hospital)}
    page = soup(login("admin").submit("/admin/accounts/new", **typed))
    assert page.select_one("#role-error").get_text(strip=True).endswith("Ce champ est nécessaire.")  # type: ignore[union-attr]

"""Documents on the pages: sent, refused with a sentence, shown, downloaded, withdrawn; and what is read while typing."""

from __future__ import annotations

import io

import pytest
from bs4 import BeautifulSoup

from tests.documents.reading import flat
from tests.exchange import hostile_files
from tests.web.typist import errors


def path(world, end=""):
    """An address of the world's case."""
    return f"/cases/{world.case}{end}"


def send(browser, world, name="irm.pdf", content=None, **typed):
    """Choose a file on the page and send it."""
    page = path(world, "/attachments/new")
    given = hostile_files.pdf(2) if content is None else content
    data = {**browser.form(page), **typed, "file": (io.BytesIO(given), name)}
    return browser.post(page, data=data, content_type="multipart/form-data")


def shown(browser, world):
    """The card of the documents on the page of the case."""
    return BeautifulSoup(browser.get(path(world)).text, "html.parser").find(id="attachments")


def first(browser, world):
    """The address of the first document listed."""
    return shown(browser, world).find("a", attrs={"data-typed": True})["href"]


def test_a_document_chosen_is_listed_with_its_kind_date_pages_and_who_added_it(login, world):
    browser = login("physician")
    answer = send(browser, world, title="IRM du foie", kind="imaging", dated_on="03/2026")
    assert answer.headers["Location"] == path(world, "#attachments")
    said = flat(shown(browser, world).get_text(" ", strip=True))
    for words in ("IRM du foie", "Imagerie · mars 2026 · 2 pages", "ajouté par Test Physician"):
        assert words in said


def test_a_document_dropped_is_kept_at_once_and_its_kind_asked_next(login, world):
    browser = login("physician")
    answer = send(browser, world, "scanner_thorax.png", hostile_files.picture(), dropped="1")
    where = answer.headers["Location"]
    assert where.endswith("/describe")
    assert browser.form(where)["title"] == "scanner thorax"
    browser.submit(where, kind="imaging", dated_on="2026")
    assert "Imagerie · 2026 · 1 page" in shown(browser, world).get_text(" ", strip=True)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("", b"", "Choisissez un fichier"),
        ("secret.pdf", hostile_files.encrypted(), "demande un mot de passe"),
        ("script.pdf", hostile_files.scripted(), "contient un programme"),
        ("bomb.png", hostile_files.bomb(), "plus de 50 millions de points"),
        ("note.docx", b"PK\3\4" + b"\0" * 60, "ni un PDF, ni une image"),
        ("photo.pdf", hostile_files.picture(), "finit par « .pdf »"),
    ],
)
def test_a_refused_file_is_said_beside_its_field_and_the_words_stay(
    login, world, name, content, words
):
    answer = send(login("physician"), world, name, content, title="IRM du foie")
    assert answer.status_code == 200
    assert words in errors(answer)["file"].replace("\u00a0", " ")
    assert 'value="IRM du foie"' in answer.text


def test_it_is_shown_page_after_page_and_downloaded_only_as_an_attachment(login, world):
    browser = login("physician")
    send(browser, world)
    page = BeautifulSoup(browser.get(first(browser, world)).text, "html.parser")
    pictures = [image["src"] for image in page.find_all("img")]
    assert [image["alt"] for image in page.find_all("img")] == ["Page 1 sur 2", "Page 2 sur 2"]
    assert [a["href"] for a in page.select(".page-list a")] == [
        f"#{figure['id']}" for figure in page.find_all("figure")
    ]
    answer = browser.get(pictures[1])
    assert answer.content_type == "image/png"
    assert answer.data.startswith(b"\x89PNG")
    file = browser.get(next(a["href"] for a in page.find_all("a") if "document.pdf" in a["href"]))
    assert file.headers["Content-Disposition"].startswith('attachment; filename="R-')
    assert file.headers.getlist("Content-Security-Policy")[-1] == "sandbox"
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert file.data == hostile_files.pdf(2)


@pytest.mark.parametrize("end", ["/pages/0.png", "/pages/3.png", "/document.png", "/document.html"])
def test_what_is_not_in_a_document_is_not_found(login, world, end):
    browser = login("physician")
    send(browser, world)
    assert browser.get(first(browser, world) + end).status_code == 404


@pytest.mark.parametrize("who", ["other_coordinator", "invited", "stranger"])
@pytest.mark.parametrize("end", ["", "/pages/1.png", "/document.pdf", "/describe", "/withdraw"])
def test_another_hospital_or_a_guest_of_the_meeting_finds_nothing(login, world, who, end):
    browser = login("physician")
    send(browser, world)
    assert login(who).get(first(browser, world) + end).status_code == 404


def test_withdrawn_it_is_named_with_its_reason_and_opens_no_more(login, world):
    browser = login("physician")
    send(browser, world, title="IRM d’un autre")
    where = first(browser, world)
    assert errors(browser.submit(f"{where}/withdraw", reason=""))["reason"]
    browser.submit(f"{where}/withdraw", reason="Document d’un autre patient")
    said = shown(browser, world).get_text(" ", strip=True)
    assert "1 document retiré" in said
    assert "Document d’un autre patient" in said
    for end in ("", "/pages/1.png", "/document.pdf"):
        assert browser.get(where + end).status_code == 404


def test_the_documents_of_the_case_stand_beside_the_fields(login, world):
    browser = login("physician")
    send(browser, world, title="IRM du foie")
    beside = BeautifulSoup(browser.get(path(world, "/biomarkers/new")).text, "html.parser")
    panel = beside.find(id="beside")
    assert "IRM du foie" in panel.get_text()
    assert [image["loading"] for image in panel.find_all("img")] == ["lazy", "lazy"]


def test_a_text_pasted_beside_a_marker_is_kept_when_asked_and_read_beside_the_next(login, world):
    browser, page = login("physician"), path(world, "/biomarkers/new")
    pasted = {"source-text": "Conclusion : KRAS G12D <i>.", "source-keep": "y"}
    answer = browser.submit(page, marker="KRAS", state="positive", again="1", **pasted)
    assert answer.headers["Location"] == page
    again = BeautifulSoup(browser.get(page).text, "html.parser")
    assert "Conclusion : KRAS G12D <i>." in again.find(id="beside").get_text()
    assert "Texte collé à la saisie" in shown(browser, world).get_text()


def test_a_text_not_to_be_kept_follows_to_the_next_marker_and_is_in_no_file(login, world):
    browser, page = login("physician"), path(world, "/biomarkers/new")
    pasted = {"source-text": "Conclusion : KRAS G12D."}
    browser.submit(page, marker="KRAS", state="positive", again="1", **pasted)
    form = browser.form(page)
    assert form["source-text"] == "Conclusion : KRAS G12D."
    assert form["marker"] == ""
    assert "Aucun document" in shown(browser, world).get_text()


def test_saving_without_going_on_comes_back_to_the_case(login, world):
    answer = login("physician").submit(
        path(world, "/biomarkers/new"), marker="KRAS", state="positive"
    )
    assert answer.headers["Location"] == path(world, "#biomarkers")


def test_keeping_nothing_is_refused_and_the_fact_stays_typed(login, world):
    given = {"marker": "KRAS", "state": "positive", "source-keep": "y"}
    answer = login("physician").submit(path(world, "/biomarkers/new"), **given)
    assert errors(answer) == {"source-text": "× Collez d’abord le texte à garder."}
    assert 'value="KRAS"' in answer.text


def test_the_cursor_starts_in_the_first_field_then_in_the_first_one_refused(login, world):
    browser, page = login("physician"), path(world, "/biomarkers/new")
    start = BeautifulSoup(browser.get(page).text, "html.parser").find(autofocus=True)
    assert start["name"] == "marker"
    wrong = browser.submit(page, marker="KRAS", state="positive", resulted_on="hier")
    again = BeautifulSoup(wrong.text, "html.parser").find_all(autofocus=True)
    assert [field["name"] for field in again] == ["resulted_on"]


def test_administration_says_whether_an_antivirus_is_configured(login, world):
    assert "Aucun antivirus configuré" in login("admin").get("/admin").text

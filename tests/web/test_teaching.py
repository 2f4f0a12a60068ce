"""Making a teaching case in the browser: the texts one by one, a draft that comes back, the archive."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.i18n import typography
from tests.judge import JudgingClient
from tests.services.board import ready, validate
from tests.web.test_after_board import read
from tests.world import World

pytestmark = pytest.mark.usefixtures("app")
Login = Callable[[str], JudgingClient]


def test_a_case_is_read_text_by_text_then_downloaded(login: Login, world: World) -> None:
    ready(world, text="<b>Mme Durand</b> : soins de support.")
    validate(world)
    browser, where = login("coordinator"), f"/teaching/{world.presentation}"
    page = read(browser.get("/teaching"))
    assert "à relire" in page
    shown = browser.get(where)
    assert "Combinaison rare." in read(shown)
    assert "&lt;b&gt;" in shown.text
    form = browser.form(where) | {"r.opinion.text": "1", "r.question": "1"}
    named = form | {"t.question": "Que dire à Lucie ?"}
    refusal = read(browser.post(where, data=named))
    assert typography("1 texte n'a pas été accepté") in refusal
    assert "Que dire à Lucie ?" in refusal
    draft = {"key": where, "fields": {k: [v] for k, v in named.items() if k[1:2] == "."}}
    browser.post("/drafts", json=draft, headers={"X-CSRFToken": form["csrf_token"]})
    assert "Que dire à Lucie ?" in browser.get(where).text
    assert browser.post(where, data=form).status_code == 303
    assert "2 textes sur" in read(browser.get(where))
    missing = browser.post("/teaching", data={"csrf_token": form["csrf_token"], "chosen": "x"})
    assert missing.status_code == 422
    got = browser.post(
        "/teaching", data={"csrf_token": form["csrf_token"], "chosen": str(world.presentation)}
    )
    assert got.mimetype == "application/zip"
    assert got.data.startswith(b"PK")

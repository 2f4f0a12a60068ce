"""The patient page's editor in the browser: what is measured while typing, and a way back that somebody forestalled."""

from __future__ import annotations

from app.domain.page_text import LONGEST, BlockText
from app.services import page_texts
from tests.services.board import ONCE, ready, validate


def test_only_what_may_be_kept_is_measured_and_a_stale_way_back_names_who_was_quicker(login, world):
    ready(world)
    validate(world)
    block = f"/presentations/{world.presentation}/patient-page/rights"
    answer = login("chair").press(f"{block}/reading", text="Vous allez décéder. " * LONGEST)
    assert answer.status_code == 200
    assert len(answer.text) < 40 * LONGEST
    physician = world.actors["physician"]
    for seen, text in enumerate(("Vous pouvez refuser.", "Vous pouvez changer d’avis.")):
        page_texts.write(physician, world.presentation, "rights", BlockText(text), seen, ONCE)
    late = login("chair").press(f"{block}/reviewed", seen_version="1")
    assert late.status_code == 409
    assert physician.name in late.text

"""Two editors on one form, as often as asked: exactly one wins, the other sees both texts and loses nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup
from werkzeug.test import TestResponse

from app.models import Case, Patient
from tests.judge import fields_of
from tests.services.board import open_meeting, option, record_of, row
from tests.world import World


@dataclass(frozen=True)
class Desk:
    """A form both write in: its address, the field they meet on, what else it needs, and what is stored of it."""

    path: str
    field: str
    more: dict[str, str]
    stored: Callable[[], str]


def desks(world: World) -> tuple[Desk, ...]:
    """Four forms whose version is kept in four different ways."""
    chosen = option(world.presentation, "pause-follow-up")
    patient = row(Case, world.case).patient_id
    chair = world.actors["chair"]
    at, board = f"/cases/{world.case}", f"/presentations/{world.presentation}"
    return (
        Desk(f"{at}/told", "told_text", {}, lambda: row(Case, world.case).told_text),
        Desk(f"{at}/identity", "birth_place", {}, lambda: row(Patient, patient).birth_place),
        Desk(
            f"{board}/opinion",
            "text",
            {"outcome": "postponed"},
            lambda: record_of(chair, world.presentation).opinion.text,
        ),
        Desk(
            f"{board}/options/{chosen.id}",
            "reason",
            {"verdict": "set_aside"},
            lambda: option(world.presentation, "pause-follow-up").reason,
        ),
    )


def play(login: Callable[[str], Any], world: World, number: int) -> None:
    """That many rounds, in turn on each form; fails on the first round that loses a word."""
    open_meeting(world)
    editors, tables = (login("coordinator"), login("physician")), desks(world)
    for index in range(number):
        _round(editors, tables[index % len(tables)], f"tour {index}")


def _round(editors: tuple[Any, Any], desk: Desk, name: str) -> None:
    forms = [editor.form(desk.path) for editor in editors]
    texts = [f"{name} de l’un", f"{name} de l’autre"]
    sent = [{**form, **desk.more, desk.field: t} for form, t in zip(forms, texts, strict=True)]
    answers = _at_once(editors, desk.path, sent)
    assert sorted(a.status_code for a in answers) == [200, 303], name
    loser = next(i for i, a in enumerate(answers) if a.status_code == 200)
    page = BeautifulSoup(answers[loser].text, "html.parser")
    kept = fields_of(page.select_one("main form.card"))
    beside = {box.get_text() for box in page.select(".stored [data-typed]")}
    assert kept[desk.field] == texts[loser], name
    assert texts[1 - loser] in beside, (name, beside)
    assert desk.stored() == texts[1 - loser], name
    both = " et ".join(texts)
    assert editors[loser].post(desk.path, data={**kept, desk.field: both}).status_code == 303, name
    assert desk.stored() == both, name


def _at_once(editors: tuple[Any, Any], path: str, sent: list[dict[str, Any]]) -> list[TestResponse]:
    barrier = threading.Barrier(2)
    answers: list[Any] = [None, None]

    def send(index: int) -> None:
        barrier.wait()
        answers[index] = editors[index].post(path, data=sent[index])

    threads = [threading.Thread(target=send, args=(index,)) for index in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert None not in answers
    return answers

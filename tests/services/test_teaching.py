"""Teaching exports: own hospital only, read text by text by the one who exports, traced by ids and counts, linked to nobody."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import Any

import pytest
import sqlalchemy as sa

from app.errors import NotAllowed, NotFound, UnreadableFile
from app.exchange.detect import read_any
from app.models import AccessTrace, AuditEntry, Draft
from app.queries import teaching as stored
from app.services import preferences, teaching
from app.services.teaching import Left
from app.wording.import_refusals import refusals
from tests.documents.reading import text as pdf_text
from tests.exchange.case_schema import problems
from tests.exchange.teaching_schema import FILE, schema
from tests.services.board import ONCE, count, every, interview, one, ready, refused, validate
from tests.world import World

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def signed(world: World) -> World:
    """A validated presentation whose opinion names its patient, its doctor and a day."""
    preferences.record(world.actors["nurse"], world.case, interview(), ONCE)
    ready(world, text="Mme Durand sera revue par le Dr Physician le 12/03/2026 : soins de support.")
    validate(world)
    return world


def as_proposed(world: World, who: str = "coordinator", **changed: str) -> dict[str, Left]:
    """Every text ticked, as the page proposes it."""
    page = teaching.page(world.actors[who], world.presentation)
    clean = {t.key: teaching.proposal(t, page.known) for t in page.texts}
    return {key: Left(text, is_read=True) for key, text in (clean | changed).items()}


def keep(world: World, left: dict[str, Left], who: str = "coordinator") -> None:
    """The review saved."""
    teaching.keep_review(world.actors[who], world.presentation, left, ONCE)


def files(content: bytes) -> tuple[Any, str]:
    """The JSON and the words of the PDF."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        paper = pdf_text(archive.read(teaching.PDF_NAME))
        return json.loads(archive.read(teaching.JSON_NAME)), paper


def test_what_leaves_names_nobody_follows_its_schema_and_is_read_by_no_import(
    signed: World,
) -> None:
    keep(signed, as_proposed(signed))
    content = teaching.export(signed.actors["coordinator"], [signed.presentation])
    given, paper = files(content)
    assert problems(given, schema(), schema()) == []
    assert json.loads(FILE.read_text(encoding="utf-8")) == schema()
    everything = json.dumps(given, ensure_ascii=False) + paper
    assert not re.search(r"durand|lucie|physician|hôpital essai|1961|2026-01-05", everything, re.I)
    assert "sera revue par [oncologie médicale]" in given["cases"][0]["opinion"]["text"].replace(
        "le [", "["
    )
    assert "Anonymisé, à usage d’enseignement" in paper
    with pytest.raises(UnreadableFile) as told:
        read_any("cas.json", json.dumps(given).encode())
    assert told.value.code in refusals()


def test_two_exports_of_one_case_are_moved_differently_and_the_shift_is_kept_nowhere(
    signed: World,
) -> None:
    keep(signed, as_proposed(signed))
    drawn = iter((200, 0, 900, 0))
    held = [
        files(teaching.export(signed.actors["coordinator"], [signed.presentation], draw=lambda _n: next(drawn)))[0]["cases"][0]["held_on"]
        for _time in range(2)
    ]  # fmt: skip
    assert held[0] != held[1]
    entries = every(sa.select(AuditEntry.body).where(AuditEntry.action.like("teaching.%")))
    assert len(entries) == 3
    assert not any("260" in re.sub(r'"(at|seq)":[^,]+', "", body) for body in entries)
    assert count(AccessTrace, AccessTrace.action == teaching.EXPORTED) == 2
    assert not any("Durand" in body for body in entries)


def test_a_text_that_names_somebody_is_refused_and_nothing_is_kept(signed: World) -> None:
    left = as_proposed(signed, **{"opinion.text": "Mme DURAND revient."})
    with refused("teaching_names"):
        keep(signed, left)
    assert one(sa.select(Draft.key)) is None
    keep(signed, left | {"opinion.text": Left("Mme DURAND revient.", is_read=False)})
    given, paper = files(teaching.export(signed.actors["coordinator"], [signed.presentation]))
    assert "text" not in given["cases"][0]["opinion"]
    assert "DURAND" not in paper


def test_only_the_one_who_read_exports_and_each_export_has_a_bound(signed: World) -> None:
    keep(signed, as_proposed(signed))
    with refused("teaching_unread"):
        teaching.export(signed.actors["chair"], [signed.presentation])
    with refused("teaching_none"):
        teaching.export(signed.actors["chair"], [])
    keep(signed, as_proposed(signed, "chair"), "chair")
    assert teaching.export(signed.actors["chair"], [signed.presentation])


def test_others_may_not_and_another_hospital_knows_nothing(signed: World) -> None:
    for who in ("physician", "nurse", "invited"):
        with pytest.raises(NotAllowed):
            teaching.page(signed.actors[who], signed.presentation)
    with pytest.raises(NotFound):
        teaching.page(signed.actors["other_coordinator"], signed.presentation)
    with pytest.raises(NotFound):
        teaching.page(signed.actors["other_coordinator"], signed.other_presentation)
    for who, seen in (("coordinator", 1), ("chair", 1), ("physician", 0), ("member", 0), ("other_coordinator", 0)):  # fmt: skip
        assert len(stored.lines(signed.actors[who])) == seen, who


def test_a_rare_combination_is_counted_within_the_hospital(signed: World) -> None:
    page = teaching.page(signed.actors["coordinator"], signed.presentation)
    assert page.alike == 1
    assert teaching.small_cells((page,)) == 1

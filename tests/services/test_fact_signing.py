"""Signing facts one by one: by a clinical editor, with a source, never one's own words, once."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa

from app.domain import fact_signing as rules
from app.errors import NotAllowed, NotFound
from app.exchange.entry_text import texts_of
from app.extensions import db
from app.models import FactReview
from app.queries import catalogue, governance
from app.services import fact_signing, proposals
from tests.services.board import ONCE, refused
from tests.services.test_proposals import CODE, editor
from tests.world import World

pytestmark = pytest.mark.usefixtures("app")


def test_a_fact_is_signed_with_its_source_once_and_stays_signed_in_the_next_version(
    world: World,
) -> None:
    reader, author = editor(world, "chair"), editor(world, "member")
    entry, _life = governance.version(reader, CODE, 1)
    first = rules.marked(entry)[0]
    with refused("required"):
        fact_signing.sign(reader, CODE, 1, {first.digest: " "}, ONCE)
    for _time in range(2):
        fact_signing.sign(reader, CODE, 1, {first.digest: "INCa, 2021"}, ONCE)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(FactReview)) == 1
    db.session.rollback()
    texts = replace(texts_of(governance.source(author, CODE, 1)), patient_sentence="Autrement.")
    proposals.propose(author, CODE, 1, texts, "Plus court.", 1, ONCE)
    kept = {one.digest for one in rules.marked(governance.version(reader, CODE, 2)[0])}
    assert catalogue.fact_reviews(kept)[first.digest].source == "INCa, 2021"


def test_nobody_signs_a_fact_of_his_own_and_nothing_is_signed_that_is_not_there(
    world: World,
) -> None:
    reader, author = editor(world, "chair"), editor(world, "member")
    texts = texts_of(governance.source(author, CODE, 1))
    more = replace(texts, patient_hard=texts.patient_hard + "\nK : Un fait de plus.")
    proposals.propose(author, CODE, 1, more, "Un fait.", 1, ONCE)
    mine = rules.digest(CODE, "Un fait de plus.")
    old = rules.marked(governance.version(reader, CODE, 1)[0])[0].digest
    with refused("same_person"):
        fact_signing.sign(author, CODE, 2, {mine: "Source"}, ONCE)
    fact_signing.sign(author, CODE, 2, {old: "Source"}, ONCE)
    fact_signing.sign(reader, CODE, 2, {mine: "Source"}, ONCE)
    with pytest.raises(NotFound):
        fact_signing.sign(reader, CODE, 1, {mine: "Source"}, ONCE)
    with pytest.raises(NotAllowed):
        fact_signing.sign(world.actors["coordinator"], CODE, 1, {old: "Source"}, ONCE)

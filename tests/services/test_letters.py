"""The family doctor and the letter: who writes it, what it waits for, and the copy that left."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from app import clock
from app.domain.partial_date import PartialDate
from app.domain.vocabulary import DocumentKind, Sending, Share
from app.errors import NotAllowed, NotFound, RuleViolation, StaleVersion
from app.extensions import db
from app.models import AuditEntry, Case, Document, LetterSending, Presentation
from app.queries import cases, letters
from app.services import documents, files, follow_ups, opinions, preferences
from app.services import letters as services
from app.services.letters import Departure
from tests.documents.reading import text
from tests.services.board import (
    ONCE,
    count,
    every,
    interview,
    one,
    ready,
    record_of,
    refused,
    validate,
)
from tests.world import World, version_of

pytestmark = pytest.mark.usefixtures("app")


def name_doctor(world: World, who: str = "stranger", by: str = "coordinator") -> None:
    """Name a family doctor."""
    services.choose_family_doctor(
        world.actors[by], world.case, world.people[who], version_of(Case, world.case), ONCE
    )


def write(world: World, words: str = "Surveiller le poids.", by: str = "physician") -> None:
    """Write what the family doctor is asked to do."""
    seen = version_of(Presentation, world.presentation)
    services.write_note(world.actors[by], world.presentation, words, seen, ONCE)


def note(world: World, by: str = "secretary", **given: Any) -> None:
    """Record that the letter left."""
    departure = replace(Departure(clock.today(), Sending.SECURE_MAIL, "Mme Petit"), **given)
    services.note_sending(world.actors[by], world.presentation, departure, ONCE)


def letter(world: World, by: str = "chair") -> bytes:
    """The letter as it stands."""
    return documents.produce(world.actors[by], world.presentation, DocumentKind.LETTER)


def all_set(world: World) -> None:
    """Validated, addressed and written: only the sending is missing."""
    ready(world)
    validate(world)
    name_doctor(world)
    write(world)


def test_the_family_doctor_is_named_changed_and_removed(world: World) -> None:
    coordinator = world.actors["coordinator"]
    assert cases.file(coordinator, world.case).family_doctor is None
    name_doctor(world)
    known = cases.file(coordinator, world.case).family_doctor
    assert known is not None
    assert "Stranger" in known.name
    services.choose_family_doctor(coordinator, world.case, None, version_of(Case, world.case), ONCE)
    assert cases.file(coordinator, world.case).family_doctor is None


def test_the_family_doctor_comes_from_the_directory_of_the_hospital(world: World) -> None:
    with refused("unknown_choice"):
        name_doctor(world, "outsider")


def test_naming_the_family_doctor_gives_him_no_access(world: World) -> None:
    name_doctor(world)
    with pytest.raises(NotFound):
        cases.file(world.actors["stranger"], world.case)


def test_a_second_choice_meanwhile_shows_the_name_of_the_first(world: World) -> None:
    seen = version_of(Case, world.case)
    name_doctor(world)
    with pytest.raises(StaleVersion) as caught:
        services.choose_family_doctor(
            world.actors["physician"], world.case, world.people["member"], seen, ONCE
        )
    assert "Stranger" in caught.value.current["family_doctor_id"]


def test_only_those_in_charge_write_the_letter(world: World) -> None:
    for name in ("coordinator", "secretary", "physician", "chair"):
        write(world, f"De {name}.", by=name)
    for name in ("member", "nurse", "reader", "invited"):
        with pytest.raises(NotAllowed):
            write(world, by=name)
    for name in ("stranger", "other_coordinator"):
        with pytest.raises(NotFound):
            write(world, by=name)
    assert record_of(world.actors["chair"], world.presentation).gp_note == "De chair."


def test_the_letter_may_be_written_before_and_after_the_validation(world: World) -> None:
    write(world, "AVANT")
    assert "AVANT" in text(letter(world))
    ready(world)
    validate(world)
    assert "AVANT" in text(letter(world))
    write(world, "APRES")
    assert "APRES" in text(letter(world))
    assert "AVANT" not in text(letter(world))


def test_a_note_made_from_an_old_page_is_refused_with_what_stands(world: World) -> None:
    seen = version_of(Presentation, world.presentation)
    write(world, "Premier.")
    with pytest.raises(StaleVersion) as caught:
        services.write_note(world.actors["chair"], world.presentation, "Second.", seen, ONCE)
    assert caught.value.current == {"gp_note": "Premier."}


def test_nothing_leaves_before_validation_without_addressee_or_without_request(
    world: World,
) -> None:
    with refused("not_validated", "no_family_doctor", "gp_note_missing"):
        note(world)
    assert count(LetterSending) == count(Document) == 0


def test_a_sending_has_a_plausible_date_and_a_person(world: World) -> None:
    all_set(world)
    with refused("date_in_future"):
        note(world, sent_on=clock.today() + timedelta(days=1))
    with refused("sent_before_validation"):
        note(world, sent_on=clock.today() - timedelta(days=1))
    with refused("required"):
        note(world, sent_by=" ")


def test_the_copy_that_left_is_kept_with_its_hash_whatever_comes_next(world: World) -> None:
    all_set(world)
    left = letter(world)
    note(world)
    write(world, "Autre chose.")
    opinions.add_addendum(world.actors["chair"], world.presentation, "MSS confirmé.", ONCE)
    name_doctor(world, "member")
    kept = services.sent_copy(world.actors["coordinator"], world.presentation, "1")
    assert kept == left
    (line,) = letters.sent(world.presentation)
    assert line.sha256 == hashlib.sha256(left).hexdigest()
    assert (line.means, line.sent_by, line.recorded_by) == (
        Sending.SECURE_MAIL,
        "Mme Petit",
        "Test Secretary",
    )
    assert "Stranger" in line.addressee
    now = text(letter(world))
    assert "Autre chose." in now
    assert "MSS confirmé." in now


def test_each_sending_is_a_line_of_its_own_with_its_copy(world: World) -> None:
    all_set(world)
    note(world)
    write(world, "Deuxième demande.")
    note(world, means=Sending.POST)
    assert [line.means for line in letters.sent(world.presentation)] == [
        Sending.SECURE_MAIL,
        Sending.POST,
    ]
    kept = every(
        sa.select(Document).where(Document.kind == DocumentKind.LETTER).order_by(Document.sequence)
    )
    assert [d.sequence for d in kept] == [1, 2]
    texts = [text(files.read(d.sha256)) for d in kept]
    assert ["Deuxième demande." in t for t in texts] == [False, True]


def test_a_copy_that_never_left_is_not_found_nor_one_for_a_stranger(world: World) -> None:
    all_set(world)
    note(world)
    for number in ("0", "2", "-1", "x"):
        with pytest.raises(NotFound):
            services.sent_copy(world.actors["coordinator"], world.presentation, number)
    for name in ("stranger", "other_coordinator", "outsider"):
        with pytest.raises(NotFound):
            services.sent_copy(world.actors[name], world.presentation, "1")


def test_only_those_in_charge_record_a_sending(world: World) -> None:
    all_set(world)
    for name in ("member", "nurse", "reader", "invited"):
        with pytest.raises(NotAllowed):
            note(world, by=name)
    for name in ("stranger", "other_coordinator"):
        with pytest.raises(NotFound):
            note(world, by=name)
    assert count(LetterSending) == 0


def test_a_letter_changed_while_its_copy_was_built_is_not_recorded(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    all_set(world)
    store = files.store

    def meanwhile(content: bytes) -> str:
        monkeypatch.setattr(files, "store", store)
        write(world, "Changé entre-temps.")
        return store(content)

    monkeypatch.setattr(files, "store", meanwhile)
    with pytest.raises(StaleVersion):
        note(world)
    assert count(LetterSending) == 0


def test_what_was_told_since_is_in_the_next_letter(world: World) -> None:
    all_set(world)
    assert "nous n’avons pas noté" in text(letter(world))
    told = follow_ups.FollowUp(told_on=PartialDate.of(clock.today()), told_by="Dr Morel")
    follow_ups.record(world.actors["physician"], world.presentation, told, 0, ONCE)
    assert "expliquée par Dr Morel" in text(letter(world))


def test_a_sending_can_be_neither_changed_nor_removed(world: World) -> None:
    all_set(world)
    note(world)
    for change in (
        sa.update(LetterSending).values(sent_by="personne"),
        sa.delete(LetterSending),
    ):
        with pytest.raises(IntegrityError, match="append-only"):
            db.session.execute(change)
        db.session.rollback()


def test_every_step_is_in_the_chain_without_a_word_of_the_letter(world: World) -> None:
    all_set(world)
    note(world)
    mine = sa.select(AuditEntry).where(AuditEntry.action.like("letter.%")).order_by(AuditEntry.seq)
    actions, written = [e.action for e in every(mine)], [e.body for e in every(mine)]
    assert actions == ["letter.written", "letter.sent"]
    assert one(sa.select(AuditEntry.seq).where(AuditEntry.action == "family_doctor.chosen"))
    assert not any("poids" in body or "Stranger" in body for body in written)


@pytest.mark.parametrize(
    "kept", [{"share": Share.BOARD_ONLY}, {"share": Share.DOCTOR_ONLY}, {"not_to_relatives": True}]
)
def test_what_the_patient_keeps_back_never_reaches_the_family_doctor(
    world: World, kept: dict[str, Any]
) -> None:
    told = interview(what_matters="MOTGARDE", refusal_words="MOTGARDE", **kept)
    preferences.record(world.actors["nurse"], world.case, told, ONCE)
    all_set(world)
    note(world)
    copy = services.sent_copy(world.actors["coordinator"], world.presentation, "1")
    assert "MOTGARDE" not in text(copy)
    assert "Rester chez moi" not in text(copy)


def test_what_the_patient_shares_reaches_the_family_doctor(world: World) -> None:
    told = interview(what_matters="Voir mes petits-enfants.")
    preferences.record(world.actors["nurse"], world.case, told, ONCE)
    assert "« Voir mes petits-enfants. »" in text(letter(world))


def test_an_unknown_presentation_has_no_letter(world: World) -> None:
    with pytest.raises(NotFound):
        services.write_note(world.actors["coordinator"], UUID(int=7), "x", 0, ONCE)
    with pytest.raises((NotFound, RuleViolation)):
        services.note_sending(
            world.actors["coordinator"],
            UUID(int=7),
            Departure(clock.today(), Sending.POST, "x"),
            ONCE,
        )

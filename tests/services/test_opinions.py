"""The opinion: revisions, who validates, what validation freezes, addenda."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa
from pypdf import PdfReader

from app.domain import casefile as facts
from app.domain.ins import Ins
from app.domain.national import National
from app.domain.partial_date import PartialDate
from app.domain.permissions import Actor
from app.domain.record import Record
from app.domain.vocabulary import (
    DocumentKind,
    Function,
    MarkerState,
    MeetingState,
    Outcome,
    PresentationState,
    Refusal,
    Verdict,
)
from app.errors import NotAllowed, NotFound, RuleViolation, StaleVersion
from app.models import (
    Account,
    Addendum,
    CatalogueEntry,
    Document,
    MeetingMember,
    OpinionRevision,
    Patient,
    Presentation,
    Professional,
)
from app.services import (
    cases,
    catalogue,
    documents,
    files,
    identities,
    installation,
    meetings,
    national,
    opinions,
    options,
    preferences,
)
from app.services._transaction import transaction
from tests.services.board import (
    ONCE,
    OPINION,
    count,
    every,
    interview,
    one,
    open_meeting,
    option,
    ready,
    record_of,
    refused,
    row,
    say,
    shown,
    validate,
)
from tests.world import World, version_of

pytestmark = pytest.mark.usefixtures("app")


def revisions(world: World) -> list[str]:
    """The texts written so far, in order."""
    return every(
        sa.select(OpinionRevision.text)
        .where(OpinionRevision.presentation_id == world.presentation)
        .order_by(OpinionRevision.revision)
    )


def write(actor: Actor, world: World, text: str, seen: int) -> None:
    """Write the opinion from a form opened at a revision."""
    opinions.write(actor, world.presentation, replace(OPINION, text=text), seen, ONCE)


def follow_a_guideline(world: World) -> None:
    """Name the guideline that a case registered without discussion follows."""
    named = National(guideline="TNCD", guideline_version="2", guideline_on=PartialDate(2026))
    seen = version_of(Presentation, world.presentation)
    national.edit(world.actors["chair"], world.presentation, named, seen, ONCE)


def fiche(world: World) -> bytes:
    """The fiche as served now."""
    return documents.produce(world.actors["chair"], world.presentation, DocumentKind.FICHE)


def printed(pdf: bytes) -> str:
    """The text of a print, its no-break spaces read as spaces."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def frozen(record: Record) -> Record:
    """A record without what may still change after validation."""
    return replace(record, addenda=(), released_by="", released_at=None, patient_note="", version=0)


def test_each_change_of_the_opinion_is_a_new_revision_and_the_old_ones_stay(world: World) -> None:
    open_meeting(world)
    write(world.actors["physician"], world, "Premier texte.", 0)
    write(world.actors["chair"], world, "Second texte.", 1)
    assert revisions(world) == ["Premier texte.", "Second texte."]
    read = record_of(world.actors["chair"], world.presentation).opinion
    assert (read.text, read.revision, read.by) == (
        "Second texte.",
        2,
        world.actors["chair"].name,
    )


def test_the_same_text_again_makes_no_revision(world: World) -> None:
    open_meeting(world)
    write(world.actors["chair"], world, "Texte.", 0)
    write(world.actors["chair"], world, "Texte.", 1)
    assert revisions(world) == ["Texte."]


def test_the_second_of_two_writers_sees_the_first_and_stores_nothing(world: World) -> None:
    open_meeting(world)
    write(world.actors["physician"], world, "Du référent.", 0)
    with pytest.raises(StaleVersion) as stale:
        write(world.actors["chair"], world, "Du président.", 0)
    assert stale.value.current["text"] == "Du référent."
    assert (stale.value.by, stale.value.version) == (world.actors["physician"].name, 1)
    assert revisions(world) == ["Du référent."]


def test_the_opinion_makes_the_presentation_discussed_only_once_the_meeting_is_open(
    world: World,
) -> None:
    write(world.actors["physician"], world, "Préparé.", 0)
    assert row(Presentation, world.presentation).state is PresentationState.PREPARED
    open_meeting(world)
    write(world.actors["physician"], world, "Discuté.", 1)
    assert row(Presentation, world.presentation).state is PresentationState.DISCUSSED


def test_validation_tells_everything_that_is_missing_at_once(world: World) -> None:
    open_meeting(world)
    with refused("opinion_empty", "outcome_missing"):
        validate(world)
    opinions.write(
        world.actors["chair"], world.presentation, replace(OPINION, text="Avis."), 0, ONCE
    )
    with refused("nothing_retained"):
        validate(world)


@pytest.mark.parametrize(
    ("outcome", "text"),
    [
        (Outcome.REGISTERED, "Traitement de référence, noté sans discussion."),
        (Outcome.POSTPONED, "Scanner attendu."),
        (Outcome.WITHDRAWN, "Demande retirée par le médecin référent."),
        (Outcome.DECEASED, ""),
    ],
)
def test_a_case_closes_without_any_verdict(world: World, outcome: Outcome, text: str) -> None:
    open_meeting(world)
    given = replace(OPINION, text=text, outcome=outcome)
    opinions.write(world.actors["chair"], world.presentation, given, 0, ONCE)
    follow_a_guideline(world)
    validate(world)
    read = record_of(world.actors["chair"], world.presentation)
    assert read.state is PresentationState.VALIDATED
    assert {o.verdict for o in read.options} == {Verdict.NOT_DISCUSSED}
    assert outcome.label in printed(fiche(world))


def test_only_a_death_is_recorded_without_a_word(world: World) -> None:
    open_meeting(world)
    given = replace(OPINION, text="", outcome=Outcome.REGISTERED)
    opinions.write(world.actors["chair"], world.presentation, given, 0, ONCE)
    follow_a_guideline(world)
    with refused("opinion_empty"):
        validate(world)


def test_a_planned_meeting_validates_nothing(world: World) -> None:
    opinions.write(
        world.actors["chair"],
        world.presentation,
        replace(OPINION, outcome=Outcome.POSTPONED),
        0,
        ONCE,
    )
    with refused("meeting_not_opened"):
        validate(world)
    assert row(Presentation, world.presentation).snapshot is None


@pytest.mark.parametrize(
    "name", ["physician", "member", "invited", "coordinator", "secretary", "nurse", "reader"]
)
def test_nobody_but_the_chair_validates(world: World, name: str) -> None:
    ready(world)
    with pytest.raises(NotAllowed):
        validate(world, by=name)
    assert row(Presentation, world.presentation).state is PresentationState.DISCUSSED
    assert count(Document) == 0


@pytest.mark.parametrize("name", ["admin", "outsider", "other_coordinator", "stranger"])
def test_who_may_not_read_it_does_not_learn_that_it_exists(world: World, name: str) -> None:
    ready(world)
    with pytest.raises(NotFound):
        validate(world, by=name)


def test_the_command_line_never_validates(world: World) -> None:
    ready(world)
    operator = installation.operator(str(world.hospital))
    with pytest.raises(NotAllowed):
        opinions.validate(
            operator,
            world.presentation,
            version_of(Presentation, world.presentation),
            ONCE,
            shown=shown(world, world.presentation),
        )
    assert row(Presentation, world.presentation).state is PresentationState.DISCUSSED


def test_a_delegate_of_this_meeting_validates(world: World) -> None:
    ready(world)
    seat = one(
        sa.select(MeetingMember).where(
            MeetingMember.meeting_id == world.meeting,
            MeetingMember.professional_id == world.people["member"],
        )
    )
    meetings.take_attendance(
        world.actors["coordinator"],
        world.meeting,
        {seat.id: (seat.attendance, Function.DELEGATE)},
        ONCE,
    )
    validate(world, by="member")
    read = record_of(world.actors["chair"], world.presentation)
    assert (read.state, read.validated_by) == (
        PresentationState.VALIDATED,
        world.actors["member"].name,
    )
    assert read.validated_at is not None


def test_validating_from_a_page_read_before_a_change_is_refused(world: World) -> None:
    ready(world)
    seen = version_of(Presentation, world.presentation)
    request = cases.Request(question="Autre question ?", informed_by="Dr Test", opposed=False)
    cases.edit_request(world.actors["coordinator"], world.case, request, seen, ONCE)
    with pytest.raises(StaleVersion):
        opinions.validate(
            world.actors["chair"],
            world.presentation,
            seen,
            ONCE,
            shown=shown(world, world.presentation),
        )
    assert row(Presentation, world.presentation).snapshot is None


def test_a_verdict_changed_while_the_fiche_is_built_stops_the_validation(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready(world)
    build = documents.build

    def meanwhile(record: Record, kind: DocumentKind) -> bytes:
        pdf = build(record, kind)
        monkeypatch.setattr(documents, "build", build)
        say(
            world.actors["physician"],
            world.presentation,
            "pause-follow-up",
            Verdict.RETAINED,
            rank=3,
        )
        return pdf

    monkeypatch.setattr(documents, "build", meanwhile)
    with pytest.raises(StaleVersion):
        validate(world)
    assert row(Presentation, world.presentation).snapshot is None
    assert count(Document) == 0
    validate(world)


def test_validated_is_locked_to_everybody(world: World) -> None:
    ready(world)
    validate(world)
    chair, physician, coordinator = (world.actors[n] for n in ("chair", "physician", "coordinator"))
    found = option(world.presentation, "pause-follow-up")
    request = cases.Request(question="Changée ?", informed_by="Dr Test", opposed=False)
    attempts: list[Any] = [
        lambda: write(chair, world, "Changé.", 1),
        lambda: validate(world),
        lambda: say(chair, world.presentation, "pause-follow-up", Verdict.RETAINED),
        lambda: options.undo_verdict(chair, option(world.presentation, "supportive-care").id, ONCE),
        lambda: options.confirm_not_applicable(chair, world.presentation, [found.id], ONCE),
        lambda: options.add(physician, world.presentation, entry_code="clinical-trial", free_title="",
                            family=found.family, specifics="", submitted=ONCE),
        lambda: cases.edit_request(coordinator, world.case, request, version_of(Presentation, world.presentation), ONCE),
        lambda: meetings.put_on_agenda(coordinator, world.meeting, world.presentation, ONCE),
    ]  # fmt: skip
    before = record_of(chair, world.presentation)
    for attempt in attempts:
        with pytest.raises(RuleViolation) as refusal:
            attempt()
        assert {v.code for v in refusal.value.violations} <= {"validated", "meeting_already_open"}
    assert record_of(chair, world.presentation) == before
    assert revisions(world) == [OPINION.text]


def test_nothing_done_later_changes_the_record_or_a_byte_of_the_fiche(world: World) -> None:
    ready(world)
    validate(world)
    record, stored = record_of(world.actors["chair"], world.presentation), fiche(world)
    change_everything(world)
    after = record_of(world.actors["chair"], world.presentation)
    assert frozen(after) == frozen(record)
    assert fiche(world) == stored


def change_everything(world: World) -> None:
    """Facts, identity, wishes, names, catalogue and meeting all move on."""
    coordinator = world.actors["coordinator"]
    operator = installation.operator()
    cases.save_fact(
        coordinator, world.case, facts.Biomarker("HER2", MarkerState.POSITIVE), None, 0, ONCE
    )
    patient_id = one(sa.select(Patient.id).where(Patient.birth_name == "TEST-DURAND"))
    renamed = facts.Patient("TEST-RENOMMEE", "Lucie")
    identities.edit(coordinator, world.case, renamed, Ins(), version_of(Patient, patient_id), ONCE)
    preferences.record(
        world.actors["nurse"], world.case, interview(refusals=(Refusal.ANY_ANTICANCER,)), ONCE
    )
    with transaction(operator) as tx:
        for kind, key, field in (
            (Professional, world.people["chair"], "family_name"),
            (Account, world.accounts["chair"], "name"),
        ):
            setattr(_session().get_one(kind, key), field, "NOM-CHANGE")
        _session().add(
            CatalogueEntry(
                code="supportive-care",
                version=2,
                family="supportive",
                content=_session()
                .get_one(CatalogueEntry, ("supportive-care", 1))
                .content.replace('title: "Soins de support"', 'title: "TITRE CHANGE"'),
                loaded_at=tx.now,
            )
        )
        tx.audit("test.changed", world.case)
    catalogue.sign(operator, "supportive-care", 1, "patient", "Relecteur", tx.now.date())
    meetings.advance(coordinator, world.meeting, MeetingState.CLOSED, ONCE)


def _session() -> Any:
    from app.extensions import db

    return db.session


def test_the_stored_fiche_is_served_byte_for_byte_and_its_hash_is_known(world: World) -> None:
    ready(world)
    validate(world)
    document = one(sa.select(Document).where(Document.presentation_id == world.presentation))
    assert hashlib.sha256(fiche(world)).hexdigest() == document.sha256
    assert files.read(document.sha256) == fiche(world)
    assert fiche(world) == documents.build(
        record_of(world.actors["chair"], world.presentation), DocumentKind.FICHE
    )


def test_an_addendum_is_dated_signed_and_on_a_new_fiche_while_the_first_stays(world: World) -> None:
    ready(world)
    with refused("not_validated"):
        opinions.add_addendum(world.actors["chair"], world.presentation, "Trop tôt.", ONCE)
    validate(world)
    first = fiche(world)
    opinions.add_addendum(
        world.actors["physician"], world.presentation, "Le scanner est fait.", ONCE
    )
    read = record_of(world.actors["chair"], world.presentation)
    assert [(a.text, a.by) for a in read.addenda] == [
        ("Le scanner est fait.", world.actors["physician"].name)
    ]
    assert fiche(world) != first
    hashes = every(
        sa.select(Document.sha256)
        .where(Document.presentation_id == world.presentation)
        .order_by(Document.sequence)
    )
    assert [files.read(h) for h in hashes] == [first, fiche(world)]


def test_an_empty_addendum_is_refused_and_a_member_adds_none(world: World) -> None:
    ready(world)
    validate(world)
    with refused("required"):
        opinions.add_addendum(world.actors["chair"], world.presentation, " \n ", ONCE)
    with pytest.raises(NotAllowed):
        opinions.add_addendum(world.actors["member"], world.presentation, "Non.", ONCE)
    assert count(Addendum) == 0


def test_when_the_new_fiche_cannot_be_built_there_is_no_addendum_without_its_print(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready(world)
    validate(world)

    def broken(_record: Record, _kind: DocumentKind) -> bytes:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(documents, "build", broken)
        with pytest.raises(MemoryError):
            opinions.add_addendum(world.actors["chair"], world.presentation, "Suite.", ONCE)
    printed = fiche(world)
    assert printed == documents.build(
        record_of(world.actors["chair"], world.presentation), DocumentKind.FICHE
    )

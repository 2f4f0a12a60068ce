"""Actions without rank: asked with who and when, kept with the presentation, printed, and signed before a patient reads."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app import clock
from app.documents import fiche, patient_summary
from app.documents.blocks import text_of
from app.domain.permissions import Actor
from app.domain.vocabulary import PresentationState
from app.errors import NotAllowed, NotFound, StaleVersion
from app.exchange import codec
from app.models import ActionReview, Presentation
from app.queries import actions as offers
from app.services import actions, documents, preferences
from app.services.actions import Asking
from tests.services.board import ONCE, count, interview, open_meeting, record_of, refused, row
from tests.world import World, version_of

pytestmark = pytest.mark.usefixtures("app")
CODES = {"second-opinion", "referral-board", "molecular-board", "onco-palliative-board"}
SENTENCE = "Des spécialistes relisent les analyses de votre tumeur."


def asked(by: str = "Dr Test", note: str = "") -> Asking:
    """An action asked today."""
    return Asking(True, by, clock.today(), note)


def ask(world: World, given: dict[str, Asking], who: str = "chair") -> None:
    """Ask from a form opened just now."""
    seen = version_of(Presentation, world.presentation)
    actions.ask(world.actors[who], world.presentation, given, seen, ONCE)


def test_every_presentation_is_offered_the_actions_apart_from_the_options(world: World) -> None:
    record = record_of(world.actors["chair"], world.presentation)
    assert {a.code for a in record.actions} == CODES
    assert not any(a.asked for a in record.actions)
    assert not CODES & {o.entry.code for o in record.options}


def test_what_is_asked_is_kept_with_who_when_and_a_note(world: World) -> None:
    ask(world, {"second-opinion": asked(note="Lames envoyées."), "referral-board": Asking(False)})
    kept = {a.code: a for a in record_of(world.actors["reader"], world.presentation).actions}
    opinion = kept["second-opinion"]
    assert (opinion.asked, opinion.by, opinion.note) == (True, "Dr Test", "Lames envoyées.")
    assert opinion.on == clock.today()
    assert not kept["referral-board"].asked
    ask(world, {"second-opinion": Asking(False)})
    assert not any(a.asked for a in record_of(world.actors["chair"], world.presentation).actions)


def test_who_and_when_are_needed_and_never_in_the_future(world: World) -> None:
    with refused("asked_by_missing", "asked_on_missing"):
        ask(world, {"molecular-board": Asking(True)})
    with refused("unknown_choice"):
        ask(world, {"witch-doctor": Asking(False)})
    tomorrow = clock.today().replace(year=clock.today().year + 1)
    with refused("date_in_future"):
        ask(world, {"molecular-board": Asking(True, "Dr Test", tomorrow)})


def test_a_reader_asks_nothing_and_a_stranger_does_not_know_of_it(world: World) -> None:
    for who, error in (("reader", NotAllowed), ("stranger", NotFound), ("nurse", NotAllowed)):
        with pytest.raises(error):
            ask(world, {"second-opinion": asked()}, who)


def test_two_people_who_ask_at_once_see_each_other(world: World) -> None:
    seen = version_of(Presentation, world.presentation)
    ask(world, {"second-opinion": asked()})
    with pytest.raises(StaleVersion):
        actions.ask(
            world.actors["chair"], world.presentation, {"referral-board": asked()}, seen, ONCE
        )


def test_a_validated_presentation_keeps_what_was_asked_and_refuses_more(world: World) -> None:
    open_meeting(world)
    ask(world, {"molecular-board": asked()})
    record = record_of(world.actors["chair"], world.presentation)
    again = codec.loads(codec.dumps(record), type(record))
    assert again.actions == record.actions
    assert row(Presentation, world.presentation).state is not PresentationState.VALIDATED


def test_the_fiche_names_what_is_asked_and_nothing_else(world: World) -> None:
    chair = world.actors["chair"]
    before = text_of(
        fiche.blocks_of(record_of(chair, world.presentation), printed_on=clock.today())
    )
    assert "Démarches" not in before
    ask(world, {"molecular-board": asked(note="Bloc à retrouver.")})
    told = text_of(fiche.blocks_of(record_of(chair, world.presentation), printed_on=clock.today()))
    assert "Démarches demandées, sans rang" in told
    assert "RCP moléculaire" in told
    assert "demandée par Dr Test" in told
    assert "Bloc à retrouver." in told
    assert "Second avis" not in told


def signer(world: World) -> Actor:
    """A clinical editor."""
    return replace(world.actors["member"], clinical_editor=True)


def patient_words(world: World) -> str:
    """The words of the full patient page as it would be printed."""
    record = documents.with_present_wishes(record_of(world.actors["chair"], world.presentation))
    record = replace(record, actions=documents.with_signatures(record))
    return text_of(patient_summary.blocks_of(record, printed_on=clock.today()))


def test_only_a_signed_wording_reaches_the_patient_and_only_if_asked(world: World) -> None:
    preferences.record(world.actors["nurse"], world.case, interview(), ONCE)
    ask(world, {"molecular-board": asked(note="Mot du médecin.")})
    assert "RCP moléculaire" not in patient_words(world)
    actions.sign(signer(world), "molecular-board")
    told = patient_words(world)
    assert "RCP moléculaire" in told
    assert SENTENCE.lower()[4:] in told.lower()
    assert "Mot du médecin." not in told
    ask(world, {"molecular-board": Asking(False)})
    assert "RCP moléculaire" not in patient_words(world)


def test_the_most_protective_page_names_no_action(world: World) -> None:
    ask(world, {"onco-palliative-board": asked()})
    actions.sign(signer(world), "onco-palliative-board")
    assert "onco-palliative" not in patient_words(world)


def test_a_signature_is_of_one_wording_once_and_by_an_editor(world: World) -> None:
    with pytest.raises(NotAllowed):
        actions.sign(world.actors["member"], "second-opinion")
    actions.sign(signer(world), "second-opinion")
    with refused("already_exists"):
        actions.sign(signer(world), "second-opinion")
    with pytest.raises(NotFound):
        actions.sign(signer(world), "witch-doctor")
    assert count(ActionReview) == 1
    [first] = [a for a in offers.offered() if a.code == "second-opinion"]
    changed = replace(first, sentence="Une autre phrase.")
    assert offers.digest(changed) not in offers.reviews([offers.digest(first)])

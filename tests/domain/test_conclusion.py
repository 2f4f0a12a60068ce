"""The conclusion: what it may leave half said, its phrases, and that nothing unseen is ever signed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from app import clock
from app.domain import conclusion, opinion, phrases, signing
from app.domain.national import National
from app.domain.partial_date import PartialDate
from app.domain.record import Opinion, Record
from app.domain.vocabulary import Outcome, PresentationState
from tests.documents.sample import DRAFT


def codes(**said: object) -> set[str]:
    """The rules an opinion breaks for what it says of its frame."""
    given = replace(DRAFT, national=National(), opinion=Opinion("Texte.", None, **said))  # type: ignore[arg-type]
    return {broken.code for broken in conclusion.violations(given)}


@pytest.mark.parametrize(
    ("said", "broken"),
    [
        ({}, set()),
        ({"supportive": False}, set()),
        ({"departs_from": "TNCD 2026"}, {"departs_because_missing"}),
        ({"departs_because": "Deux lignes reçues."}, {"departs_from_missing"}),
        ({"departs_from": "TNCD 2026", "departs_because": "Deux lignes reçues."}, set()),
        ({"dissent_settled": False}, {"dissent_who_missing", "dissent_on_missing"}),
        ({"dissent_who": "Dr Roux", "dissent_on": "la chirurgie"}, set()),
        ({"trial": True}, {"trial_ids_missing"}),
        ({"trial": True, "trial_ids": "NCT00000001"}, set()),
        ({"trial": False}, set()),
        ({"trial_ids": "NCT00000001"}, {"trial_unsaid"}),
    ],
)
def test_only_what_is_half_said_is_asked_for(said: dict[str, object], broken: set[str]) -> None:
    assert codes(**said) == broken


def test_off_guideline_names_the_guideline_and_the_reason() -> None:
    given = replace(DRAFT, opinion=Opinion("Texte.", Outcome.OFF_GUIDELINE))
    found = {broken.code for broken in conclusion.violations(given)}
    assert found == {"departs_from_missing", "departs_because_missing"}


def test_a_case_registered_without_discussion_follows_a_named_version() -> None:
    given = replace(DRAFT, national=National(), opinion=Opinion("T.", Outcome.REGISTERED))
    assert [b.code for b in conclusion.violations(given)] == ["guideline_missing"]
    followed = National(guideline="TNCD", guideline_version="2", guideline_on=PartialDate(2026))
    assert conclusion.violations(replace(given, national=followed)) == []


def test_a_typed_list_gives_one_phrase_a_line_each_once_and_a_sentence_to_go_on_with() -> None:
    assert phrases.read(" La RCP propose \n\nC'est dit.\nLa RCP propose") == (
        "La RCP propose ",
        "C'est dit.",
    )


def test_a_list_too_long_to_choose_from_is_refused() -> None:
    many = tuple(f"Phrase {n} " for n in range(phrases.MOST + 1))
    assert [b.code for b in phrases.violations((*many, "x" * 400))] == [
        "phrases_many",
        "phrase_long",
    ]
    assert phrases.violations(phrases.STARTING) == []


class Signing(RuleBasedStateMachine):
    """A chair's page and a board that goes on changing the record behind it, in any order."""

    def __init__(self) -> None:
        super().__init__()
        whole = DRAFT
        self.record: Record = replace(
            whole, state=PresentationState.DISCUSSED, opinion=Opinion("", None)
        )
        self.shown, self.page = "", self.record

    @rule(outcome=st.sampled_from([None, *Outcome]), text=st.sampled_from(["", "Avis.", "Autre."]))
    def write(self, outcome: Outcome | None, text: str) -> None:
        """Somebody writes the opinion."""
        if self.record.state is not PresentationState.VALIDATED:
            said = replace(self.record.opinion, text=text, outcome=outcome)
            self.record = replace(self.record, opinion=replace(said, revision=said.revision + 1))

    @rule(name=st.sampled_from(["", "TEST-DURAND", "TEST-PETIT"]))
    def correct(self, name: str) -> None:
        """Somebody corrects the identity."""
        if self.record.state is not PresentationState.VALIDATED:
            patient = replace(self.record.case_file.patient, birth_name=name)
            self.record = replace(
                self.record, case_file=replace(self.record.case_file, patient=patient)
            )

    @rule()
    def show(self) -> None:
        """The page is shown."""
        self.page, self.shown = self.record, signing.mark(self.record)

    @rule(kept=st.booleans())
    def sign(self, kept: bool) -> None:
        """The chair signs, with the mark of the page or with none."""
        mark = self.shown if kept else ""
        refused = opinion.violations(self.record) or signing.refusals(self.record, mark)
        if not refused:
            at: datetime = clock.now()
            self.record = replace(self.record, state=PresentationState.VALIDATED, validated_at=at)

    @invariant()
    def what_is_signed_was_shown(self) -> None:
        """A signed opinion has the identity, the outcome and the words of the page it was signed from."""
        if self.record.state is PresentationState.VALIDATED:
            assert self.record.opinion.outcome is not None
            assert self.record.case_file.patient.birth_name
            assert self.record.opinion == self.page.opinion
            assert self.record.case_file.patient == self.page.case_file.patient


TestNothingUnseenIsSigned = Signing.TestCase
TestNothingUnseenIsSigned.settings = settings(
    max_examples=60, stateful_step_count=15, deadline=None
)


def test_the_machine_above_does_reach_a_signature() -> None:
    machine = Signing()
    machine.write(Outcome.POSTPONED, "Avis.")
    machine.show()
    machine.sign(kept=False)
    assert machine.record.state is PresentationState.DISCUSSED
    machine.sign(kept=True)
    assert machine.record.state is PresentationState.VALIDATED

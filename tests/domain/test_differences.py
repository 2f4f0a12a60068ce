"""What changed between two versions is said by field, line and word, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from app.domain import differences
from app.domain.catalogue import Fact
from app.domain.differences import Change
from app.domain.vocabulary import FrenchAccess, Mark
from app.exchange.catalogue import read_entry
from app.wording.catalogue import FIELDS, change_sign, change_word

SEED = Path(__file__).resolve().parents[2] / "seed" / "catalogue"
ENTRY = read_entry((SEED / "pause-follow-up.yaml").read_text(encoding="utf-8"))


def with_questions(*questions: str):
    """The entry with other questions for the patient."""
    return replace(ENTRY, patient=replace(ENTRY.patient, questions=questions))


def test_the_same_texts_have_no_difference():
    assert differences.between(ENTRY, ENTRY) == ()


def test_every_field_has_a_french_name():
    assert set(differences.lines_of(ENTRY)) == set(FIELDS)


def test_a_changed_word_is_marked_inside_its_line_on_both_sides():
    new = replace(ENTRY, patient=replace(ENTRY.patient, unknown="Personne ne sait la suite."))
    old = replace(ENTRY, patient=replace(ENTRY.patient, unknown="Personne ne sait la durée."))
    [change] = differences.between(old, new)
    removed, added = change.lines
    assert change.field == "patient.unknown"
    assert (removed.change, removed.text) == (Change.REMOVED, "Personne ne sait la durée.")
    assert [p.text for p in removed.pieces if p.changed] == ["durée."]
    assert [p.text for p in added.pieces if p.changed] == ["suite."]


def test_a_new_line_is_added_beside_the_kept_ones():
    [change] = differences.between(with_questions("Un ?"), with_questions("Un ?", "Deux ?"))
    assert [(line.change, line.text) for line in change.lines] == [
        (Change.KEPT, "Un ?"),
        (Change.ADDED, "Deux ?"),
    ]


def test_a_change_is_said_by_a_sign_and_a_word():
    assert (change_sign(Change.REMOVED), change_word(Change.REMOVED)) == ("−", "retiré")
    assert (change_sign(Change.ADDED), change_word(Change.ADDED)) == ("+", "ajouté")


def test_certainty_and_access_are_differences_too():
    fact = ENTRY.clinical.advantages[0]
    surer = (Fact(fact.text, Mark.VERIFIED), *ENTRY.clinical.advantages[1:])
    new = replace(
        ENTRY,
        fr_access=FrenchAccess.EARLY,
        clinical=replace(ENTRY.clinical, advantages=surer),
    )
    assert [c.field for c in differences.between(ENTRY, new)] == [
        "fr_access",
        "clinical.advantages",
    ]


lines = st.lists(st.text("ab c", min_size=1, max_size=8), max_size=6)


@given(lines, lines)
def test_both_versions_can_be_read_back_from_the_differences(old, new):
    before, after = with_questions(*old), with_questions(*new)
    changes = differences.between(before, after)
    if old == new:
        assert changes == ()
        return
    [change] = changes
    kept_or = {Change.REMOVED: old, Change.ADDED: new}
    for side, expected in kept_or.items():
        told = [line.text for line in change.lines if line.change in {Change.KEPT, side}]
        assert told == expected

"""The life of a catalogue entry: no path to "in force" without a second person, one standing version, plain states."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain import governance as rules
from app.domain.governance import Decision, Editor, History, Signature, Version
from app.domain.vocabulary import DecisionKind, EntryState, Wording

TODAY = date(2026, 3, 1)
LATER = TODAY + timedelta(days=200)
ANNE, BORIS = Editor("a", "Anne"), Editor("b", "Boris")
TWIN = Editor("c", "ANNE")


def signed(version: Version, by: Editor, *wordings: Wording) -> Version:
    """The version with these wordings signed."""
    made = tuple(Signature(wording, by, TODAY) for wording in wordings or Wording)
    return replace(version, signatures=version.signatures + made)


def in_force(number: int, until: date = LATER) -> Decision:
    """A version put in force."""
    return Decision(number, DecisionKind.IN_FORCE, BORIS, TODAY, until)


SHIPPED = History("x", (Version(1, TODAY),))
DRAFT = Version(2, TODAY, ANNE)


def codes(violations: list[rules.Violation]) -> list[str]:
    """The codes of broken rules."""
    return [violation.code for violation in violations]


def test_the_product_s_own_draft_stands_until_a_version_is_in_force():
    assert (SHIPPED.standing, SHIPPED.state(1, TODAY)) == (1, EntryState.DRAFT)
    proposed = replace(SHIPPED, versions=(*SHIPPED.versions, DRAFT))
    assert proposed.standing == 1
    reviewed = replace(SHIPPED, versions=(*SHIPPED.versions, signed(DRAFT, BORIS)))
    assert (reviewed.standing, reviewed.state(2, TODAY)) == (1, EntryState.REVIEWED)
    put = replace(reviewed, decisions=(in_force(2),))
    assert (put.standing, put.state(2, TODAY)) == (2, EntryState.IN_FORCE)
    assert put.state(1, TODAY) is EntryState.SUPERSEDED


def test_a_version_past_its_date_is_overdue_and_still_stands():
    put = History("x", (signed(Version(1, TODAY), BORIS),), (in_force(1),))
    assert put.state(1, LATER) is EntryState.IN_FORCE
    assert put.state(1, LATER + timedelta(days=1)) is EntryState.OVERDUE
    assert put.standing == 1
    again = replace(put, decisions=(*put.decisions, in_force(1, LATER + timedelta(days=300))))
    assert again.state(1, LATER + timedelta(days=1)) is EntryState.IN_FORCE


def test_a_hospital_s_own_draft_never_stands():
    own = History("site-1", (Version(1, TODAY, ANNE),), hospital="h")
    assert own.standing is None
    assert replace(own, versions=(replace(own.versions[0], author=None),)).standing is None


def test_a_retired_entry_comes_back_by_a_later_version_only():
    left = Decision(1, DecisionKind.RETIRED, BORIS, TODAY, reason="plus utilisée")
    gone = History("x", (signed(Version(1, TODAY), BORIS),), (in_force(1), left))
    assert (gone.standing, gone.state(1, TODAY)) == (None, EntryState.RETIRED)
    assert "entry_retired" in codes(rules.putting_in_force(gone, 1, LATER, TODAY))
    back = replace(gone, versions=(*gone.versions, signed(DRAFT, BORIS)))
    assert back.state(2, TODAY) is EntryState.REVIEWED
    assert rules.putting_in_force(back, 2, LATER, TODAY) == []
    assert replace(back, decisions=(*back.decisions, in_force(2))).standing == 2


def test_the_author_signs_neither_wording_even_under_another_account():
    for wording in Wording:
        assert codes(rules.signing(DRAFT, wording, ANNE, to_write=False)) == ["same_person"]
        assert codes(rules.signing(DRAFT, wording, TWIN, to_write=False)) == ["same_person"]
        assert rules.signing(DRAFT, wording, BORIS, to_write=False) == []
    assert codes(rules.signing(DRAFT, Wording.PATIENT, BORIS, to_write=True)) == ["text_to_write"]


def test_what_every_case_is_due_is_replaced_and_never_retired():
    assert codes(rules.retiring(SHIPPED, "motif", always_listed=True)) == ["always_listed"]
    assert codes(rules.retiring(SHIPPED, " ", always_listed=False)) == ["required"]
    assert rules.retiring(SHIPPED, "motif", always_listed=False) == []


def test_a_date_of_review_is_needed_and_in_the_future():
    ready = History("x", (signed(Version(1, TODAY), BORIS),))
    assert codes(rules.putting_in_force(ready, 1, None, TODAY)) == ["required"]
    assert codes(rules.putting_in_force(ready, 1, TODAY, TODAY)) == ["review_on_past"]
    assert codes(rules.putting_in_force(SHIPPED, 1, LATER, TODAY)) == ["not_reviewed"]


people = st.sampled_from([ANNE, BORIS, TWIN])
gestures = st.lists(
    st.one_of(
        st.tuples(st.just("propose"), people),
        st.tuples(st.just("sign"), people, st.integers(1, 4), st.sampled_from(list(Wording))),
        st.tuples(st.just("force"), people, st.integers(1, 4)),
        st.tuples(st.just("retire"), people),
    ),
    max_size=25,
)


def played(steps: list[tuple]) -> History:
    """The history after these gestures, each done only when its rules let it."""
    life = SHIPPED
    for kind, who, *rest in steps:
        if kind == "propose":
            made = Version(len(life.versions) + 1, TODAY, who)
            life = replace(life, versions=(*life.versions, made))
        elif kind == "sign" and (found := life.version(rest[0])):
            if not rules.signing(found, rest[1], who, to_write=False):
                changed = signed(found, who, rest[1])
                life = replace(
                    life, versions=tuple(changed if v is found else v for v in life.versions)
                )
        elif kind == "force" and not rules.putting_in_force(life, rest[0], LATER, TODAY):
            life = replace(life, decisions=(*life.decisions, in_force(rest[0])))
        elif kind == "retire" and not rules.retiring(life, "motif", always_listed=False):
            last = life.versions[-1].number
            gone = Decision(last, DecisionKind.RETIRED, who, TODAY, reason="motif")
            life = replace(life, decisions=(*life.decisions, gone))
    return life


@given(gestures)
def test_no_path_leads_in_force_without_a_second_person(steps):
    life = played(steps)
    for decision in life.decisions:
        if decision.kind is DecisionKind.IN_FORCE:
            version = life.version(decision.version)
            for wording in Wording:
                signature = version.signed(wording)
                assert signature is not None
                assert version.author is None or not signature.by.is_same(version.author)


@given(gestures)
def test_at_most_one_version_is_in_force_and_it_is_the_one_that_stands(steps):
    life = played(steps)
    states = {v.number: life.state(v.number, TODAY) for v in life.versions}
    current = [
        n for n, state in states.items() if state in {EntryState.IN_FORCE, EntryState.OVERDUE}
    ]
    assert len(current) <= 1
    if current:
        assert life.standing == current[0]
    if life.standing is None:
        assert life.is_retired


@given(st.lists(st.sampled_from(["force", "retire"]), max_size=6), st.booleans())
def test_a_forged_decision_on_an_unreviewed_version_counts_for_nothing(kinds, own):
    author = ANNE if own else None
    life = History("x", (signed(Version(1, TODAY, author), ANNE),), hospital="h" if own else "")
    life = replace(life, decisions=tuple(in_force(1) for kind in kinds if kind == "force"))
    if own:
        assert life.standing is None
        assert life.in_force is None

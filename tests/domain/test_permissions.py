"""The table of rights: what docs/decisions says of each role, and what no change of relation may do."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.permissions import TABLE, Action, Actor, Relation, can, may_ever
from app.domain.vocabulary import Role

STANDING = frozenset(Relation) - {Relation.ANY}
READING_A_CASE = {Action.READ_CASE, Action.READ_PRESENTATION, Action.READ_MEETING}
CHANGING_A_CASE = {
    Action.OPEN_CASE,
    Action.EDIT_CASE,
    Action.RECORD_PREFERENCE,
    Action.LINK_TREATING,
    Action.GIVE_VERDICT,
    Action.WRITE_OPINION,
    Action.VALIDATE,
    Action.ADD_ADDENDUM,
    Action.RELEASE_PAGE,
}
roles = st.sampled_from(Role)
actions = st.sampled_from(Action)
standings = st.frozensets(st.sampled_from(sorted(STANDING)))


def somebody(role: Role, *, editor: bool = False) -> Actor:
    """An account of that role."""
    return Actor("1", "Test", role, "2", "3", clinical_editor=editor)


def allowed(role: Role, action: Action, *relations: Relation) -> bool:
    """Whether an account of that role, standing so, may."""
    return can(somebody(role), action, relations).allowed


@given(roles, actions, standings, standings, st.booleans())
def test_nobody_gains_a_right_by_losing_a_relation(
    role: Role, action: Action, kept: frozenset[Relation], lost: frozenset[Relation], editor: bool
) -> None:
    who = somebody(role, editor=editor)
    if can(who, action, kept).allowed:
        assert can(who, action, kept | lost).allowed


@given(roles, actions, standings, st.booleans())
def test_what_a_role_never_may_no_relation_gives(
    role: Role, action: Action, standing: frozenset[Relation], editor: bool
) -> None:
    who = somebody(role, editor=editor)
    if can(who, action, standing).allowed:
        assert may_ever(who, action)
    if not may_ever(who, action):
        assert can(who, action, standing).why == "role"


@given(actions, standings, st.booleans())
def test_an_account_administrator_reads_and_changes_no_case(
    action: Action, standing: frozenset[Relation], editor: bool
) -> None:
    may = can(somebody(Role.ADMINISTRATOR, editor=editor), action, standing).allowed
    assert may is (action in {Action.ADMINISTER, Action.USE_ACCOUNT, Action.LOAD_SOURCES})


@given(roles, actions, standings)
def test_only_an_administrator_administers(
    role: Role, action: Action, standing: frozenset[Relation]
) -> None:
    if action is Action.ADMINISTER and can(somebody(role), action, standing).allowed:
        assert role is Role.ADMINISTRATOR


@given(roles, actions)
def test_without_any_relation_no_case_and_no_meeting_is_read_or_changed(
    role: Role, action: Action
) -> None:
    if action in READING_A_CASE | CHANGING_A_CASE - {Action.OPEN_CASE}:
        assert not allowed(role, action)


@given(roles, standings)
def test_only_a_physician_who_presides_validates(role: Role, standing: frozenset[Relation]) -> None:
    may = can(somebody(role), Action.VALIDATE, standing).allowed
    assert may is (role is Role.PHYSICIAN and Relation.CHAIR in standing)


@given(standings, st.booleans())
def test_the_command_line_does_everything_but_validate(
    standing: frozenset[Relation], editor: bool
) -> None:
    operator = replace(somebody(Role.ADMINISTRATOR, editor=editor), is_operator=True)
    for action in Action:
        assert can(operator, action, standing).allowed is (action is not Action.VALIDATE)


@given(roles, standings)
def test_the_catalogue_is_reviewed_by_clinical_editors_only(
    role: Role, standing: frozenset[Relation]
) -> None:
    assert not can(somebody(role), Action.REVIEW_CATALOGUE, standing).allowed
    reviews = can(somebody(role, editor=True), Action.REVIEW_CATALOGUE, standing).allowed
    assert reviews is (role in {Role.COORDINATOR, Role.PHYSICIAN, Role.NURSE})


@given(roles, standings)
def test_sources_are_loaded_by_administrators_and_clinical_editors(
    role: Role, standing: frozenset[Relation]
) -> None:
    plain = can(somebody(role), Action.LOAD_SOURCES, standing).allowed
    editor = can(somebody(role, editor=True), Action.LOAD_SOURCES, standing).allowed
    assert plain is (role is Role.ADMINISTRATOR)
    assert editor is (role not in {Role.SECRETARY, Role.READER})


@given(standings)
def test_a_secretary_does_as_a_coordinator_but_never_opens_a_meeting_nor_merges_patients(
    standing: frozenset[Relation],
) -> None:
    coordinator, secretary = somebody(Role.COORDINATOR), somebody(Role.SECRETARY)
    never = {Action.RUN_MEETING, Action.CORRECT_PATIENT, Action.EXPORT_TEACHING}
    reserved = never | {Action.LINK_TREATING, Action.REVIEW_CATALOGUE, Action.LOAD_SOURCES}
    assert not any(can(secretary, action, standing).allowed for action in never)
    for action in set(Action) - reserved:
        same = can(coordinator, action, standing), can(secretary, action, standing)
        assert same[0] == same[1], action


@given(standings)
def test_a_reader_changes_nothing(standing: frozenset[Relation]) -> None:
    changing = CHANGING_A_CASE | {Action.PLAN_MEETING, Action.MANAGE_MEETING, Action.RUN_MEETING}
    assert not {a for a in changing if can(somebody(Role.READER), a, standing).allowed}


@given(standings)
def test_a_nurse_records_preferences_and_changes_nothing_else_of_a_case(
    standing: frozenset[Relation],
) -> None:
    may = {a for a in CHANGING_A_CASE if can(somebody(Role.NURSE), a, standing).allowed}
    assert may <= {Action.RECORD_PREFERENCE}


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_somebody_convened_from_outside_reads_the_presentation_and_not_the_file(role: Role) -> None:
    assert allowed(role, Action.READ_PRESENTATION, Relation.CONVENED_OUTSIDE)
    assert not allowed(role, Action.READ_CASE, Relation.CONVENED_OUTSIDE)
    assert not allowed(role, Action.RECORD_PREFERENCE, Relation.CONVENED_OUTSIDE)
    assert not allowed(role, Action.EDIT_CASE, Relation.CONVENED_OUTSIDE)


@pytest.mark.parametrize("relation", [Relation.CARING, Relation.CONVENED])
def test_inside_the_hospital_caring_or_being_convened_gives_the_file(relation: Relation) -> None:
    for role in (Role.PHYSICIAN, Role.NURSE, Role.READER):
        assert allowed(role, Action.READ_CASE, relation)


def test_only_who_cares_for_the_patient_edits_the_file_among_physicians() -> None:
    assert allowed(Role.PHYSICIAN, Action.EDIT_CASE, Relation.CARING)
    assert not allowed(Role.PHYSICIAN, Action.EDIT_CASE, Relation.CONVENED, Relation.CHAIR)


def test_the_patient_page_leaves_by_the_chair_or_a_caring_physician_only() -> None:
    may = {
        (role, relation)
        for role in Role
        for relation in STANDING
        if allowed(role, Action.RELEASE_PAGE, relation)
    }
    assert may == {(Role.PHYSICIAN, Relation.CHAIR), (Role.PHYSICIAN, Relation.CARING)}


def test_a_meeting_is_opened_by_its_coordinator_or_its_chair_only() -> None:
    may = {
        (role, relation)
        for role in Role
        for relation in STANDING
        if allowed(role, Action.RUN_MEETING, relation)
    }
    assert may == {(Role.COORDINATOR, Relation.HOSPITAL), (Role.PHYSICIAN, Relation.CHAIR)}


def test_a_refusal_says_whether_the_role_or_the_relation_is_missing() -> None:
    assert can(somebody(Role.NURSE), Action.VALIDATE, [Relation.CHAIR]).why == "role"
    assert can(somebody(Role.PHYSICIAN), Action.VALIDATE, [Relation.CONVENED]).why == "relation"
    assert can(somebody(Role.PHYSICIAN), Action.VALIDATE, [Relation.CHAIR]).why == ""


def test_every_action_is_decided_for_every_role() -> None:
    assert set(TABLE) == set(Action)
    for action, row in TABLE.items():
        assert row, f"{action} is given to nobody"
        assert all(relations for relations in row.values()), action

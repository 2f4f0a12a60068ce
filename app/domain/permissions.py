"""The one table of who may do what: role x action x relation to the thing (docs/decisions/0005)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from .vocabulary import Role


class Action(StrEnum):
    """What can be asked of the product."""

    USE_ACCOUNT = "use_account"
    ADMINISTER = "administer"
    READ_CATALOGUE = "read_catalogue"
    REVIEW_CATALOGUE = "review_catalogue"
    EDIT_LOCAL = "edit_local"
    LOAD_SOURCES = "load_sources"
    EDIT_TRIALS = "edit_trials"
    LIST_CASES = "list_cases"
    OPEN_CASE = "open_case"
    EXPORT_CASES = "export_cases"
    EXPORT_TEACHING = "export_teaching"
    READ_CASE = "read_case"
    EDIT_CASE = "edit_case"
    RECORD_PREFERENCE = "record_preference"
    LINK_TREATING = "link_treating"
    CORRECT_PATIENT = "correct_patient"
    READ_ACTIVITY = "read_activity"
    LIST_MEETINGS = "list_meetings"
    PLAN_MEETING = "plan_meeting"
    READ_MEETING = "read_meeting"
    MANAGE_MEETING = "manage_meeting"
    RUN_MEETING = "run_meeting"
    READ_PRESENTATION = "read_presentation"
    GIVE_VERDICT = "give_verdict"
    WRITE_OPINION = "write_opinion"
    GIVE_PRELIMINARY = "give_preliminary"
    VALIDATE = "validate"
    ADD_ADDENDUM = "add_addendum"
    RELEASE_PAGE = "release_page"
    WRITE_LETTER = "write_letter"
    RECORD_FOLLOW_UP = "record_follow_up"


class Relation(StrEnum):
    """How an account stands to a case or a meeting. ANY needs no relation."""

    ANY = "any"
    HOSPITAL = "hospital"
    CARING = "caring"
    CONVENED = "convened"
    CONVENED_OUTSIDE = "convened_outside"
    CHAIR = "chair"


@dataclass(frozen=True)
class Actor:
    """Who acts, frozen at the beginning of a request. `is_operator` is the command line on the server itself."""

    account_id: str
    name: str
    role: Role
    hospital_id: str
    professional_id: str = ""
    session_id: str = ""
    clinical_editor: bool = False
    is_operator: bool = False
    shortcuts: bool = True


@dataclass(frozen=True)
class Decision:
    """The answer, and the code of the reason when it is no."""

    allowed: bool
    why: str = ""


_ANY = frozenset({Relation.ANY})
_HOSPITAL = frozenset({Relation.HOSPITAL})
_CARE = frozenset({Relation.CARING})
_FILE = frozenset({Relation.CARING, Relation.CONVENED})
_BOARD = frozenset({Relation.CARING, Relation.CONVENED, Relation.CONVENED_OUTSIDE, Relation.CHAIR})
_CONVENED = frozenset({Relation.CONVENED, Relation.CONVENED_OUTSIDE, Relation.CHAIR})
_CHAIR = frozenset({Relation.CHAIR})

_C, _S, _P, _N, _R, _A = (
    Role.COORDINATOR,
    Role.SECRETARY,
    Role.PHYSICIAN,
    Role.NURSE,
    Role.READER,
    Role.ADMINISTRATOR,
)

TABLE: Mapping[Action, Mapping[Role, frozenset[Relation]]] = {
    Action.USE_ACCOUNT: dict.fromkeys(Role, _ANY),
    Action.ADMINISTER: {_A: _ANY},
    Action.READ_CATALOGUE: dict.fromkeys((_C, _S, _P, _N, _R), _ANY),
    Action.REVIEW_CATALOGUE: dict.fromkeys((_C, _P, _N), _ANY),
    Action.EDIT_LOCAL: dict.fromkeys((_C, _S, _P, _N), _ANY),
    Action.LOAD_SOURCES: dict.fromkeys((_A, _C, _P, _N), _ANY),
    Action.EDIT_TRIALS: dict.fromkeys((_C, _S, _P), _ANY),
    Action.LIST_CASES: dict.fromkeys((_C, _S, _P, _N, _R), _ANY),
    Action.OPEN_CASE: dict.fromkeys((_C, _S, _P), _ANY),
    Action.EXPORT_CASES: dict.fromkeys((_C, _S), _ANY),
    Action.EXPORT_TEACHING: {_C: _HOSPITAL, _P: _CHAIR},
    Action.READ_CASE: {
        _C: _HOSPITAL | _FILE,
        _S: _HOSPITAL | _FILE,
        _P: _FILE,
        _N: _FILE,
        _R: _FILE,
    },
    Action.EDIT_CASE: {_C: _HOSPITAL, _S: _HOSPITAL, _P: _CARE},
    Action.RECORD_PREFERENCE: {_C: _HOSPITAL, _S: _HOSPITAL, _P: _FILE, _N: _FILE},
    Action.LINK_TREATING: {_C: _HOSPITAL, _P: _CARE},
    Action.CORRECT_PATIENT: {_C: _HOSPITAL},
    Action.READ_ACTIVITY: dict.fromkeys((_C, _S), _ANY),
    Action.LIST_MEETINGS: dict.fromkeys((_C, _S, _P, _N, _R), _ANY),
    Action.PLAN_MEETING: dict.fromkeys((_C, _S), _ANY),
    Action.READ_MEETING: {
        _C: _HOSPITAL | _CONVENED,
        _S: _HOSPITAL | _CONVENED,
        _P: _CONVENED,
        _N: _CONVENED,
        _R: _CONVENED,
    },
    Action.MANAGE_MEETING: {_C: _HOSPITAL, _S: _HOSPITAL, _P: _CHAIR},
    Action.RUN_MEETING: {_C: _HOSPITAL, _P: _CHAIR},
    Action.READ_PRESENTATION: {
        _C: _HOSPITAL | _BOARD,
        _S: _HOSPITAL | _BOARD,
        _P: _BOARD,
        _N: _BOARD,
        _R: _BOARD,
    },
    Action.GIVE_VERDICT: {_C: _HOSPITAL, _S: _HOSPITAL, _P: _BOARD},
    Action.WRITE_OPINION: {_C: _HOSPITAL, _S: _HOSPITAL, _P: _BOARD},
    Action.GIVE_PRELIMINARY: {_P: _CONVENED, _N: _CONVENED},
    Action.VALIDATE: {_P: _CHAIR},
    Action.ADD_ADDENDUM: {_P: _CHAIR | _CARE},
    Action.RELEASE_PAGE: {_P: _CHAIR | _CARE},
    Action.WRITE_LETTER: {_C: _HOSPITAL, _S: _HOSPITAL, _P: _CHAIR | _CARE},
    Action.RECORD_FOLLOW_UP: {_C: _HOSPITAL, _S: _HOSPITAL, _P: _CHAIR | _CARE, _N: _CARE},
}

# How a hospital organises things is known by its coordination, and by clinicians who answer for the catalogue.
_EDITORS_ONLY = frozenset({_P, _N})


def may_ever(actor: Actor, action: Action) -> bool:
    """Whether the role may do this to anything at all: what the guard of a page asks."""
    if action is Action.REVIEW_CATALOGUE and not actor.clinical_editor:
        return False
    if action is Action.LOAD_SOURCES and actor.role is not _A and not _edits(actor):
        return False
    if action is Action.EDIT_LOCAL and actor.role in _EDITORS_ONLY and not actor.clinical_editor:
        return False
    return actor.is_operator or actor.role in TABLE[action]


def _edits(actor: Actor) -> bool:
    return actor.is_operator or actor.clinical_editor


def can(actor: Actor, action: Action, relations: Iterable[Relation] = ()) -> Decision:
    """Whether this actor, standing so to the thing, may do this. Only the chair or a delegate validates."""
    if actor.is_operator:
        return Decision(False, "role") if action is Action.VALIDATE else Decision(True)
    if not may_ever(actor, action):
        return Decision(False, "role")
    needed = TABLE[action][actor.role]
    if Relation.ANY in needed or needed & frozenset(relations):
        return Decision(True)
    return Decision(False, "relation")

"""The quorum rule of a kind of meeting and of one meeting; the example set to start from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa
import yaml

from app.domain.partial_date import PartialDate
from app.domain.permissions import Action, Actor
from app.domain.quorum import LINES, MOST, QuorumRule, RequiredSpeciality
from app.domain.vocabulary import KindCategory, MeetingState, QuorumMode
from app.errors import NotFound, RuleViolation, Violation
from app.extensions import db
from app.models import MeetingKind, Speciality

from . import _access
from ._transaction import Submitted, transaction
from ._versions import assign, expect

SEED = Path(__file__).resolve().parents[2] / "seed" / "quorum.yaml"
_SPECIALITIES = SEED.with_name("specialities.yaml")


@dataclass(frozen=True)
class Examples:
    """The dated example set: rules by code with their name, which one a category proposes, and groups of specialities."""

    rules: Mapping[str, tuple[str, QuorumRule]]
    proposed: Mapping[KindCategory, str]
    groups: Mapping[str, tuple[str, tuple[str, ...]]]


@cache
def examples() -> Examples:
    """The example set of `seed/quorum.yaml`, read once."""
    given = yaml.safe_load(SEED.read_text(encoding="utf-8"))
    groups = {one["code"]: (one["label"], tuple(one["codes"])) for one in given["groups"]}
    labels = {
        one["code"]: one["label"]
        for one in yaml.safe_load(_SPECIALITIES.read_text(encoding="utf-8"))["specialities"]
    }
    return Examples(
        {one["code"]: (one["label"], _example(one, groups, labels)) for one in given["examples"]},
        {KindCategory(category): code for category, code in given["proposed"].items()},
        groups,
    )


def proposed(category: KindCategory) -> QuorumRule:
    """The example a category starts from."""
    known = examples()
    return known.rules[known.proposed[category]][1]


def rule_of_kind(
    actor: Actor, kind_id: UUID, rule: QuorumRule, seen: int, submitted: Submitted
) -> None:
    """Decide the rule of a kind; meetings already planned keep their copy."""
    _access.everywhere(actor, Action.PLAN_MEETING)
    with transaction(actor, submitted) as tx:
        row = db.session.get(MeetingKind, kind_id)
        if row is None or str(row.hospital_id) != actor.hospital_id:
            raise NotFound
        expect(row, seen, ())
        _check(rule)
        assign(row, {"quorum": rule}, tx)
        tx.audit("meeting_kind.quorum", row.id)


def rule_of_meeting(
    actor: Actor, meeting_id: UUID, rule: QuorumRule, note: str, seen: int, submitted: Submitted
) -> None:
    """Change the copy of one meeting, and what is said of its quorum, until it closes."""
    with transaction(actor, submitted) as tx:
        row = _access.meeting(actor, meeting_id, Action.MANAGE_MEETING)
        if row.state in {MeetingState.CLOSED, MeetingState.CANCELLED}:
            raise RuleViolation(Violation(f"meeting_{row.state.value}"))
        expect(row, seen, ("quorum_note",))
        _check(rule)
        assign(row, {"quorum": rule, "quorum_note": note}, tx)
        tx.audit("meeting.quorum", row.id)


def _check(rule: QuorumRule) -> None:
    known = set(db.session.scalars(sa.select(Speciality.code)))
    wrong = []
    if not 1 <= rule.minimum <= MOST:
        wrong.append(Violation("quorum_minimum_range", "minimum"))
    if len(rule.required) > LINES or not {c for one in rule.required for c in one.codes} <= known:
        wrong.append(Violation("unknown_choice"))
    labels = [one.label for one in rule.required]
    if len(set(labels)) < len(labels):
        wrong.append(Violation("quorum_twice"))
    if wrong:
        raise RuleViolation(*wrong)


def _example(
    one: Mapping[str, Any],
    groups: Mapping[str, tuple[str, tuple[str, ...]]],
    labels: Mapping[str, str],
) -> QuorumRule:
    return QuorumRule(
        minimum=one["minimum"],
        required=tuple(
            RequiredSpeciality(*_said(line["speciality"], groups, labels, QuorumMode(line["mode"])))
            for line in one["required"]
        ),
        source=one["source"],
        dated_on=PartialDate.parse(str(one["dated"])),
        is_example=True,
    )


def _said(
    code: str,
    groups: Mapping[str, tuple[str, tuple[str, ...]]],
    labels: Mapping[str, str],
    mode: QuorumMode,
) -> tuple[str, QuorumMode, tuple[str, ...]]:
    label, codes = groups.get(code) or (labels[code], (code,))
    return label, mode, codes

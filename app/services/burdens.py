"""The burden of one option typed for one patient: a typed value wins over the computed one, with who and when."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from app import clock
from app.domain import burden as rules
from app.domain.permissions import Action, Actor
from app.errors import NotFound, RuleViolation, StaleVersion
from app.exchange import codec
from app.extensions import db
from app.models import Option
from app.queries import burdens as queries

from . import _access
from ._transaction import Submitted, transaction
from ._versions import assign


def record(
    actor: Actor, option_id: UUID, values: Mapping[str, str], seen: int, submitted: Submitted
) -> None:
    """Keep what is typed of an option's burden; an empty value gives the published rule its place back.

    `values` are texts by the names of `burden.TYPED`. RuleViolation names what is out of range, StaleVersion gives
    what is stored now when somebody changed this option since.
    """
    wanted = {name: values.get(name, "") for name in rules.TYPED}
    if broken := rules.violations(wanted):
        raise RuleViolation(*broken)
    with transaction(actor, submitted) as tx:
        option = db.session.get(Option, option_id)
        if option is None:
            raise NotFound
        row = _access.presentation(actor, option.presentation_id, Action.GIVE_VERDICT)
        known = queries.typed(option.burden)
        if option.version != seen:
            current = dict.fromkeys(rules.TYPED, "") | {one.field: one.value for one in known}
            raise StaleVersion(
                version=option.version, current=current, by=option.updated_by, at=option.updated_at
            )
        typed = rules.retyped(known, wanted, by=actor.name, on=clock.today())
        assign(option, {"burden": [codec.to_plain(one) for one in typed]}, tx)
        moved = {one.field for one in (*known, *typed) if one not in known or one not in typed}
        tx.audit("burden.typed", row.case_id, option=option.id, fields=sorted(moved))

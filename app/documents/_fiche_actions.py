"""The actions asked for besides any option, on the fiche: without rank, with who asked and when."""

from __future__ import annotations

from app.domain.catalogue import AskedAction
from app.domain.record import Record
from app.i18n import _
from app.wording.dates import short_date

from .blocks import Block, BulletList, Heading, Line, Run, Tone


def action_blocks(record: Record) -> tuple[Block, ...]:
    """One line for each action asked for; nothing when there is none."""
    asked = [_line(a) for a in record.actions if a.asked]
    if not asked:
        return ()
    return Heading(2, _("Démarches demandées, sans rang")), BulletList(tuple(asked))


def _line(action: AskedAction) -> Line:
    on = short_date(action.on) if action.on else _("date non notée")
    told = _("demandée par %(by)s le %(on)s", by=action.by, on=on)
    head = Run(_("%(title)s :", title=action.title) + " ", Tone.STRONG)
    note = (Run(f". {action.note}"),) if action.note else ()
    return (head, Run(told), *note)

"""Words of supportive care that screens and prints share: needs with their answers, the palliative care team."""

from __future__ import annotations

from app.domain import care_needs, palliative
from app.domain.answers import said
from app.domain.care_needs import NeedLine
from app.domain.palliative import PalliativeCall
from app.domain.record import Record
from app.domain.vocabulary import Family, TeamCall, Verdict
from app.i18n import _

from .dates import short_date


def call_short(call: PalliativeCall) -> str:
    """`appelée le 14/03/2026`, `non : …`."""
    on = short_date(call.on) if call.on else ""
    told = {
        TeamCall.CALLED: _("appelée le %(on)s", on=on) if on else _("appelée"),
        TeamCall.PROPOSED: _("proposée le %(on)s", on=on) if on else _("proposée"),
        TeamCall.NO: _("non appelée"),
    }[call.answer]
    return _("%(told)s : %(why)s", told=told, why=call.reason) if call.reason else told


def call_line(call: PalliativeCall) -> str:
    """The same with the name of the team."""
    return _("Équipe de soins palliatifs : %(told)s", told=call_short(call))


def need_lines(record: Record) -> tuple[NeedLine, ...]:
    """The needs that weigh or are answered, of one presentation."""
    return care_needs.lines(record.case_file.statements, record.tasks)


def need_said(line: NeedLine) -> str:
    """What the patient answered of a need, "" when nothing was asked."""
    return said(line.said) if line.said else ""


def palliative_is_due(record: Record) -> bool:
    """Whether the question about the team waits for an answer."""
    retained = (
        o.entry.family is Family.PALLIATIVE and o.verdict is Verdict.RETAINED
        for o in record.options
    )
    return palliative.is_due(record.palliative, record.case_file, retained)

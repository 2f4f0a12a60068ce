"""The talks held with the patient, as the fiche lists them: one dated line each, never what was said."""

from __future__ import annotations

from app.domain.interview import TalkHeld
from app.domain.record import Record
from app.i18n import _, ngettext
from app.wording.dates import short_date

from ._style import Role
from .blocks import Block, Paragraph, plain

_MOST = 4  # the fiche keeps to two pages


def talk_blocks(record: Record) -> tuple[Block, ...]:
    """The latest talks, then how many came before; nothing when there was none."""
    lines = [_line(talk) for talk in record.talks[:_MOST]]
    if more := len(record.talks) - len(lines):
        lines.append(ngettext("Et %(n)s entretien avant.", "Et %(n)s entretiens avant.", more))
    return tuple(Paragraph(plain(line), Role.SMALL) for line in lines)


def _line(talk: TalkHeld) -> str:
    again = _(talk.understood.label).lower() if talk.understood else _("non vérifié")
    return _(
        "Entretien du %(on)s avec %(persons)s, redit : %(again)s.",
        on=short_date(talk.held_on),
        persons=talk.persons.rstrip(". "),
        again=again,
    )

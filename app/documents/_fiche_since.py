"""What the fiche says of the last board, in a line or two: what it proposed, what became of it, what changed since."""

from __future__ import annotations

from datetime import date

from app.domain.previous import Previous
from app.domain.record import Record
from app.domain.vocabulary import Verdict
from app.i18n import _
from app.wording import changes, previous

from .blocks import Line, labelled


def since_lines(record: Record, day: date) -> list[Line]:
    """The last board, then what changed since, as typed and as the file shows; nothing for a first presentation."""
    typed, lines = record.changed_since, []
    before = record.previous
    if before is not None:
        name = _("Dernière RCP (%(on)s) :", on=previous.board_day(before))
        lines.append(labelled(name, _said(before)))
        found = changes.changes_line(record.changes, day)
        typed = _(" ; ").join(filter(None, (typed.rstrip(" .;"), found)))
        typed = typed or _("rien n'a changé dans le dossier")
    if typed:
        lines.append(labelled(_("Depuis la dernière fois :"), typed))
    return lines


def _said(before: Previous) -> str:
    retained = [o for o in before.options if o.verdict is Verdict.RETAINED]
    parts = [before.outcome.label.lower() if before.outcome else ""]
    if retained:
        names = ", ".join(
            previous.last_title(o) for o in sorted(retained, key=lambda o: o.rank or 99)
        )
        parts.append(_("retenu : %(names)s", names=names))
    parts += [previous.answered(before.became), previous.became(before.became)]
    return _(" ; ").join(filter(None, parts))

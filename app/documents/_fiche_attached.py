"""The documents of the case as the fiche lists them: title, kind and date on one line each run; never their content."""

from __future__ import annotations

from app.domain.attachment import Attached
from app.domain.record import Record
from app.i18n import _
from app.wording.dates import partial

from ._style import Role
from .blocks import Block, Line, Paragraph, labelled


def attached_blocks(record: Record) -> tuple[Block, ...]:
    """One line that names each document; nothing when there is none."""
    if not record.attached:
        return ()
    named = _(" ; ").join(_named(one) for one in record.attached)
    line: Line = labelled(_("Documents au dossier :"), f"{named}.")
    return (Paragraph(line, Role.SMALL),)


def _named(one: Attached) -> str:
    """`IRM du foie (imagerie, 03/2026)`."""
    about = [_(one.kind.label).lower(), *([partial(one.dated_on)] if one.dated_on else [])]
    return f"{one.title} ({', '.join(about)})"

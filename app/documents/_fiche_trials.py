"""Trials and tasks on the fiche: what was searched and asked, with its date (D. 6124-131-2), then what is awaited."""

from __future__ import annotations

from app.domain.record import Record
from app.i18n import _
from app.wording.trials import note_sentence, note_title, search_sentence, task_line, verified

from .blocks import Block, BulletList, Heading, Line, Run, Tone, plain


def trial_blocks(record: Record) -> tuple[Block, ...]:
    """One line for each trial asked, and that nothing was found; nothing when nobody recorded a search."""
    if record.trials.is_empty:
        return ()
    said = search_sentence(record.trials)
    lines: list[Line] = [plain(said)] if said else []
    for note in record.trials.notes:
        name = _("%(name)s :", name=note_title(note)) + " "
        told = Run(f"{note_sentence(note)} ")
        state = _(
            "(%(status)s, %(verified)s)", status=note.status.label.lower(), verified=verified(note)
        )
        lines.append((Run(name, Tone.STRONG), told, Run(state, Tone.MUTED)))
    return Heading(2, _("Essais cliniques, recherche")), BulletList(tuple(lines))


def task_blocks(record: Record) -> tuple[Block, ...]:
    """One line for each task; nothing when there is none."""
    if not record.tasks:
        return ()
    return Heading(2, _("Tâches")), BulletList(tuple(plain(task_line(t)) for t in record.tasks))

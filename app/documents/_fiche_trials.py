"""Trials and tasks on the fiche: what was searched and asked, with its date (D. 6124-131-2), then what is awaited."""

from __future__ import annotations

from app.domain.record import Record
from app.i18n import _
from app.wording.care import call_line
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
    """What answers the patient's needs with who and when (R26 to R28), the palliative care team, then other tasks."""
    answers = [t for t in record.tasks if t.need]
    others = [t for t in record.tasks if not t.need]
    told = [plain(task_line(t)) for t in answers]
    if record.palliative:
        told.append(plain(call_line(record.palliative)))
    blocks: tuple[Block, ...] = ()
    if told:
        blocks += Heading(2, _("Soins de support : réponses aux besoins")), BulletList(tuple(told))
    if others:
        blocks += Heading(2, _("Tâches")), BulletList(tuple(plain(task_line(t)) for t in others))
    return blocks

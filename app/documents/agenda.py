"""The agenda of a meeting on paper: one line a case, initials only (B13)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.agenda import Schedule, Slot
from app.domain.casefile import Patient
from app.domain.identity import initials
from app.domain.record import Meeting
from app.domain.vocabulary import Site, Track
from app.i18n import NBSP, _, ngettext
from app.wording.dates import clock_time, full_date, paris_day, short_date

from ._style import Role, Theme
from .blocks import (
    Block,
    Cell,
    Document,
    Heading,
    Line,
    PageFrame,
    Paragraph,
    Table,
    labelled,
    muted,
    plain,
    strong,
)
from .render import render


@dataclass(frozen=True)
class AgendaLine:
    """One case of the agenda; `opposed` None means that the patient's information is not recorded."""

    reference: str
    patient: Patient
    site: Site
    question: str
    requester: str
    track: Track
    opposed: bool | None
    wishes_known: bool
    is_late: bool = False
    complex_why: str = ""
    specialities: tuple[str, ...] = ()


def build(
    meeting: Meeting,
    lines: Sequence[AgendaLine],
    *,
    printed_on: date,
    is_demonstration: bool,
    schedule: Schedule | None = None,
) -> bytes:
    """The PDF of the agenda; `schedule` gives the lines, in order, their estimated times. Identical bytes for identical arguments."""
    day = paris_day(meeting.starts_at)
    start = _("%(day)s à %(time)s", day=full_date(day), time=clock_time(meeting.starts_at))
    document = Document(
        title=_("Ordre du jour, %(title)s", title=meeting.title),
        subject=meeting.title,
        author=meeting.chair.name if meeting.chair else "",
        theme=Theme.FICHE,
        frame=PageFrame(
            head=_("Ordre du jour"),
            name=meeting.title,
            details=", ".join(part for part in (start, meeting.place) if part),
            reference=ngettext("%(n)s dossier", "%(n)s dossiers", len(lines)),
            foot=_(
                "Imprimé le %(on)s. Document confidentiel, couvert par le secret professionnel.",
                on=short_date(printed_on),
            ),
            marks=(_("TEST, patients fictifs"),) if is_demonstration else (),
        ),
        blocks=blocks_of(meeting, lines, schedule),
    )
    return render(document)


def blocks_of(
    meeting: Meeting, lines: Sequence[AgendaLine], schedule: Schedule | None = None
) -> tuple[Block, ...]:
    """The content in reading order."""
    chair = meeting.chair.name if meeting.chair else _("à nommer")
    top: tuple[Block, ...] = (
        Heading(1, _("Ordre du jour")),
        Paragraph(labelled(_("Président de séance :"), chair)),
    )
    if not lines:
        return (*top, Paragraph(muted(_("Aucun dossier inscrit."))))
    header = (
        _("N°"),
        _("Patient"),
        _("Localisation"),
        _("Question"),
        _("Médecin"),
        _("Circuit"),
        _("Informé"),
        _("Souhaits"),
    )
    day = paris_day(meeting.starts_at)
    slots = schedule.slots if schedule else ()
    rows: list[tuple[Cell, ...]] = []
    for number, line in enumerate(lines, start=1):
        slot = slots[number - 1] if slots else None
        if slot and slot.break_before:
            rows.append(_pause(slot.break_before, slot.starts_at))
        rows.append(_row(number, line, day, slot))
    widths = (0.085, 0.13, 0.12, 0.3, 0.115, 0.1, 0.075, 0.075)
    key = _("✓ fait, ? à renseigner ou à recueillir, × le patient s'oppose.")
    return (
        *top,
        Table(header, tuple(rows), widths, _("Dossiers inscrits")),
        *(_course(schedule) if schedule else ()),
        Paragraph(plain(key), Role.SMALL),
    )


def _course(schedule: Schedule) -> tuple[Block, ...]:
    """How long it takes, and who may leave before the end."""
    words = [_("%(n)s min prévues.", n=schedule.minutes)]
    if schedule.total != schedule.minutes:
        words.append(_("%(n)s min avec la pause.", n=schedule.total))
    if schedule.ends_at:
        words.append(_("Fin estimée à %(at)s.", at=clock_time(schedule.ends_at)))
    if schedule.over:
        words.append(_("%(n)s min de plus que la durée prévue.", n=schedule.over))
    lines: list[Block] = [Paragraph(plain(" ".join(words)))]
    if schedule.leaves:
        free = [
            _(
                "%(who)s après le dossier %(n)s, vers %(at)s",
                who=leave.speciality,
                n=leave.after,
                at=clock_time(leave.at),
            )
            for leave in schedule.leaves
        ]
        lines.append(Paragraph(labelled(_("Peuvent partir plus tôt :"), " ; ".join(free))))
    return tuple(lines)


def _pause(at: datetime, until: datetime) -> tuple[Cell, ...]:
    minutes = int((until - at).total_seconds() // 60)
    said = _("Pause suggérée, %(n)s min", n=minutes)
    empty = (plain(""),)
    return ((muted(clock_time(at)),), empty, empty, (strong(said),), empty, empty, empty, empty)


def _question(line: AgendaLine) -> Cell:
    """The question, then who is needed and why it comes early or late."""
    more = []
    if line.is_late:
        more.append(strong(_("Ajout tardif")))
    if line.complex_why:
        more.append(muted(_("Complexe : %(why)s", why=line.complex_why)))
    if line.specialities:
        more.append(muted(_("Nécessaires : %(who)s", who=", ".join(line.specialities))))
    return (plain(line.question), *more)


def _row(number: int, line: AgendaLine, day: date, slot: Slot | None) -> tuple[Cell, ...]:
    age = line.patient.age_on(day)
    known = ngettext("%(n)s an", "%(n)s ans", age) if age is not None else _("âge inconnu")
    return (
        (strong(str(number)), *_times(slot)),
        (
            strong(f"{initials(line.patient)}, {known}".replace(". ", f".{NBSP}")),
            muted(line.reference),
        ),
        (plain(line.site.label),),
        _question(line),
        (plain(line.requester or _("non renseigné")),),
        (plain(line.track.label),),
        (strong({None: "?", False: "✓", True: "×"}[line.opposed]),),
        (strong("✓" if line.wishes_known else "?"),),
    )


def _times(slot: Slot | None) -> tuple[Line, ...]:
    if slot is None:
        return ()
    when = muted(clock_time(slot.starts_at))
    return when, muted(_("%(n)s min", n=slot.minutes))

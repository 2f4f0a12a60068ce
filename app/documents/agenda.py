"""The agenda of a meeting on paper: one line a case, initials only (B13)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

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


def build(
    meeting: Meeting, lines: Sequence[AgendaLine], *, printed_on: date, is_demonstration: bool
) -> bytes:
    """The PDF of the agenda; identical bytes for identical arguments."""
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
        blocks=blocks_of(meeting, lines),
    )
    return render(document)


def blocks_of(meeting: Meeting, lines: Sequence[AgendaLine]) -> tuple[Block, ...]:
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
    rows = tuple(_row(n, line, day) for n, line in enumerate(lines, start=1))
    widths = (0.045, 0.13, 0.12, 0.325, 0.12, 0.1, 0.08, 0.08)
    key = _("✓ fait, ? à renseigner ou à recueillir, × le patient s'oppose.")
    return (
        *top,
        Table(header, rows, widths, _("Dossiers inscrits")),
        Paragraph(plain(key), Role.SMALL),
    )


def _row(number: int, line: AgendaLine, day: date) -> tuple[Cell, ...]:
    age = line.patient.age_on(day)
    known = ngettext("%(n)s an", "%(n)s ans", age) if age is not None else _("âge inconnu")
    return (
        (strong(str(number)),),
        (
            strong(f"{initials(line.patient)}, {known}".replace(". ", f".{NBSP}")),
            muted(line.reference),
        ),
        (plain(line.site.label),),
        (plain(line.question),),
        (plain(line.requester or _("non renseigné")),),
        (plain(line.track.label),),
        (strong({None: "?", False: "✓", True: "×"}[line.opposed]),),
        (strong("✓" if line.wishes_known else "?"),),
    )

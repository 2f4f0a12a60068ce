"""The activity report of a hospital's boards on paper: figures only, small numbers hidden, nobody named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.indicators import SMALL, Activity
from app.i18n import NBSP, _
from app.wording import indicators as wording
from app.wording.dates import short_date

from ._style import Role, Theme
from .blocks import (
    Block,
    Cell,
    Document,
    Heading,
    PageFrame,
    Paragraph,
    Table,
    muted,
    plain,
    strong,
)
from .render import render


@dataclass(frozen=True)
class Scope:
    """What is counted: the hospital, the period (both days included) and the kind of meeting, "" for all."""

    hospital: str
    since: date
    until: date
    kind: str = ""


def build(activity: Activity, scope: Scope, *, printed_on: date, is_demonstration: bool) -> bytes:
    """The PDF of the report; identical bytes for identical arguments."""
    period = _("du %(since)s au %(until)s", since=short_date(scope.since), until=short_date(scope.until))  # fmt: skip
    return render(
        Document(
            title=_("Activité des RCP, %(period)s", period=period),
            subject=scope.hospital,
            author=scope.hospital,
            theme=Theme.FICHE,
            frame=PageFrame(
                head=_("Activité des RCP"),
                name=scope.hospital,
                details=period,
                reference=scope.kind or _("toutes les réunions"),
                foot=_(
                    "Imprimé le %(on)s. Document sans donnée nominative.", on=short_date(printed_on)
                ),
                marks=(_("TEST, patients fictifs"),) if is_demonstration else (),
            ),
            blocks=blocks_of(activity),
        )
    )


def blocks_of(activity: Activity) -> tuple[Block, ...]:
    """The content in reading order."""
    return (
        Heading(1, _("Activité des RCP")),
        Paragraph(plain(_(
            "Chaque part donne son nombre, son dénominateur et ce qui n'est pas renseigné. Un nombre de 1 à %(most)s n'est pas imprimé, ni celui qu'il laisserait deviner.",
            most=SMALL - 1,
        )), Role.SMALL),
        Heading(2, _("Dossiers")),
        _counts(wording.totals(activity), _("Dossiers de la période")),
        Heading(2, _("Parts")),
        _shares(activity),
        Heading(2, _("Délais")),
        _delays(activity),
        *(block for title, ranked, names in wording.rankings(activity) if ranked for block in (
            Heading(2, title),
            _counts([(names.get(r.code, r.code), r.number) for r in ranked], title),
        )),
    )  # fmt: skip


def _counts(lines: list[tuple[str, int]], summary: str) -> Table:
    rows = tuple((_text(name), _number(value)) for name, value in lines)
    return Table((_("Intitulé"), _("Nombre")), rows, (0.8, 0.2), summary)


def _shares(activity: Activity) -> Table:
    header = (_("Indicateur"), _("Nombre"), _("Sur"), _("Part"), _("Non renseigné"))
    rows = []
    for share in activity.shares:
        line = wording.share_line(share, hide_small=True)
        rows.append(
            (
                (strong(line.name), muted(line.among)),
                _text(line.numerator),
                _text(line.denominator),
                _text(line.percent or "–"),
                _text(line.not_filled),
            )
        )
    return Table(header, tuple(rows), (0.52, 0.13, 0.13, 0.09, 0.13), _("Parts de la période"))


def _delays(activity: Activity) -> Table:
    header = (_("Délai"), _("Médiane"), _("9e décile"), _("Comptés"), _("Non renseigné"))
    rows = []
    for delay in activity.delays:
        line = wording.delay_line(delay, hide_small=True)
        rows.append(
            (
                (strong(line.name),),
                _text(line.median or "–"),
                _text(line.decile or "–"),
                _text(line.counted),
                _text(line.not_filled),
            )
        )
    return Table(header, tuple(rows), (0.44, 0.14, 0.14, 0.14, 0.14), _("Délais de la période"))


def _text(text: str) -> Cell:
    return (plain(text.replace(" ", NBSP) if text == wording.few() else text),)


def _number(value: int) -> Cell:
    return _text(wording.number(value, hide_small=True))

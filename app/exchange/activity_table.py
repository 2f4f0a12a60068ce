"""The activity of a board for a spreadsheet: one indicator a line, small numbers hidden."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.indicators import SMALL, Activity, Delay, Ranked, Share
from app.i18n import _
from app.wording import indicators as wording

from .spreadsheet import Cell, write_table


def write_activity(activity: Activity, since: str, until: str) -> bytes:
    """The table in CSV: section, indicator, among whom, numerator, denominator, not filled in, median, ninth decile."""
    header = [
        _("Partie"),
        _("Indicateur"),
        _("Parmi"),
        _("Nombre"),
        _("Sur"),
        _("Non renseigné"),
        _("Médiane (jours)"),
        _("9e décile (jours)"),
        _("Du"),
        _("Au"),
    ]
    return write_table(header, ([*line, since, until] for line in _lines(activity)))


def _lines(activity: Activity) -> Iterator[list[Cell]]:
    for name, value in wording.totals(activity):
        yield [_("Dossiers"), name, "", _count(value), None, None, None, None]
    for share in activity.shares:
        yield _share(share)
    for delay in activity.delays:
        yield _delay(delay)
    for title, ranked, names in wording.rankings(activity):
        for one in ranked:
            yield [title, names.get(one.code, one.code), "", _ranked(one), None, None, None, None]


def _share(share: Share) -> list[Cell]:
    line = wording.share_line(share, hide_small=True)
    count: Cell = wording.few() if share.is_small else share.numerator
    return [_("Parts"), line.name, line.among, count, _count(share.denominator), _count(share.not_filled), None, None]  # fmt: skip


def _delay(delay: Delay) -> list[Cell]:
    line = wording.delay_line(delay, hide_small=True)
    hidden = delay.is_small
    middle = None if hidden or delay.median is None else wording.as_decimal(delay.median)
    return [_("Délais"), line.name, "", _count(delay.counted), None, _count(delay.not_filled), middle, None if hidden else delay.decile]  # fmt: skip


def _ranked(ranked: Ranked) -> Cell:
    return _count(ranked.number)


def _count(number: int) -> Cell:
    """A number stays a number; a small one becomes the words that hide it."""
    return wording.few() if 0 < number < SMALL else number

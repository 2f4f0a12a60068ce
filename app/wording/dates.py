"""French dates and times: takes dates and aware instants, gives text; a naive instant raises ValueError."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from babel.dates import format_date

from app.clock import PARIS
from app.domain.partial_date import PartialDate
from app.i18n import LANGUAGE, NBSP, _


def long_date(value: date) -> str:
    """`23 novembre 2026`, with `1er` for the first day (usage of the Imprimerie nationale)."""
    return _spoken(value, "d MMMM y")


def day_and_month(value: date) -> str:
    """`23 novembre`: where the year is plain from the page."""
    return _spoken(value, "d MMMM")


def full_date(value: date) -> str:
    """`lundi 23 novembre 2026`."""
    return f"{_format(value, 'EEEE')}{NBSP}{long_date(value)}"


def short_date(value: date) -> str:
    """`23/11/2026`."""
    return _format(value, "dd/MM/y")


def month(value: date) -> str:
    """`janv. 2025`, as on an axis."""
    return _format(value, "MMM y")


def partial(value: PartialDate) -> str:
    """`2025`, `mars 2025` or `14/03/2025`: no more precise than what is known."""
    if value.month is None:
        return str(value.year)
    if value.day is None:
        return _format(value.earliest, "MMMM y").replace(" ", NBSP)
    return short_date(value.earliest)


def paris(value: datetime) -> datetime:
    """The same instant on the clocks of Paris; ValueError when it carries no time zone."""
    if value.tzinfo is None:
        raise ValueError("a naive datetime has no place in Relais")
    return value.astimezone(PARIS)


def paris_day(value: datetime) -> date:
    """The day it is in Paris at that instant."""
    return paris(value).date()


def clock_time(value: datetime) -> str:
    """`14 h 32`, in Paris."""
    local = paris(value)
    return f"{local.hour}{NBSP}h{NBSP}{local.minute:02d}"


def minutes(seconds: int) -> str:
    """`3 min 05 s`, a time spent; `45 s` below a minute."""
    whole, rest = divmod(seconds, 60)
    return f"{whole}{NBSP}min{NBSP}{rest:02d}{NBSP}s" if whole else f"{rest}{NBSP}s"


def moment(value: datetime) -> str:
    """`23/11/2026 à 14 h 32`, in Paris."""
    return _("%(day)s à %(time)s", day=short_date(paris(value)), time=clock_time(value))


def _format(value: date, pattern: str) -> str:
    # Equal instants of two time zones may be two days: the day is taken before anything is remembered.
    return _written(value.date() if isinstance(value, datetime) else value, pattern)


@lru_cache(maxsize=4096)
def _written(day: date, pattern: str) -> str:
    """The day as Babel writes it; a page shows the same few days many times."""
    return format_date(day, pattern, locale=LANGUAGE)


def _spoken(value: date, pattern: str) -> str:
    text = _format(value, pattern)
    if value.day == 1:
        text = "1er" + text.removeprefix("1")
    day, rest = text.split(" ", 1)
    return f"{day}{NBSP}{rest}"

"""French public holidays, to warn of before a meeting is planned on one: nothing is refused.

Sources: Code du travail, art. L3133-1 (eleven days) and L3134-13 (Moselle, Bas-Rhin and Haut-Rhin: Good Friday and 26
December). Easter by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8).
"""

from __future__ import annotations

from datetime import date, timedelta

from .vocabulary import Holiday

_FIXED = {
    (1, 1): Holiday.NEW_YEAR,
    (5, 1): Holiday.LABOUR,
    (5, 8): Holiday.VICTORY,
    (7, 14): Holiday.NATIONAL,
    (8, 15): Holiday.ASSUMPTION,
    (11, 1): Holiday.ALL_SAINTS,
    (11, 11): Holiday.ARMISTICE,
    (12, 25): Holiday.CHRISTMAS,
    (12, 26): Holiday.SAINT_STEPHEN,
}
# Days from Easter Sunday; two of them can fall on a fixed one, which then gives its name.
_FROM_EASTER = {
    -2: Holiday.GOOD_FRIDAY,
    1: Holiday.EASTER_MONDAY,
    39: Holiday.ASCENSION,
    50: Holiday.WHIT_MONDAY,
}


def easter(year: int) -> date:
    """Easter Sunday of a year of the Gregorian calendar."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), f = divmod(b, 4), (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    turn = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * turn) // 451
    month, day = divmod(h + turn - 7 * m + 114, 31)
    return date(year, month, day + 1)


def holiday(day: date) -> Holiday | None:
    """The public holiday of that day, None for an ordinary one."""
    fixed = _FIXED.get((day.month, day.day))
    return fixed or _FROM_EASTER.get((day - easter(day.year)) // timedelta(days=1))

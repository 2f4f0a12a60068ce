"""The words of the board's verdict on an option: takes an option, gives its name and labelled details."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.record import Option
from app.domain.vocabulary import Verdict
from app.i18n import _

from .dates import short_date

_SIGNS = {
    Verdict.RETAINED: "✓",
    Verdict.SET_ASIDE: "×",
    Verdict.TO_COMPLETE: "?",
    Verdict.NOT_APPLICABLE: "–",
    Verdict.NOT_DISCUSSED: "",
    Verdict.PROPOSED: "",
}


def verdict_sign(verdict: Verdict) -> str:
    """The sign that stands with the word, so that grey print loses nothing; "" before the board spoke."""
    return _SIGNS[verdict]


def verdict_name(option: Option) -> str:
    """`Retenue, n° 1`; what was only prepared is never shown as the board's."""
    if option.verdict is Verdict.PROPOSED:
        return _("Proposée avant la réunion, sans avis de la RCP")
    if option.verdict is Verdict.RETAINED and option.rank is not None:
        return _("Retenue, n° %(rank)s", rank=option.rank)
    return option.verdict.label


def verdict_details(option: Option) -> tuple[tuple[str, str], ...]:
    """Label and value of every detail that was written; an option not discussed has none."""
    if option.verdict is Verdict.NOT_DISCUSSED:
        return ()
    by = short_date(option.complete_by) if option.complete_by else ""
    pairs = (
        (_("Condition :"), option.condition),
        (_("Sinon :"), option.fallback),
        (_("Avec :"), option.with_option),
        (_("Motif :"), option.reason),
        (_("À revoir si :"), option.reconsider_if),
        (_("Il manque :"), option.complete_what),
        (_("Par :"), option.complete_who),
        (_("Pour le :"), by),
        (_("En attendant :"), option.meanwhile),
        (_("À réévaluer le :"), short_date(option.review_on) if option.review_on else ""),
        (_("Au regard des souhaits :"), option.wish_note),
    )
    return tuple((label, value) for label, value in pairs if value)


def by_rank(options: Iterable[Option]) -> tuple[Option, ...]:
    """Options in the board's rank; those without one come last, in their own order."""
    return tuple(sorted(options, key=lambda o: o.rank if o.rank is not None else 99))


def retained_line(option: Option) -> str:
    """One retained option in a sentence: its name, condition, companion, fallback and day of review."""
    parts = [option.title]
    if option.condition:
        parts.append(_("à condition : %(what)s", what=option.condition))
    if option.with_option:
        parts.append(_("avec : %(what)s", what=option.with_option))
    if option.fallback:
        parts.append(_("sinon : %(what)s", what=option.fallback))
    if option.review_on:
        parts.append(_("à réévaluer le %(on)s", on=short_date(option.review_on)))
    return "\u202f; ".join(parts)

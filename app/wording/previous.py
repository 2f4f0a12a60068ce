"""The words of the last board: takes what it said and what became of it, gives the phrases that page and print share."""

from __future__ import annotations

from datetime import date

from app.domain.previous import Became, LastTime, Previous
from app.domain.vocabulary import Applied, Verdict
from app.i18n import _, ngettext

from .dates import paris_day, short_date


def board_day(before: Previous) -> str:
    """When the last board sat, failing that when its opinion was signed; "" when neither is known."""
    if before.held_on:
        return short_date(before.held_on)
    return short_date(paris_day(before.validated_at)) if before.validated_at else ""


def became(known: Became) -> str:
    """`appliquée en partie le 24/11/2026 : état de santé`; not noted is never read as not applied."""
    if known.applied is None:
        return _("application pas encore connue")
    how = {
        Applied.YES: _("appliquée"),
        Applied.PARTLY: _("appliquée en partie"),
        Applied.NO: _("non appliquée"),
    }[known.applied]
    on = f" {_('le %(on)s', on=short_date(known.applied_on))}" if known.applied_on else ""
    why = f"{_(' :')} {known.obstacle.label.lower()}" if known.obstacle else ""
    return f"{how}{on}{why}"


def answered(known: Became) -> str:
    """What the patient answered to the proposal, "" when nobody noted it."""
    if known.answer is None:
        return ""
    chosen = f"{_(' :')} {known.chosen}" if known.chosen else ""
    return known.answer.label.lower() + chosen


def last_verdict(last: LastTime) -> str:
    """`retenue, n° 1`; what was only prepared was never the board's."""
    if last.verdict is Verdict.PROPOSED:
        return _("sans avis de la RCP")
    if last.verdict is Verdict.RETAINED and last.rank is not None:
        return _("retenue, n° %(rank)s", rank=last.rank)
    return last.verdict.label.lower()


def last_reason(last: LastTime) -> str:
    """Why, under which condition, and when to look again, as the last board wrote it; "" when it wrote nothing."""
    pairs = (
        ("", last.reason),
        (_("à condition :"), last.condition),
        (_("il manquait :"), last.complete_what),
        (_("à revoir si :"), last.reconsider_if),
    )
    return _(" ; ").join(f"{name} {text}".strip() for name, text in pairs if text)


def last_title(last: LastTime) -> str:
    """Its name as it was read, with the specific drugs or trial when there were some."""
    return f"{last.title} ({last.specifics})" if last.specifics else last.title


def age(stated_on: date, today: date) -> str:
    """`il y a 12 jours`, `il y a 4 mois`: how old words are, in days below two months."""
    days = max((today - stated_on).days, 0)
    if days < 60:
        return ngettext("il y a %(n)s jour", "il y a %(n)s jours", days)
    return _("il y a %(n)s mois", n=round(days / 30.4))

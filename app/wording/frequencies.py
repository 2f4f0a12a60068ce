"""A share of the people of a study, as a patient reads it: one denominator, both sides."""

from __future__ import annotations

from app.domain.catalogue import OUT_OF, Figure, Frequency
from app.domain.vocabulary import FigureOutcome
from app.i18n import _

_SAID = {
    FigureOutcome.ALIVE: ("sont en vie", "ne le sont pas"),
    FigureOutcome.SHRINKS: ("ont un cancer qui diminue", "n'ont pas cet effet"),
    FigureOutcome.RELIEF: ("ont moins mal", "n'ont pas cet effet"),
    FigureOutcome.LOW_MOOD: ("ont le moral très bas", "ne l'ont pas"),
    FigureOutcome.SEVERE_EFFECTS: ("ont un effet gênant grave", "n'en ont pas"),
}


def told(figure: Figure) -> list[str]:
    """What each share of a figure would say to the patient, with the alternative and then without it."""
    said = []
    for share in figure.frequencies:
        said.append(_("Avec ce traitement : %(said)s", said=sentence(share, share.here)))
        if share.there is not None:
            said.append(
                _("Avec l'autre choix de l'étude : %(said)s", said=sentence(share, share.there))
            )
    return said


def sentence(share: Frequency, count: int) -> str:
    """`Sur 100 personnes, environ 55 sont en vie après 5 ans. 45 ne le sont pas.`: both sides, one denominator."""
    yes, no = _SAID[share.outcome]
    return _(
        "Sur 100 personnes, environ %(count)s %(yes)s%(when)s. %(rest)s %(no)s.",
        count=count,
        yes=_(yes),
        when=_when(share.months),
        rest=OUT_OF - count,
        no=_(no),
    )


def _when(months: int | None) -> str:
    if months is None:
        return ""
    years, rest = divmod(months, 12)
    if rest:
        return _(" après %(n)s mois", n=months)
    return _(" après %(n)s ans", n=years) if years > 1 else _(" après un an")


def ended(text: str) -> str:
    """The text as a sentence, with a mark at its end."""
    return text if text.endswith((".", "!", "?")) else f"{text}."

"""The words of exposure and loss of efficacy, for clinicians only: takes treatments, gives short French phrases."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from app.domain.casefile import Treatment
from app.domain.exposure import Exposure, Loss, Months, exposures, loss_of, time_to_progression
from app.domain.timeline import Timeline
from app.i18n import _, ngettext

from .facts import loss


def losing(treatment: Treatment) -> str:
    """Type of loss with its datum, time to progression, then what else is known of the loss; "" when nothing is."""
    parts = (loss_type(treatment), after(treatment), loss(treatment))
    return _(" ; ").join(part for part in parts if part)


def loss_type(treatment: Treatment) -> str:
    """`rechute après réponse (meilleure réponse : réponse partielle)`; "" without progression."""
    kind = loss_of(treatment)
    if kind is None:
        return ""
    if kind is Loss.UNKNOWN:
        best = treatment.best_response
        datum = best.label.lower() if best else _("non renseignée")
    else:
        datum = treatment.best_response.label.lower() if treatment.best_response else ""
    name = {
        Loss.PRIMARY: _("résistance d'emblée"),
        Loss.HELD: _("maladie tenue, puis progression"),
        Loss.RELAPSE: _("rechute après réponse"),
        Loss.UNKNOWN: _("type de perte d'efficacité non connu"),
    }[kind]
    return _("%(name)s (meilleure réponse : %(datum)s)", name=name, datum=datum)


def after(treatment: Treatment) -> str:
    """`progression 4 mois après le début`, as a range when a date is partial; "" when it cannot be counted."""
    time = time_to_progression(treatment)
    return _("progression %(time)s après le début", time=months(time)) if time else ""


def months(time: Months) -> str:
    """`4 mois`, `3 à 5 mois (dates partielles)`, `moins d'un mois`."""
    if time.least == time.most:
        return (
            ngettext("%(n)s mois", "%(n)s mois", time.most) if time.most else _("moins d'un mois")
        )
    return _("%(least)s à %(most)s mois (dates partielles)", least=time.least, most=time.most)


def drug_times(treatments: Iterable[Treatment], today: date) -> list[tuple[str, str]]:
    """Each drug with its total time over the lines."""
    return [(one.drug, _time(one)) for one in exposures(treatments, today)]


def of_timeline(timeline: Timeline) -> list[tuple[str, str]]:
    """The same for the treatments of a drawing."""
    given = [bar.treatment for bar in timeline.bars] + list(timeline.undated)
    return drug_times(given, timeline.today_on)


def _time(one: Exposure) -> str:
    lines = ", ".join(dict.fromkeys(f"L{t.line}" for t in one.lines if t.line is not None))
    told = months(one.months) if one.months else _("durée non connue, dates à compléter")
    if one.ongoing:
        told = _("%(told)s, en cours", told=told)
    if one.months and one.without_dates:
        told += " " + ngettext(
            "(sans %(n)s ligne aux dates incomplètes)",
            "(sans %(n)s lignes aux dates incomplètes)",
            one.without_dates,
        )
    return f"{told} ({lines})" if lines else told

"""The words of the timeline: takes its bars, marks and ticks, gives the labels that screen and print share."""

from __future__ import annotations

from app.domain.casefile import Treatment
from app.domain.timeline import Bar, Mark, Tick, Timeline
from app.domain.vocabulary import StopReason
from app.i18n import _, ngettext

from .dates import month, partial


def tick_label(tick: Tick) -> str:
    """`janv. 2025`."""
    return month(tick.on)


def bar_label(bar: Bar) -> str:
    """`2 FOLFIRI-bévacizumab, 19 cures`: what is written in the bar."""
    return _numbered(bar.treatment)


def outcome_label(bar: Bar) -> str:
    """`réponse partielle, × foie`: what is written after the bar, "" when nothing is known."""
    treatment = bar.treatment
    parts = [treatment.best_response.label.lower()] if treatment.best_response else []
    if treatment.progressed_on or treatment.stop_reason is StopReason.PROGRESSION:
        parts.append(f"× {treatment.progression_sites or _('progression')}")
    elif treatment.stop_reason is StopReason.COMPLETED:
        parts.append(treatment.stop_reason.label.lower())
    elif treatment.stop_reason:
        parts.append(_("arrêt : %(reason)s", reason=treatment.stop_reason.label.lower()))
    if bar.is_ongoing:
        parts.append(_("en cours"))
    return ", ".join(parts)


def mark_label(mark: Mark) -> str:
    """`Radiothérapie L4 (mars 2025)`."""
    return f"{mark.treatment.label} ({when(mark.treatment)})"


def when(treatment: Treatment) -> str:
    """From when to when, no more precise than what is known; "dates inconnues" when nothing is."""
    start, end = treatment.started_on, treatment.ended_on
    if start and end:
        if start == end:
            return partial(start)
        return _("%(start)s à %(end)s", start=partial(start), end=partial(end))
    if start and not treatment.kind.is_systemic:
        return partial(start)
    if start:
        sentence = _("depuis %(start)s") if treatment.stop_reason is None else _("dès %(start)s")
        return sentence % {"start": partial(start)}
    if end:
        return _("jusqu'à %(end)s", end=partial(end))
    return _("dates inconnues")


def name_and_cycles(treatment: Treatment) -> str:
    """`FOLFOX, 12 cures`."""
    if treatment.cycles is None:
        return treatment.label
    cycles = ngettext("%(n)s cure", "%(n)s cures", treatment.cycles)
    return f"{treatment.label}, {cycles}"


def undated_label(timeline: Timeline) -> str:
    """The treatments that have no place on the axis, "" when there is none."""
    if not timeline.undated:
        return ""
    names = ", ".join(_numbered(t) for t in timeline.undated)
    return _("Sans date : %(names)s", names=names)


def describe(timeline: Timeline) -> str:
    """The drawing told in sentences, for those who do not see it."""
    sentences = [_told(bar.treatment, outcome_label(bar)) for bar in timeline.bars]
    sentences += [f"{mark_label(mark)}." for mark in timeline.marks]
    if timeline.undated:
        sentences.append(f"{undated_label(timeline)}.")
    if not sentences:
        return _("Parcours : aucun traitement enregistré.")
    return _("Parcours : %(story)s", story=" ".join(sentences))


def _numbered(treatment: Treatment) -> str:
    name = name_and_cycles(treatment)
    return name if treatment.line is None else f"{treatment.line} {name}"


def _told(treatment: Treatment, outcome: str) -> str:
    details = [when(treatment), outcome, treatment.dose_note]
    return _(
        "%(name)s : %(details)s.",
        name=_numbered(treatment),
        details=", ".join(d for d in details if d),
    )

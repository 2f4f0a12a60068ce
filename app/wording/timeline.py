"""The words of the timeline: takes its bars, marks and ticks, gives the labels that screen and print share."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.domain.casefile import Biomarker, Treatment
from app.domain.timeline import Bar, Image, Mark, Reduction, Results, Sign, Tick, Timeline
from app.domain.timeline_layout import Layout, Thing, Words, layout
from app.domain.vocabulary import MarkerState, StopReason
from app.i18n import _, ngettext

from . import exposure, health
from .dates import month, partial, short_date
from .facts import marker_name, marker_result, stop


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


def results_label(found: Results) -> str:
    """`BRAF V600E, 5 négatifs (14/01/2025)`: what was found by name, what was not by number beyond two."""
    positive = [m for m in found.markers if m.state is MarkerState.POSITIVE]
    negative = [m for m in found.markers if m.state is MarkerState.NEGATIVE]
    others = [m for m in found.markers if m not in positive and m not in negative]
    parts = [_uncertain(m) if m.uncertain else marker_name(m) for m in positive]
    parts += [f"{marker_name(m)} {m.state.label.lower()}" for m in others]
    if len(negative) > 2:
        parts.append(ngettext("%(n)s négatif", "%(n)s négatifs", len(negative)))
    else:
        parts += [_("%(name)s négatif", name=marker_name(m)) for m in negative]
    return f"{', '.join(parts)} ({partial(found.on)})"


def image_label(image: Image) -> str:
    """`Scanner abdomen : foie +38 % (28/10/2026)`."""
    return health.phrase(image.imaging)


def sign_label(thing: Thing) -> str:
    """What is written beside a sign, whatever it is of."""
    match thing:
        case Results():
            return results_label(thing)
        case Image():
            return image_label(thing)
    return mark_label(thing)


def note_label(bar: Bar) -> str:
    """Under a bar: the reductions of dose, and the toxicities of grade 3 or more; the table has them all."""
    severe = tuple(t for t in bar.treatment.toxicities if (t.grade or 0) >= 3)
    events = health.toxicities(replace(bar.treatment, toxicities=severe))
    return _(" ; ").join(part for part in (health.doses(bar.treatment), events) if part)


def laid_out(timeline: Timeline, width: float) -> Layout:
    """The whole drawing with its words, at a width in ems of its own letters."""
    return layout(
        timeline,
        Words(
            bar_label,
            outcome_label,
            note_label,
            sign_label,
            tick_label,
            _("auj."),
            _("RCP"),
        ),
        width=width,
    )


def legend(timeline: Timeline) -> tuple[tuple[str, str], ...]:
    """The signs that this drawing holds, each with what it means."""
    names = {
        Sign.SURGERY.value: _("chirurgie"),
        Sign.RADIOTHERAPY.value: _("radiothérapie"),
        Sign.GESTURE.value: _("geste"),
        Sign.IMAGE.value: _("imagerie"),
        Sign.RESULT.value: _("résultat moléculaire"),
        "progression": _("progression"),
        "reduced": _("dose réduite"),
        "unsure": _("date connue à peu près"),
    }
    used = {mark.sign.value for mark in timeline.marks}
    used |= {Sign.RESULT.value} if timeline.results else set()
    used |= {Sign.IMAGE.value} if timeline.images else set()
    used |= {"progression"} if any(b.progression_span for b in timeline.bars) else set()
    used |= (
        {"reduced"}
        if any(r.at is not None for b in timeline.bars for r in b.reductions)
        else (set())
    )
    used |= {"unsure"} if any(_is_unsure(b) for b in timeline.bars) else set()
    return tuple((code, name) for code, name in names.items() if code in used)


def _is_unsure(bar: Bar) -> bool:
    return bar.sure_start > bar.start + 0.01 or bar.sure_end < bar.end - 0.01


def _uncertain(marker: Biomarker) -> str:
    return _("%(name)s de signification incertaine", name=marker_name(marker))


@dataclass(frozen=True)
class Row:
    """One line of the table that says the same as the drawing."""

    when: str
    what: str
    detail: str


def rows(timeline: Timeline) -> tuple[Row, ...]:
    """Everything drawn and everything without a date, in the order of time, then the meeting."""
    dated = [row for bar in timeline.bars for row in _bar_rows(bar)]
    dated += [(_first(m.treatment), _treatment_row(m.treatment)) for m in timeline.marks]
    dated += [
        (
            i.on.iso,
            Row(partial(i.on), _("Imagerie"), health.phrase(replace(i.imaging, noted_on=None))),
        )
        for i in timeline.images
    ]
    for found in timeline.results:
        details = ", ".join(f"{marker_name(m)} {_small(marker_result(m))}" for m in found.markers)
        row = Row(partial(found.on), _("Résultats moléculaires"), details)
        dated.append((found.on.iso, row))
    dated.sort(key=lambda one: one[0])
    last = [Row(when(t), _numbered(t), _details(t)) for t in timeline.undated]
    last += [
        Row(partial(m.due_on) if m.due_on else "", _("Résultat attendu"), awaited(m))
        for m in timeline.awaited
    ]
    if timeline.meeting_on:
        last.append(Row(short_date(timeline.meeting_on), _("RCP"), ""))
    return (*(row for _key, row in dated), *last)


def awaited(marker: Biomarker) -> str:
    """`KRAS, demandé le 12/11/2026, prévu le 03/12/2026`: a result that is waited for, with what is known of when."""
    parts = [marker_name(marker)]
    if marker.ordered_on:
        parts.append(_("demandé le %(on)s", on=partial(marker.ordered_on)))
    due = _("prévu le %(on)s", on=partial(marker.due_on)) if marker.due_on else ""
    return ", ".join([*parts, due or _("date prévue non connue")])


def _bar_rows(bar: Bar) -> list[tuple[str, Row]]:
    treatment = bar.treatment
    found = [(_first(treatment), _treatment_row(treatment))]
    found += [
        (r.change.on.iso, Row(partial(r.change.on), _("Dose réduite"), _reduced(treatment, r)))
        for r in bar.reductions
        if r.change.on
    ]
    if treatment.progressed_on:
        name = _("Progression sous %(what)s", what=treatment.label)
        row = Row(partial(treatment.progressed_on), name, treatment.progression_sites)
        found.append((treatment.progressed_on.iso, row))
    return found


def _reduced(treatment: Treatment, reduction: Reduction) -> str:
    return health.doses(
        Treatment(
            _numbered(treatment),
            treatment.kind,
            dose_reductions=(replace(reduction.change, on=None),),
        )
    )


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _first(treatment: Treatment) -> str:
    dates = (treatment.started_on, treatment.ended_on, treatment.progressed_on)
    return next((d.iso for d in dates if d), "")


def _treatment_row(treatment: Treatment) -> Row:
    return Row(when(treatment), _numbered(treatment), _details(treatment))


def _details(treatment: Treatment) -> str:
    parts = (
        treatment.kind.label.lower(),
        treatment.best_response.label.lower() if treatment.best_response else "",
        stop(treatment),
        health.doses(treatment),
        health.toxicities(treatment),
        exposure.losing(treatment),
        treatment.note,
    )
    return _(" ; ").join(part for part in parts if part)


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
    sentences += [f"{image_label(image)}." for image in timeline.images]
    sentences += [f"{results_label(found)}." for found in timeline.results]
    if timeline.undated:
        sentences.append(f"{undated_label(timeline)}.")
    if not sentences:
        return _("Parcours : aucun traitement enregistré.")
    return _("Parcours : %(story)s", story=" ".join(sentences))


def _numbered(treatment: Treatment) -> str:
    name = name_and_cycles(treatment)
    return name if treatment.line is None else f"{treatment.line} {name}"


def _told(treatment: Treatment, outcome: str) -> str:
    details = [when(treatment), outcome, health.doses(treatment)]
    return _(
        "%(name)s : %(details)s.",
        name=_numbered(treatment),
        details=", ".join(d for d in details if d),
    )

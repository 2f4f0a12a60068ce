"""The words of clinical facts: takes biomarkers, measures, treatments and cautions, gives short French phrases."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.casefile import Biomarker, Caution, Measure, Treatment, Tumour
from app.domain.vocabulary import (
    Labelled,
    Laterality,
    MarkerState,
    MeasureKind,
    Presence,
    StopReason,
)
from app.i18n import _

from .dates import partial

_SHORT_MEASURES = {
    MeasureKind.PERFORMANCE_STATUS: "OMS %(value)s",
    MeasureKind.WEIGHT: "Poids %(value)s kg",
    MeasureKind.HEIGHT: "Taille %(value)s cm",
    MeasureKind.ALBUMIN: "Albumine %(value)s g/L",
    MeasureKind.PAIN: "Douleur %(value)s/10",
    MeasureKind.G8: "Score G8 %(value)s/17",
}


def marker_name(marker: Biomarker) -> str:
    """`BRAF V600E`: the marker with its alteration."""
    return f"{marker.marker} {marker.alteration}".strip()


def marker_result(marker: Biomarker) -> str:
    """`Positif, 65 %`, or the state that is no result; a variant of unknown significance says so."""
    parts = [marker.state.label, marker.value]
    if marker.uncertain:
        parts.append(_("de signification incertaine"))
    return ", ".join(p for p in parts if p)


def marker_date(marker: Biomarker) -> str:
    """When the result came; failing that, when it is due or was ordered."""
    if marker.resulted_on:
        return partial(marker.resulted_on)
    if marker.state is MarkerState.PENDING:
        if marker.due_on:
            return _("prévu le %(on)s", on=partial(marker.due_on))
        if marker.ordered_on:
            return _("demandé le %(on)s", on=partial(marker.ordered_on))
    return "" if marker.state is MarkerState.NOT_DONE else _("sans date")


def measure(value: Measure) -> str:
    """`OMS 1 (20/11/2026)`."""
    number = f"{value.value.normalize():f}".replace(".", ",")
    phrase = _(_SHORT_MEASURES[value.kind]) % {"value": number}
    on = partial(value.measured_on) if value.measured_on else _("sans date")
    return f"{phrase} ({on})" + (f", {value.note}" if value.note else "")


def caution(value: Caution) -> str:
    """`Maladie auto-immune : non, recherché`; the detail replaces a bare yes."""
    if value.presence is Presence.YES:
        answer = value.detail or _("oui")
    else:
        answer = value.presence.label.lower()
        if value.detail:
            answer += f", {value.detail}"
    if value.noted_on:
        answer += f" ({partial(value.noted_on)})"
    return _("%(kind)s : %(answer)s", kind=value.kind.label, answer=answer)


def tumour(value: Tumour) -> str:
    """The sentence the board says of a tumour, with its side when it has one."""
    label = value.label or value.site.label
    if value.laterality in {None, Laterality.NOT_APPLICABLE}:
        return label
    side = value.laterality.label.lower() if value.laterality else ""
    return label if side in label.lower() else f"{label}, {side}"


def tnm(value: Tumour) -> str:
    """`cT3 N1 M1 (8e édition)`, "" when not recorded."""
    if not value.tnm:
        return ""
    return f"{value.tnm} ({value.tnm_edition})" if value.tnm_edition else value.tnm


def line_number(treatment: Treatment) -> str:
    """`L2`, with a tilde when it was deduced; "" for a local treatment."""
    if treatment.line is None:
        return ""
    return f"L{treatment.line}" + ("*" if treatment.line_is_derived else "")


def stop(treatment: Treatment) -> str:
    """Why it stopped and where the disease progressed; "en cours" while it goes on."""
    parts = []
    if treatment.stop_reason and not _says_progression(treatment):
        parts.append(treatment.stop_reason.label)
    if treatment.progressed_on:
        parts.append(
            _(
                "Progression le %(on)s" if treatment.progressed_on.day else "Progression en %(on)s",
                on=partial(treatment.progressed_on),
            )
        )
    if treatment.progression_sites:
        parts.append(treatment.progression_sites)
    systemic = treatment.kind.is_systemic
    if not parts and systemic and treatment.started_on and not treatment.ended_on:
        return _("En cours")
    return ", ".join(parts)


def loss(treatment: Treatment) -> str:
    """What is known of a loss of efficacy: how confirmed, what else was considered, the mechanism; "" when nothing is."""
    parts = []
    if treatment.confirmed_by:
        parts.append(_("confirmée par : %(how)s", how=treatment.confirmed_by))
    if treatment.considered:
        parts.append(_("envisagé : %(what)s", what=_listed(treatment.considered)))
    if treatment.mechanisms:
        certainty = treatment.mechanism_certainty
        known = f" ({certainty.label.lower()})" if certainty else ""
        parts.append(
            _("mécanisme%(how)s : %(what)s", how=known, what=_listed(treatment.mechanisms))
        )
    return _(" ; ").join(parts)


def _listed(members: Iterable[Labelled]) -> str:
    return ", ".join(member.label.lower() for member in members)


def _says_progression(treatment: Treatment) -> bool:
    return treatment.stop_reason is StopReason.PROGRESSION and treatment.progressed_on is not None

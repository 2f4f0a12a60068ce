"""The words of clinical facts: takes biomarkers, measures, treatments and cautions, gives short French phrases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from app.domain.casefile import Biomarker, Caution, Measure, Treatment, Tumour
from app.domain.vocabulary import (
    Labelled,
    Laterality,
    MarkerState,
    MeasureKind,
    Presence,
    StopReason,
)
from app.domain.vocabulary.health import Escat
from app.i18n import NBSP, _

from .dates import partial

# The short name of each measure, and the unit that follows the number when none was typed.
MEASURES: Mapping[MeasureKind, tuple[str, str]] = {
    MeasureKind.PERFORMANCE_STATUS: ("OMS", ""),
    MeasureKind.WEIGHT: ("Poids", f"{NBSP}kg"),
    MeasureKind.HEIGHT: ("Taille", f"{NBSP}cm"),
    MeasureKind.ALBUMIN: ("Albumine", f"{NBSP}g/L"),
    MeasureKind.PAIN: ("Douleur", "/10"),
    MeasureKind.G8: ("G8", "/17"),
    MeasureKind.SYMPTOM: ("Symptôme", "/10"),
    MeasureKind.LVEF: ("FEVG", f"{NBSP}%"),
    MeasureKind.CREATININE: ("Créatinine", f"{NBSP}µmol/L"),
    MeasureKind.CLEARANCE: ("Clairance", f"{NBSP}mL/min"),
    MeasureKind.BILIRUBIN: ("Bilirubine", f"{NBSP}µmol/L"),
    MeasureKind.AST: ("ASAT", f"{NBSP}UI/L"),
    MeasureKind.ALT: ("ALAT", f"{NBSP}UI/L"),
    MeasureKind.URACIL: ("Uracilémie", f"{NBSP}ng/mL"),
    MeasureKind.INSTRUMENT: ("Questionnaire publié", ""),
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


def marker_source(marker: Biomarker) -> str:
    """`Biopsie, foie, 03/2026 ; NGS ; Laboratoire A`: in what, how and where it was looked for; "" when unknown."""
    kind = _(marker.sample_kind.label) if marker.sample_kind else ""
    on = partial(marker.sample_on) if marker.sample_on else ""
    taken = ", ".join(p for p in (kind, marker.sample_site, marker.sample, on) if p)
    return _(" ; ").join(p for p in (taken, marker.method, marker.laboratory) if p)


def marker_tier(marker: Biomarker) -> str:
    """`ESCAT I-A`, or that it is not assessed; "" when nobody said."""
    if marker.escat is None:
        return ""
    if marker.escat is Escat.NOT_ASSESSED:
        return _("ESCAT non évalué")
    return _("ESCAT %(tier)s", tier=marker.escat.label)


def marker_board(marker: Biomarker) -> str:
    """`RCP moléculaire : vue le 14/03/2026, conclusion`, or since when it is awaited; "" when nobody asked (R42)."""
    parts = []
    if marker.board_seen_on:
        parts.append(_("vue le %(on)s", on=partial(marker.board_seen_on)))
    elif marker.board_asked_on:
        parts.append(_("demandée le %(on)s, pas encore vue", on=partial(marker.board_asked_on)))
    if marker.board_conclusion:
        parts.append(marker.board_conclusion)
    return _("RCP moléculaire : %(said)s", said=", ".join(parts)) if parts else ""


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
    """`Clairance 62 mL/min (CKD-EPI) (18/11/2026)`: the unit is the one typed, failing that the one of its kind."""
    words = f"{measure_name(value)} {amount(value)}"
    if value.method:
        words += f" ({value.method})"
    on = partial(value.measured_on) if value.measured_on else _("sans date")
    return f"{words} ({on})" + (f", {value.note}" if value.note else "")


def measure_name(value: Measure) -> str:
    """`Clairance`; a symptom bears its own name."""
    return value.name if value.name else _(MEASURES[value.kind][0])


def amount(value: Measure) -> str:
    """`62 mL/min`: the number and its unit."""
    unit = f"{NBSP}{value.unit}" if value.unit else MEASURES[value.kind][1]
    return f"{number(value.value)}{unit}"


def number(value: Decimal) -> str:
    """`71,5`: a number as French readers write it, without idle zeros."""
    return f"{value.normalize():f}".replace(".", ",")


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
    if value.tnm_not_applicable:
        return _("non applicable")
    if not value.tnm:
        return ""
    return f"{value.tnm} ({value.tnm_edition})" if value.tnm_edition else value.tnm


def other_classification(value: Tumour) -> str:
    """`R-ISS II (2015), 03/2026`: another classification than TNM, "" when not recorded."""
    named = f"{value.other_name} {value.other_value}".strip()
    if not named:
        return ""
    version = f" ({value.other_version})" if value.other_version else ""
    on = f", {partial(value.other_on)}" if value.other_on else ""
    return f"{named}{version}{on}"


def phase(value: Tumour) -> str:
    """`Rechute le 03/2026 ; progression locale, à distance`: where the disease stands, "" when nobody said."""
    parts = []
    if value.phase or value.relapsed_on:
        label = _(value.phase.label) if value.phase else _("Rechute")
        on = f" ({partial(value.relapsed_on)})" if value.relapsed_on else ""
        parts.append(label + on)
    if value.progressing is False:
        parts.append(_("pas de progression"))
    elif value.progression_extent:
        parts.append(_("progression %(where)s", where=_listed(value.progression_extent)))
    elif value.progressing:
        parts.append(_("progression, étendue non renseignée"))
    return _(" ; ").join(parts)


def screening(value: Tumour) -> str:
    """How the tumour was found, "" when nobody said."""
    if value.by_screening is None:
        return ""
    return (
        _("découverte par un dépistage") if value.by_screening else _("découverte hors dépistage")
    )


def tumour_line(value: Tumour) -> str:
    """`Carcinome du sein, gauche, 2019, stade II`: another tumour in one line."""
    parts = [tumour(value)]
    if value.diagnosed_on:
        parts.append(partial(value.diagnosed_on))
    if value.stage:
        parts.append(_("stade %(stage)s", stage=value.stage))
    parts.append(other_classification(value))
    return ", ".join(part for part in parts if part)


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
    if treatment.progression_extent:
        parts.append(_("progression %(where)s", where=_listed(treatment.progression_extent)))
    if treatment.progression_sites:
        parts.append(treatment.progression_sites)
    if treatment.ongoing:
        parts.append(_("poursuivi") if parts else _("En cours"))
    if not parts and _seems_ongoing(treatment):
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


def _seems_ongoing(treatment: Treatment) -> bool:
    """Whether it goes on as far as its dates say; a word of the contrary wins."""
    goes_on = bool(treatment.started_on) and not treatment.ended_on
    return treatment.ongoing is not False and treatment.kind.is_systemic and goes_on


def _says_progression(treatment: Treatment) -> bool:
    return treatment.stop_reason is StopReason.PROGRESSION and treatment.progressed_on is not None

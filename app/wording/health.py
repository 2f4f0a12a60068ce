"""The words of the patient's health and of what a treatment cost: takes frozen facts, gives short French phrases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from app.domain.casefile import CaseFile, Treatment
from app.domain.health import (
    CTCAE,
    G8,
    Allergy,
    Check,
    DoseReduction,
    FamilyHistory,
    Imaging,
    Medication,
    NervousDisease,
    NotGiven,
    RedFlag,
    Report,
    SocialNote,
    Tempo,
    Toxicity,
)
from app.domain.measured import series, weight_change
from app.domain.partial_date import PartialDate
from app.domain.vocabulary import MeasureKind, Presence
from app.domain.vocabulary.health import CheckKind, CheckResult, Pace, RedFlagKind
from app.i18n import NBSP, _

from . import facts
from .dates import partial

_DPD = {CheckResult.NEGATIVE: "absent", CheckResult.POSITIVE: "présent"}
_SEROLOGY = {CheckResult.NEGATIVE: "négative", CheckResult.POSITIVE: "positive"}


def phrase(fact: Any) -> str:
    """One fact of the health of the patient in a phrase, its date at the end."""
    return _WRITERS[type(fact)](fact)


def doses(treatment: Treatment) -> str:
    """`intensité de dose 75 % ; irinotécan −25 % (03/2026), diarrhée`: what was changed, "" when nothing is said."""
    parts = []
    if treatment.dose_intensity is not None:
        value = f"{facts.number(treatment.dose_intensity)}{NBSP}%"
        parts.append(_("intensité de dose relative %(value)s", value=value))
    parts += [_reduction(change) for change in treatment.dose_reductions]
    return _(" ; ").join([*parts, *([treatment.dose_note] if treatment.dose_note else [])])


def toxicities(treatment: Treatment) -> str:
    """`Diarrhée, grade 3 (03/2026)`: every adverse event, "" when none is noted."""
    return _(" ; ").join(_toxicity(event) for event in treatment.toxicities)


def response(treatment: Treatment) -> str:
    """`Réponse partielle (RECIST 1.1)`, "" when nobody said."""
    if treatment.best_response is None:
        return ""
    label = _(treatment.best_response.label)
    method = treatment.response_method
    return f"{label} ({_(method.label)})" if method else label


def weight_loss(file: CaseFile) -> str:
    """`−6,2 % depuis le 03/06/2026`: how the weight moved, "" without two dated weights."""
    change = weight_change(file)
    if change is None or not change.percent:
        return ""
    sign = "−" if change.percent < 0 else "+"
    value = f"{sign}{facts.number(abs(change.percent))}{NBSP}%"
    since = _("depuis le %(on)s") if change.since.day else _("depuis %(on)s")
    return f"{value} {since % {'on': partial(change.since)}}"


def state(file: CaseFile) -> list[str]:
    """The latest of every measure, the weight with its loss, then the G8: what the meeting reads of the state."""
    said = []
    for each in series(file):
        words = facts.measure(each.latest)
        loss = weight_loss(file) if each.latest.kind is MeasureKind.WEIGHT else ""
        said.append(_("%(words)s, soit %(loss)s", words=words, loss=loss) if loss else words)
    score = file.latest_g8
    return [*said, phrase(score)] if score else said


def _g8(value: G8) -> str:
    by = _("par %(who)s", who=value.by) if value.by else ""
    score = _("Score G8 %(score)s/17", score=facts.number(value.score))
    return _dated([score, by, value.note], value.noted_on)


def _family(value: FamilyHistory) -> str:
    age = _("à %(n)s ans", n=value.age) if value.age is not None else ""
    what = " ".join(p for p in (value.cancer, age) if p)
    told = _("%(who)s : %(what)s", who=value.relation, what=what) if what else value.relation
    return _dated([told, value.text], value.noted_on)


def _red_flag(value: RedFlag) -> str:
    named = value.kind is not RedFlagKind.OTHER or not value.detail
    words = [_(value.kind.label) if named else "", value.detail]
    if value.resolved:
        words.append(_resolution(value.resolved_on))
    return _dated(words, value.noted_on)


def _resolution(on: PartialDate | None) -> str:
    if on is None:
        return _("résolue")
    return _("résolue le %(on)s" if on.day else "résolue en %(on)s", on=partial(on))


def _nervous(value: NervousDisease) -> str:
    told = _("%(what)s : %(how)s", what=_(value.site.label), how=_lower(_(value.state.label)))
    treated = {True: _("traitée"), False: _("non traitée"), None: ""}[value.treated]
    return _dated([told, treated, value.treatment], value.noted_on)


def _tempo(value: Tempo) -> str:
    told = _("Évolution %(pace)s", pace=_lower(_(value.pace.label)))
    if value.pace is Pace.UNKNOWN:
        told = _("Vitesse d'évolution non connue")
    by = _("selon %(who)s", who=value.said_by) if value.said_by else ""
    return _dated([told, by, value.note], value.noted_on)


def _medication(value: Medication) -> str:
    name = f"{value.name} {value.dose}".strip()
    return _dated([name, value.reason], value.noted_on)


def _allergy(value: Allergy) -> str:
    if value.presence is Presence.NO:
        what = value.substance or ""
        told = _("Pas d'allergie à : %(what)s", what=what) if what else _("Aucune allergie connue")
        return _dated([told, value.reaction], value.noted_on)
    told = _("Allergie : %(what)s", what=value.substance or _("non précisée"))
    if value.presence is Presence.UNKNOWN:
        told = _("%(told)s, à vérifier", told=told)
    return _dated([told, value.reaction], value.noted_on)


def _check(value: Check) -> str:
    results = _DPD if value.kind is CheckKind.DPD else _SEROLOGY
    answer = _(results.get(value.result, _lower(value.result.label)))
    told = _("%(what)s : %(how)s", what=_(value.kind.label), how=answer)
    return _dated([told, value.detail], value.noted_on)


def _imaging(value: Imaging) -> str:
    name = " ".join(part for part in (_(value.kind.label), value.region) if part)
    found = f"{name}{_(' :')} {value.finding}" if value.finding else name
    read = _lower(_(value.conclusion.label)) if value.conclusion else ""
    return _dated([found, read], value.noted_on)


def _report(value: Report) -> str:
    told = _("%(what)s : %(how)s", what=_(value.kind.label), how=value.text)
    return _dated([told, value.author], value.noted_on)


def _not_given(value: NotGiven) -> str:
    kind = _lower(value.official_type.label) if value.official_type else ""
    named = kind if kind and kind not in value.label.lower() else ""
    return _dated([value.label, named, _("non réalisé"), value.reason], value.noted_on)


def _social(value: SocialNote) -> str:
    marks = {
        Presence.YES: _("difficulté"),
        Presence.NO: _("pas de difficulté"),
        Presence.UNKNOWN: "",
    }
    told = ", ".join(p for p in (marks[value.presence], value.detail) if p) or _("noté")
    by = _("par %(who)s", who=value.noted_by) if value.noted_by else ""
    return _dated(
        [_("%(what)s : %(how)s", what=_(value.topic.label), how=told), by], value.noted_on
    )


def _reduction(change: DoseReduction) -> str:
    return _dated([" ".join(p for p in (change.drug, change.what) if p), change.why], change.on)


def _toxicity(event: Toxicity) -> str:
    grade = _("grade %(n)s", n=event.grade) if event.grade is not None else ""
    if grade and event.version and event.version != CTCAE:
        grade = _("%(grade)s (CTCAE %(version)s)", grade=grade, version=event.version)
    return _dated([event.term or _("effet non précisé"), grade, event.note], event.on)


def _dated(words: Iterable[str], on: PartialDate | None) -> str:
    told = ", ".join(word for word in words if word)
    return f"{told} ({partial(on)})" if on else told


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]


_WRITERS: Mapping[type[Any], Callable[[Any], str]] = {
    G8: _g8,
    FamilyHistory: _family,
    RedFlag: _red_flag,
    NervousDisease: _nervous,
    Tempo: _tempo,
    Medication: _medication,
    Allergy: _allergy,
    Check: _check,
    Imaging: _imaging,
    Report: _report,
    NotGiven: _not_given,
    SocialNote: _social,
}

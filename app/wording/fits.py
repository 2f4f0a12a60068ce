"""How an option stands beside a wish: takes a fit, gives a short sentence, never a score."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.findings import Fit
from app.domain.questionnaire import QUESTIONS
from app.domain.vocabulary import FitOutcome, Priority, Refusal, Topic
from app.i18n import _

# What a cell shows first.
_TELLING = (FitOutcome.TENSION, FitOutcome.ALIGNED)


def telling(fits: Iterable[Fit]) -> tuple[Fit, ...]:
    """In the order a cell shows them: tensions, then what goes the same way, then the rest."""
    return tuple(sorted(fits, key=lambda f: (*_TELLING, f.outcome).index(f.outcome)))


def fit_sentence(fit: Fit) -> str:
    """`en tension : perfusions`, `va dans le sens : rester chez soi`, or `non recueilli`."""
    if fit.outcome is FitOutcome.MISSING:
        return _missing(fit.code)
    wish = _wish(fit)
    if fit.code == "to_reconfirm":
        return _("à discuter, souhait à reconfirmer : %(wish)s", wish=wish)
    match fit.outcome:
        case FitOutcome.TENSION:
            return _("en tension : %(wish)s", wish=wish)
        case FitOutcome.ALIGNED:
            return _("va dans le sens : %(wish)s", wish=wish)
    return _("à discuter : %(wish)s", wish=wish)


def fit_detail(fit: Fit) -> str:
    """What was said and when, beside what the option is; "" when nothing was."""
    if fit.outcome is FitOutcome.MISSING:
        return ""
    said = _("dit le %(on)s : %(said)s", on=fit.said_on, said=fit.said) if fit.said_on else fit.said
    if not fit.option_fact:
        return _("%(said)s ; donnée de l'option manquante", said=said)
    return _("%(said)s ; option : %(fact)s", said=said, fact=fit.option_fact)


def _missing(code: str) -> str:
    if code == "not_shared":
        return _("non partagé")
    return _("sans réponse") if code == "not_answered" else _("non recueilli")


def _wish(fit: Fit) -> str:
    """The wish in a few words; what goes along with a refusal is said as its absence."""
    item = fit.params.get("item", "")
    if fit.params.get("topic") == Topic.PRIORITY:
        return _priorities().get(item) or _words(fit)
    if fit.params.get("topic") == Topic.REFUSAL:
        aligned = fit.outcome is FitOutcome.ALIGNED
        return (_respected() if aligned else _refusals()).get(item) or _words(fit)
    return _answered(fit, item) or _words(fit)


def _answered(fit: Fit, item: str) -> str:
    """An answer to the questionnaire in a few words, "" for the patient's own words."""
    if item not in QUESTIONS:
        return ""
    aligned = fit.outcome is FitOutcome.ALIGNED
    if fit.params.get("topic") == Topic.SIDE_EFFECT:
        name = _(QUESTIONS[item].brief)
        return name[:1].lower() + name[1:]
    kept = {
        "practical.max_visits": _("visites dans sa limite"),
        "practical.overnight": _("pas de nuit à l'hôpital"),
        "practical.travel": _("trajet dans sa limite"),
    }
    said = {
        "practical.max_visits": _("nombre de visites"),
        "practical.overnight": _("nuits à l'hôpital"),
        "practical.travel": _("temps de trajet"),
        "place.now": _("soins à domicile"),
        "trial.open": _("essai clinique"),
        "length_quality.balance": _("durée et qualité de vie"),
    }
    return (kept.get(item) if aligned else "") or said.get(item, "")


def _words(fit: Fit) -> str:
    """The patient's own words, shortened at a word; the whole is elsewhere on the page."""
    if not fit.said:
        return _("ses mots")
    words = fit.said if len(fit.said) <= 60 else fit.said[:58].rsplit(" ", 1)[0] + "…"
    return _("« %(words)s »", words=words)


def _priorities() -> dict[str, str]:
    return {
        Priority.LIVE_LONGER: _("vivre plus longtemps"),
        Priority.FEEL_WELL: _("se sentir bien"),
        Priority.STAY_HOME: _("rester chez soi"),
        Priority.INDEPENDENCE: _("indépendance"),
        Priority.CLEAR_MIND: _("idées claires"),
        Priority.AVOID_HOSPITAL: _("moins d'hôpital"),
        Priority.PAIN_RELIEF: _("soulagement de la douleur"),
        Priority.PROJECT: _("son projet"),
        Priority.FAMILY_TIME: _("temps avec ses proches"),
        Priority.RESEARCH: _("participer à la recherche"),
        Priority.NOT_BURDEN: _("ne pas peser sur ses proches"),
        Priority.SPIRITUAL: _("besoins spirituels"),
    }


def _refusals() -> dict[str, str]:
    return {
        Refusal.INFUSIONS: _("perfusions"),
        Refusal.FREQUENT_VISITS: _("nombre de visites"),
        Refusal.HOSPITAL_STAY: _("nuits à l'hôpital"),
        Refusal.CHEMOTHERAPY: _("chimiothérapie"),
        Refusal.TRIAL: _("essai clinique"),
        Refusal.FATIGUE: _("fatigue"),
        Refusal.SKIN: _("effets sur la peau"),
        Refusal.DIGESTIVE: _("nausées ou diarrhées"),
        Refusal.ANY_ANTICANCER: _("traitement contre la maladie"),
        Refusal.STOPPING: _("arrêt du traitement"),
    }


def _respected() -> dict[str, str]:
    return {
        Refusal.INFUSIONS: _("pas de perfusion"),
        Refusal.FREQUENT_VISITS: _("peu de visites"),
        Refusal.HOSPITAL_STAY: _("pas de nuit à l'hôpital"),
        Refusal.CHEMOTHERAPY: _("pas de chimiothérapie"),
        Refusal.TRIAL: _("pas d'essai"),
        Refusal.FATIGUE: _("n'ajoute pas de fatigue"),
        Refusal.SKIN: _("n'ajoute pas d'effet sur la peau"),
        Refusal.DIGESTIVE: _("n'ajoute ni nausée ni diarrhée"),
        Refusal.ANY_ANTICANCER: _("pas de traitement contre la maladie"),
        Refusal.STOPPING: _("le traitement continue"),
    }

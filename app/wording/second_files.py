"""The words of a second file about a known patient: which fact, what differs, what would be done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Protocol

from app.domain import identity
from app.domain.casefile import Biomarker, Caution, Measure, Patient, Treatment, Tumour
from app.domain.partial_date import PartialDate
from app.domain.second_file import Kind, Step
from app.domain.value_sets import Coded
from app.domain.vocabulary import Labelled
from app.i18n import _, ngettext

from . import facts, health
from .dates import partial


class Planned(Protocol):
    """What `summary` needs to know of a plan."""

    @property
    def steps(self) -> Sequence[Step]:
        """The steps."""

    @property
    def words(self) -> int:
        """How many words of the patient are left out."""


def title(step: Step) -> str:
    """Which fact a step is about, in a phrase; one withdrawn here says so."""
    if step.ours is None:
        return phrase(step.theirs)
    told = phrase(step.ours.fact)
    return _("%(fact)s (retiré ici)", fact=told) if step.ours.withdrawn else told


def phrase(fact: Any) -> str:
    """One fact of any kind in a phrase."""
    return _PHRASES.get(type(fact), health.phrase)(fact)


def differences(step: Step) -> list[tuple[str, str, str]]:
    """Each value that differs: its name, ours, the file's."""
    named = _fields()
    return [
        (named.get(d.field, d.field), value(d.ours) or _("vide"), value(d.theirs))
        for d in step.differs
    ]


def summary(plan: Planned) -> list[str]:
    """How many facts are new, changed at the source, or in conflict, one phrase each; what is left out last."""
    counts = {kind: sum(step.kind is kind for step in plan.steps) for kind in Kind}
    told = [
        (
            counts[Kind.ADDED],
            ngettext("%(n)s donnée à ajouter", "%(n)s données à ajouter", counts[Kind.ADDED]),
        ),
        (
            counts[Kind.CHANGED],
            ngettext(
                "%(n)s donnée changée à la source",
                "%(n)s données changées à la source",
                counts[Kind.CHANGED],
            ),
        ),
        (
            counts[Kind.CONFLICT],
            ngettext("%(n)s conflit", "%(n)s conflits", counts[Kind.CONFLICT]),
        ),
        (
            plan.words,
            ngettext(
                "%(n)s parole du patient non reprise : à recueillir avec lui",
                "%(n)s paroles du patient non reprises : à recueillir avec lui",
                plan.words,
            ),
        ),
    ]
    return [words for n, words in told if n]


def closed(code: str) -> str:
    """Why nothing may be added to a known case."""
    return {
        "not_allowed": _("Ce dossier n'est pas le vôtre : rien n'y est ajouté."),
        "case_withdrawn": _("Ce dossier a été retiré : rien n'y est ajouté."),
    }[code]


def value(given: Any) -> str:
    """One value as people read it, "" when it says nothing."""
    if given is None:
        return ""
    written = next((write for kind, write in _VALUES if isinstance(given, kind)), str)
    return written(given)


def _marker(marker: Biomarker) -> str:
    told = f"{facts.marker_name(marker)}{_(' :')} {facts.marker_result(marker)}"
    on = facts.marker_date(marker)
    return f"{told} ({on})" if on else told


def _person(patient: Patient) -> str:
    return _("Identité : %(name)s", name=identity.full_name(patient))


def _treatment(given: Treatment) -> str:
    dates = [partial(on) for on in (given.started_on, given.ended_on) if on]
    return _joined([facts.line_number(given), given.label], " ") + (
        f" ({' → '.join(dates)})" if dates else ""
    )


def _joined(words: Iterable[str], by: str) -> str:
    return by.join(word for word in words if word)


_PHRASES: Mapping[type[Any], Callable[[Any], str]] = {
    Patient: _person,
    Tumour: facts.tumour_line,
    Biomarker: _marker,
    Treatment: _treatment,
    Measure: facts.measure,
    Caution: facts.caution,
}
_VALUES: tuple[tuple[Any, Callable[[Any], str]], ...] = (
    (bool, lambda given: _("oui") if given else _("non")),
    (PartialDate, partial),
    (Labelled | Coded, lambda given: _(given.label)),
    (Decimal, facts.number),
    (tuple, lambda given: ", ".join(value(each) for each in given)),
)


def _fields() -> Mapping[str, str]:
    return {
        **_identity(),
        **_disease(),
        **_results(),
        **_treatments(),
        "note": _("Remarque"),
        "detail": _("Détail"),
        "kind": _("Nature"),
        "value": _("Valeur"),
        "unit": _("Unité"),
        "name": _("Nom"),
        "presence": _("Réponse"),
        "noted_on": _("Date"),
        "text": _("Texte"),
        "author": _("Auteur"),
        "reason": _("Raison"),
        "dose": _("Dose"),
        "finding": _("Constatation"),
        "conclusion": _("Conclusion"),
        "region": _("Région"),
        "result": _("Résultat"),
        "score": _("Score"),
        "by": _("Par"),
        "resolved": _("Résolue"),
        "resolved_on": _("Résolue le"),
        "reaction": _("Réaction"),
        "substance": _("Substance"),
        "relation": _("Parent"),
        "cancer": _("Cancer"),
        "age": _("Âge"),
        "pace": _("Vitesse"),
        "said_by": _("Selon"),
        "treated": _("Traitée"),
        "treatment": _("Traitement"),
        "noted_by": _("Noté par"),
        "topic": _("Sujet"),
    }


def _identity() -> Mapping[str, str]:
    return {
        "birth_name": _("Nom de naissance"),
        "given_names": _("Prénoms"),
        "used_name": _("Nom utilisé"),
        "sex": _("Sexe"),
        "birth_on": _("Date de naissance"),
        "birth_place": _("Lieu de naissance"),
        "local_id": _("IPP"),
        "phone": _("Téléphone"),
        "address": _("Adresse"),
        "emergency_contact": _("Personne à prévenir"),
        "deceased_on": _("Décès"),
        "no_contact_on": _("Ne souhaite plus être contacté"),
    }


def _disease() -> Mapping[str, str]:
    return {
        "label": _("Libellé"),
        "site": _("Localisation"),
        "laterality": _("Côté"),
        "histology": _("Histologie"),
        "morphology_code": _("Code de morphologie"),
        "topography_code": _("Code de topographie"),
        "diagnosed_on": _("Date du diagnostic"),
        "stage": _("Stade"),
        "tnm": _("TNM"),
        "tnm_edition": _("Édition du TNM"),
        "metastatic_sites": _("Métastases"),
        "by_screening": _("Découverte par dépistage"),
        "tnm_not_applicable": _("TNM non applicable"),
        "other_name": _("Autre classification"),
        "other_value": _("Valeur de l'autre classification"),
        "other_version": _("Version de l'autre classification"),
        "other_on": _("Date de l'autre classification"),
        "phase": _("Phase"),
        "relapsed_on": _("Rechute"),
        "progressing": _("En progression"),
        "progression_extent": _("Étendue de la progression"),
    }


def _results() -> Mapping[str, str]:
    return {
        "marker": _("Marqueur"),
        "state": _("État"),
        "alteration": _("Altération"),
        "uncertain": _("Signification incertaine"),
        "method": _("Méthode"),
        "sample": _("Prélèvement"),
        "sample_kind": _("Nature du prélèvement"),
        "sample_site": _("Site du prélèvement"),
        "board_asked_on": _("RCP moléculaire demandée le"),
        "board_seen_on": _("RCP moléculaire du"),
        "board_conclusion": _("Conclusion de la RCP moléculaire"),
        "sample_on": _("Date du prélèvement"),
        "laboratory": _("Laboratoire"),
        "resulted_on": _("Date du résultat"),
        "ordered_on": _("Demandé le"),
        "due_on": _("Attendu le"),
        "escat": _("ESCAT"),
        "measured_on": _("Date de la mesure"),
    }


def _treatments() -> Mapping[str, str]:
    return {
        "line": _("Ligne"),
        "line_is_derived": _("Ligne déduite"),
        "drugs": _("Médicaments"),
        "intent": _("Intention"),
        "started_on": _("Début"),
        "ended_on": _("Fin"),
        "cycles": _("Cycles"),
        "best_response": _("Meilleure réponse"),
        "response_method": _("Méthode de la réponse"),
        "progressed_on": _("Date de la progression"),
        "progression_sites": _("Sites de la progression"),
        "stop_reason": _("Raison de l'arrêt"),
        "dose_note": _("Dose"),
        "dose_reductions": _("Réductions de dose"),
        "dose_intensity": _("Intensité de dose"),
        "toxicities": _("Toxicités"),
        "confirmed_by": _("Progression confirmée par"),
        "considered": _("Envisagé"),
        "mechanisms": _("Mécanismes"),
        "mechanism_certainty": _("Certitude du mécanisme"),
        "ongoing": _("En cours"),
        "official_type": _("Type national"),
    }

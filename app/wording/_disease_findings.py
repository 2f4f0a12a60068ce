"""What a criterion says of the disease and of measures: takes a leaf's parameters, gives its sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.domain.vocabulary import FindingOutcome
from app.i18n import _, ngettext

Params = Mapping[str, str]


def _diagnosis(params: Params, outcome: FindingOutcome) -> str:
    if outcome is FindingOutcome.NOT_MET:
        return _("%(found)s, et non %(wanted)s", found=params["found"], wanted=params["wanted"])
    return params["found"]


def _stage(params: Params, outcome: FindingOutcome) -> str:
    if outcome is FindingOutcome.NOT_MET:
        return _(
            "stade %(found)s, demandé : %(wanted)s", found=params["found"], wanted=params["wanted"]
        )
    return _("stade %(found)s", found=params["found"])


def _metastases(params: Params, outcome: FindingOutcome) -> str:
    return _("métastases") if params["present"] else _("sans métastase")


def _response(params: Params, outcome: FindingOutcome) -> str:
    if outcome is FindingOutcome.NOT_MET:
        return _(
            "meilleure réponse : %(found)s, demandé : %(wanted)s",
            found=params["found"].lower(),
            wanted=params["wanted"].lower(),
        )
    return _("meilleure réponse : %(found)s", found=params["found"].lower())


def _name(params: Params) -> str:
    return " ".join(filter(None, (params["marker"], params["method"])))


def _expression(params: Params, outcome: FindingOutcome) -> str:
    limit = " ".join(filter(None, (params["at_least"], params["unit"])))
    if outcome is FindingOutcome.NOT_MET:
        return _(
            "%(name)s %(value)s, il faut au moins %(limit)s",
            name=_name(params),
            value=params["value"],
            limit=limit,
        )
    return _("%(name)s %(value)s", name=_name(params), value=params["value"])


def _expression_to_state(params: Params, outcome: FindingOutcome) -> str:
    said = [_("%(name)s : valeur à préciser", name=_name(params))]
    if params["asks"]:
        said.append(params["asks"])
    if params["days"]:
        days = int(params["days"])
        said.append(ngettext("environ %(n)s jour", "environ %(n)s jours", days))
    return ", ".join(said)


def _organ(params: Params, outcome: FindingOutcome) -> str:
    text = _("%(measure)s : %(value)s", measure=params["measure"], value=params["value"])
    return _("%(text)s, à discuter", text=text) if outcome is FindingOutcome.CAUTION else text


def _organ_unknown(params: Params, outcome: FindingOutcome) -> str:
    return _("%(measure)s à renseigner, %(asks)s", measure=params["measure"], asks=params["asks"])


def _organ_old(params: Params, outcome: FindingOutcome) -> str:
    return _(
        "%(measure)s : %(value)s, trop ancien, %(asks)s",
        measure=params["measure"],
        value=params["value"],
        asks=params["asks"],
    )


DISEASE_SENTENCES: Mapping[str, Callable[[Params, FindingOutcome], str]] = {
    "diagnosis": _diagnosis,
    "diagnosis_unknown": lambda p, o: _("type de tumeur à préciser : %(wanted)s ?", **p),
    "stage": _stage,
    "stage_unknown": lambda p, o: _("stade à préciser"),
    "metastases": _metastases,
    "metastases_unknown": lambda p, o: _("métastases : à préciser"),
    "response": _response,
    "response_unknown": lambda p, o: _("meilleure réponse à préciser"),
    "sex": lambda p, o: _("sexe %(found)s", found=p["found"].lower()),
    "sex_unknown": lambda p, o: _("sexe à renseigner"),
    "expression": _expression,
    "expression_to_state": _expression_to_state,
    "organ": _organ,
    "organ_unknown": _organ_unknown,
    "organ_old": _organ_old,
}

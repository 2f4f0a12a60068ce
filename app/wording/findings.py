"""What a criterion says of a file: takes a finding, gives its short sentence and its sign."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from app.domain.findings import Finding
from app.domain.vocabulary import FindingOutcome
from app.i18n import NARROW, _, ngettext

from ._disease_findings import DISEASE_SENTENCES
from ._marker_findings import MARKER_SENTENCES, Params

_SIGNS = {
    FindingOutcome.MET: "✓",
    FindingOutcome.UNKNOWN: "?",
    FindingOutcome.NOT_MET: "\u00d7",
    FindingOutcome.CAUTION: "!",
    FindingOutcome.HUMAN: "→",
}
_DRUG_CODES = frozenset({"drug_received", "drug_not_received", "drug_unknown"})
_GROUPED = frozenset({"marker_never_done", "marker_imprecise"}) | _DRUG_CODES


def finding_sign(finding: Finding) -> str:
    """The sign that opens the cell, beside a word or an accessible label, never alone."""
    return _SIGNS[finding.outcome]


def pressing(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """In the order a cell shows them: what is not met or not known first, what is met after."""
    return tuple(sorted(findings, key=lambda f: f.outcome is FindingOutcome.MET))


def finding_sentence(finding: Finding) -> str:
    """The criterion in a few words, for one table cell: `BRAF V600E, côlon ou rectum`."""
    parts = _parts(finding)
    said = [_say(code, params, finding.outcome) for code, params in _grouped(parts)]
    said = [text if number == 0 else _lower(text) for number, text in enumerate(said)]
    between = f"{NARROW}; " if finding.outcome is FindingOutcome.UNKNOWN else ", "
    return between.join(dict.fromkeys(said))


def finding_detail(finding: Finding) -> str:
    """The datum used, as the file has it, with its date: `BRAF V600E positif (14/03/2026)`."""
    if not finding.datum or not finding.datum_on:
        return finding.datum
    return _("%(datum)s (%(on)s)", datum=finding.datum, on=finding.datum_on)


def _parts(finding: Finding) -> list[tuple[str, Params]]:
    """The leaves of a finding; several are numbered in its parameters."""
    if finding.code != "several":
        return [(finding.code, finding.params)]
    numbered: dict[int, dict[str, str]] = {}
    for key, value in finding.params.items():
        number, name = key.split(".", 1)
        numbered.setdefault(int(number), {})[name] = value
    return [(numbered[number]["code"], numbered[number]) for number in sorted(numbered)]


def _grouped(parts: list[tuple[str, Params]]) -> list[tuple[str, Params]]:
    """Markers that the same people do in the same time, or drugs received, become one sentence."""
    kept: list[tuple[str, Params]] = []
    for code, params in parts:
        same = next((known for known in kept if _same_request(known, (code, params))), None)
        if same is None:
            kept.append((code, {**params, "names": _name(code, params)}))
            continue
        names = same[1]["names"].split(", ")
        if _name(code, params) not in names:
            merged = {**same[1], "names": ", ".join([*names, _name(code, params)])}
            kept[kept.index(same)] = (code, merged)
    return kept


def _name(code: str, params: Params) -> str:
    return _drug(params) if code in _DRUG_CODES else _marker(params)


def _same_request(one: tuple[str, Params], other: tuple[str, Params]) -> bool:
    if one[0] != other[0] or one[0] not in _GROUPED:
        return False
    return all(one[1].get(key) == other[1].get(key) for key in ("asks", "days"))


def _marker(params: Params) -> str:
    """The marker, with the alteration wanted only where another row of the gene was found."""
    if params.get("found") and params.get("alteration"):
        return f"{params['marker']} {params['alteration']}"
    return params.get("marker", "")


def _say(code: str, params: Params, outcome: FindingOutcome) -> str:
    return _SENTENCES[code](params, outcome)


def _site(params: Params, outcome: FindingOutcome) -> str:
    if outcome is FindingOutcome.NOT_MET:
        return _("%(site)s : site non concerné", site=params["site"])
    return _(params["site"])


def _histology(params: Params, outcome: FindingOutcome) -> str:
    if params["found"]:
        return _("histologie à vérifier : %(found)s", found=params["found"])
    return _("histologie à préciser")


def _lines(params: Params, outcome: FindingOutcome) -> str:
    wanted, count = int(params["at_least"]), int(params["count"])
    most = int(params["at_most"]) if params.get("at_most") else None
    wishes = []
    if wanted or most is None:
        wishes.append(ngettext("au moins %(n)s ligne", "au moins %(n)s lignes", wanted))
    if most is not None:
        wishes.append(ngettext("%(n)s ligne au plus", "%(n)s lignes au plus", most))
    needed = _(" et ").join(wishes) if most != 0 else _("première ligne")
    if outcome is not FindingOutcome.NOT_MET:
        return needed
    done = ngettext("%(n)s ligne reçue", "%(n)s lignes reçues", count)
    if most == 0:
        return _("%(done)s, indication de première ligne", done=done)
    needed = needed if most is not None else str(wanted)
    return _("%(done)s, il en faut %(wanted)s", done=done, wanted=needed)


def drug_classes() -> dict[str, str]:
    """The classes of drugs that criteria know, by code."""
    return {
        "chemotherapy": _("chimiothérapie"),
        "immunotherapy": _("immunothérapie"),
        "fluoropyrimidine": _("fluoropyrimidine"),
        "platinum": _("sel de platine"),
        "anti_egfr": _("anti-EGFR"),
        "anti_vegf": _("anti-VEGF"),
        "anti_her2": _("anti-HER2"),
        "taxane": _("taxane"),
        "oxaliplatin": _("oxaliplatine"),
        "irinotecan": _("irinotécan"),
        "parp": _("inhibiteur de PARP"),
        "ar_pathway": _("hormonothérapie de nouvelle génération"),
        "endocrine": _("hormonothérapie"),
    }


def _drug(params: Params) -> str:
    return params["drug"] or drug_classes()[params["class"]]


def _received(params: Params, outcome: FindingOutcome) -> str:
    count = params["names"].count(", ") + 1
    return ngettext("déjà reçu : %(drug)s", "déjà reçus : %(drug)s", count, drug=params["names"])


def _not_received(params: Params, outcome: FindingOutcome) -> str:
    count = params["names"].count(", ") + 1
    return ngettext(
        "jamais reçu : %(drug)s", "jamais reçus : %(drug)s", count, drug=params["names"]
    )


def _performance(params: Params, outcome: FindingOutcome) -> str:
    if outcome is FindingOutcome.CAUTION:
        return _("OMS %(value)s : à discuter", value=params["value"])
    return _against(_("OMS %(value)s", value=params["value"]), params, outcome)


def _against(said: str, params: Params, outcome: FindingOutcome) -> str:
    """What refuses by age or status alone is the text quoted, word for word."""
    if outcome is not FindingOutcome.NOT_MET:
        return said
    return _("%(said)s, texte cité : %(quote)s", said=said, quote=params["quote"])


def _age(params: Params, outcome: FindingOutcome) -> str:
    years = ngettext("%(n)s an", "%(n)s ans", int(params["years"]))
    if outcome is FindingOutcome.CAUTION:
        return _("%(years)s : à discuter", years=years)
    return _against(years, params, outcome)


def _caution(params: Params, outcome: FindingOutcome) -> str:
    if params["detail"]:
        return _("%(kinds)s : %(detail)s", kinds=params["kinds"], detail=params["detail"])
    return params["kinds"]


def _caution_unknown(params: Params, outcome: FindingOutcome) -> str:
    kinds = ", ".join(_lower(kind) for kind in params["kinds"].split(", "))
    return _("à demander : %(kinds)s, %(asks)s", kinds=kinds, asks=params["asks"])


def _allergy(params: Params, outcome: FindingOutcome) -> str:
    if params["class"]:
        family = drug_classes()[params["class"]]
        return _(
            "allergie à regarder : %(what)s (même classe, %(family)s)",
            what=params["substance"],
            family=family,
        )
    return _("allergie à regarder : %(what)s", what=params["substance"])


def _medication(params: Params, outcome: FindingOutcome) -> str:
    if params["effect"]:
        return _("prend %(drugs)s : %(effect)s", drugs=params["drugs"], effect=params["effect"])
    return _("prend %(drugs)s : à regarder", drugs=params["drugs"])


def _lower(text: str) -> str:
    """Lower case at the start of a word that is not an acronym."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


_SENTENCES: Mapping[str, Callable[[Params, FindingOutcome], str]] = {
    "site": _site,
    "site_unknown": lambda p, o: _("localisation à préciser"),
    "histology_to_check": _histology,
    **MARKER_SENTENCES,
    **DISEASE_SENTENCES,
    "lines": _lines,
    "lines_unknown": lambda p, o: _("lignes de traitement à préciser"),
    "drug_received": _received,
    "drug_not_received": _not_received,
    "drug_unknown": lambda p, o: _("à préciser, déjà reçu : %(drug)s", drug=p["names"]),
    "candidate_unknown": lambda p, o: _("%(drug)s non reçu : candidat ?", drug=_drug(p)),
    "candidate": lambda p, o: _("%(drug)s : candidat, non reçu", drug=_drug(p)),
    "not_candidate": lambda p, o: _("non candidat : %(drug)s", drug=_drug(p)),
    "performance": _performance,
    "performance_unknown": lambda p, o: _("OMS à renseigner"),
    "age": _age,
    "age_unknown": lambda p, o: _("âge à préciser"),
    "caution": _caution,
    "caution_unknown": _caution_unknown,
    "allergy": _allergy,
    "allergy_class": _allergy,
    "medication": _medication,
    "medication_unknown": lambda p, o: _(
        "à demander : traitements habituels, %(asks)s", asks=p["asks"]
    ),
    "open": lambda p, o: _("sans prérequis"),
    "haematology_not_covered": lambda p, o: _("hémopathie : critères non calculés"),
    "human": lambda p, o: p["text"],
}

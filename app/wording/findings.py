"""What a criterion says of a file: takes a finding, gives its short sentence and its sign."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.domain.findings import Finding
from app.domain.her2 import HER2, MUTATION, STRONG
from app.domain.markers import MSI
from app.domain.vocabulary import FindingOutcome
from app.i18n import NARROW, _, ngettext

_SIGNS = {
    FindingOutcome.MET: "✓",
    FindingOutcome.UNKNOWN: "?",
    FindingOutcome.NOT_MET: "\u00d7",
    FindingOutcome.CAUTION: "!",
    FindingOutcome.HUMAN: "→",
}
Params = Mapping[str, str]
_SHORT = 20


def finding_sign(finding: Finding) -> str:
    """The sign that opens the cell, beside a word or an accessible label, never alone."""
    return _SIGNS[finding.outcome]


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
    """Markers never done that the same people do in the same time become one sentence."""
    kept: list[tuple[str, Params]] = []
    for code, params in parts:
        same = next((known for known in kept if _same_request(known, (code, params))), None)
        if same is None:
            kept.append((code, {**params, "names": _marker(params)}))
            continue
        names = same[1]["names"].split(", ")
        if _marker(params) not in names:
            merged = {**same[1], "names": ", ".join([*names, _marker(params)])}
            kept[kept.index(same)] = (code, merged)
    return kept


def _same_request(one: tuple[str, Params], other: tuple[str, Params]) -> bool:
    if one[0] != other[0] or one[0] not in {"marker_never_done", "marker_imprecise"}:
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


def _marker_yes(params: Params, outcome: FindingOutcome) -> str:
    marker, wanted, found = params["marker"], params["alteration"], params["found"]
    if marker == MSI:
        return _("MSI-H ou dMMR")
    if marker == HER2:
        return _her2(params)
    exact = wanted if any(c.isdigit() for c in wanted) and not wanted.endswith("*") else found
    if exact:
        return f"{marker} {exact}"
    if params["value"] and len(params["value"]) <= _SHORT:
        return _("%(marker)s positif (%(value)s)", marker=marker, value=params["value"])
    return _("%(marker)s positif", marker=marker)


def _marker_no(params: Params, outcome: FindingOutcome) -> str:
    if params["marker"] == MSI:
        return _("MSI/MMR : MSS ou pMMR")
    return _("%(marker)s négatif", marker=params["marker"])


def _her2(params: Params) -> str:
    """HER2 with the degree asked for, and the score when the file has a short one."""
    names = {"": _("HER2 positif"), MUTATION: _("HER2 muté")}
    wanted = params["alteration"]
    name = names.get(wanted) or ("HER2 IHC 3+" if wanted == STRONG else f"HER2-{wanted}")
    shown = params["value"] or params["found"]
    if shown and wanted != STRONG and len(shown) <= _SHORT:
        return _("%(name)s (%(shown)s)", name=name, shown=shown)
    return name


def _marker_other(params: Params, outcome: FindingOutcome) -> str:
    if params["marker"] == HER2:
        return _("HER2 positif, et non HER2-%(wanted)s", wanted=params["alteration"])
    return _(
        "%(marker)s %(found)s, et non %(wanted)s",
        marker=params["marker"],
        found=params["found"],
        wanted=params["alteration"],
    )


def _never_done(params: Params, outcome: FindingOutcome) -> str:
    names = params["names"].split(", ")
    shown, more = names[:4], len(names) - 4
    text = ", ".join(shown)
    if more > 0:
        text = ngettext("%(text)s et %(n)s autre", "%(text)s et %(n)s autres", more, text=text)
    said = ngettext("%(names)s : jamais fait", "%(names)s : jamais faits", len(names), names=text)
    return ", ".join([said, *_request(params)])


def _request(params: Params) -> list[str]:
    """Who is to be asked, and how long it takes."""
    said = [params["asks"]] if params.get("asks") else []
    if params.get("days"):
        days = int(params["days"])
        said.append(ngettext("environ %(n)s jour", "environ %(n)s jours", days))
    return said


def _pending(params: Params, outcome: FindingOutcome) -> str:
    said = [_("%(marker)s : résultat attendu", marker=params["marker"])]
    due = params.get("due_on", "")
    if due and params.get("late"):
        said = [_("%(marker)s : résultat en retard", marker=params["marker"])]
    if due:
        said.append(_("prévu le %(on)s", on=due) if len(due) > 7 else _("prévu en %(on)s", on=due))
    if params.get("asks"):
        said.append(params["asks"])
    return ", ".join(said)


def _non_contributory(params: Params, outcome: FindingOutcome) -> str:
    return _(
        "%(marker)s : non contributif, nouveau prélèvement ou ADN circulant à discuter",
        marker=params["marker"],
    )


def _uncertain(params: Params, outcome: FindingOutcome) -> str:
    name = " ".join(filter(None, (params["marker"], params["found"])))
    return _("%(name)s : signification incertaine", name=name)


def _imprecise(params: Params, outcome: FindingOutcome) -> str:
    if params["marker"] == HER2 and params["alteration"] != MUTATION:
        return _("HER2 : score IHC à préciser")
    name = " ".join(filter(None, (params["marker"], params.get("found"))))
    return _("%(name)s : altération à préciser", name=name)


def _discordant(params: Params, outcome: FindingOutcome) -> str:
    return _("%(marker)s : résultats discordants", marker=params["marker"])


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


def _drug(params: Params) -> str:
    classes = {
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
    return params["drug"] or classes[params["class"]]


def _performance(params: Params, outcome: FindingOutcome) -> str:
    if outcome is FindingOutcome.CAUTION:
        return _("OMS %(value)s : à discuter", value=params["value"])
    return _("OMS %(value)s", value=params["value"])


def _age(params: Params, outcome: FindingOutcome) -> str:
    years = ngettext("%(n)s an", "%(n)s ans", int(params["years"]))
    return _("%(years)s : à discuter", years=years) if outcome is FindingOutcome.CAUTION else years


def _caution(params: Params, outcome: FindingOutcome) -> str:
    if params["detail"]:
        return _("%(kinds)s : %(detail)s", kinds=params["kinds"], detail=params["detail"])
    return params["kinds"]


def _caution_unknown(params: Params, outcome: FindingOutcome) -> str:
    kinds = ", ".join(_lower(kind) for kind in params["kinds"].split(", "))
    return _("à demander : %(kinds)s, %(asks)s", kinds=kinds, asks=params["asks"])


def _lower(text: str) -> str:
    """Lower case at the start of a word that is not an acronym."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


_SENTENCES: Mapping[str, Callable[[Params, FindingOutcome], str]] = {
    "site": _site,
    "site_unknown": lambda p, o: _("localisation à préciser"),
    "histology_to_check": _histology,
    "marker_yes": _marker_yes,
    "marker_no": _marker_no,
    "marker_other": _marker_other,
    "marker_never_done": _never_done,
    "marker_pending": _pending,
    "marker_non_contributory": _non_contributory,
    "marker_uncertain": _uncertain,
    "marker_imprecise": _imprecise,
    "marker_discordant": _discordant,
    "lines": _lines,
    "lines_unknown": lambda p, o: _("lignes de traitement à préciser"),
    "drug_received": lambda p, o: _("déjà reçu : %(drug)s", drug=_drug(p)),
    "drug_not_received": lambda p, o: _("jamais reçu : %(drug)s", drug=_drug(p)),
    "drug_unknown": lambda p, o: _("à préciser, déjà reçu : %(drug)s", drug=_drug(p)),
    "candidate_unknown": lambda p, o: _("%(drug)s non reçu : candidat ?", drug=_drug(p)),
    "candidate": lambda p, o: _("%(drug)s : candidat, non reçu", drug=_drug(p)),
    "not_candidate": lambda p, o: _("non candidat : %(drug)s", drug=_drug(p)),
    "performance": _performance,
    "performance_unknown": lambda p, o: _("OMS à renseigner"),
    "age": _age,
    "age_unknown": lambda p, o: _("âge à préciser"),
    "caution": _caution,
    "caution_unknown": _caution_unknown,
    "open": lambda p, o: _("sans prérequis"),
    "human": lambda p, o: p["text"],
}

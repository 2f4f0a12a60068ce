"""What a criterion says of a marker: takes a leaf's parameters, gives its short sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.domain.her2 import HER2, MUTATION, STRONG
from app.domain.marker_names import MSI
from app.domain.vocabulary import FindingOutcome
from app.i18n import _, ngettext

Params = Mapping[str, str]
_SHORT = 20


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
    wanted = params["alteration"]
    name = _her2_degree(wanted)
    shown = params["value"] or params["found"]
    if shown and wanted != STRONG and len(shown) <= _SHORT:
        return _("%(name)s (%(shown)s)", name=name, shown=shown)
    return name


def _her2_degree(wanted: str) -> str:
    names = {"": _("HER2 positif"), MUTATION: _("HER2 muté"), STRONG: "HER2 IHC 3+"}
    return names.get(wanted, f"HER2-{wanted}")


def _marker_other(params: Params, outcome: FindingOutcome) -> str:
    if params["marker"] == HER2:
        return _("HER2 positif, et non %(wanted)s", wanted=_her2_degree(params["alteration"]))
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


MARKER_SENTENCES: Mapping[str, Callable[[Params, FindingOutcome], str]] = {
    "marker_yes": _marker_yes,
    "marker_no": _marker_no,
    "marker_other": _marker_other,
    "marker_never_done": _never_done,
    "marker_pending": _pending,
    "marker_non_contributory": _non_contributory,
    "marker_uncertain": _uncertain,
    "marker_imprecise": _imprecise,
    "marker_discordant": _discordant,
}

"""The items a board needs, as a coordinator reads them: their names, where each stands, where each comes from."""

from __future__ import annotations

from app.domain.completeness import Completeness, Item
from app.domain.requirements import SOURCES
from app.domain.vocabulary import ItemState, Need
from app.i18n import _, ngettext

from .dates import partial

NAMED = 5  # items a printed line names before it counts the others
_SOURCES = {
    "frcp": "modèle national de la fiche RCP (CI-SIS, CANCER-FRCP)",
    "charters": "chartes des RCP et article L. 1110-4 du code de la santé publique",
    "g8": "repérage de la fragilité à partir de 75 ans (G8, INCa)",
    "esmo": "recommandations ESMO 2024",
    "support": "panier national de soins de support (DGOS et INCa, 2017)",
    "own": "proposé par Relais",
}


def item_name(item: Item) -> str:
    """`marqueur MSI/MMR`, `poids`: the item, to go on inside a sentence."""
    if item.detail:
        return _("marqueur %(name)s", name=item.detail)
    label = _(item.code.label)
    return label[:1].lower() + label[1:]


def item_note(item: Item) -> str:
    """What to know of it beside its name: `12/10/2026, soit 44 jours`, `attendu le 28/11/2026`, or ""."""
    match item.state:
        case ItemState.OLD:
            return _age(item)
        case ItemState.PENDING:
            if item.on is None:
                return _("en attente")
            return _("en attente, prévu le %(on)s", on=partial(item.on))
        case ItemState.NOT_KNOWN:
            return _("pas encore connu")
    return ""


def item_line(item: Item) -> str:
    """`poids (12/10/2026, soit 44 jours)`: the name with its note, if there is one."""
    note = item_note(item)
    return _("%(name)s (%(note)s)", name=item_name(item), note=note) if note else item_name(item)


def file_state(complete: Completeness) -> str:
    """`complet`, or `incomplet (18 sur 21), manque : poids, marqueur RAS et 1 autre`: one line of a print (B3)."""
    missing = complete.missing
    if not missing:
        return _("complet")
    named = ", ".join(item_name(item) for item in missing[:NAMED])
    rest = len(missing) - NAMED
    if rest > 0:
        others = ngettext("%(n)s autre", "%(n)s autres", rest)
        named = _("%(named)s et %(others)s", named=named, others=others)
    return _(
        "incomplet (%(present)s sur %(all)s), manque : %(named)s",
        present=complete.present,
        all=len(complete.items),
        named=named,
    )


def need_source(need: Need) -> str:
    """Where the default comes from."""
    return _(_SOURCES[SOURCES[need]])


def need_choice(need: Need) -> str:
    """`Poids : panier national…`: one line of a list to tick."""
    return _("%(name)s : %(source)s", name=_(need.label), source=need_source(need))


def _age(item: Item) -> str:
    """Its date and its age on the day of the meeting, failing that today."""
    if item.on is None or item.age_days is None:
        return _("sans date")
    days = ngettext("%(n)s jour", "%(n)s jours", item.age_days)
    exact = item.on.day is not None
    said = "%(on)s, soit %(days)s" if exact else "%(on)s, jusqu'à %(days)s"
    return _(said, on=partial(item.on), days=days)

"""Names offered while a person types: genes, medicines, tumours and their codes. No patient is in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Blueprint, jsonify, request
from werkzeug.wrappers import Response

from app.domain.lookups import Suggestion
from app.domain.permissions import Action
from app.domain.text import SHORT
from app.i18n import _, ngettext
from app.queries import vocabularies
from app.security.guard import access

blueprint = Blueprint("vocabularies", __name__, url_prefix="/vocabularies")
_OFFERS: Mapping[str, Callable[[str], tuple[Suggestion, ...]]] = {
    "tumours": vocabularies.suggest_tumours,
    "genes": vocabularies.suggest_genes,
    "drugs": vocabularies.suggest_drugs,
    "codes": vocabularies.suggest_codes,
}


@blueprint.get("/<any(tumours, genes, drugs, codes):name>")
@access(Action.USE_ACCOUNT)
def suggest(name: str) -> Response:
    """What to offer for the letters `q`: the value to write, what to read, and the site of a tumour when one follows."""
    found = _OFFERS[name](request.args.get("q", "")[:SHORT])
    offers = [_offer(name, one) for one in found]
    answer = jsonify(said=_said(len(offers)), offers=offers)
    answer.add_etag()
    return answer.make_conditional(request)


def _offer(name: str, one: Suggestion) -> dict[str, str]:
    if name == "codes":
        return {"value": one.code, "label": f"{one.code} {one.label}"}
    beside = f"{one.label} ({one.matched})" if one.matched and name != "tumours" else one.label
    site = vocabularies.site_of(one.code) if name == "tumours" else None
    return {"value": one.label, "label": beside} | ({"site": site.value} if site else {})


def _said(count: int) -> str:
    if not count:
        return _("Aucune proposition : écrivez librement.")
    return ngettext("%(n)s proposition", "%(n)s propositions", count)

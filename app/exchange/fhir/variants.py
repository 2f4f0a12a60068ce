"""Variants, fusions and copy numbers: Present is positive, Absent negative, never a mutation."""

from __future__ import annotations

import re

from app.domain.casefile import Biomarker
from app.domain.text import fold
from app.domain.vocabulary import MarkerState
from app.i18n import _

from .bag import Bag
from .load import Resource
from .markers import absent_state, interpreted, method_of, state_of
from .values import (
    Coding,
    Concept,
    concept,
    cut,
    effective,
    french,
    items,
    number,
    obj,
    profile,
    quantity,
    words,
)

_ASSESSMENT = "69548-6"
_PROFILES = re.compile(r"genomic-variant|cancer-genetic-variant|(^| )variant( |\Z)")
_GENE, _C_HGVS, _P_HGVS, _G_HGVS = "48018-6", "48004-6", "48005-3", "81290-9"
_CLINVAR, _FRACTION, _COPIES, _CHANGE, _ORIGIN = (
    "81252-9",
    "81258-6",
    "82155-3",
    "48019-4",
    "48002-0",
)
_SIGNIFICANCE = "53037-8"
_UNCERTAIN = {"LA26333-7"}
_HGVS = re.compile(r"\b([cgmn]\.[^\s()]+)|\b(p\.\(?[A-Za-z]{1,3}\d[^\s()]*)")
_SYMBOL = re.compile(r"[A-Z][A-Z0-9-]{1,11}\Z")
# HGNC numbers of the genes a board names (CC0), for files that give the number alone
_GENES = {
    "76": "ABL1", "427": "ALK", "391": "AKT1", "644": "AR", "795": "ATM", "1014": "BCR",
    "1097": "BRAF", "1100": "BRCA1", "1101": "BRCA2", "1748": "CDH1", "1787": "CDKN2A",
    "16627": "CHEK2", "3236": "EGFR", "3430": "ERBB2", "3467": "ESR1", "3689": "FGFR2",
    "3690": "FGFR3", "5382": "IDH1", "5383": "IDH2", "6342": "KIT", "6407": "KRAS", "7029": "MET",
    "7127": "MLH1", "7325": "MSH2", "7329": "MSH6", "7989": "NRAS", "8031": "NTRK1",
    "26144": "PALB2", "8803": "PDGFRA", "8975": "PIK3CA", "9122": "PMS2", "9588": "PTEN",
    "9967": "RET", "10261": "ROS1", "11389": "STK11", "11998": "TP53",
}  # fmt: skip


def take_variant(resource: Resource, bag: Bag) -> bool:
    """Gather a variant; False when the observation is none."""
    if _ASSESSMENT not in concept(resource.get("code")).codes and not _PROFILES.search(
        profile(resource)
    ):
        return False
    parts = _parts(resource)
    genes = list(dict.fromkeys(filter(None, map(_gene, parts.get(_GENE, [])))))
    state = (
        state_of(concept(resource.get("valueCodeableConcept")))
        or interpreted(resource)
        or absent_state(resource)
    )
    if state is None or not genes:
        bag.leave(resource, "gene_unknown" if state else "value_unreadable")
        return True
    bag.biomarkers.append(
        Biomarker(
            marker=cut("::".join(genes)),
            state=state,
            alteration=cut(_alteration(resource, parts, genes)),
            uncertain=state is MarkerState.POSITIVE and _is_uncertain(parts),
            value=cut(_value(resource, parts)),
            method=method_of(resource, bag),
            resulted_on=effective(resource),
        )
    )
    return True


def _parts(resource: Resource) -> dict[str, list[Concept]]:
    """The coded values of the components by component code."""
    found: dict[str, list[Concept]] = {}
    for part in items(resource.get("component")):
        value = concept(part.get("valueCodeableConcept")) or Concept(
            text=words(part.get("valueString"))
        )
        for code in concept(part.get("code")).codes:
            found.setdefault(code, []).append(value)
    return found


def _gene(value: Concept) -> str:
    """The symbol as displayed when it looks like one, else by HGNC number; "" failing both."""
    for coding in value.codings:
        if _SYMBOL.match(coding.display):
            return coding.display
        if coding.code.removeprefix("HGNC:") in _GENES and _is_hgnc(coding):
            return _GENES[coding.code.removeprefix("HGNC:")]
    said = value.text or value.label
    return said if _SYMBOL.match(said) else ""


def _is_hgnc(coding: Coding) -> bool:
    return coding.code.startswith("HGNC:") or "genenames" in coding.system


def _alteration(resource: Resource, parts: dict[str, list[Concept]], genes: list[str]) -> str:
    """c. and p. as written; else what ClinVar's name, the position or the change type say."""
    if len(genes) > 1:
        return _("fusion")
    for codes in ((_C_HGVS, _P_HGVS), (_CLINVAR,), (_G_HGVS,)):
        written = [h for code in codes for v in parts.get(code, []) for h in _hgvs(v)]
        if written:
            return " ".join(dict.fromkeys(written))
    named = [v for code in (_CHANGE, _CLINVAR) for v in parts.get(code, [])]
    change = next((v.label.replace("_", " ") for v in named if v.has_words), "")
    if "fusion" in fold(change):
        return _("fusion")
    said = [concept(i) for i in items(resource.get("interpretation"))]
    copies = _copies(resource)
    kind = next((i.label for i in said if "mutation" in i.folded or "variant" in i.folded), "")
    return copies or change or kind


def _hgvs(value: Concept) -> list[str]:
    said = [c.display or c.code for c in value.codings] + [value.text]
    return [m.group() for text in said for m in _HGVS.finditer(text)]


def _copies(resource: Resource) -> str:
    for part in items(resource.get("component")):
        amount = number(obj(part.get("valueQuantity")).get("value"))
        if _COPIES in concept(part.get("code")).codes and amount is not None:
            return _("%(n)s copies", n=french(amount))
    return ""


def _is_uncertain(parts: dict[str, list[Concept]]) -> bool:
    """A variant of unknown significance settles nothing (docs/decisions/0003)."""
    said = parts.get(_SIGNIFICANCE, [])
    return any(v.codes & _UNCERTAIN or "uncertain" in v.folded for v in said)


def _value(resource: Resource, parts: dict[str, list[Concept]]) -> str:
    """Somatic or germline, and the allele fraction."""
    origin = {"LA6684-0": _("somatique"), "LA6683-2": _("constitutionnel")}
    said = [origin[c] for v in parts.get(_ORIGIN, []) for c in v.codes if c in origin]
    for part in items(resource.get("component")):
        amount = _fraction(part)
        if amount and _FRACTION in concept(part.get("code")).codes:
            said.append(_("fraction allélique %(n)s", n=amount))
    return ", ".join(dict.fromkeys(said))


def _fraction(part: Resource) -> str:
    """The number alone, or with its percent sign: other units only name what it is."""
    source = obj(part.get("valueQuantity"))
    amount = number(source.get("value"))
    if amount is None:
        return ""
    return quantity(source) if words(source.get("unit")) == "%" else french(amount)

"""A CTML trial read on a case: takes its match tree, gives the same criteria in the language of the catalogue.

Read there by `criteria.evaluate`, what is missing is unknown and says what settles it, and an age or a status that
is out is a caution (R07). What the case file has no word for is put to people, as the trial writes it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .logic import Node
from .text import fold
from .trial import Criterion, Trial
from .trial_leaves import COMPARISON, MICROSATELLITES
from .tumour_tree import TumourTree

_GENES = {"ERBB2": "HER2", "CD274": "PD-L1", "FOLR1": "FRα"}
_RECEPTORS = {"er_status": "RE", "pr_status": "RP", "her2_status": "HER2"}
_CHANGES = {
    "structural variation": "fusion",
    "sv": "fusion",
    "high amplification": "amplification",
    "homozygous deletion": "délétion",
}
Shape = dict[str, Any]


def criteria_of(trial: Trial, tree: TumourTree) -> tuple[Shape, ...]:
    """The trial as one top-level criterion, or () when it has none: any of its clauses is enough."""
    if not trial.clauses:
        return ()
    clauses = [_shape(clause.tree, tree) for clause in trial.clauses]
    whole = clauses[0] if len(clauses) == 1 else {"any": clauses}
    return ({"rule": f"trial.{trial.id}", "source": f"CTML, {trial.id}", **whole},)


def _shape(node: Node, tree: TumourTree) -> Shape:
    if node.kind != "leaf":
        return {node.kind: [_shape(child, tree) for child in node.children]}
    leaf: Criterion = node.leaf
    if leaf.section == "genomic":
        found = _genomic(leaf.wanted)
    elif leaf.section == "prior_treatments":
        return {"prior_drug": {"drug": leaf.wanted["drug"], "received": not leaf.is_negated}}
    else:
        [(key, wanted)] = leaf.wanted.items()
        found = _CLINICAL[key](wanted, tree) if key in _CLINICAL else None
    if found is None:
        return _for_people(leaf)
    return {"none": [found]} if leaf.is_negated else found


def _for_people(leaf: Criterion) -> Shape:
    told = ", ".join(f"{key} {value}" for key, value in leaf.keys)
    return {"human": {"text": told}}


def _diagnosis(wanted: str, tree: TumourTree) -> Shape | None:
    codes = sorted(tree.codes(wanted))
    return {"diagnosis": {"oncotree": codes}} if codes else None


def _age(wanted: str, tree: TumourTree) -> Shape | None:
    """Whole years only; a strict bound is the next whole year."""
    found = COMPARISON.match(wanted)
    if found is None or "." in found[2]:
        return None
    years = int(found[2])
    limits = {
        ">=": {"at_least": years},
        ">": {"at_least": years},
        "<": {"at_most": years - 1},
        "<=": {"at_most": years},
        "==": {"at_least": years, "at_most": years},
    }
    return {"age": limits[found[1]]}


def _sex(wanted: str, tree: TumourTree) -> Shape | None:
    known = fold(wanted)
    return {"sex": {"is": known}} if known in {"female", "male"} else None


def _tmb(wanted: str, tree: TumourTree) -> Shape | None:
    found = COMPARISON.match(wanted)
    if found is None or found[1] != ">=":
        return None
    return {"expression": {"marker": "TMB", "at_least": float(found[2]), "unit": "mut/Mb"}}


_CLINICAL: Mapping[str, Callable[[str, TumourTree], Shape | None]] = {
    "oncotree_primary_diagnosis": _diagnosis,
    "age_numerical": _age,
    "gender": _sex,
    "tmb_numerical": _tmb,
    **{
        key: lambda wanted, tree, marker=marker: _receptor(marker, wanted)  # type: ignore[misc]
        for key, marker in _RECEPTORS.items()
    },
}


def _receptor(marker: str, wanted: str) -> Shape | None:
    said = fold(wanted)
    return {"biomarker": {"marker": marker, "is": said}} if said in _SAID else None


_SAID = frozenset({"positive", "negative"})
_GENE_KEYS = frozenset(
    {
        "hugo_symbol",
        "variant_category",
        "protein_change",
        "wildcard_protein_change",
        "exon",
        "cnv_call",
        "wildtype",
    }
)


def _genomic(wanted: Mapping[str, str]) -> Shape | None:
    """A gene with its change; None for what a row of a case does not say (signature, partner, class)."""
    status = wanted.get("mmr_status") or wanted.get("ms_status")
    if status and len(wanted) == 1:
        state = "positive" if MICROSATELLITES[fold(status)].startswith("MMR-D") else "negative"
        return {"biomarker": {"marker": "MSI/MMR", "is": state}}
    if "hugo_symbol" not in wanted or not wanted.keys() <= _GENE_KEYS:
        return None
    gene = _GENES.get(wanted["hugo_symbol"], wanted["hugo_symbol"])
    alteration = _alteration(wanted)
    if alteration is None or (gene == "HER2" and alteration):
        return None
    state = "negative" if fold(wanted.get("wildtype", "")) == "true" else "positive"
    shape = {"marker": gene, "is": state}
    return {"biomarker": {**shape, "alteration": alteration} if alteration else shape}


def _alteration(wanted: Mapping[str, str]) -> str | None:
    """`V600E`, `V600*`, `exon 14`, `fusion`, `amplification`; "" for any mutation; None when not said so."""
    if "protein_change" in wanted:
        return wanted["protein_change"].removeprefix("p.")
    if "wildcard_protein_change" in wanted:
        return f"{wanted['wildcard_protein_change'].removeprefix('p.')}*"
    if "exon" in wanted:
        return f"exon {wanted['exon']}"
    category = fold(wanted.get("variant_category", "mutation"))
    if category in {"mutation", "any variation"} and "cnv_call" not in wanted:
        return ""
    return _CHANGES.get(fold(wanted.get("cnv_call", "")) or category)

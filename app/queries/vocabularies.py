"""The vocabularies that come with Relais: takes what a person types, gives what to offer; no database."""

from __future__ import annotations

from functools import lru_cache

import config
from app.domain import lookups, tumour_site
from app.domain.lookups import Suggestion
from app.domain.marker_names import genes_in
from app.domain.tumour_tree import TumourTree
from app.domain.value_sets import ValueSet
from app.domain.vocabulary import Site
from app.exchange import terminology, value_sets
from app.exchange.osiris.codes import HISTOLOGIES

FOLDER = config.ROOT / "seed" / "terminology"
VALUE_SETS = config.ROOT / "seed" / "value_sets"


def tree() -> TumourTree:
    """OncoTree with our French labels, read once."""
    return terminology.tumour_tree(FOLDER)


def suggest_tumours(text: str) -> tuple[Suggestion, ...]:
    """Tumour types to offer for a few letters, in French or English, accents and case aside."""
    return lookups.suggest_tumours(text, tree())


def suggest_genes(text: str) -> tuple[Suggestion, ...]:
    """Genes to offer, by symbol or by any other name (`HER2` offers ERBB2)."""
    return lookups.suggest_genes(text, terminology.genes(FOLDER))


def symbols(word: str) -> frozenset[str]:
    """The approved symbols that a word names, by symbol or alias: `HER2` gives ERBB2, `RAS` gives KRAS and NRAS."""
    known = _by_name()
    wanted = genes_in(word) or (word,)
    return frozenset(known[name.casefold()] for name in wanted if name.casefold() in known)


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    found = terminology.genes(FOLDER)
    aliases = {alias.casefold(): gene.symbol for gene in found for alias in gene.aliases}
    return aliases | {gene.symbol.casefold(): gene.symbol for gene in found}


def drug_names() -> tuple[str, ...]:
    """The medicines that boards name, by French international name."""
    return terminology.drugs(FOLDER)


def suggest_drugs(text: str) -> tuple[Suggestion, ...]:
    """Medicines to offer, by French international name."""
    return lookups.suggest_drugs(text, terminology.drugs(FOLDER))


def value_set(name: str) -> ValueSet:
    """One official list by name (`organ`, `treatment_type`…), read once; KeyError for another name."""
    return value_sets.value_sets(VALUE_SETS)[name]


def suggest_codes(text: str) -> tuple[Suggestion, ...]:
    """Morphology codes (ICD-O-3) to offer by number or by our own label; a short list, others are typed."""
    return lookups.suggest_codes(text, HISTOLOGIES)


def site_of(code: str) -> Site | None:
    """The site of our short list that a tumour type can only have."""
    return tumour_site.site_of(code, tree())


def other_classifications() -> tuple[str, ...]:
    """The names of classifications to offer beside TNM; free text stays possible."""
    return tuple(concept.label for concept in value_set("other_classification").concepts)

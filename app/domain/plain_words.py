"""Words of French pages for patients: those to explain, those to avoid with a plainer one, and names of drugs.

Stems are folded (no accent, no capital). The avoided words follow the plain-language guides of HAS (2008) and
Santé publique France (2018): no blame, no war, no word of the trade where a common one exists.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from .drugs import DRUG_CLASSES
from .text import fold

# Terms that a page explains wherever it uses them; the key is the entry of the glossary.
LEXICON: Mapping[str, tuple[str, ...]] = {
    "chimiothérapie": ("chimiotherapie",),
    "immunothérapie": ("immunotherapie",),
    "thérapie ciblée": ("therapie ciblee", "therapies ciblees"),
    "hormonothérapie": ("hormonotherapie",),
    "essai clinique": ("essai clinique", "essais cliniques"),
    "inhibiteur de PARP": ("inhibiteur",),
    "médicament radioactif": ("radioactif",),
    "traitement local": ("traitement local", "traitements locaux"),
    "soins de support": ("soins de support",),
    "soins palliatifs": ("palliatif", "palliative"),
    "perfusion": ("perfusion",),
    "hôpital de jour": ("hopital de jour",),
    "rayons": ("rayons", "radiotherapie"),
    "tumeur": ("tumeur",),
    "métastase": ("metastase",),
    "biopsie": ("biopsie",),
    "anticorps": ("anticorps",),
    "mutation": ("mutation",),
    "marqueur": ("marqueur",),
    "globules": ("globules",),
    "personne de confiance": ("personne de confiance",),
    "directives anticipées": ("directives anticipees",),
}

# Avoided stem, and the plainer word to propose ("" when the sentence is to be written anew).
AVOIDED: Mapping[str, str] = {
    "echec": "le traitement n’agit plus",
    "condamne": "",
    "espoir fou": "",
    "incurable": "",
    "plus rien a faire": "d’autres soins sont possibles",
    "abandon": "arrêt",
    "malheureusement": "",
    "combat": "",
    "combattre": "",
    "bataille": "",
    "arsenal": "choix de traitements",
    "agressif": "rapide",
    "agressive": "rapide",
    "a decide": "propose",
    "therapeutique": "traitement",
    "pathologie": "maladie",
    "neoplasie": "cancer",
    "carcinome": "cancer",
    "metastatique": "étendu",
    "progression": "la maladie avance",
    "recidive": "la maladie revient",
    "refractaire": "le traitement n’agit pas",
    "toxicite": "effets gênants",
    "effets indesirables": "effets gênants",
    "effets secondaires": "effets gênants",
    "posologie": "dose",
    "administration": "prise",
    "voie orale": "en comprimés",
    "intraveineuse": "dans une veine",
    "asthenie": "fatigue",
    "anorexie": "perte d’appétit",
    "dyspnee": "souffle court",
    "cephalee": "mal de tête",
    "alopecie": "perte des cheveux",
    "prurit": "démangeaisons",
    "neuropathie": "fourmis dans les mains et les pieds",
    "anemie": "manque de globules rouges",
    "antalgique": "médicament contre la douleur",
    "hepatique": "du foie",
    "renal": "des reins",
    "cutane": "de la peau",
    "pulmonaire": "des poumons",
    "cerebral": "du cerveau",
    "osseu": "des os",
    "digestif": "du ventre",
    "quotidiennement": "chaque jour",
    "hebdomadaire": "chaque semaine",
    "mensuel": "chaque mois",
    "ulterieur": "plus tard",
    "prealable": "avant",
    "efficacite": "effet",
    "benefice": "avantage",
    "pronostic": "avenir",
    "survie": "durée de vie",
    "modalite": "façon",
    "multidisciplinaire": "de plusieurs métiers",
    "pluridisciplinaire": "de plusieurs métiers",
}

_ENDING = r"[a-z]{0,3}\b"
_FAMILIES = {"chimiotherapie", "immunotherapie", "hormonotherapie", "anti-pd", "platin"}
# Endings of international names (WHO, "Use of stems in the selection of INN") that no common French word has.
_NAMED = re.compile(
    r"(?:mab|tinib|rafenib|metinib|sidenib|ciclib|parib|lisib|sertib|zomib|platine|taxel|rubicine|"
    r"tecan|citabine|uracile|tipiracil|trexed|vedotine?|deruxtecan|lutamide|oteron?e|tidine|ribuline)$"
)


@cache
def _of_stem(stem: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(stem)}{_ENDING}")


def uses(text: str, stem: str) -> bool:
    """Whether a text, already folded, uses a stem as a word of its own, plural and feminine included."""
    return bool(_of_stem(stem).search(text))


def terms_in(text: str) -> tuple[str, ...]:
    """The terms of the lexicon that a text uses, in the order of the lexicon."""
    kept = fold(text)
    return tuple(term for term, stems in LEXICON.items() if any(uses(kept, s) for s in stems))


def avoided_in(text: str) -> tuple[tuple[str, str], ...]:
    """The avoided words of a text as they are written there, each with the plainer one or ""."""
    kept = fold(text)
    found = ((_of_stem(stem).search(kept), plainer) for stem, plainer in AVOIDED.items())
    # Folding keeps the number of characters of French text, so that places are those of the text itself.
    whole = text if len(kept) == len(text) else kept
    return tuple((whole[m.start() : m.end()], plainer) for m, plainer in found if m)


@cache
def is_drug(word: str) -> bool:
    """Whether a word names a drug: by the stems of the drug classes, or by the ending of its international name."""
    kept = fold(word)
    stems = {s for names in DRUG_CLASSES.values() for s in names} - _FAMILIES
    return any(stem in kept for stem in stems) or bool(_NAMED.search(kept))

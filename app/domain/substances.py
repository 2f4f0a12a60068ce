"""Names of active substances: takes French, European or American spellings, gives one key to join sources by.

`MÉSILATE DE DABRAFÉNIB` (BDPM), `dabrafenib mesilate` (EMA) and `Dabrafenib` (CIViC) are one substance; `trastuzumab`
and `trastuzumab deruxtécan` are two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from .text import fold

# What a name may add to its substance: salts, hydrates, linking words, and prefixes of American names.
_ADDED = frozenset(
    [
        "acetate",
        "camsylate",
        "camsilate",
        "chlorhydrate",
        "dichlorhydrate",
        "citrate",
        "diacide",
        "diacid",
        "dimaleate",
        "disodique",
        "disodium",
        "ditosilate",
        "ditosylate",
        "ditromethamine",
        "esylate",
        "esilate",
        "fumarate",
        "hemifumarate",
        "hydrochloride",
        "dihydrochloride",
        "lactate",
        "malate",
        "maleate",
        "mesilate",
        "mesylate",
        "bismesylate",
        "phosphate",
        "monophosphate",
        "potassium",
        "dipotassium",
        "sodique",
        "sodium",
        "succinate",
        "sulfate",
        "sulphate",
        "tartrate",
        "ditartrate",
        "tosilate",
        "tosylate",
        "dimethylsulfoxyde",
        "dimethylsufloxyde",
        "dimethyl",
        "sulfoxide",
        "sulfoxyde",
        "monohydrate",
        "dihydrate",
        "trihydrate",
        "hemihydrate",
        "hemipentahydrate",
        "heptahydrate",
        "monohydratee",
        "anhydre",
        "anhydrous",
        "base",
        "free",
        "de",
        "d",
        "fam",
        "ado",
        "nab",
        "liposomal",
        "liposomale",
        "pegylated",
        "regimen",
    ]
)
# Whole names that spelling alone does not join, after the words above are gone.
_SYNONYMS: Mapping[str, str] = {
    "t dxd": "trastuzumab deruxtecan",
    "t dm1": "trastuzumab emtansin",
    "trastuzumab deruxtecan nxki": "trastuzumab deruxtecan",
    "5 fluorouracil": "fluorouracil",
    "5 fu": "fluorouracil",
    "5fu": "fluorouracil",
    "acid folinic": "acid foliniqu",
    "folinic acid": "acid foliniqu",
    "ciclophosphamid": "cyclophosphamid",
    "177lu psma 617": "lutetium 177lu vipivotid tetraxetan",
    "lutetium 177 lu vipivotid tetraxetan": "lutetium 177lu vipivotid tetraxetan",
    "lutetium vipivotid tetraxetan": "lutetium 177lu vipivotid tetraxetan",
    "lutetium 177 lu oxodotreotid": "lutetium 177lu oxodotreotid",
    "lutetium oxodotreotid": "lutetium 177lu oxodotreotid",
    "ziv aflibercept": "aflibercept",
}
# Two substances of one tablet that people write as one name.
_TOGETHER: Mapping[str, tuple[str, ...]] = {"trifluridin tipiracil": ("trifluridin", "tipiracil")}
_BEFORE = re.compile(
    r"\b(?:(?:après|échec d)[^.;:,]*|(?:déjà traitée?s? par|déjà reçu)[^.;:]*)", re.IGNORECASE
)
_SEPARATORS = re.compile(r"\s*[;/+]\s*|,\s+")


def key(name: str) -> str:
    """The key of one substance: words without accents, salt or final e; a bare salt keeps its own words."""
    words = _words(name)
    kept = [word for word in words if word not in _ADDED] or words
    joined = " ".join(map(_ending, kept))
    return _SYNONYMS.get(joined, joined)


def keys(names: str) -> tuple[str, ...]:
    """The keys of several substances written in one cell (`pertuzumab;trastuzumab`), each once, in order."""
    written = (key(name) for name in _SEPARATORS.split(names))
    found = (part for one in written for part in _TOGETHER.get(one, (one,)))
    return tuple(dict.fromkeys(filter(None, found)))


def named_in(texts: Iterable[str], names: Iterable[str]) -> tuple[str, ...]:
    """Those of `names` that the texts name, in alphabetical order; the longest name wins over one it contains."""
    text = f" {' | '.join(' '.join(map(_ending, _words(each))) for each in texts)} "
    found = []
    by_form = {form: name for name in names for form in _written(name)}
    for form in sorted(by_form, key=lambda form: (-len(form), form)):
        if f" {form} " in text:
            found.append(by_form[form])
            text = text.replace(f" {form} ", " | ")
    return tuple(sorted(set(found), key=fold))


def treating(texts: Iterable[str], names: Iterable[str]) -> tuple[str, ...]:
    """As `named_in`, without what a sentence says was given before (`après oxaliplatine et irinotécan`)."""
    return named_in(map(now_given, texts), names)


def now_given(text: str) -> str:
    """A text without what it says was given before."""
    return _BEFORE.sub(" ", text)


def _written(name: str) -> tuple[str, ...]:
    """How a text may write a name: as it is, or by one of its synonyms."""
    own = key(name)
    return own, *(short for short, whole in _SYNONYMS.items() if whole == own)


def _words(name: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", fold(name).replace("œ", "oe"))


def _ending(word: str) -> str:
    """French and international names often differ by a final e only (`capécitabine`, `cisplatin`)."""
    return word[:-1] if len(word) > 4 and word.endswith("e") else word

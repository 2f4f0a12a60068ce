"""What was already received: takes treatments and a drug or class, says yes, no or not certain."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from .casefile import Treatment
from .text import fold
from .vocabulary import CautionKind, TreatmentKind

# Folded stems, so that French and international spellings both match; protocols stand for drugs.
DRUG_CLASSES: Mapping[str, tuple[str, ...]] = {
    "chemotherapy": (
        "platin", "folfox", "folfiri", "folfirinox", "xelox", "capox", "fluorouracil", "5-fu",
        "5fu", "capecitabin",
        "irinotecan", "taxel", "gemcitabin", "pemetrexed", "etoposid", "doxorubicin",
        "epirubicin", "cyclophosphamid", "vinorelbin", "eribulin", "trifluridin", "temozolomid",
        "chimiotherapie",
    ),
    "immunotherapy": (
        "pembrolizumab", "nivolumab", "atezolizumab", "durvalumab", "avelumab", "cemiplimab",
        "dostarlimab", "tislelizumab", "ipilimumab", "immunotherapie", "anti-pd",
    ),
    "fluoropyrimidine": (
        "fluorouracil", "5-fu", "5fu", "capecitabin", "folfox", "folfiri", "xelox", "capox",
    ),
    "platinum": ("platin", "folfox", "folfirinox", "xelox", "capox"),
    "anti_egfr": ("cetuximab", "panitumumab"),
    "anti_vegf": ("bevacizumab", "aflibercept", "ramucirumab"),
    "anti_her2": (
        "trastuzumab", "pertuzumab", "tucatinib", "lapatinib", "zanidatamab", "t-dm1", "t-dxd",
    ),
    "taxane": ("taxel", "taxol"),
    "oxaliplatin": ("oxaliplatin", "folfox", "folfirinox", "xelox", "capox"),
    "irinotecan": ("irinotecan", "folfiri"),
    "parp": ("olaparib", "niraparib", "talazoparib", "rucaparib"),
    "ar_pathway": ("abirateron", "enzalutamid", "apalutamid", "darolutamid"),
    "endocrine": (
        "tamoxifen", "letrozol", "anastrozol", "exemestan", "fulvestrant", "elacestrant",
        "imlunestrant", "hormonotherapie",
    ),
}  # fmt: skip
# A class that a label allows to skip when the person is no candidate: a physician records it as a precaution.
CANDIDACIES: Mapping[str, CautionKind] = {"anti_egfr": CautionKind.ANTI_EGFR_CANDIDATE}
_KINDS = {
    "chemotherapy": TreatmentKind.CHEMOTHERAPY,
    "immunotherapy": TreatmentKind.IMMUNOTHERAPY,
    "endocrine": TreatmentKind.HORMONE,
}
_CERTAIN_KINDS = frozenset(
    {TreatmentKind.CHEMOTHERAPY, TreatmentKind.IMMUNOTHERAPY, TreatmentKind.HORMONE}
)


def received(
    treatments: Iterable[Treatment], *, drug: str = "", drug_class: str = ""
) -> tuple[bool | None, Treatment | None]:
    """Whether a drug, or any of a class, was given, and the treatment that shows it.

    None when the history is empty or a systemic line does not say its drugs.
    """
    given = tuple(treatments)
    kind = None if drug else _KINDS.get(drug_class)
    for treatment in given:
        if given_in(treatment, drug=drug, drug_class=drug_class):
            return True, treatment
    if not given or any(_is_silent(treatment, kind) for treatment in given):
        return None, None
    return False, None


def given_in(treatment: Treatment, *, drug: str = "", drug_class: str = "") -> bool:
    """Whether one treatment names the drug, or one of the class."""
    names = (fold(drug),) if drug else DRUG_CLASSES[drug_class]
    kind = None if drug else _KINDS.get(drug_class)
    return treatment.kind is kind or _mentions(treatment, names)


def _mentions(treatment: Treatment, names: tuple[str, ...]) -> bool:
    """Drugs first; the label only when none is listed, for it may say what was not given."""
    texts = treatment.drugs or (treatment.label,)
    return _are_named(tuple(texts), names)


# Every criterion of every alternative asks the same few treatments.
@lru_cache(maxsize=2048)
def _are_named(texts: tuple[str, ...], names: tuple[str, ...]) -> bool:
    words = [fold(text) for text in texts]
    return any(re.search(rf"\b\w*{re.escape(name)}", word) for name in names for word in words)


def _is_silent(treatment: Treatment, kind: TreatmentKind | None) -> bool:
    """Whether a systemic treatment leaves open what it was: no drug listed or recognised."""
    known = (name for names in DRUG_CLASSES.values() for name in names)
    if not treatment.kind.is_systemic or treatment.drugs or _mentions(treatment, tuple(known)):
        return False
    return kind is None or treatment.kind not in _CERTAIN_KINDS

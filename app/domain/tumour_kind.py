"""The type of a case's tumour in the tree: takes a tumour, gives the nodes its words can mean.

Nothing is guessed beyond the words: an exact name or code, the usual histologies of an organ, failing
that the organ itself.
"""

from __future__ import annotations

from collections.abc import Mapping

from .casefile import Tumour
from .text import fold
from .tumour_tree import TumourTree
from .vocabulary import Site

# Sites whose tumours all stand under one tissue of the tree (melanoma and sarcoma do not).
TISSUES: Mapping[Site, str] = {
    Site.BREAST: "BREAST",
    Site.LUNG: "LUNG",
    Site.COLORECTAL: "BOWEL",
    Site.SMALL_BOWEL: "BOWEL",
    Site.STOMACH: "STOMACH",
    Site.OESOPHAGUS: "STOMACH",
    Site.PANCREAS: "PANCREAS",
    Site.BILIARY: "BILIARY_TRACT",
    Site.LIVER: "LIVER",
    Site.PROSTATE: "PROSTATE",
    Site.BLADDER: "BLADDER",
    Site.KIDNEY: "KIDNEY",
    Site.OVARY: "OVARY",
    Site.ENDOMETRIUM: "UTERUS",
    Site.CERVIX: "CERVIX",
    Site.HEAD_NECK: "HEAD_NECK",
    Site.THYROID: "THYROID",
    Site.BRAIN: "BRAIN",
}
# What the first words of a histology mean in an organ.
_USUAL: Mapping[str, Mapping[Site, str]] = {
    "adenocarcinome": {
        Site.LUNG: "LUAD",
        Site.COLORECTAL: "COADREAD",
        Site.STOMACH: "STAD",
        Site.PANCREAS: "PAAD",
        Site.PROSTATE: "PRAD",
        Site.OESOPHAGUS: "ESCA",
        Site.SMALL_BOWEL: "SBC",
    },
    "carcinome epidermoide": {
        Site.LUNG: "LUSC",
        Site.OESOPHAGUS: "ESCC",
        Site.HEAD_NECK: "HNSC",
        Site.CERVIX: "CESC",
    },
    "carcinome urothelial": {Site.BLADDER: "BLCA"},
    "carcinome canalaire infiltrant": {Site.BREAST: "IDC"},
    "carcinome lobulaire infiltrant": {Site.BREAST: "ILC"},
    "cholangiocarcinome": {Site.BILIARY: "CHOL", Site.LIVER: "CHOL"},
    "carcinome hepatocellulaire": {Site.LIVER: "HCC"},
    "carcinome a petites cellules": {Site.LUNG: "SCLC"},
    "carcinome non a petites cellules": {Site.LUNG: "NSCLC"},
    "carcinome sereux de haut grade": {Site.OVARY: "HGSOC"},
    "carcinome a cellules claires": {Site.KIDNEY: "CCRCC"},
    "glioblastome": {Site.BRAIN: "GB"},
    "melanome": {Site.MELANOMA: "MEL"},
}


def kinds_of(tumour: Tumour, tree: TumourTree) -> frozenset[str]:
    """The nodes of the tree that a tumour's histology, failing that its site, can mean; may be empty."""
    named = tree.codes(tumour.histology) if tumour.histology.strip() else frozenset[str]()
    if named:
        return named
    said = fold(tumour.histology).strip()
    for words, by_site in _USUAL.items():
        if tumour.site in by_site and (said == words or said.startswith(f"{words} ")):
            return frozenset({by_site[tumour.site]}) & frozenset(tree.types)
    tissue = TISSUES.get(tumour.site, "")
    return frozenset({tissue}) & frozenset(tree.types)

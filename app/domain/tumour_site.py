"""From a type of tumour to our short list of sites: takes an OncoTree code, gives a site or nothing.

The nearest node above that says an organ without doubt decides; an organ shared by two sites decides nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from .tumour_kind import TISSUES
from .tumour_tree import TumourTree
from .vocabulary import Site

_SURE: Mapping[str, Site] = {
    "COADREAD": Site.COLORECTAL,
    "SBC": Site.SMALL_BOWEL,
    "ESCA": Site.OESOPHAGUS,
    "ESCC": Site.OESOPHAGUS,
    "STAD": Site.STOMACH,
    "MEL": Site.MELANOMA,
    "GIST": Site.SARCOMA,
    "SOFT_TISSUE": Site.SARCOMA,
    "CUP": Site.UNKNOWN_PRIMARY,
    "LYMPH": Site.HAEMATOLOGY,
    "MYELOID": Site.HAEMATOLOGY,
}


def site_of(code: str, tree: TumourTree) -> Site | None:
    """The site that a tumour type can only have; None when it may have several or is not in the list."""
    for node in tree.lineage(code):
        if node in _SURE:
            return _SURE[node]
        sites = [site for site, tissue in TISSUES.items() if tissue == node]
        if sites:
            return sites[0] if len(sites) == 1 else None
    return None

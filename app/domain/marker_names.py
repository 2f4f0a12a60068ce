"""The names of biomarkers: every way of writing one, and the genes that a name stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from .text import fold

MSI = "MSI/MMR"

_NAMES: Mapping[str, frozenset[str]] = {
    MSI: frozenset(
        {
            "msi",
            "mmr",
            "msimmr",
            "mmrmsi",
            "msih",
            "msil",
            "mss",
            "dmmr",
            "pmmr",
            "statutmsi",
            "statutmmr",
            "msistatus",
            "mmrstatus",
            "microsatellite",
            "microsatellites",
            "microsatellitaire",
            "instabilitemicrosatellitaire",
            "instabilitedesmicrosatellites",
            "microsatelliteinstability",
        }
    ),
    "PD-L1": frozenset({"pdl1", "cd274"}),
    "HER2": frozenset({"her2", "erbb2", "her2neu"}),
    "RE": frozenset(
        {
            "re",
            "ro",
            "er",
            "recepteursauxestrogenes",
            "recepteursdesestrogenes",
            "recepteursauxoestrogenes",
            "recepteursdesoestrogenes",
            "estrogenes",
            "oestrogenes",
            "estrogenreceptor",
        }
    ),
    "RP": frozenset(
        {
            "rp",
            "pr",
            "pgr",
            "recepteursalaprogesterone",
            "recepteursdelaprogesterone",
            "progesterone",
            "progesteronereceptor",
        }
    ),
    "FRα": frozenset({"fr", "fra", "fralpha", "folr1", "recepteursdesfolatesalpha"}),
    "CLDN18.2": frozenset({"cldn182", "claudine182", "claudin182"}),
    "RAS": frozenset({"ras", "krasnras"}),
    "BRCA": frozenset({"brca", "brca12", "brca1brca2"}),
    "NTRK": frozenset({"ntrk", "ntrk123", "ntrk1ntrk2ntrk3"}),
}
PARTS: Mapping[str, tuple[str, ...]] = {
    "RAS": ("kras", "nras"),
    "BRCA": ("brca1", "brca2"),
    "NTRK": ("ntrk1", "ntrk2", "ntrk3"),
}


def genes_in(marker: str) -> tuple[str, ...]:
    """The genes that one name stands for (`RAS`: KRAS and NRAS), in capitals; () for any other name."""
    return tuple(part.upper() for part in PARTS.get(marker.upper(), ()))


def compact_name(name: str) -> str:
    """Letters and digits only, folded."""
    return re.sub(r"[^a-z0-9]", "", fold(name).replace("œ", "oe"))


@lru_cache(maxsize=256)
def names_of(marker: str) -> frozenset[str]:
    """Every compact name under which a row may speak of `marker`, its parts and whole included."""
    compact = compact_name(marker)
    wholes = [whole.lower() for whole, parts in PARTS.items() if compact in parts]
    return frozenset({compact, *wholes, *_NAMES.get(marker, frozenset()), *PARTS.get(marker, ())})


# Every criterion of every alternative asks the same few rows.
@lru_cache(maxsize=2048)
def words_of(marker: str) -> frozenset[str]:
    """The compact names in what a row calls its marker: the whole, and its words of three letters or more."""
    words = {compact_name(word) for word in re.split(r"[^\w]+", marker)}
    return frozenset({compact_name(marker), *(word for word in words if len(word) > 2)})

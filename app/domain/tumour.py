"""One primary tumour of a patient; `casefile.py` holds them, the case's own first."""

from __future__ import annotations

from dataclasses import dataclass, field

from .partial_date import PartialDate
from .value_sets import Coded
from .vocabulary import Laterality, Site
from .vocabulary.health import Extent


@dataclass(frozen=True)
class Tumour:
    """One primary tumour. `label` is the sentence the board says; codes stay beside it.

    A tumour that TNM does not apply to (haematology) has another classification: its name, value, version and date.
    Phase and progression are those of the disease now; `progressing` is None when nobody said.
    """

    label: str
    site: Site = Site.OTHER
    laterality: Laterality | None = None
    histology: str = ""
    morphology_code: str = ""
    topography_code: str = ""
    diagnosed_on: PartialDate | None = None
    stage: str = ""
    tnm: str = ""
    tnm_edition: str = ""
    metastatic_sites: str = ""
    id: str = field(default="", compare=False)
    by_screening: bool | None = None
    tnm_not_applicable: bool = False
    other_name: str = ""
    other_value: str = ""
    other_version: str = ""
    other_on: PartialDate | None = None
    phase: Coded | None = None
    relapsed_on: PartialDate | None = None
    progressing: bool | None = None
    progression_extent: tuple[Extent, ...] = ()

"""What the patient takes or is allergic to, beside an alternative: takes an entry and a file, gives cautions (R06).

Always "à regarder", with the datum: an allergy or a drug never makes a criterion not met, and hides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from . import substances
from .casefile import Allergy, CaseFile
from .catalogue import CatalogueEntry
from .drugs import DRUG_CLASSES
from .findings import Finding
from .logic import CAUTION, UNKNOWN, Reading
from .partial_date import PartialDate
from .text import fold
from .vocabulary import Presence

RULE = "allergy"
# A reaction to one drug is a question for its near relatives; "chemotherapy" and the like are too wide to be classes here.
_RELATED: Mapping[str, tuple[str, ...]] = {
    "platinum": ("platine",),
    "taxane": ("taxane",),
    "fluoropyrimidine": ("fluoropyrimidine",),
    "irinotecan": ("irinotecan",),
    "anti_egfr": ("anti-egfr",),
    "anti_vegf": ("anti-vegf",),
    "anti_her2": ("anti-her2",),
    "parp": ("parp",),
}


def allergy_findings(
    entry: CatalogueEntry, specifics: str, case_file: CaseFile
) -> tuple[Finding, ...]:
    """One caution for each allergy to a drug the option is about, or to a drug of the same class; () when there is none.

    The option's own words come first; failing a drug there, those of its entry, without what it says was given before.
    """
    present = [a for a in case_file.allergies if a.presence is Presence.YES and a.substance.strip()]
    found = (_finding(entry, specifics, allergy) for allergy in present)
    return tuple(finding for finding in found if finding)


def _finding(entry: CatalogueEntry, specifics: str, allergy: Allergy) -> Finding | None:
    texts = _about(entry, specifics)
    named = substances.named_in(texts, (allergy.substance,))
    family = "" if named else next(_same_class(texts, allergy.substance), "")
    if not named and not family:
        return None
    params = {"substance": allergy.substance, "class": family, "reaction": allergy.reaction}
    datum = ", ".join(filter(None, (allergy.substance, allergy.reaction)))
    on = str(allergy.noted_on) if allergy.noted_on else ""
    return Finding(RULE, CAUTION, "allergy_class" if family else "allergy", params, datum, on)


def _about(entry: CatalogueEntry, specifics: str) -> tuple[str, ...]:
    """The texts that name what would be given."""
    clinical = entry.clinical
    own = (specifics,) if specifics.strip() else ()
    said = own or (
        entry.title,
        entry.detail,
        clinical.summary,
        *(fact.text for fact in clinical.when),
    )
    return tuple(substances.now_given(text) for text in said)


def _same_class(texts: tuple[str, ...], substance: str) -> Iterator[str]:
    """The narrow classes that both the substance and the texts name."""
    for family, names in _RELATED.items():
        stems = (*DRUG_CLASSES[family], *names)
        if _names_one(substance, stems) and any(_names_one(text, stems) for text in texts):
            yield family


def _names_one(text: str, stems: tuple[str, ...]) -> bool:
    said = fold(text)
    return any(re.search(rf"\b\w*{re.escape(stem)}", said) for stem in stems)


def medication(content: Mapping[str, Any], case_file: CaseFile, today: date) -> Reading:
    """Current drugs that the entry names: taken, a caution with its effect; nothing recorded, unknown when `asks` says who.

    "Aucun" noted as a drug is an answer, and so is a list without any of them.
    """
    taken = [
        row for row in case_file.medications if substances.named_in((row.name,), content["drugs"])
    ]
    effect, asks = content.get("effect", ""), content.get("asks", "")
    if taken:
        names = ", ".join(dict.fromkeys(row.name for row in taken))
        datum = ", ".join(" ".join(filter(None, (row.name, row.dose))) for row in taken)
        dates: list[PartialDate] = [row.noted_on for row in taken if row.noted_on]
        latest = max(dates, default=None)
        return Reading(
            CAUTION,
            "medication",
            {"drugs": names, "effect": effect},
            datum,
            str(latest) if latest else "",
        )
    if not case_file.medications and asks:
        return Reading(UNKNOWN, "medication_unknown", {"asks": asks}, settled_by=asks)
    return Reading(None, "medication_absent")

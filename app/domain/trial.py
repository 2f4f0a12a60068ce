"""Trials written in CTML and the patients they are read on: the frozen shapes that the file readers fill.

CTML is MatchMiner's language; the published field mapping of matchengine-V2 says what each key means.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from .logic import UNKNOWN, Node, Reading, Result
from .vocabulary import FindingOutcome

# Keys that name a criterion for people and judge nothing.
IGNORED = frozenset({"display_name"})


class Category(StrEnum):
    """What kind of genomic alteration a row is."""

    MUTATION = "MUTATION"
    COPY_NUMBER = "CNV"
    STRUCTURAL = "SV"
    SIGNATURE = "SIGNATURE"


@dataclass(frozen=True)
class Alteration:
    """One genomic row of a CTML patient."""

    category: str = ""
    gene: str = ""
    protein: str = ""
    exon: str = ""
    classification: str = ""
    cnv_call: str = ""
    wildtype: bool = False
    partners: tuple[str, ...] = ()
    comment: str = ""


@dataclass(frozen=True)
class TrialPatient:
    """One CTML patient; "" and None are what nobody recorded.

    `statuses` holds the receptor and disease statuses and the signatures by CTML key.
    """

    id: str
    born: date | None = None
    sex: str = ""
    deceased: bool = False
    diagnosis: str = ""
    tmb: float | None = None
    mmr: str = ""
    statuses: Mapping[str, str] = field(default_factory=dict)
    alterations: tuple[Alteration, ...] = ()
    drugs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Criterion:
    """One leaf of a match tree: its section and its keys, as the trial writes them."""

    section: str
    keys: tuple[tuple[str, str], ...]

    # What follows is worked out once for a trial, not for each patient.
    @cached_property
    def name(self) -> str:
        """How blockers name it: `clinical.age_numerical`, `genomic.{"hugo_symbol": "EGFR"}`."""
        if self.section == "clinical":
            return f"clinical.{self.keys[0][0]}"
        told = {key: _as_written(key, value) for key, value in self.keys}
        return f"{self.section}.{json.dumps(told, sort_keys=True, ensure_ascii=False)}"

    @cached_property
    def is_negated(self) -> bool:
        """Whether the trial says `!` of any of its keys, which turns the whole leaf round."""
        return any(value.startswith("!") for _key, value in self.keys)

    @cached_property
    def wanted(self) -> Mapping[str, str]:
        """Every key that is judged with its value, the `!` taken off."""
        return {key: value.removeprefix("!") for key, value in self.keys if key not in IGNORED}

    @cached_property
    def nothing_found(self) -> Result:
        """What is said when the record holds nothing on the subject."""
        return Result(UNKNOWN, (self.reading(UNKNOWN, "", ""),))

    def reading(self, outcome: FindingOutcome | None, found: str, reason: str) -> Reading:
        """One answer to this criterion: what was found, and the reason a match is given."""
        wanted = self.keys[0][1] if len(self.keys) == 1 else ""
        params = {"criterion": self.name, "wanted": wanted, "reason": reason}
        return Reading(outcome, "trial", params, found)


def _as_written(key: str, value: str) -> str | int | bool:
    if key == "exon" and value.isdigit():
        return int(value)
    return value.lower() == "true" if key == "wildtype" else value


@dataclass(frozen=True)
class Clause:
    """One match tree and where it stands in the trial (`treatment_list.step.0.arm.0.match`)."""

    path: str
    tree: Node


@dataclass(frozen=True)
class Trial:
    """One trial: any of its clauses is enough; none at all matches nobody."""

    id: str
    title: str = ""
    status: str = ""
    clauses: tuple[Clause, ...] = ()
    phase: str = ""

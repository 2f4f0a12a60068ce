"""What rules answer: findings of criteria and fits with wishes, as codes and parameters without a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .vocabulary import FindingOutcome, FitOutcome


@dataclass(frozen=True)
class Finding:
    """One criterion read on one file.

    `rule` is the stable id of the criterion in its entry; `code` and `params` choose and fill the sentence;
    `datum` is the fact used, as it stands in the file ("" when there is none), `datum_on` its date;
    `settled_by` says what would settle an unknown; `source` the guideline or label the rule comes from.
    """

    rule: str
    outcome: FindingOutcome
    code: str
    params: Mapping[str, str] = field(default_factory=dict)
    datum: str = ""
    datum_on: str = ""
    settled_by: str = ""
    source: str = ""


@dataclass(frozen=True)
class Fit:
    """One option's fact set beside one thing the patient said. No sum is ever made of these."""

    rule: str
    outcome: FitOutcome
    code: str
    params: Mapping[str, str] = field(default_factory=dict)
    said: str = ""
    said_on: str = ""
    option_fact: str = ""

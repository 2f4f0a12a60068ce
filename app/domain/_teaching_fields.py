"""What may leave of each shape in a teaching case: an allow-list, field by field; anything not named here stays.

A field is kept as it is (a code, a number, yes or no), moved (a date), taken when it has the shape of a code (a stage, a
gene), or a free text that leaves only once somebody has read it. A test holds that each field of each shape is either
here or in `STAYS`, so that a new field is decided about.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum

from .casefile import Biomarker, Caution, Measure, Statement, Told, Treatment, Tumour
from .health import (
    G8,
    Allergy,
    Check,
    DoseReduction,
    FamilyHistory,
    Imaging,
    Medication,
    NervousDisease,
    NotGiven,
    RedFlag,
    Report,
    SocialNote,
    Tempo,
    Toxicity,
)
from .record import Addendum, Opinion, Option


class Way(Enum):
    """How a field leaves."""

    KEPT = "kept"
    MOVED = "moved"
    CODE = "code"
    TEXT = "text"
    PARTS = "parts"


def _fields(kept: str = "", moved: str = "", code: str = "", text: str = "", parts: str = "") -> Mapping[str, Way]:  # fmt: skip
    given = ((Way.KEPT, kept), (Way.MOVED, moved), (Way.CODE, code), (Way.TEXT, text), (Way.PARTS, parts))  # fmt: skip
    return {name: way for way, names in given for name in names.split()}


LEAVES: Mapping[type, Mapping[str, Way]] = {
    Tumour: _fields(
        "site laterality by_screening tnm_not_applicable progressing progression_extent",
        "diagnosed_on other_on relapsed_on",
        "morphology_code topography_code stage tnm tnm_edition",
        "label histology metastatic_sites other_name other_value other_version",
    ),
    Biomarker: _fields(
        "state uncertain sample_kind escat",
        "resulted_on ordered_on due_on sample_on board_asked_on board_seen_on",
        "marker alteration value",
        "method sample_site note board_conclusion",
    ),
    Treatment: _fields(
        "kind line line_is_derived intent cycles best_response stop_reason considered mechanisms mechanism_certainty "
        "dose_intensity response_method progression_extent ongoing",
        "started_on ended_on progressed_on",
        text="label drugs progression_sites dose_note note",
        parts="dose_reductions toxicities",
    ),
    DoseReduction: _fields("", "on", text="what drug why"),
    Toxicity: _fields("grade", "on", "version", "term note"),
    Measure: _fields("kind value", "measured_on", text="note unit method name"),
    Caution: _fields("kind presence", "noted_on", text="detail"),
    Statement: _fields("topic rank status speaker means", "stated_on valid_until", text="verbatim"),
    Told: _fields("", "on", text="text"),
    G8: _fields("score", "noted_on", text="note"),
    FamilyHistory: _fields("age", "noted_on", text="relation cancer text"),
    RedFlag: _fields("kind resolved", "noted_on resolved_on", text="detail"),
    NervousDisease: _fields("site state treated", "noted_on", text="treatment"),
    Tempo: _fields("pace", "noted_on", text="note"),
    Medication: _fields("", "noted_on", text="name dose reason"),
    Allergy: _fields("presence", "noted_on", text="substance reaction"),
    Check: _fields("kind result", "noted_on", text="detail"),
    Imaging: _fields("kind conclusion", "noted_on", text="region finding"),
    Report: _fields("kind", "noted_on", text="text"),
    NotGiven: _fields("", "noted_on", text="label reason"),
    SocialNote: _fields("topic presence", "noted_on", text="detail"),
    Option: _fields(
        "verdict rank",
        "complete_by review_on",
        text="specifics condition fallback with_option reason reconsider_if complete_what wish_note meanwhile",
    ),
    Opinion: _fields(
        "outcome wishes_effect dissent_settled trial supportive",
        text="text next_steps wishes_account departs_from departs_because dissent_on dissent_how trial_ids "
        "supportive_note",
    ),
    Addendum: _fields("", "at", text="text"),
}
# Decided: who, where, and what is linked to a row; `item` and `value` of a statement are read apart (teaching.py).
STAYS: Mapping[type, frozenset[str]] = {
    Biomarker: frozenset({"sample", "laboratory"}),
    Treatment: frozenset({"confirmed_by", "official_type"}),
    Tumour: frozenset({"phase"}),
    NotGiven: frozenset({"official_type"}),
    G8: frozenset({"by"}),
    Tempo: frozenset({"said_by"}),
    Report: frozenset({"author"}),
    SocialNote: frozenset({"noted_by"}),
    Told: frozenset({"by"}),
    Statement: frozenset(
        [
            "item",
            "value",
            "speaker_name",
            "recorded_by",
            "present",
            "share",
            "not_to_relatives",
            "withheld",
            "interpreter",
            "progress",
            "outdated_on",
        ]
    ),
    Option: frozenset(
        [
            "entry",
            "findings",
            "fits",
            "practical_note",
            "proposed",
            "complete_who",
            "decided_by",
            "decided_at",
            "version",
            "local",
            "newer",
            "burden",
        ]
    ),
    Opinion: frozenset({"revision", "by", "at", "dissent_who"}),
    Addendum: frozenset({"by"}),
}
GENES = frozenset(
    [
        "BRAF",
        "KRAS",
        "NRAS",
        "RAS",
        "EGFR",
        "ALK",
        "ROS1",
        "RET",
        "MET",
        "HER2",
        "ERBB2",
        "NTRK",
        "NTRK1",
        "NTRK2",
        "NTRK3",
        "BRCA1",
        "BRCA2",
        "PALB2",
        "ATM",
        "TP53",
        "PIK3CA",
        "PTEN",
        "AKT1",
        "ESR1",
        "FGFR1",
        "FGFR2",
        "FGFR3",
        "IDH1",
        "IDH2",
        "KIT",
        "PDGFRA",
        "POLE",
        "DPYD",
        "UGT1A1",
        "MSI/MMR",
        "PD-L1",
        "TMB",
        "HRD",
        "RE",
        "RP",
        "AR",
        "KI67",
        "Ki67",
        "CLDN18.2",
        "EBV",
        "HPV",
        "CA125",
        "PSA",
        "ACE",
    ]
)
# What a short field may hold and leave unread; anything else is read like a sentence.
SHAPES: Mapping[str, re.Pattern[str]] = {
    "stage": re.compile(r"(?:0|I{1,3}|IV)(?:[ABC][1-3]?)?"),
    "tnm": re.compile(r"(?:[cpyra]{0,3}[TNM](?:[0-4][a-d]?|is|x|X)(?:\(\w{1,3}\))?[ ,]*)+"),
    "tnm_edition": re.compile(r"(?:UICC |AJCC )?[5-9](?:e|th)?"),
    "morphology_code": re.compile(r"[89]\d{3}/\d"),
    "topography_code": re.compile(r"C\d\d(?:\.\d)?"),
    "alteration": re.compile(
        r"(?:p\.)?[A-Z]\d{1,4}(?:[A-Z]|\*)|c\.\d{1,5}(?:[+-]\d{1,3})?[ACGT]>[ACGT]"
    ),
    "value": re.compile(r"\d{1,3}(?:[.,]\d)? ?%?"),
    "version": re.compile(r"[3-6]\.\d"),
}

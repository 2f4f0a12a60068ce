"""Whether an alteration meant as HGVS is written as HGVS: a gentle doubt, never a refusal.

Plain wordings (`V600E`, `exon 19`, `amplification`, `EML4::ALK`) are not meant as HGVS and raise nothing. The shape
follows the HGVS recommendations for substitutions, deletions, insertions, duplications, frameshifts and extensions.
"""

from __future__ import annotations

import re

_MEANT = re.compile(r"(?<![\w.])([cgmnpr])\s*\.\s*\S")
_REFERENCE = r"(?:[A-Z]{2}_?\d+(?:\.\d+)?(?:t\d+|p\d+)?(?:\([\w-]+\))?:)?"
_AA = r"(?:[A-Z*]|[A-Z][a-z]{2})"
_POSITION = r"[*-]?\d+(?:[+-]\d+)?"
_BASES = r"[ACGTUNacgtun]+"
_RANGE = rf"{_POSITION}(?:_{_POSITION})?"
_DNA = re.compile(
    rf"{_REFERENCE}[cgmnr]\.\(?(?:{_POSITION}{_BASES}>{_BASES}|{_RANGE}(?:delins{_BASES}"
    rf"|del(?:{_BASES}|\d+)?|dup(?:{_BASES}|\d+)?|ins(?:{_BASES}|\d+)|inv)|=)\)?\Z"
)
_RESIDUES = rf"{_AA}\d+(?:_{_AA}\d+)?"
_PROTEIN = re.compile(
    rf"{_REFERENCE}p\.\(?(?:{_AA}\d+(?:{_AA}|=|\?)|{_RESIDUES}(?:delins{_AA}+|del|dup|ins{_AA}+)"
    rf"|{_AA}\d+{_AA}?fs(?:(?:{_AA}|\*)?\d+|\*\?)?|{_AA}\d+{_AA}?ext[\w*?-]+|=|0\??|\?)\)?\Z"
)
_SPLIT = re.compile(r"[\s;,/]+")


def is_doubtful(text: str) -> bool:
    """Whether some part of `text` starts like HGVS (`p.`, `c.`…) and does not go on like it."""
    if not _MEANT.search(text):
        return False
    parts = [part.strip("[]") for part in _SPLIT.split(text) if part]
    meant = [part for part in parts if _MEANT.search(part) or re.search(r":[cgmnpr]\.", part)]
    loose = re.search(r"(?<!\w)[cgmnpr]\s+\.|(?<!\w)[cgmnpr]\.\s", text)
    return bool(loose) or any(not _is_written(part) for part in meant)


def _is_written(part: str) -> bool:
    bare = part.strip("()") if part.startswith("(") else part
    return bool(_DNA.match(bare) or _PROTEIN.match(bare))

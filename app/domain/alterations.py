"""Spelling of molecular alterations: takes `V600E`, `p.Val600Glu`, `exon 14`…, gives one form."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from functools import lru_cache

from .text import fold

_AMINO_ACIDS = {
    "ALA": "A", "ARG": "R", "ASN": "N", "ASP": "D", "CYS": "C", "GLN": "Q", "GLU": "E",
    "GLY": "G", "HIS": "H", "ILE": "I", "LEU": "L", "LYS": "K", "MET": "M", "PHE": "F",
    "PRO": "P", "SER": "S", "THR": "T", "TRP": "W", "TYR": "Y", "VAL": "V", "TER": "*",
}  # fmt: skip
_THREE = "|".join(_AMINO_ACIDS)
_LONG = re.compile(rf"(?<![A-Z0-9])({_THREE})(\d{{1,4}})({_THREE}|\*)?(?![A-Z0-9])")
_SHORT = re.compile(r"(?<![A-Z0-9])([A-Z])(\d{2,4})([A-Z*]?)((?:/[A-Z])*)(?![A-Z0-9])")
# A change of several residues (`V600_K601delinsE`) is no change of the first one alone.
_RANGED = re.compile(r"(?<![A-Z0-9])([A-Z]\d{2,4})_[A-Z]\d{1,4}(?:DELINS|DEL|INS|DUP)?[A-Z]*")
_PRECISE = re.compile(r"[A-Z]\d+[A-Z*]\Z")
_EXON = re.compile(r"\b(?:EXON|EX|DEL)\s?(\d{1,2})(?!\d)")
_FUSION = re.compile(r"FUSION|REARRANG|TRANSLOC|::")
_ANY_CHANGE = re.compile(r"MUT|ALTERATION|SAUVAGE|WILD")


def forms(text: str) -> frozenset[str]:
    """Every alteration named in `text`: `V600E`, `V600` (residue not said), `V600_` (several), `EXON 14`."""
    upper = _LONG.sub(_shorten, fold(text).upper().replace("(", "").replace(")", ""))
    found = {f"{first}_" for first in _RANGED.findall(upper)}
    upper = _RANGED.sub(" ", upper)
    for first, position, last, others in _SHORT.findall(upper):
        found |= {f"{first}{position}{new}" for new in (last, *others.replace("/", ""))}
    said = {form[:-1] for form in found if _PRECISE.match(form)}
    found -= said
    found |= {f"EXON {number}" for number in _EXON.findall(upper)}
    if _FUSION.search(upper):
        found.add("FUSION")
    return frozenset(found)


# Every criterion of every trial asks the same few rows.
@lru_cache(maxsize=8192)
def precise_forms(text: str) -> frozenset[str]:
    """The single protein changes named in `text` (`V600E`, never `V600`)."""
    return frozenset(form for form in forms(text) if _PRECISE.match(form))


def matches(found: str, wanted: str) -> bool | None:
    """Whether an alteration found is the one wanted (`V600*` takes any residue); None: cannot tell.

    A text that names nothing, less than what is wanted, or one of two possibilities cannot tell.
    """
    pattern = _canonical(wanted)
    if not pattern:
        return True if fold(wanted) in fold(found) else None
    same = {form for form in forms(found) if _kind(form) == _kind(pattern)}
    hits = [_hit(form, pattern) for form in same]
    if None in hits or not hits:
        return None
    if all(hits):
        return True
    return None if any(hits) else False


def rules_out(absent: str, wanted: str) -> bool:
    """Whether the absence of `absent` (the file's words, "": the gene) answers for `wanted`.

    The absence of one change says nothing of another; that of "a mutation" says it of each.
    """
    if not absent.strip() or _ANY_CHANGE.search(fold(absent).upper()):
        return True
    named = forms(absent)
    if not wanted:
        return not any(_PRECISE.match(form) or form.startswith("EXON") for form in named)
    pattern = _canonical(wanted)
    if not pattern:
        return fold(wanted) in fold(absent)
    return any(form in {pattern, _without_residue(pattern)} for form in named)


def _canonical(wanted: str) -> str:
    """The pattern of a criterion; "" when it is a plain word such as `amplification`."""
    if wanted.endswith("*"):
        return wanted.upper()
    return min(forms(wanted), default="")


def _hit(form: str, pattern: str) -> bool | None:
    """One form against the pattern; None when the form stops before the residue needed."""
    if form.endswith("_"):
        return None if form[:-1] == _without_residue(pattern) else False
    if fnmatchcase(form, pattern):
        return True
    return None if form == _without_residue(pattern) else False


def _without_residue(pattern: str) -> str:
    """`V600` of `V600E`; an exon has no residue, so exon 2 is never less said than exon 20."""
    return pattern[:-1] if _kind(pattern) == "change" else pattern


def _kind(form: str) -> str:
    """What sort of alteration a form is, so that only like is compared with like."""
    return form[:4] if form.startswith(("EXON", "FUSION")) else "change"


def _shorten(match: re.Match[str]) -> str:
    first, position, last = match.groups()
    return _AMINO_ACIDS[first] + position + _AMINO_ACIDS.get(last or "", last or "")

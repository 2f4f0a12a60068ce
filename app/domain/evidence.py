"""CIViC beside a case: takes its items, the markers of a file and the drugs of options, says what is to look at.

Nothing is concluded for the patient. What speaks of resistance, or does not support, is never read as favourable.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum

from . import substances
from .alterations import forms, matches
from .casefile import Biomarker
from .marker_names import MSI
from .markers import Answer, read_marker
from .sources import EvidenceItem
from .text import fold
from .vocabulary import MarkerState

Symbols = Callable[[str], frozenset[str]]
_FAVOURABLE = frozenset({"sensitivity/response"})
_AGAINST = frozenset({"resistance", "reduced sensitivity", "adverse response"})
_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("wildtype", re.compile(r"wild ?type|sauvage")),
    ("fusion", re.compile(r"fusion|rearrang|transloc|::")),
    ("under", re.compile(r"underexpress|sous expression|loss|perte|delet(?!ion.*exon)|deletion\Z")),
    ("amplification", re.compile(r"amplif|copy number|nombre de copies")),
    ("expression", re.compile(r"express|3\+|\bihc\b")),
    ("mutation", re.compile(r"mutat|mutant|\bmute")),
)
# A marker by its test, and how CIViC writes it.
_TESTS = {
    "MSI": re.compile(r"\bmsi\b|microsatell|\bd?mmr\b"),
    "TMB": re.compile(r"\btmb\b|charge mutation"),
}


class Leaning(Enum):
    """What an item says, from its direction and significance together."""

    FAVOURABLE = "favourable"
    AGAINST = "against"
    NOT_SUPPORTED = "not_supported"
    UNSAID = "unsaid"


class Closeness(Enum):
    """How the profile of an item meets the file."""

    SAME = "same"
    GENE = "gene"
    COMPOUND = "compound"
    UNPRECISE = "unprecise"


@dataclass(frozen=True)
class Beside:
    """One item shown beside an option: how its profile meets the file, and what it says."""

    item: EvidenceItem
    closeness: Closeness
    leaning: Leaning
    drugs: tuple[str, ...]


def leaning(item: EvidenceItem) -> Leaning:
    """Favourable only for "Supports" a sensitivity; whatever is not supported is never favourable."""
    direction, said = item.direction.casefold(), item.significance.casefold()
    if direction == "does not support":
        return Leaning.NOT_SUPPORTED
    if direction == "supports" and said in _FAVOURABLE:
        return Leaning.FAVOURABLE
    if direction == "supports" and said in _AGAINST:
        return Leaning.AGAINST
    return Leaning.UNSAID


def genes(profile: str) -> tuple[str, ...]:
    """The genes (or tests) that a molecular profile names, in order: both partners of a fusion, `v` apart."""
    found = (gene for part, _joined, _without in _parts(profile) for gene in _genes_of(part))
    return tuple(dict.fromkeys(found))


def asked_genes(biomarkers: Iterable[Biomarker], symbols: Symbols) -> frozenset[str]:
    """The genes under which a file's settled results are to be looked for."""
    settled = (row for row in biomarkers if row.is_settled)
    return frozenset().union(*(_symbols_of(row, symbols) for row in settled))


def closeness(profile: str, biomarkers: Iterable[Biomarker], symbols: Symbols) -> Closeness | None:
    """How a profile meets the settled results of a file; None when it does not, or when they rule it out."""
    rows = [(row, _symbols_of(row, symbols)) for row in biomarkers if row.is_settled]
    parts = _parts(profile)
    met = [(_part(part, rows), joined, without) for part, joined, without in parts]
    if any(without and found is Closeness.SAME for found, _joined, without in met):
        return None
    wanted = [found for found, _joined, without in met if not without]
    hits = [found for found in wanted if found is not None]
    if not hits:
        return None
    is_all = any(joined == "AND" for _part_of, joined, _without in parts)
    if len(parts) > 1 and (is_all or len(wanted) < len(parts)):
        whole = len(hits) == len(parts) and set(hits) == {Closeness.SAME}
        return Closeness.SAME if whole else _compound(hits)
    return min(hits, key=list(Closeness).index)


def beside(
    items: Iterable[EvidenceItem],
    biomarkers: Iterable[Biomarker],
    drugs: Iterable[str],
    symbols: Symbols,
) -> tuple[Beside, ...]:
    """The items on these drugs for these results, by level then number; neither hidden nor ranked by what they say."""
    rows = tuple(biomarkers)
    names = {one: drug for drug in drugs for one in substances.keys(drug)}
    found = {}
    for item in items:
        common = dict.fromkeys(
            names[k] for d in item.drugs for k in substances.keys(d) if k in names
        )
        near = closeness(item.profile, rows, symbols) if common else None
        if near is not None:
            found[item.id] = Beside(item, near, leaning(item), tuple(common))
    return tuple(sorted(found.values(), key=lambda one: (one.item.level, _number(one.item.id))))


def _compound(hits: list[Closeness]) -> Closeness | None:
    """A profile of which only a part is in the file; nothing when even that part is not precise."""
    if set(hits) == {Closeness.UNPRECISE}:
        return Closeness.UNPRECISE
    return Closeness.COMPOUND


def _parts(profile: str) -> list[tuple[str, str, bool]]:
    """Each part of a profile, the word that joins it to what precedes, and whether it is denied."""
    cells = re.split(r"\s+(AND|OR)\s+", profile.replace("(", " ").replace(")", " ").strip())
    joined = ["", *cells[1::2]]
    found = []
    for part, word in zip(cells[::2], joined, strict=True):
        without = bool(re.match(r"\s*NOT\s+", part))
        found.append((re.sub(r"\A\s*NOT\s+", "", part).strip(), word, without))
    return found


def _genes_of(part: str) -> tuple[str, ...]:
    name = part.split(" ", 1)[0]
    folded = fold(part)
    tests = [test for test, pattern in _TESTS.items() if pattern.search(folded)]
    return tuple(tests) or tuple(gene for gene in name.split("::") if gene and gene != "v")


def _symbols_of(row: Biomarker, symbols: Symbols) -> frozenset[str]:
    """The genes a row speaks of: those of its marker, and the partners of a fusion it names."""
    tests = {test for test, pattern in _TESTS.items() if pattern.search(fold(row.marker))}
    words = [row.marker, *re.split(r"[^\w-]+|::|(?<=[A-Z0-9])-(?=[A-Z])", row.marker)]
    partners = re.findall(r"\b[A-Z][A-Z0-9]+\b", row.alteration) if "::" in row.alteration else []
    found = frozenset().union(*(symbols(word) for word in (*words, *partners) if word))
    return found | tests


def _part(part: str, rows: list[tuple[Biomarker, frozenset[str]]]) -> Closeness | None:
    wanted = frozenset(_genes_of(part))
    variant = part.split(" ", 1)[1] if " " in part else ""
    found = [_met(row, part, variant) for row, known in rows if known & wanted]
    kept = [one for one in found if one is not None]
    return min(kept, key=list(Closeness).index) if kept else None


def _met(row: Biomarker, part: str, variant: str) -> Closeness | None:
    """How one row meets one part of a profile."""
    sort = _sort(variant if "::" not in part else "fusion")
    if row.state is MarkerState.NEGATIVE:
        is_whole = sort == "wildtype" and not forms(row.alteration)
        return Closeness.SAME if is_whole else None
    said = f"{row.alteration} {' '.join(sorted(forms(row.marker)))}".strip()
    if any(pattern.search(fold(part)) for pattern in _TESTS.values()):
        return _test(row, variant)
    if named := forms(variant) - {"FUSION"}:
        return _precise(said, variant, named)
    return _in_words(row, said, sort)


def _test(row: Biomarker, variant: str) -> Closeness | None:
    """A high MSI or TMB; a stable or low one is another result."""
    if re.search(r"\blow\b|faible", fold(variant)):
        return None
    is_msi = _TESTS["MSI"].search(fold(row.marker))
    if is_msi and read_marker([row], MSI).answer is not Answer.YES:
        return None
    return Closeness.SAME


def _precise(said: str, variant: str, named: frozenset[str]) -> Closeness | None:
    """A named change: the same one, another one, or not said in the file."""
    if not forms(said):
        return Closeness.UNPRECISE if not _sort(said) or _sort(said) == "mutation" else None
    # `G12` in a profile stands for any residue there.
    whole = [f"{form}*" if re.fullmatch(r"[A-Z]\d+", form) else variant for form in named]
    answers = [matches(said, each) for each in whole]
    if True in answers:
        return Closeness.SAME
    return Closeness.UNPRECISE if None in answers and _sort(said) != "fusion" else None


def _in_words(row: Biomarker, said: str, sort: str) -> Closeness | None:
    """A change in words (`Amplification`, `Mutation`): the same sort, or nothing said against it."""
    own = _sort(f"{row.marker if '::' in row.marker else ''} {said} {row.value} {row.method}")
    precise = bool(forms(said) - {"FUSION"})
    if sort == "wildtype":
        return None
    if precise:
        return Closeness.GENE if sort in {"mutation", ""} else None
    if own and sort and own != sort:
        return None
    return Closeness.SAME if own and own == sort else Closeness.GENE


def _sort(text: str) -> str:
    folded = fold(text)
    return next((sort for sort, pattern in _WORDS if pattern.search(folded)), "")


def _number(text: str) -> tuple[int, str]:
    return (int(text), "") if text.isdigit() else (0, text)

"""The leaves of CTML read on one patient: takes a criterion, gives met, not met, or unknown for a datum missing.

The meaning of each key is MatchMiner's published mapping: a leading `!` negates; a diagnosis matches its
descendants; `wildcard_protein_change` takes the same residue and any single amino acid; a gene named with a
structural variant is either partner. What missing means is the policy's (see logic.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial

from .alterations import precise_forms
from .logic import MET, NOT_MET, UNKNOWN, Policy, Result, opposite, settle
from .text import fold
from .trial import IGNORED, Alteration, Category, Criterion, TrialPatient
from .tumour_tree import TumourTree

CATEGORIES: Mapping[str, frozenset[str]] = {
    "mutation": frozenset({Category.MUTATION}),
    "copy number variation": frozenset({Category.COPY_NUMBER}),
    "cnv": frozenset({Category.COPY_NUMBER}),
    "structural variation": frozenset({Category.STRUCTURAL}),
    "sv": frozenset({Category.STRUCTURAL}),
    "signature": frozenset({Category.SIGNATURE}),
    "any variation": frozenset({Category.MUTATION, Category.COPY_NUMBER}),
}
_CALLS = {
    "high amplification": "high level amplification",
    "low amplification": "gain",
}
_STABLE, _UNSTABLE = "MMR-P/MSS", "MMR-D/MSI-H"
_MICROSATELLITE_KEYS = frozenset({"mmr_status", "ms_status"})
MICROSATELLITES: Mapping[str, str] = {
    "mmr-proficient": _STABLE,
    "mss": _STABLE,
    "msi-l": _STABLE,
    "mmr-deficient": _UNSTABLE,
    "msi-h": _UNSTABLE,
}
# A trial may ask these, MatchMiner does not judge them, and they are left to people when not recorded.
STATUSES = frozenset({"er_status", "pr_status", "her2_status", "disease_status"})
COMPARISON = re.compile(r"(>=|<=|==|>|<)\s*(\d+(?:\.\d+)?)\Z")
_WILDCARD = re.compile(r"p\.([A-Z]\d+)[A-Z]?\Z")


class PatientReader:
    """Reads leaves on one patient at one date."""

    def __init__(
        self, patient: TrialPatient, *, tree: TumourTree, on: date, policy: Policy
    ) -> None:
        self._patient = patient
        self._kinds = tree.kinds(patient.diagnosis) if patient.diagnosis else frozenset()
        self._on, self._policy = on, policy
        self._rows = _rows_by_gene(patient.alterations)

    def __call__(self, leaf: Criterion) -> Result:
        """The result of one leaf, turned round where the trial says `!`."""
        if leaf.section == "genomic":
            return self._genomic(leaf)
        if leaf.section == "prior_treatments":
            return self._drug(leaf)
        return self._clinical(leaf)

    def _clinical(self, leaf: Criterion) -> Result:
        [(key, wanted)] = leaf.wanted.items()
        negated = leaf.is_negated
        if key == "tmb_numerical":
            return self._tmb(leaf, wanted, negated)
        found, answer = self._clinical_answer(key, wanted)
        if answer is None and key in STATUSES:
            return Result(None, (leaf.reading(None, "", "clinical"),))
        return self._answered(leaf, answer, negated, found, "clinical")

    def _clinical_answer(self, key: str, wanted: str) -> tuple[str, bool | None]:
        """What the patient's record says of a clinical key, and whether it is what is wanted."""
        patient = self._patient
        if key == "oncotree_primary_diagnosis":
            known = fold(wanted) in self._kinds if patient.diagnosis else None
            return patient.diagnosis, known
        if key == "age_numerical":
            return self._age(wanted)
        found = patient.sex if key == "gender" else patient.statuses.get(key, "")
        return found, fold(found) in map(fold, wanted.split("|")) if found else None

    def _age(self, wanted: str) -> tuple[str, bool | None]:
        born = self._patient.born
        if born is None:
            return "", None
        years = (
            self._on.year - born.year - ((self._on.month, self._on.day) < (born.month, born.day))
        )
        return str(years), is_aged(born, wanted, self._on)

    def _tmb(self, leaf: Criterion, wanted: str, negated: bool) -> Result:
        tmb = self._patient.tmb
        answer = None if tmb is None else compares(tmb, wanted)
        return self._answered(
            leaf, answer, negated, "" if tmb is None else str(tmb), f"TMB = {tmb}"
        )

    def _drug(self, leaf: Criterion) -> Result:
        [wanted] = leaf.wanted.values()
        given = [drug for drug in self._patient.drugs if fold(drug) == fold(wanted)]
        answer = bool(given) if self._patient.drugs else None
        found = ", ".join(given or self._patient.drugs)
        return self._answered(leaf, answer, leaf.is_negated, found, "prior_treatments")

    def _genomic(self, leaf: Criterion) -> Result:
        wanted = leaf.wanted
        if len(wanted) == 1 and not leaf.is_negated and wanted.keys() <= _MICROSATELLITE_KEYS:
            return self._microsatellites(leaf, *wanted.values())
        rows = self._candidates(wanted)
        hits = [row for row in rows if self._is(row, wanted)]
        if leaf.is_negated:
            reason = f"!{_named(wanted)}"
            found = ", ".join(_reason(row) for row in hits)
            return self._answered(leaf, bool(hits) or None, True, found, reason)
        if not rows:
            return leaf.nothing_found
        if not hits:
            found = ", ".join(dict.fromkeys(map(_reason, rows))) if "hugo_symbol" in wanted else ""
            return Result(UNKNOWN, (leaf.reading(UNKNOWN, found, ""),))
        reasons = dict.fromkeys(_reason(row) for row in hits)
        return Result(MET, tuple(leaf.reading(MET, reason, reason) for reason in reasons))

    def _candidates(self, wanted: Mapping[str, str]) -> Sequence[Alteration]:
        """The rows that may be what is wanted: those of its gene, or all when it names none."""
        if "hugo_symbol" not in wanted:
            return self._patient.alterations
        return self._rows.get(wanted["hugo_symbol"], ()) or self._rows.get("", ())

    def _microsatellites(self, leaf: Criterion, wanted: str) -> Result:
        found = self._patient.mmr
        known = MICROSATELLITES.get(fold(wanted), "") == found if found else None
        return self._answered(leaf, known, False, found, found)

    def _is(self, row: Alteration, wanted: Mapping[str, str]) -> bool:
        if row.wildtype != (fold(wanted.get("wildtype", "")) == "true"):
            return False
        checks = ((key, value) for key, value in wanted.items() if key != "wildtype")
        return all(_CHECKS[_check(key)](row, key, value, self._patient) for key, value in checks)

    def _answered(
        self, leaf: Criterion, answer: bool | None, negated: bool, found: str, reason: str
    ) -> Result:
        """A yes, a no or a datum missing, turned round by `!` once the policy has read what is missing."""
        outcome = UNKNOWN if answer is None else MET if answer else NOT_MET
        result = settle(Result(outcome), self._policy)
        told = opposite(result).outcome if negated else result.outcome
        return Result(told, (leaf.reading(told, found, reason),))


def is_aged(born: date, wanted: str, on: date) -> bool:
    """Whether a person born then meets `>=18`, `<21`, `>=0.5` on that day, by birth dates as MatchMiner."""
    sign, years = _comparison(wanted)
    limit = _years_before(on, years)
    return {
        ">=": born <= limit,
        ">": born < limit,
        "<=": born >= limit,
        "<": born > limit,
        "==": _years_before(on, years + 1) < born <= limit,
    }[sign]


def compares(value: float, wanted: str) -> bool:
    """Whether a number meets `>=10`, `<40`, `==40`."""
    sign, limit = _comparison(wanted)
    return {
        ">=": value >= limit,
        ">": value > limit,
        "<=": value <= limit,
        "<": value < limit,
        "==": value == limit,
    }[sign]


def _comparison(wanted: str) -> tuple[str, float]:
    found = COMPARISON.match(wanted.strip())
    if found is None:
        raise ValueError(f"not a comparison: {wanted!r}")
    return found[1], float(found[2])


def _years_before(day: date, years: float) -> date:
    """The same day that many years (and months, for a fraction) before; the 29th becomes the 28th."""
    months = day.year * 12 + day.month - 1 - round(years * 12)
    year, month = divmod(months, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = (following - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def _rows_by_gene(rows: Sequence[Alteration]) -> Mapping[str, tuple[Alteration, ...]]:
    """The rows under each gene they speak of; one described in words alone stands under every gene."""
    loose = tuple(row for row in rows if row.comment)
    found: dict[str, tuple[Alteration, ...]] = {"": loose}
    for row in rows:
        for gene in dict.fromkeys(filter(None, (row.gene, *row.partners))):
            found[gene] = (*found.get(gene, ()), row)
    return {
        gene: held + tuple(row for row in loose if row not in held) if gene else held
        for gene, held in found.items()
    }


def _named(wanted: Mapping[str, str]) -> str:
    """`BRAF Mutation`, `BRAF p.V600E`: how the reason of an absence names what is absent."""
    change = wanted.get("protein_change") or wanted.get("wildcard_protein_change")
    what = change or wanted.get("cnv_call") or wanted.get("variant_category", "")
    name = " ".join(filter(None, (wanted.get("hugo_symbol", ""), what)))
    return name or ", ".join(wanted.values())


def _reason(row: Alteration) -> str:
    """`EGFR p.L858R`, `ERBB2 High level amplification`, `EML4-ALK fusion`, `KRAS wildtype`."""
    if row.category == Category.STRUCTURAL:
        return f"{'-'.join(row.partners) or row.comment or row.gene} fusion"
    kind = "wildtype" if row.wildtype else "Mutation"
    return " ".join(filter(None, (row.gene, row.cnv_call or row.protein or kind)))


def _gene(row: Alteration, key: str, value: str, patient: TrialPatient) -> bool:
    if row.category == Category.STRUCTURAL:
        named = bool(row.comment) and re.search(rf"\b{re.escape(value)}\b", row.comment)
        return value in row.partners or value == row.gene or bool(named)
    return row.gene == value


def _category(row: Alteration, key: str, value: str, patient: TrialPatient) -> bool:
    return row.category in CATEGORIES[fold(value)]


def _protein(row: Alteration, key: str, value: str, patient: TrialPatient) -> bool:
    """The same spelling, or the same single change in another notation (p.Val600Glu)."""
    if row.protein == value:
        return True
    wanted = precise_forms(value)
    return bool(wanted) and wanted == precise_forms(row.protein) and _is_single(row.protein)


def _is_single(protein: str) -> bool:
    """A deletion-insertion or a frameshift that starts at a residue is no change of that residue."""
    return not re.search(r"[_>]|del|ins|dup|fs", protein)


def _wildcard(row: Alteration, key: str, value: str, patient: TrialPatient) -> bool:
    found = _WILDCARD.match(value)
    residue = found[1] if found else value.removeprefix("p.")
    return any(
        form[:-1] == residue and form[-1] != "*" for form in precise_forms(row.protein)
    ) and (_is_single(row.protein))


def _call(row: Alteration, key: str, value: str, patient: TrialPatient) -> bool:
    return fold(row.cnv_call) == _CALLS.get(fold(value), fold(value))


def _microsatellite(row: Alteration, key: str, value: str, patient: TrialPatient) -> bool:
    return bool(patient.mmr) and MICROSATELLITES.get(fold(value), "") == patient.mmr


def _partner(row: Alteration, key: str, value: str, patient: TrialPatient) -> bool:
    return value in row.partners


def _signature(row: Alteration, key: str, value: str, patient: TrialPatient) -> bool:
    return fold(patient.statuses.get(key, "")) == fold(value)


def _same(name: str, row: Alteration, key: str, value: str, patient: TrialPatient) -> bool:
    return str(getattr(row, name)) == value


_Check = Callable[[Alteration, str, str, TrialPatient], bool]
_CHECKS: Mapping[str, _Check] = {
    "hugo_symbol": _gene,
    "variant_category": _category,
    "protein_change": _protein,
    "wildcard_protein_change": _wildcard,
    "exon": partial(_same, "exon"),
    "variant_classification": partial(_same, "classification"),
    "true_variant_classification": partial(_same, "classification"),
    "cnv_call": _call,
    "mmr_status": _microsatellite,
    "ms_status": _microsatellite,
    "fusion_partner_hugo_symbol": _partner,
    "_signature": _signature,
}
GENOMIC_KEYS = frozenset(_CHECKS) - {"_signature"} | {"wildtype"} | IGNORED


def _check(key: str) -> str:
    return "_signature" if key.endswith("_signature") else key

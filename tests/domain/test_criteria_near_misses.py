"""Every criterion of every catalogue entry on facts that meet it, and on facts that almost do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.domain.casefile import (
    Biomarker,
    CaseFile,
    Caution,
    Measure,
    Patient,
    Treatment,
    Tumour,
)
from app.domain.criteria_disease import DISEASE_READERS
from app.domain.criteria_leaves import READERS as PLAIN_READERS
from app.domain.criteria_measures import MEASURE_READERS
from app.domain.drugs import CANDIDACIES, DRUG_CLASSES
from app.domain.logic import CAUTION, HUMAN, MET, NOT_MET, UNKNOWN
from app.domain.marker_names import MSI
from app.domain.partial_date import PartialDate
from app.domain.vocabulary import (
    CautionKind,
    MarkerState,
    MeasureKind,
    Presence,
    Response,
    Site,
    TreatmentKind,
)
from app.exchange.catalogue import read_entry

CATALOGUE = Path(__file__).resolve().parents[2] / "seed" / "catalogue"
ENTRIES = tuple(
    read_entry(path.read_text(encoding="utf-8")) for path in sorted(CATALOGUE.glob("*.yaml"))
)
TODAY = date(2026, 11, 23)
POSITIVE, NEGATIVE = MarkerState.POSITIVE, MarkerState.NEGATIVE
EMPTY = CaseFile(
    Patient("TEST", "Camille", birth_on=PartialDate(1968, 5, 3)), (Tumour("une tumeur"),)
)
SITES = [site for site in Site if site not in {Site.OTHER, Site.UNKNOWN_PRIMARY}]
READERS = {**PLAIN_READERS, **DISEASE_READERS, **MEASURE_READERS}
Leaf = tuple[str, Mapping[str, Any]]


def leaves(node: Any) -> Iterator[Leaf]:
    """Every leaf of a criterion, wherever it stands."""
    if isinstance(node, list | tuple):
        for each in node:
            yield from leaves(each)
    elif isinstance(node, Mapping):
        for kind, content in node.items():
            if kind in READERS:
                yield kind, content
            elif kind not in {"rule", "source"}:
                yield from leaves(content)


EVERY_LEAF = list(
    {
        f"{entry.code}: {kind} {dict(content)}": (kind, content)
        for entry in ENTRIES
        for criterion in entry.criteria
        for kind, content in leaves(criterion)
    }.items()
)


def row(marker: str, state: MarkerState, alteration: str = "", **more: Any) -> Biomarker:
    """A row as a laboratory would write it."""
    value = {"low": "IHC 1+", "IHC 3+": "IHC 3+", "ultralow": "IHC 0, ultralow"}
    if marker == "HER2" and alteration in value and state is POSITIVE:
        stated = NEGATIVE if alteration in {"low", "ultralow"} else POSITIVE
        return Biomarker(marker, stated, value=value[alteration], **more)
    if alteration.endswith("*"):
        alteration = f"{alteration[:-1]}A"
    return Biomarker(marker, state, alteration, **more)


def drugs(content: Mapping[str, Any]) -> Treatment:
    name = content.get("drug") or DRUG_CLASSES[content["class"]][0]
    return Treatment("ligne", TreatmentKind.TARGETED, 1, drugs=(name,))


def nothing_of(content: Mapping[str, Any]) -> Treatment:
    return Treatment("ligne", TreatmentKind.TARGETED, 1, drugs=("un médicament d’essai TEST",))


def given_lines(count: int) -> tuple[Treatment, ...]:
    if not count:
        return (Treatment("Chirurgie", TreatmentKind.SURGERY),)
    return tuple(
        Treatment(f"ligne {n}", TreatmentKind.CHEMOTHERAPY, n, drugs=("FOLFOX",))
        for n in range(1, count + 1)
    )


def met_by(kind: str, content: Mapping[str, Any]) -> CaseFile:
    """A file that meets the leaf, and holds nothing else."""
    if kind == "tumour":
        words = content.get("histology_contains", [""])
        tumour = Tumour("une tumeur", Site(content.get("sites", ["other"])[0]), histology=words[0])
        return replace(EMPTY, tumours=(tumour,))
    if kind == "biomarker":
        state = POSITIVE if content["is"] == "positive" else NEGATIVE
        found = row(content["marker"], state, content.get("alteration", ""))
        return replace(EMPTY, biomarkers=(found,))
    if kind == "line":
        return replace(
            EMPTY, treatments=given_lines(content.get("at_least", content.get("at_most", 0)))
        )
    if kind == "prior_drug":
        treatment = drugs(content) if content["received"] else nothing_of(content)
        return replace(EMPTY, treatments=(treatment,))
    if kind == "not_candidate":
        return replace(EMPTY, cautions=(Caution(CANDIDACIES[content["class"]], Presence.NO),))
    if kind == "performance_status":
        return with_oms(content["at_most"])
    if kind == "age":
        return aged(content.get("at_least", content.get("at_most", 0)))
    if kind == "response":
        return responding(content, content["in"][0])
    return EMPTY


def aged(years: int) -> CaseFile:
    patient = replace(EMPTY.patient, birth_on=PartialDate(TODAY.year - years, 1, 1))
    return replace(EMPTY, patient=patient)


def responding(content: Mapping[str, Any], best: str | None) -> CaseFile:
    given = drugs(content) if content.get("class") or content.get("drug") else nothing_of(content)
    answered = replace(given, best_response=Response(best) if best else None)
    return replace(EMPTY, treatments=(answered,))


def with_oms(value: int) -> CaseFile:
    measure = Measure(MeasureKind.PERFORMANCE_STATUS, Decimal(value), PartialDate(2026, 11, 2))
    return replace(EMPTY, measures=(measure,))


def near_misses(kind: str, content: Mapping[str, Any]) -> Iterator[tuple[str, CaseFile, Any]]:
    """What almost meets the leaf: why, the file, and the outcome wanted."""
    return MISSES[kind](content) if kind in MISSES else iter(())


def _tumour_misses(content: Mapping[str, Any]) -> Iterator[tuple[str, CaseFile, Any]]:
    sites = content.get("sites", [])
    if sites:
        other = next(site for site in SITES if site not in sites)
        yield "another organ", replace(EMPTY, tumours=(Tumour("t", other),)), NOT_MET
        vague = replace(EMPTY, tumours=(Tumour("t", Site.OTHER),))
        yield "an organ not said", vague, UNKNOWN
    yield "no tumour", replace(EMPTY, tumours=()), UNKNOWN


def _line_misses(content: Mapping[str, Any]) -> Iterator[tuple[str, CaseFile, Any]]:
    yield "no history", EMPTY, UNKNOWN
    if content.get("at_least"):
        short = given_lines(content["at_least"] - 1)
        yield "one line short", replace(EMPTY, treatments=short), NOT_MET
    if "at_most" in content:
        more = given_lines(content["at_most"] + 1)
        yield "one line more", replace(EMPTY, treatments=more), NOT_MET


def _drug_misses(content: Mapping[str, Any]) -> Iterator[tuple[str, CaseFile, Any]]:
    other = nothing_of(content) if content["received"] else drugs(content)
    yield "the other history", replace(EMPTY, treatments=(other,)), NOT_MET
    yield "no history", EMPTY, UNKNOWN
    silent = Treatment("ligne", TreatmentKind.TARGETED, 1)
    yield "a line that does not say", replace(EMPTY, treatments=(silent,)), UNKNOWN


def _candidate_misses(content: Mapping[str, Any]) -> Iterator[tuple[str, CaseFile, Any]]:
    said = Caution(CANDIDACIES[content["class"]], Presence.YES)
    yield "a candidate", replace(EMPTY, cautions=(said,)), NOT_MET
    yield "nobody said", EMPTY, UNKNOWN


def _performance_misses(content: Mapping[str, Any]) -> Iterator[tuple[str, CaseFile, Any]]:
    yield "one degree worse", with_oms(content["at_most"] + 1), CAUTION
    yield "not recorded", EMPTY, UNKNOWN


def _marker_misses(content: Mapping[str, Any]) -> Iterator[tuple[str, CaseFile, Any]]:
    marker, alteration = content["marker"], content.get("alteration", "")
    wanted = POSITIVE if content["is"] == "positive" else NEGATIVE
    opposite = NEGATIVE if wanted is POSITIVE else POSITIVE

    def holding(*rows: Biomarker) -> CaseFile:
        return replace(EMPTY, biomarkers=rows)

    yield "never done", EMPTY, UNKNOWN
    for state in (MarkerState.PENDING, MarkerState.NOT_DONE, MarkerState.NON_CONTRIBUTORY):
        yield state.value, holding(Biomarker(marker, state)), UNKNOWN
    yield "uncertain", holding(row(marker, POSITIVE, alteration, uncertain=True)), UNKNOWN
    if marker != "HER2":
        yield (
            "the opposite",
            holding(Biomarker(marker, opposite)),
            NOT_MET if (opposite is NEGATIVE or not alteration) else UNKNOWN,
        )
        both = (Biomarker(marker, POSITIVE, alteration), Biomarker(marker, NEGATIVE))
        yield "both", holding(*both), UNKNOWN
    if alteration[:1].isupper() and alteration[1:2].isdigit():
        residue = "W" if not alteration.endswith("W") else "Y"
        if alteration.endswith("*"):
            position = alteration[:-1]
            several = f"{position}_K{int(position[1:]) + 1}delinsE"
            yield "several residues", holding(Biomarker(marker, wanted, several)), UNKNOWN
            moved = f"{position[0]}{int(position[1:]) + 1}{residue}"
        else:
            moved = f"{alteration[:-1]}{residue}"
            yield "no residue said", holding(Biomarker(marker, wanted, alteration[:-1])), UNKNOWN
        yield "another change", holding(Biomarker(marker, wanted, moved)), NOT_MET
    if alteration.startswith("exon") and marker != MSI:
        yield "another exon", holding(Biomarker(marker, wanted, "exon 2")), NOT_MET


def _caution_misses(content: Mapping[str, Any]) -> Iterator[tuple[str, CaseFile, Any]]:
    for kind in content["kinds"]:
        yes = Caution(CautionKind(kind), Presence.YES)
        yield f"{kind} present", replace(EMPTY, cautions=(yes,)), CAUTION
    absent = tuple(Caution(CautionKind(kind), Presence.NO) for kind in content["kinds"])
    yield "looked for and absent", replace(EMPTY, cautions=absent), None
    yield "not recorded", EMPTY, UNKNOWN if content.get("asks") else None


def _age_misses(content: Mapping[str, Any]) -> Iterator[tuple[str, CaseFile, Any]]:
    beyond = NOT_MET if content.get("quote") else CAUTION
    if "at_least" in content:
        yield "one year short", aged(content["at_least"] - 1), beyond
    if "at_most" in content:
        yield "one year more", aged(content["at_most"] + 1), beyond
    unborn = replace(EMPTY, patient=replace(EMPTY.patient, birth_on=None))
    yield "no birth date", unborn, UNKNOWN


def _response_misses(content: Mapping[str, Any]) -> Iterator[tuple[str, CaseFile, Any]]:
    other = next(code for code in Response if code.value not in {*content["in"], "NE"})
    yield "another response", responding(content, other.value), NOT_MET
    yield "not evaluable", responding(content, "NE"), UNKNOWN
    yield "not said", responding(content, None), UNKNOWN
    yield "never treated", EMPTY, UNKNOWN


MISSES = {
    "age": _age_misses,
    "response": _response_misses,
    "tumour": _tumour_misses,
    "biomarker": _marker_misses,
    "line": _line_misses,
    "prior_drug": _drug_misses,
    "not_candidate": _candidate_misses,
    "performance_status": _performance_misses,
    "caution": _caution_misses,
}


@pytest.mark.parametrize(
    ("kind", "content"), [leaf for _name, leaf in EVERY_LEAF], ids=[name for name, _l in EVERY_LEAF]
)
class TestEveryLeaf:
    def test_facts_that_meet_it_do(self, kind, content):
        outcome = READERS[kind](content, met_by(kind, content), TODAY).outcome
        expected = {"human": HUMAN}.get(kind, MET)
        if kind == "caution":
            expected = UNKNOWN if content.get("asks") else None
        assert outcome is expected

    def test_facts_that_almost_do_are_told_apart(self, kind, content):
        for why, file, wanted in near_misses(kind, content):
            found = READERS[kind](content, file, TODAY)
            assert found.outcome is wanted, (why, found)
            if found.outcome is UNKNOWN:
                assert found.settled_by or found.code.startswith("marker_"), why


def test_every_entry_is_read_by_these_tests():
    assert len(ENTRIES) == len(list(CATALOGUE.glob("*.yaml")))
    kinds = {kind for _name, (kind, _content) in EVERY_LEAF}
    assert kinds <= set(MISSES) | {"human", "open"}

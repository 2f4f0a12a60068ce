"""What no change may move: the order of options, another wish's row, a criterion that asks for something else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.casefile import Biomarker, CaseFile, Caution, Statement, Treatment, Tumour
from app.domain.concordance import fits
from app.domain.criteria import evaluate
from app.domain.drugs import CANDIDACIES
from app.domain.markers import rows_about
from app.domain.vocabulary import (
    CautionKind,
    MarkerState,
    Presence,
    Priority,
    Refusal,
    Site,
    Topic,
    TreatmentKind,
)
from tests.domain.test_criteria_near_misses import (
    EMPTY,
    ENTRIES,
    EVERY_LEAF,
    TODAY,
    leaves,
    with_oms,
)


def all_outcomes(file: CaseFile) -> dict[str, Any]:
    return {
        finding.rule: finding.outcome
        for entry in ENTRIES
        for finding in evaluate(entry, file, today=TODAY)
    }


# One fact of each kind, so that any handful of them makes a file.
MARKERS = sorted({c["marker"] for _n, (k, c) in EVERY_LEAF if k == "biomarker"})
biomarkers = st.builds(
    Biomarker,
    st.sampled_from(MARKERS),
    st.sampled_from(MarkerState),
    st.sampled_from(["", "V600E", "p.Val600Glu", "G12C", "L858R", "exon 14", "fusion"]),
    uncertain=st.booleans(),
)
treatments = st.builds(
    Treatment,
    st.just("ligne"),
    st.sampled_from([TreatmentKind.CHEMOTHERAPY, TreatmentKind.TARGETED]),
    st.integers(1, 4) | st.none(),
    drugs=st.lists(st.sampled_from(["FOLFOX", "irinotécan", "olaparib", "cétuximab"])).map(tuple),
)
cautions = st.builds(Caution, st.sampled_from(CautionKind), st.sampled_from(Presence))
files = st.builds(
    lambda site, rows, given_before, noted: replace(
        EMPTY,
        tumours=(Tumour("une tumeur", site, histology="GIST" if site is Site.SARCOMA else ""),),
        biomarkers=tuple(rows),
        treatments=tuple(given_before),
        cautions=tuple(noted),
    ),
    st.sampled_from(Site),
    st.lists(biomarkers, max_size=5),
    st.lists(treatments, max_size=3),
    st.lists(cautions, max_size=4),
)
few = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)
statements = st.lists(
    st.builds(
        Statement,
        st.just(Topic.REFUSAL),
        st.sampled_from([item.value for item in Refusal]),
        stated_on=st.just(date(2026, 11, 2)),
    )
    | st.builds(
        Statement,
        st.just(Topic.PRIORITY),
        st.sampled_from([item.value for item in Priority]),
        st.integers(1, 5),
        stated_on=st.just(date(2026, 11, 2)),
    ),
    min_size=2,
    max_size=6,
    unique_by=lambda s: (s.topic, s.item),
)


class TestNothingElseMoves:
    @few
    @given(file=files, order=st.permutations(ENTRIES))
    def test_the_order_of_options_changes_no_cell(self, file, order):
        one_way = {e.code: evaluate(e, file, today=TODAY) for e in ENTRIES}
        assert {e.code: evaluate(e, file, today=TODAY) for e in order} == one_way

    @few
    @given(file=files, data=st.data())
    def test_the_order_of_the_rows_of_a_file_changes_no_outcome(self, file, data):
        shuffled = replace(
            file,
            biomarkers=tuple(data.draw(st.permutations(file.biomarkers))),
            cautions=tuple(data.draw(st.permutations(file.cautions))),
        )
        assert all_outcomes(shuffled) == all_outcomes(file)

    @few
    @given(file=files, fact=biomarkers)
    def test_a_new_result_moves_only_the_criteria_that_ask_for_it(self, file, fact):
        after = replace(file, biomarkers=(*file.biomarkers, fact))
        self._only_moved(file, after, lambda kind, c: kind == "biomarker" and self._asks(c, fact))

    @few
    @given(file=files, kind=st.sampled_from(CautionKind), presence=st.sampled_from(Presence))
    def test_a_new_precaution_moves_only_the_criteria_that_ask_for_it(self, file, kind, presence):
        after = replace(file, cautions=(*file.cautions, Caution(kind, presence)))
        self._only_moved(
            file,
            after,
            lambda leaf, c: (
                (leaf == "caution" and kind in c["kinds"])
                or (leaf == "not_candidate" and CANDIDACIES[c["class"]] is kind)
            ),
        )

    @few
    @given(file=files, value=st.integers(0, 4))
    def test_a_new_performance_status_moves_only_its_own_criteria(self, file, value):
        after = replace(file, measures=with_oms(value).measures)
        self._only_moved(file, after, lambda kind, _c: kind == "performance_status")

    @few
    @given(wishes=statements, data=st.data())
    def test_taking_a_wish_away_changes_its_own_row_only(self, wishes, data):
        gone = data.draw(st.sampled_from(wishes))
        kept = [wish for wish in wishes if wish is not gone]
        for entry in ENTRIES:
            before = fits(entry, wishes, today=TODAY)
            after = fits(entry, kept, today=TODAY)
            alone = {cell.rule for cell in fits(entry, [gone], today=TODAY)}
            rest = [
                c for c in before if (c.params.get("topic"), c.params.get("item")) != _key(gone)
            ]
            assert [c for c in after if c.rule != "wishes.missing"] == rest
            assert {c.rule for c in before if c not in rest} <= alone

    @staticmethod
    def _asks(content: Mapping[str, Any], fact: Biomarker) -> bool:
        return bool(rows_about(replace(EMPTY, biomarkers=(fact,)), content["marker"]))

    @staticmethod
    def _only_moved(before: CaseFile, after: CaseFile, reads: Any) -> None:
        was, now = all_outcomes(before), all_outcomes(after)
        asked = {
            str(criterion["rule"])
            for entry in ENTRIES
            for criterion in entry.criteria
            if any(reads(kind, content) for kind, content in leaves(criterion))
        }
        moved = {rule for rule in was.keys() | now.keys() if was.get(rule) is not now.get(rule)}
        assert moved <= asked


def _key(statement: Statement) -> tuple[str, str]:
    return statement.topic.value, statement.item

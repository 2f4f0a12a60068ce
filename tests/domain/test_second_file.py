"""A second file: added, changed, in conflict; what the file lacks deletes nothing; the same again changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.casefile import Biomarker, Measure, Treatment, Tumour
from app.domain.partial_date import PartialDate
from app.domain.second_file import Held, Kind, Step, compare, laid_over
from app.domain.vocabulary import MarkerState, MeasureKind, Response, Site, TreatmentKind

DAY = PartialDate(2026, 3, 1)
FOLFOX = Treatment("FOLFOX", TreatmentKind.CHEMOTHERAPY, 1, started_on=DAY)
WEIGHT = Measure(MeasureKind.WEIGHT, Decimal(60), DAY)


def steps(held: Sequence[Held], *theirs: Any) -> list[tuple[Kind, list[str]]]:
    """What a file makes of what is held, by the names of the fields."""
    found = compare(held, theirs).steps
    return [(step.kind, [d.field for d in step.differs]) for step in found]


def test_a_fact_nobody_had_is_added() -> None:
    later = replace(WEIGHT, measured_on=PartialDate(2026, 4))
    assert steps([Held(WEIGHT, WEIGHT)], WEIGHT, later) == [(Kind.ADDED, [])]


def test_what_changed_at_the_source_follows_it_where_only_the_source_wrote() -> None:
    now = replace(FOLFOX, best_response=Response.PARTIAL)
    assert steps([Held(FOLFOX, FOLFOX)], now) == [(Kind.CHANGED, ["best_response"])]


def test_what_somebody_edited_here_is_a_conflict_when_the_source_changes() -> None:
    ours, now = replace(FOLFOX, cycles=4), replace(FOLFOX, cycles=6)
    assert steps([Held(ours, FOLFOX)], now) == [(Kind.CONFLICT, ["cycles"])]


def test_what_somebody_edited_here_stays_while_the_source_says_the_same() -> None:
    assert steps([Held(replace(FOLFOX, cycles=4), FOLFOX)], FOLFOX) == []


def test_what_somebody_typed_otherwise_is_a_conflict_and_the_same_is_nothing() -> None:
    assert steps([Held(WEIGHT)], replace(WEIGHT, value=Decimal(55))) == [(Kind.CONFLICT, ["value"])]
    assert steps([Held(WEIGHT)], WEIGHT) == []


def test_what_the_file_lacks_is_neither_removed_nor_emptied() -> None:
    ours = replace(FOLFOX, cycles=4, note="vu")
    other = replace(FOLFOX, label="FOLFIRI", line=2, started_on=PartialDate(2027))
    assert steps([Held(ours, ours), Held(other, other)], FOLFOX) == []


def test_following_the_file_keeps_what_it_does_not_say() -> None:
    ours = replace(FOLFOX, note="vu", cycles=4)
    (step,) = compare([Held(ours, FOLFOX)], [replace(FOLFOX, cycles=6)]).steps
    assert step.merged == replace(ours, cycles=6)


def test_a_fact_withdrawn_here_never_comes_back_by_itself() -> None:
    assert steps([Held(WEIGHT, WEIGHT, withdrawn=True)], WEIGHT) == []
    other = replace(WEIGHT, value=Decimal(55))
    assert steps([Held(WEIGHT, WEIGHT, withdrawn=True)], other) == [(Kind.CONFLICT, ["value"])]


def test_an_awaited_result_that_arrives_is_the_same_fact() -> None:
    awaited = Biomarker("BRAF", MarkerState.PENDING, ordered_on=DAY)
    arrived = Biomarker("BRAF", MarkerState.POSITIVE, "V600E", resulted_on=PartialDate(2026, 4))
    assert steps([Held(awaited, awaited)], arrived) == [
        (Kind.CHANGED, ["state", "alteration", "resulted_on"])
    ]


def test_a_receptor_of_another_date_is_another_result() -> None:
    first = Biomarker("HER2", MarkerState.NEGATIVE, resulted_on=PartialDate(2019))
    later = Biomarker("HER2", MarkerState.POSITIVE, resulted_on=PartialDate(2025))
    assert steps([Held(first, first)], first, later) == [(Kind.ADDED, [])]


def test_a_second_cancer_is_not_taken_for_the_first() -> None:
    breast = Tumour("Carcinome du sein", Site.BREAST, diagnosed_on=PartialDate(2019))
    colon = Tumour("Adénocarcinome du côlon", Site.COLORECTAL, diagnosed_on=PartialDate(2026))
    assert steps([Held(breast, breast)], colon, breast) == [(Kind.ADDED, [])]


def test_two_facts_that_nothing_tells_apart_are_never_guessed() -> None:
    twice = [Held(replace(WEIGHT, value=Decimal(n))) for n in (60, 61)]
    assert steps(twice, replace(WEIGHT, value=Decimal(70))) == [(Kind.ADDED, [])]


MARKERS = st.builds(
    Biomarker,
    marker=st.sampled_from(["BRAF", "KRAS", "HER2"]),
    state=st.sampled_from(MarkerState),
    alteration=st.sampled_from(["", "V600E"]),
    value=st.sampled_from(["", "60 %"]),
    resulted_on=st.sampled_from([None, DAY, PartialDate(2025)]),
)


@given(
    st.lists(st.tuples(MARKERS, st.none() | MARKERS, st.booleans()), max_size=5),
    st.lists(MARKERS, max_size=5),
)
@settings(max_examples=150, deadline=None)
def test_the_same_file_again_changes_nothing_whatever_was_there(
    stored: list[tuple[Biomarker, Biomarker | None, bool]], theirs: list[Biomarker]
) -> None:
    held = [Held(*one) for one in stored]
    first = compare(held, theirs)
    after = _stored(held, first.steps, first.pairs)
    assert len(after) >= len(held)
    assert compare(after, theirs).steps == ()


def _stored(
    held: list[Held], steps: Sequence[Step], pairs: Sequence[tuple[Held, Any]]
) -> list[Held]:
    """What is stored once every step was followed or, for a conflict, answered by ours."""
    given_of = {id(one): laid_over(one.given, theirs) for one, theirs in pairs}
    changed = {id(s.ours): s.merged for s in steps if s.kind is Kind.CHANGED}
    kept = [
        Held(changed.get(id(one), one.fact), given_of.get(id(one), one.given), one.withdrawn)
        for one in held
    ]
    return kept + [Held(s.theirs, s.theirs) for s in steps if s.kind is Kind.ADDED]

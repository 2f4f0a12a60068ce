"""What a board needs of a case is named, and nothing of it blocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from app.domain.casefile import Biomarker, CaseFile, Measure, Patient, Statement, Treatment, Tumour
from app.domain.completeness import Completeness, Item, completeness, is_key
from app.domain.health import Imaging, SocialNote
from app.domain.partial_date import PartialDate
from app.domain.record import Informed
from app.domain.requirements import (
    BY_CATEGORY,
    COMMON,
    MARKERS,
    SOURCES,
    Kind,
    Needs,
    Rule,
    known_only,
    needs,
)
from app.domain.vocabulary import (
    ItemState,
    KindCategory,
    MarkerState,
    MeasureKind,
    Need,
    Presence,
    Site,
    StatementStatus,
    StopReason,
    Topic,
    TreatmentKind,
)
from app.domain.vocabulary.health import ImagingKind, SocialTopic
from app.wording.completeness import item_line, item_name, need_source

TODAY = date(2026, 11, 24)
FILE = CaseFile(
    Patient("TEST", "A", birth_on=PartialDate(1950, 3)), (Tumour("Côlon", Site.COLORECTAL),)
)


def judged(
    file: CaseFile, asked: Needs | None = None, informed: Informed | None = None
) -> Completeness:
    """The items of a file, today."""
    return completeness(
        file,
        informed or Informed(),
        question="Que faire ?",
        requester=True,
        today=TODAY,
        needs=asked,
    )


def missing(file: CaseFile, informed: Informed | None = None) -> set[str]:
    """The codes of what is missing."""
    return {item.code for item in judged(file, informed=informed).missing}


def one(found: Completeness, key: str) -> Item:
    """The item of a key."""
    return next(item for item in found.items if item.key == key)


def weighed(on: PartialDate | None) -> CaseFile:
    """The file with one weight."""
    return replace(FILE, measures=(Measure(MeasureKind.WEIGHT, Decimal(70), on),))


def test_an_almost_empty_file_names_each_missing_item() -> None:
    assert {"informed", "told", "stage", "performance_status", "markers", "wishes"} <= missing(FILE)
    assert "question" not in missing(FILE)


def test_a_frailty_score_is_asked_from_75_only() -> None:
    younger = replace(FILE, patient=replace(FILE.patient, birth_on=PartialDate(1961)))
    assert "g8" in missing(FILE)
    assert "g8" not in missing(younger)
    scored = replace(FILE, measures=(Measure(MeasureKind.G8, Decimal(15)),))
    assert "g8" not in missing(scored)


def test_each_expected_marker_never_done_is_an_item_of_its_own() -> None:
    marked = replace(
        FILE,
        biomarkers=(
            Biomarker("BRAF", MarkerState.POSITIVE, "V600E"),
            Biomarker("MSI/MMR", MarkerState.NOT_DONE, id="row"),
        ),
    )
    found = judged(marked)
    named = {item_name(item): item for item in found.missing}
    assert {"marqueur RAS", "marqueur MSI/MMR"} <= set(named)
    assert "marqueur BRAF" not in named
    assert named["marqueur MSI/MMR"].fact_id == "row", "the row that says « non fait » is corrected"
    assert named["marqueur RAS"].fact_id == ""


def test_a_pending_marker_is_awaited_with_its_day_and_counts_as_answered() -> None:
    asked = Biomarker("RAS", MarkerState.PENDING, due_on=PartialDate(2026, 11, 28))
    item = one(judged(replace(FILE, biomarkers=(asked,))), "markers:RAS")
    assert item.state is ItemState.PENDING
    assert item.is_answered
    assert "28/11/2026" in item_line(item)


def test_a_marker_without_usable_result_is_known_to_be_so() -> None:
    spoilt = replace(FILE, biomarkers=(Biomarker("RAS", MarkerState.NON_CONTRIBUTORY),))
    assert one(judged(spoilt), "markers:RAS").state is ItemState.PRESENT


def test_a_patient_who_prefers_not_to_answer_was_asked() -> None:
    declined = Statement(Topic.WHAT_MATTERS, status=StatementStatus.DECLINED)
    assert "wishes" not in missing(replace(FILE, statements=(declined,)))


def test_the_count_is_of_items_answered_among_those_that_apply() -> None:
    found = judged(FILE, informed=Informed(opposed=False))
    assert found.present + len(found.missing) == len(found.items)


def test_without_a_local_limit_no_measure_is_old() -> None:
    old = judged(weighed(PartialDate(2020, 1, 1)))
    assert one(old, "weight").state is ItemState.PRESENT


def test_a_measure_is_old_the_day_after_the_local_limit() -> None:
    asked = Needs(freshness_days=30)
    assert one(judged(weighed(PartialDate(2026, 10, 25)), asked), "weight").state is (
        ItemState.PRESENT
    )
    late = one(judged(weighed(PartialDate(2026, 10, 24)), asked), "weight")
    assert (late.state, late.age_days) == (ItemState.OLD, 31)
    assert item_line(late) == "poids (24/10/2026, soit 31 jours)"


def test_a_measure_without_its_day_is_judged_by_the_oldest_it_can_be() -> None:
    asked = Needs(freshness_days=30)
    month = one(judged(weighed(PartialDate(2026, 10)), asked), "weight")
    assert month.state is ItemState.OLD
    assert "jusqu’à 54" in item_line(month)
    undated = one(judged(weighed(None), asked), "weight")
    assert undated.state is ItemState.OLD
    assert item_line(undated) == "poids (sans date)"


def test_not_known_yet_answers_what_is_missing_and_nothing_else() -> None:
    asked = Needs(unknown=("weight", "markers:RAS"))
    found = judged(FILE, asked)
    assert one(found, "weight").state is ItemState.NOT_KNOWN
    assert one(found, "markers:RAS").state is ItemState.NOT_KNOWN
    assert one(found, "markers:BRAF").state is ItemState.MISSING
    assert found.present == judged(FILE).present + 2
    there = judged(weighed(PartialDate(2026, 11, 1)), asked)
    assert one(there, "weight").state is ItemState.PRESENT


def test_the_reason_for_stopping_is_asked_of_treatments_that_ended() -> None:
    asked = Needs(items=(Need.STOP_REASONS,))
    running = Treatment("FOLFOX", TreatmentKind.CHEMOTHERAPY, 1)
    ended = replace(running, ended_on=PartialDate(2026), id="first")
    told = replace(ended, stop_reason=StopReason.TOXICITY)
    assert judged(replace(FILE, treatments=(running,)), asked).items == ()
    assert judged(replace(FILE, treatments=(told, ended)), asked).missing[0].fact_id == "first"
    assert judged(replace(FILE, treatments=(told,)), asked).missing == ()


def test_a_marker_result_without_date_is_named_when_the_meeting_asks_for_dates() -> None:
    asked = Needs(items=(Need.MARKER_DATES,))
    undated = Biomarker("BRAF", MarkerState.POSITIVE, "V600E", id="row")
    dated = replace(undated, resulted_on=PartialDate(2025, 3))
    assert judged(replace(FILE, biomarkers=(undated,)), asked).missing[0].fact_id == "row"
    assert judged(replace(FILE, biomarkers=(dated,)), asked).missing == ()


def test_the_three_lists_add_up_and_the_kind_s_limit_wins() -> None:
    common = Rule((Need.BIRTH, Need.QUESTION), None, 60)
    site = Rule((Need.ALBUMIN,), ("BRAF",))
    asked = needs(common, site, Kind("Onco-palliative", (Need.PAIN, Need.BIRTH), 14))
    assert asked.items == (Need.BIRTH, Need.QUESTION, Need.ALBUMIN, Need.PAIN)
    assert asked.markers == ("BRAF",)
    assert asked.freshness_days == 14
    assert needs(common, None, Kind("Sans limite")).freshness_days == 60
    assert needs(None, None, None) == Needs()


def test_a_hospital_may_expect_other_markers_or_none() -> None:
    found = judged(FILE, Needs(markers=("HER2",)))
    assert [i.detail for i in found.items if i.code is Need.MARKERS] == ["HER2"]
    assert not [i for i in judged(FILE, Needs(markers=())).items if i.code is Need.MARKERS]


def test_every_item_has_a_rule_a_name_and_a_source() -> None:
    found = judged(FILE, Needs(items=tuple(Need)))
    assert {need for need in Need if need in SOURCES} == set(Need)
    assert all(need_source(need) for need in Need)
    assert all(item_name(item) for item in found.items)
    assert set(BY_CATEGORY) == set(KindCategory)
    assert set(COMMON) <= set(Need)


def test_items_are_named_by_keys_that_are_checked_and_by_slugs_that_differ() -> None:
    every = [Item(Need.MARKERS, "", ItemState.MISSING, marker) for marker in MARKERS]
    every += [Item(need, "", ItemState.MISSING) for need in Need if need is not Need.MARKERS]
    assert all(is_key(item.key) for item in every)
    assert len({item.slug for item in every}) == len(every)
    assert not is_key("markers:INVENTED")
    assert not is_key("markers")
    assert not is_key("weight:x")


def test_a_stored_code_that_no_longer_exists_is_left_out() -> None:
    assert known_only(["weight", "something", "birth"]) == (Need.BIRTH, Need.WEIGHT)


def test_daily_life_and_morale_are_two_items() -> None:
    asked = Needs(items=(Need.SOCIAL, Need.MORALE))
    home = replace(FILE, social_notes=(SocialNote(SocialTopic.HOME),))
    distress = replace(FILE, social_notes=(SocialNote(SocialTopic.DISTRESS, Presence.NO),))
    assert [item.code for item in judged(home, asked).missing] == [Need.MORALE]
    assert [item.code for item in judged(distress, asked).missing] == [Need.SOCIAL]


def test_the_kidney_is_known_by_its_clearance_or_creatinine_and_the_latest_day_counts() -> None:
    asked = Needs(items=(Need.KIDNEY,), freshness_days=30)
    old = Measure(MeasureKind.CLEARANCE, Decimal(80), PartialDate(2026, 1, 5))
    new = Measure(MeasureKind.CREATININE, Decimal(70), PartialDate(2026, 11, 20))
    assert judged(FILE, asked).missing[0].code is Need.KIDNEY
    assert judged(replace(FILE, measures=(old,)), asked).items[0].state is ItemState.OLD
    assert judged(replace(FILE, measures=(old, new)), asked).items[0].state is ItemState.PRESENT


def test_the_last_imaging_is_old_after_the_local_limit_and_is_done_again() -> None:
    asked = Needs(items=(Need.IMAGING,), freshness_days=30)
    first = Imaging(ImagingKind.CT, noted_on=PartialDate(2026, 6, 1), id="row")
    late = judged(replace(FILE, imaging=(first,)), asked).items[0]
    assert (late.state, late.fact_id) == (ItemState.OLD, ""), (
        "a new one is typed, none is corrected"
    )
    again = replace(first, noted_on=PartialDate(2026, 11, 10))
    assert judged(replace(FILE, imaging=(again, first)), asked).items[0].state is ItemState.PRESENT

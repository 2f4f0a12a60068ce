"""The burden of an option: computed from its rhythm and the patient's journey, typed values first, nothing guessed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.burden import Basis, Typed, burden, on_paper, retyped, violations
from app.domain.casefile import Statement
from app.domain.concordance import fits
from app.domain.vocabulary import FitOutcome, Place, Route, Share, Speaker, StatementStatus, Topic
from app.exchange import codec
from app.exchange.catalogue import read_entry
from app.wording.burden import burden_for_patient, burden_lines, burden_short, duration

CATALOGUE = Path(__file__).resolve().parents[2] / "seed" / "catalogue"
TODAY, SAID_ON = date(2026, 11, 23), date(2026, 11, 12)


def entry(code: str):
    return read_entry((CATALOGUE / f"{code}.yaml").read_text(encoding="utf-8"))


BRAF = entry("targeted-braf-colorectal")
TRIAL = entry("clinical-trial")


def answer(item: str, value: str, **more) -> Statement:
    return Statement(Topic.PRACTICAL, item, value=value, stated_on=SAID_ON, **more)


JOURNEY = answer("practical.journey", "55")


def typed(field: str, value: str) -> Typed:
    return Typed(field, value, "Dr TEST-MOREL", TODAY)


def at_home(known):
    return replace(known, practical=replace(known.practical, places=(Place.HOME,)))


@pytest.mark.parametrize(
    ("option", "said", "given", "expected"),
    [
        # visits, minutes one way, hours on the road a month, hours in all
        (BRAF, (), (), (2, None, None, None)),
        (BRAF, (JOURNEY,), (), (2, 55, "3.67", None)),
        (BRAF, (JOURNEY,), (typed("hours_per_visit", "2"),), (2, 55, "3.67", "7.67")),
        (BRAF, (JOURNEY,), (typed("visits_per_month", "3"),), (3, 55, "5.50", None)),
        (BRAF, (JOURNEY,), (typed("travel_minutes", "30"),), (2, 30, "2.00", None)),
        (TRIAL, (JOURNEY,), (), (4, None, None, None)),
        (TRIAL, (JOURNEY,), (typed("travel_minutes", "95"),), (4, 95, "12.67", None)),
        (at_home(BRAF), (), (), (2, 0, "0.00", None)),
        (at_home(BRAF), (), (typed("hours_per_visit", "1.5"),), (2, 0, "0.00", "3.00")),
        (entry("supportive-care"), (JOURNEY,), (), (None, 55, None, None)),
        (entry("radioligand"), (JOURNEY,), (), (None, None, None, None)),
    ],
)
def test_each_published_rule_computes_as_written(option, said, given, expected):
    known = burden(option, said, given, today=TODAY)
    amounts = (known.visits, known.travel, known.road, known.hours)
    hours = [None if a.value is None else a.value.quantize(Decimal("0.01")) for a in amounts]
    assert hours == [None if e is None else Decimal(e) for e in expected]
    assert all((a.value is None) == (a.origin.basis is Basis.MISSING) for a in amounts)


@pytest.mark.parametrize(
    "statement",
    [
        answer("practical.journey", "55", share=Share.DOCTOR_ONLY),
        answer("practical.journey", "55", speaker=Speaker.RELATIVE),
        answer("practical.journey", "", status=StatementStatus.DECLINED),
        answer("practical.travel", "55"),
    ],
)
def test_a_journey_kept_for_the_doctor_said_by_others_or_not_answered_is_missing(statement):
    assert burden(BRAF, (statement,), today=TODAY).travel.value is None


def test_a_typed_value_says_who_and_when_and_an_untouched_one_keeps_its_author():
    first = retyped((), {"visits_per_month": "3", "route": "oral"}, by="Dr A", on=SAID_ON)
    then = retyped(first, {"visits_per_month": "3", "travel_minutes": "40"}, by="Mme B", on=TODAY)
    assert then == (
        Typed("visits_per_month", "3", "Dr A", SAID_ON),
        Typed("travel_minutes", "40", "Mme B", TODAY),
    )
    known = burden(BRAF, (), then, today=TODAY)
    assert (known.route, known.route_origin.basis) == (Route.ORAL_AND_INFUSION, Basis.CATALOGUE)
    origins = {line.rule: line.origin for line in burden_lines(known)}
    assert origins["burden.visits"] == "saisi, Dr A, 12/11/2026"


@pytest.mark.parametrize(
    ("values", "broken"),
    [
        ({}, []),
        ({"visits_per_month": "31", "places": "home,day_unit", "route": "oral"}, []),
        ({"visits_per_month": "32"}, [("answer_range", "visits_per_month")]),
        ({"hours_per_visit": "-1"}, [("answer_range", "hours_per_visit")]),
        ({"travel_minutes": "beaucoup"}, [("answer_range", "travel_minutes")]),
        ({"travel_minutes": "NaN"}, [("answer_range", "travel_minutes")]),
        ({"places": "moon"}, [("unknown_choice", "places")]),
        ({"route": "magic"}, [("unknown_choice", "route")]),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(values, broken):
    assert [(v.code, v.field) for v in violations(values)] == broken


@pytest.mark.parametrize(
    ("limit", "said", "given", "expected"),
    [
        (answer("practical.max_visits", "2"), (), (), FitOutcome.ALIGNED),
        (
            answer("practical.max_visits", "2"),
            (),
            (typed("visits_per_month", "3"),),
            FitOutcome.TENSION,
        ),
        (answer("practical.travel", "60"), (), (), FitOutcome.DISCUSS),
        (answer("practical.travel", "60"), (JOURNEY,), (), FitOutcome.ALIGNED),
        (answer("practical.travel", "40"), (JOURNEY,), (), FitOutcome.TENSION),
        (
            answer("practical.travel", "40"),
            (JOURNEY,),
            (typed("travel_minutes", "40"),),
            FitOutcome.ALIGNED,
        ),
    ],
)
def test_a_stated_limit_is_compared_by_the_concordance_rules_with_what_is_computed_or_typed(
    limit, said, given, expected
):
    known = burden(BRAF, said, given, today=TODAY)
    [cell] = fits(BRAF, (limit, *said), today=TODAY, known=known)
    assert (cell.rule, cell.outcome) == (limit.item, expected)


def test_a_consultation_that_may_come_home_is_talked_over_whatever_the_distance():
    care = entry("early-palliative-care")
    said = (answer("practical.travel", "40"), JOURNEY)
    [cell] = fits(care, said, today=TODAY, known=burden(care, said, today=TODAY))
    assert (cell.rule, cell.outcome) == ("practical.travel", FitOutcome.DISCUSS)
    assert "55" in cell.option_fact


def test_the_journey_is_a_fact_and_makes_no_cell_of_its_own():
    [cell] = fits(BRAF, (JOURNEY,), today=TODAY, known=burden(BRAF, (JOURNEY,), today=TODAY))
    assert cell.outcome is FitOutcome.MISSING


def test_lines_say_the_value_its_source_and_what_is_to_fill_in():
    lines = burden_lines(burden(BRAF, (replace(JOURNEY, recorded_by="Mme TEST"),), today=TODAY))
    told = {line.rule: (line.value, line.origin, line.missing) for line in lines}
    assert told["burden.visits"] == ("2 par mois", "catalogue, à vérifier", False)
    assert told["burden.travel"][1] == "dit par le patient, Mme TEST, 12/11/2026"
    assert told["burden.road"][0].replace("\u00a0", " ") == "3 h 40 par mois"
    assert told["burden.road"][1] == "calculé, à vérifier"
    assert told["burden.hours"] == ("à renseigner", "", True)
    assert told["burden.places"][0] == "domicile, hôpital de jour"
    assert told["burden.route"][0] == "comprimés et perfusion"


def test_a_stale_journey_is_to_be_reconfirmed():
    stale = replace(JOURNEY, valid_until=date(2026, 11, 22))
    [travel] = [
        line
        for line in burden_lines(burden(BRAF, (stale,), today=TODAY))
        if line.rule == "burden.travel"
    ]
    assert travel.origin.endswith("à reconfirmer")


@pytest.mark.parametrize(
    ("hours", "expected"), [("0", "0 min"), ("0.75", "45 min"), ("2", "2 h"), ("3.5", "3 h 30")]
)
def test_hours_are_said_in_hours_and_minutes(hours, expected):
    assert duration(Decimal(hours)).replace("\u00a0", " ").replace("\u202f", " ") == expected


def test_the_patients_page_has_only_what_was_shared_with_it():
    board_only = replace(JOURNEY, share=Share.BOARD_ONLY)
    known = burden(BRAF, (board_only,), today=TODAY)
    assert "55" in burden_short(known)
    assert burden_for_patient(on_paper(known, BRAF, (board_only,), today=TODAY)) == ""
    shared = on_paper(known, BRAF, (JOURNEY,), today=TODAY)
    assert "55 minutes de trajet" in burden_for_patient(shared).replace("\u00a0", " ")


def test_a_burden_is_read_back_as_it_was_stored():
    known = burden(BRAF, (JOURNEY,), (typed("hours_per_visit", "2"),), today=TODAY)
    assert codec.loads(codec.dumps(known), type(known)) == known

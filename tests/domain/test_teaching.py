"""Teaching cases: nothing leaves unread, no name or day of the case is in what leaves, intervals are kept."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from enum import Enum
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents import teaching as document
from app.documents.blocks import text_of
from app.domain import teaching
from app.domain._teaching_fields import LEAVES, STAYS, Way
from app.domain.casefile import CaseFile, Statement, Treatment, Tumour
from app.domain.partial_date import PartialDate
from app.domain.record import Option
from app.domain.redaction import Clue, Known, flat, marks, proposed, remaining
from app.domain.teaching import Reviewed, age_band, anonymised, draw_shift, free_texts
from app.domain.teaching_names import known_names
from app.domain.vocabulary import Sex, Share, Topic, TreatmentKind
from app.exchange.teaching_json import write_teaching
from app.wording import teaching as words
from tests.documents.sample import DRAFT as RECORD
from tests.exchange.test_case_json import CASES

SIGN = "Zq"
FILES = CASES.map(lambda file: replace(file, about=1))


def marked(value: Any, numbers: Any = None) -> Any:
    """The same value, each of its texts a word of its own that begins with SIGN."""
    numbers = numbers or count()
    if isinstance(value, str) and not isinstance(value, Enum):
        return f"{SIGN}{next(numbers)}mot" if value else value
    if isinstance(value, tuple):
        return tuple(marked(one, numbers) for one in value)
    if is_dataclass(value) and not isinstance(value, PartialDate):
        given = {f.name: marked(getattr(value, f.name), numbers) for f in fields(value)}
        return replace(value, **given)
    return value


def of(file: CaseFile) -> Any:
    """The sample's record about another file."""
    return replace(RECORD, case_file=file)


def out(case: teaching.TeachingCase) -> str:
    """All that leaves, on paper and in the file."""
    paper = text_of(document.blocks_of(case, 1))
    return paper + write_teaching((case,), is_demonstration=False)


def read(record: Any, **changed: str) -> dict[str, Reviewed]:
    """Every text confirmed as proposed."""
    known = known_names(record)
    return {
        one.key: Reviewed(proposed(one.text, marks(one.text, known)), one.digest)
        for one in free_texts(record)
    }


@given(FILES)
@settings(max_examples=12, deadline=None)
def test_no_text_and_no_day_of_a_file_leaves_unread(file: CaseFile) -> None:
    record = of(marked(file))
    days = teaching.days_of(record)
    made = out(anonymised(record, {}, draw_shift(days, lambda n: n // 2)))
    assert SIGN not in made
    assert [day for day in days if day.isoformat() in made] == []
    assert [day for day in days if f"{day:%d/%m/%Y}" in made] == []


@given(FILES)
@settings(max_examples=6, deadline=None)
def test_what_the_patient_kept_back_stays_even_when_every_text_is_confirmed(file: CaseFile) -> None:
    secret = "Zqsecret gardé"
    kept = [
        Statement(Topic.WHAT_MATTERS, verbatim=secret, share=Share.DOCTOR_ONLY),
        Statement(Topic.REFUSAL, verbatim=secret, withheld=True),
        Statement(Topic.REFUSAL, verbatim=secret, not_to_relatives=True),
        Statement(Topic.TRUSTED_PERSON, item="trusted_person.name", verbatim=secret),
    ]
    record = of(replace(file, statements=(*file.statements, *kept)))
    review = {one.key: Reviewed(one.text, one.digest) for one in free_texts(record)}
    review |= {f"statement{n}.verbatim": Reviewed(secret, "x") for n in range(9)}
    assert secret not in out(anonymised(record, review, 100))


def test_what_was_said_to_the_board_only_leaves_by_a_confirmation_of_its_own() -> None:
    said = Statement(Topic.REFUSAL, item="chemotherapy", share=Share.BOARD_ONLY)
    record = of(replace(RECORD.case_file, statements=(said,)))
    (one,) = [t for t in free_texts(record) if t.caution]
    assert anonymised(record, {}, 100).file.statements == ()
    assert len(anonymised(record, read(record), 100).file.statements) == 1
    assert one.text == Topic.REFUSAL.label


def test_the_sample_confirmed_as_proposed_names_nobody_and_keeps_its_words() -> None:
    made = out(anonymised(RECORD, read(RECORD), 101))
    named = flat(made)
    for name in ("benali", "karim", "morel", "petit,", "0004512", "r-2026", RECORD.hospital.name):
        assert flat(name) not in named
    assert "encorafénib-cétuximab" in made
    assert "50 à 59 ans" not in made
    assert '"50-59"' in made


def test_a_confirmation_of_another_wording_does_not_count() -> None:
    review = read(RECORD)
    later = replace(RECORD, question="Une autre question sur Karim ?")
    assert anonymised(later, review, 101).question == ""


@given(st.lists(st.dates(date(1990, 1, 1), date(2030, 1, 1)), min_size=2, max_size=6))
def test_intervals_are_kept_to_the_day(days: list[date]) -> None:
    lines = tuple(
        Treatment("x", TreatmentKind.CHEMOTHERAPY, started_on=PartialDate.of(day)) for day in days
    )
    record = of(CaseFile(RECORD.case_file.patient, (Tumour("x"),), treatments=lines))
    made = anonymised(record, {}, draw_shift(days, lambda n: n - 1)).file.treatments
    after = [one.started_on.earliest for one in made if one.started_on]
    assert {a - b for a, b in zip(days, after, strict=True)} == {days[0] - after[0]}
    assert days[0] - after[0] >= timedelta(days=teaching.LEAST)
    assert not set(after) & set(days)


def test_a_partial_date_keeps_its_precision() -> None:
    assert teaching.moved(PartialDate(2025, 3), 61) == PartialDate(2025, 1)
    assert teaching.moved(PartialDate(2025), 400) == PartialDate(2024)
    assert teaching.moved(PartialDate(1850, 1, 1), 60) is None


def test_two_draws_move_the_same_case_differently() -> None:
    days = teaching.days_of(RECORD)
    assert draw_shift(days, lambda _n: 500) != draw_shift(days, lambda _n: 700)


def test_days_too_dense_for_any_shift_are_moved_beyond_all_of_them() -> None:
    days = [date(2020, 1, 1) + timedelta(days=n) for n in range(2 * teaching.MOST)]
    shift = draw_shift(days, lambda n: n // 2)
    assert not {day - timedelta(days=shift) for day in days} & set(days)


@pytest.mark.parametrize(
    ("age", "band"),
    [(None, ""), (-1, ""), (4, "0-17"), (17, "0-17"), (18, "18-19"), (20, "20-29"), (89, "80-89"), (90, "90+"), (104, "90+")],
)  # fmt: skip
def test_an_age_is_only_a_band(age: int | None, band: str) -> None:
    assert age_band(age) == band


def test_every_field_of_every_shape_was_decided_about_and_every_text_has_its_name() -> None:
    for kind, ways in LEAVES.items():
        named = {f.name for f in fields(kind)} - {"id"}
        assert named == set(ways) | STAYS.get(kind, frozenset()), kind
        for name, way in ways.items():
            if way in {Way.TEXT, Way.CODE}:
                assert words.place(f"{kind.__name__}.{name}")
    assert words.place("Option.title")
    assert "findings" in STAYS[Option]
    assert {words.who(sex, "90+") for sex in Sex}


NAMED = (
    Known("TEST-Béranger", Clue.PATIENT),
    Known("Zoé", Clue.PATIENT),
    Known("Dr Paul Petit", Clue.PROFESSIONAL, "radiologie"),
    Known("CHU de Valmont", Clue.HOSPITAL),
    Known("0004512", Clue.NUMBER),
)


@pytest.mark.parametrize(
    "text",
    [
        "Mme BERANGER va mieux",
        "béranger zoe, vue hier",
        "appeler le 06 12 34 56 78",
        "vu par le dr petit",
        "transféré du CHU de Valmont",
        "de Valmont ce matin",
        "né le 3 mai 1968",
        "le 12/03/25 puis le 12-03-2025",
        "scanner du 28/10",
        "en mars 2025",
        "dossier R-2026-000012",
        "IPP 0004512",
        "zoe@exemple.fr",
        "1 68 05 75 123 456 12",
    ],
)
def test_what_names_somebody_or_a_day_is_found_and_the_proposal_is_clean(text: str) -> None:
    assert remaining(text, NAMED)
    assert remaining(proposed(text, marks(text, NAMED)), NAMED) == ()


@pytest.mark.parametrize(
    "text",
    ["petit nodule de 8 mm", "douleur 8/10, 12 cures", "2000 mg par jour", "test MSI négatif", "TNM T3 N1"],
)  # fmt: skip
def test_words_and_figures_of_every_report_are_not_refused(text: str) -> None:
    assert remaining(text, NAMED) == ()


@given(st.text(max_size=60), st.sampled_from(("Béranger", "BERANGER", "beranger", "Zoé")))
def test_a_name_anywhere_in_a_text_is_gone_from_its_proposal(around: str, name: str) -> None:
    text = f"{around} {name}, {around}"
    left = proposed(text, marks(text, NAMED))
    assert flat(left).count(flat(name)) <= 2 * flat(around).count(flat(name))

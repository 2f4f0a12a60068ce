"""The open case file: lossless both ways, nothing private in it, its schema published."""

from __future__ import annotations

import copy
import json
import types
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.casefile import (
    Biomarker,
    CaseFile,
    Patient,
    Statement,
    Tumour,
)
from app.domain.catalogue import Frequency
from app.domain.ins import Ins
from app.domain.ins_rules import may_be_carried
from app.domain.interview import Talk
from app.domain.open_case import Archive, Beside, Presented, may_leave
from app.domain.partial_date import PartialDate
from app.domain.text import clean, fold
from app.domain.vocabulary import (
    FigureOutcome,
    IdentityStatus,
    InsAuthority,
    Labelled,
    MarkerState,
    PresentationState,
    Sex,
    Share,
    Topic,
    Track,
)
from app.errors import UnreadableFile
from app.exchange import codec
from app.exchange.case_json import read_beside, read_case, write_case
from app.wording.imports import note_sentence
from tests.exchange.case_schema import FILE, FIRST, problems, schema
from tests.exchange.spoiling import outcome, said

SECRET = "une parole pour le médecin seul"
CASE = CaseFile(
    Patient("TEST-DURAND", "Lucie", birth_on=PartialDate(1961, 4)),
    (Tumour("Adénocarcinome du côlon", diagnosed_on=PartialDate(2024)),),
    biomarkers=(Biomarker("BRAF", MarkerState.POSITIVE, "V600E"),),
    statements=(
        Statement(Topic.WHAT_MATTERS, verbatim="Rester chez moi", not_to_relatives=True),
        Statement(Topic.REFUSAL, verbatim=SECRET, share=Share.DOCTOR_ONLY),
        Statement(Topic.PROGNOSIS_WISH, share=Share.DOCTOR_ONLY, withheld=True),
    ),
)

TEXTS = st.text(max_size=30).map(clean)
PARTIAL = st.dates(date(1850, 1, 1), date(2200, 12, 31)).flatmap(
    lambda d: st.sampled_from(
        (PartialDate(d.year), PartialDate(d.year, d.month), PartialDate(d.year, d.month, d.day))
    )
)
SIMPLE: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXTS,
    bool: st.booleans(),
    int: st.integers(-1_000_000, 1_000_000),
    Decimal: st.decimals(min_value=-10_000, max_value=10_000, places=3, allow_nan=False),
    PartialDate: PARTIAL,
    date: st.dates(),
    datetime: st.datetimes(min_value=datetime(1900, 1, 1), timezones=st.just(UTC)),
    Frequency: st.builds(
        Frequency,
        st.sampled_from(list(FigureOutcome)),
        st.integers(0, 100),
        st.none() | st.integers(0, 100),
        st.none() | st.integers(0, 60),
    ),
}


def some(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of a type of the case file, the identifiers of rows aside."""
    if kind in SIMPLE:
        return SIMPLE[kind]
    if isinstance(kind, types.UnionType):
        return st.none() | some(next(k for k in get_args(kind) if k is not type(None)))
    if get_origin(kind) is tuple:
        return st.lists(some(get_args(kind)[0]), max_size=3).map(tuple)
    if issubclass(kind, Labelled):
        return st.sampled_from(list(kind))
    hints = get_type_hints(kind)
    return st.builds(kind, **{f.name: some(hints[f.name]) for f in fields(kind) if f.name != "id"})


CASES = some(CaseFile).filter(lambda case_file: case_file.tumours)


BESIDE = Beside(
    talks=(
        Talk(date(2026, 3, 2), persons="Sa fille", said="Le traitement ne tient plus."),
        Talk(date(2026, 3, 9), persons="Seul", said="Rien à ses enfants.", share=Share.DOCTOR_ONLY),
    ),
    archive=Archive(
        (Presented(1, PresentationState.PREPARED, Track.DISCUSS, "Quelle suite ?"),),
    ),
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place of a plain value, below its top."""
    found = [path] if path else []
    if isinstance(value, dict):
        pairs = list(value.items())
    else:
        pairs = list(enumerate(value)) if isinstance(value, list) else []
    return found + [p for key, child in pairs for p in places(child, (*path, key))]


def held(value: Any, path: Any) -> Any:
    """What is at a place."""
    for key in path:
        value = value[key]
    return value


TYPED = {"said", "words", "reason", "text", "comment", "question", "title", "note", "patient_note"}


def written(case_file: CaseFile = CASE, beside: Beside = BESIDE, **left_out: int) -> Any:
    """The exported document, as plain values."""
    text = write_case(case_file, reference="R-2026-000123", left_out=left_out, beside=beside)
    return json.loads(text)


@settings(max_examples=25, deadline=None)
@given(some(Beside))
def test_what_stands_beside_comes_back_and_only_facts_are_imported(beside: Beside) -> None:
    document = written(replace(CASE, statements=()), beside)
    public = tuple(talk for talk in beside.talks if may_leave(talk))
    assert read_beside(document) == replace(beside, talks=public)
    read = read_case(json.dumps(document).encode())
    assert (read.talks, read.enclosed) == (public, beside.attachments)
    assert document["left_out"].get("doctor_only_talks", 0) == len(beside.talks) - len(public)
    assert problems(document, schema(), schema()) == []


@settings(max_examples=25, deadline=None)
@given(some(Beside), st.data())
def test_words_kept_for_the_doctor_leave_in_no_part_whoever_repeated_them(
    beside: Beside, data: st.DataObject
) -> None:
    plain = codec.to_plain(beside)
    texts = [p for p in places(plain) if isinstance(held(plain, p), str) and p[-1] in TYPED]
    spread = data.draw(st.lists(st.sampled_from(texts), max_size=4, unique=True)) if texts else []
    for *path, last in spread:
        held(plain, path)[last] = f"Il a dit : {SECRET.upper()}."
    document = written(beside=codec.from_plain(plain, Beside))
    kept = [p for p in spread if p[0] != "talks" or may_leave(beside.talks[p[1]])]
    assert fold(SECRET) not in fold(json.dumps(document, ensure_ascii=False))
    assert document["left_out"].get("quoting", 0) == len(kept)
    assert read_case(json.dumps(document).encode())


def test_a_file_of_the_first_version_is_still_read() -> None:
    document = written()
    first = {
        name: copy.deepcopy(document[name]) for name in json.loads(FIRST.read_text())["required"]
    }
    first["version"] = 1
    for marker in first["case"]["biomarkers"]:
        for later in ("board_asked_on", "board_seen_on", "board_conclusion"):
            marker.pop(later, None)
    read = read_case(json.dumps(first).encode())
    assert read.case_file == read_case(json.dumps(document).encode()).case_file
    assert (read.talks, read.enclosed) == ((), ())
    assert problems(first, json.loads(FIRST.read_text()), json.loads(FIRST.read_text())) == []


@settings(max_examples=150, deadline=None)
@given(CASES)
def test_every_case_file_comes_back_as_it_left(case_file: CaseFile) -> None:
    text = write_case(case_file, reference="R-2026-000001", left_out={})
    public = tuple(
        s for s in case_file.statements if s.share is not Share.DOCTOR_ONLY and not s.withheld
    )
    hidden = len(case_file.statements) - len(public)
    document = json.loads(text)
    qualified = may_be_carried(case_file.ins, case_file.patient)
    ins = case_file.ins if qualified else replace(case_file.ins, number="")
    kept_back = int(bool(case_file.ins.number) and not qualified)
    counted = {"doctor_only": hidden, "unqualified_ins": kept_back}
    assert read_case(text.encode()).case_file == replace(case_file, statements=public, ins=ins)
    assert document["left_out"] == {kind: n for kind, n in counted.items() if n}
    assert problems(document, schema(), schema()) == []


@pytest.mark.parametrize("status", list(IdentityStatus))
def test_only_a_qualified_national_number_leaves(status: IdentityStatus) -> None:
    patient = Patient("PAT-TROIS", "Dominique", "", Sex.FEMALE, PartialDate(1979, 3, 28))
    ins = Ins("279035121518989", InsAuthority.TEST, status, "51215")
    document = written(replace(CASE, patient=patient, ins=ins))
    leaves = status is IdentityStatus.QUALIFIED
    assert document["case"]["ins"]["number"] == (ins.number if leaves else "")
    assert document["left_out"].get("unqualified_ins", 0) == int(not leaves)


def test_what_was_said_to_the_doctor_only_is_counted_and_absent() -> None:
    text = write_case(CASE, reference="R-2026-000123", left_out={"documents": 4})
    assert SECRET not in text
    assert "doctor_only" in text
    assert json.loads(text)["left_out"] == {"doctor_only": 2, "documents": 4}
    (kept,) = read_case(text.encode()).case_file.statements
    assert (kept.verbatim, kept.not_to_relatives) == ("Rester chez moi", True)


def test_the_reader_of_an_export_is_told_that_something_was_left_out() -> None:
    document = written(more=3)
    sentences = [note_sentence(n) for n in read_case(json.dumps(document).encode()).notes]
    assert [s.replace("\u00a0", " ") for s in sentences] == [
        "Paroles confiées au médecin seul, absentes de ce fichier : 2.",
        "Entretiens confiés au médecin seul, absents de ce fichier : 1.",
        "Autres éléments absents de ce fichier : 3.",
        "Présentations à lire dans le fichier, non reprises (une signature ne s’importe pas) : 1.",
    ]


def test_identifiers_of_stored_rows_do_not_leave() -> None:
    named = replace(CASE, patient=replace(CASE.patient, id="3f0c"))
    assert '"id"' not in write_case(named, reference="R-2026-000123", left_out={})


def test_the_same_reference_of_another_installation_is_another_patient() -> None:
    other = replace(CASE, patient=replace(CASE.patient, birth_name="TEST-MARTIN"))
    keys = {read_case(json.dumps(written(c)).encode()).source_key for c in (CASE, CASE, other)}
    assert len(keys) == 2


def test_the_published_schema_is_that_of_the_dataclasses() -> None:
    assert json.loads(FILE.read_text(encoding="utf-8")) == schema()


def changed(change: Callable[[Any], None]) -> Any:
    """The document after a change made by hand."""
    document = copy.deepcopy(written())
    change(document)
    return document


REFUSED = [
    (lambda d: d.update(version=3), "case_version", "version 3"),
    (lambda d: d.update(version=None), "case_version", "version None"),
    (lambda d: d.pop("case"), "case_shape", "$.case"),
    (lambda d: d.update(more=1), "case_shape", "$.more"),
    (lambda d: d.update(talks={}), "case_shape", "talks"),
    (lambda d: d["archive"]["presentations"][0].update(x=1), "case_shape", "presentations"),
    (
        lambda d: d["talks"][0].update(recorded_at="2026-01-01T10:00:00"),
        "case_shape",
        "recorded_at",
    ),
    (lambda d: d.update(left_out=[]), "case_shape", "$.left_out"),
    (lambda d: d["case"].update(tumours=[]), "case_shape", "$.case.tumours"),
    (lambda d: d["case"].update(secret="x"), "case_shape", "$.case"),
    (lambda d: d["case"]["patient"].update(birth_name=3), "case_shape", "birth_name"),
    (lambda d: d["case"]["patient"].update(birth_on="2025-02-31"), "case_shape", "birth_on"),
    (lambda d: d["case"]["patient"].update(sex="autre"), "case_shape", "sex"),
    (lambda d: d["case"]["tumours"][0].update(label="x" * 20_001), "case_shape", "label"),
    (lambda d: d["case"]["biomarkers"][0].update(uncertain=1), "case_shape", "uncertain"),
    (
        lambda d: d["case"].update(measures=[{"kind": "weight", "value": "NaN"}]),
        "case_shape",
        "value",
    ),
]


@pytest.mark.parametrize(("change", "code", "wanted"), REFUSED, ids=[case[2] for case in REFUSED])
def test_a_changed_export_is_refused_whole_with_the_place(
    change: Callable[[Any], None], code: str, wanted: str
) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_case(json.dumps(changed(change)).encode())
    assert refused.value.code == code
    assert wanted in said(refused.value)


def test_an_export_cut_anywhere_is_refused_as_incomplete() -> None:
    content = write_case(CASE, reference="R-2026-000123", left_out={}).encode().rstrip()
    for cut in range(1, len(content), 7):
        with pytest.raises(UnreadableFile) as refused:
            read_case(content[:cut])
        assert refused.value.code == "truncated", cut


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"[" * 100_000, "case_shape"),
        (b'{"format": "relais-case", "version": 1e400}', "case_version"),
        (b'{"format": "relais-case", "version": NaN}', "case_shape"),
        (b'{"format": "relais-case", "version": ' + b"9" * 5000 + b"}", "case_shape"),
        ('{"format": "relais-case", "référence": 1}'.encode("cp1252"), "not_utf8"),
        (b" " * (20 * 1024 * 1024 + 1), "too_large"),
    ],
    ids=["deep", "infinite", "nan", "digits", "cp1252", "large"],
)
def test_a_hostile_export_is_refused_and_nothing_else(content: bytes, code: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_case(content)
    assert refused.value.code == code


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.floats(allow_nan=False),
    lambda child: (
        st.lists(child, max_size=3) | st.dictionaries(st.text(max_size=3), child, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_whatever_is_changed_is_refused_or_fits_the_schema(data: st.DataObject) -> None:
    document = written()
    *path, last = data.draw(st.sampled_from(places(document)))
    holder = document
    for key in path:
        holder = holder[key]
    holder[last] = data.draw(JUNK)
    found = outcome(lambda: read_case(json.dumps(document).encode()))
    if isinstance(found, UnreadableFile):
        assert said(found)
    else:
        assert problems(document, schema(), schema()) == []

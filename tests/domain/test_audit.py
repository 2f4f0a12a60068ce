"""The audit chain: any single change shows, and where."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.audit import GENESIS, Entry, canonical, chained, first_bad

START = datetime(2026, 1, 5, 8, 30, tzinfo=UTC)
NEVER = "1" * 64


def entry(seq: int, prev: str, *, target: str = "", details: object = None) -> Entry:
    """One sound entry after `prev`."""
    at, action = START + timedelta(minutes=seq), "case.opened"
    body = canonical(
        {"seq": seq, "at": at.isoformat(), "action": action, "target": target, "details": details}
    )
    return Entry(seq, body, prev, chained(prev, body), at, action, target)


def again(given_entry: Entry, **changed: object) -> Entry:
    """The entry changed, with a hash made again so that it looks sound by itself."""
    forged = replace(given_entry, **changed)
    return replace(forged, hash=chained(forged.prev_hash, forged.body))


@st.composite
def chains(draw: st.DrawFn, least: int = 1) -> list[Entry]:
    """A sound chain of up to eight entries."""
    made: list[Entry] = []
    details = st.dictionaries(st.text(max_size=8), st.text(max_size=12), max_size=3)
    for seq in range(1, draw(st.integers(least, 8)) + 1):
        prev = made[-1].hash if made else GENESIS
        made.append(entry(seq, prev, target=draw(st.text(max_size=8)), details=draw(details)))
    return made


@given(chains())
def test_a_chain_nobody_touched_holds(entries: list[Entry]) -> None:
    assert first_bad(entries) is None


def test_an_empty_chain_holds() -> None:
    assert first_bad([]) is None


@given(chains(), st.data())
def test_an_edited_body_is_named(entries: list[Entry], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(entries) - 1))
    other = data.draw(st.text(max_size=20))
    entries[index] = replace(entries[index], body=other)
    assert first_bad(entries) == index + 1


@given(chains(), st.data())
def test_a_body_edited_with_its_hash_made_again_is_betrayed_by_the_next_entry(
    entries: list[Entry], data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(entries) - 1))
    forged = entries[index].body.replace('"details":', '"intruder":1,"details":')
    entries[index] = again(entries[index], body=forged)
    assert first_bad(entries) == (None if index == len(entries) - 1 else index + 2)


@pytest.mark.parametrize(
    "body", ["", "{", "[]", "null", '"seq"', '{"seq":1}', '{"seq":1,"at":null}']
)
def test_a_body_that_is_no_entry_is_named_and_does_not_stop_the_verifier(body: str) -> None:
    assert first_bad([again(entry(1, GENESIS), body=body)]) == 1


@given(chains(), st.data(), st.sampled_from(["at", "action", "target", "hash", "prev_hash"]))
def test_an_edited_column_is_named(entries: list[Entry], data: st.DataObject, column: str) -> None:
    index = data.draw(st.integers(0, len(entries) - 1))
    other = {"at": START, "action": "case.read", "target": "un autre dossier"}.get(column, NEVER)
    entries[index] = replace(entries[index], **{column: other})
    assert first_bad(entries) == index + 1


@given(chains(), st.data())
def test_an_entry_taken_out_is_named(entries: list[Entry], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(entries) - 1))
    del entries[index]
    # The chain alone does not see a tail cut off: its head is anchored outside (trust.md, section 9).
    assert first_bad(entries) == (None if index == len(entries) else index + 1)


@given(chains(least=2), st.data())
def test_two_entries_swapped_are_named(entries: list[Entry], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(entries) - 2))
    second = data.draw(st.integers(first + 1, len(entries) - 1))
    entries[first], entries[second] = entries[second], entries[first]
    assert first_bad(entries) == first + 1


@given(chains(least=2), st.data())
def test_entries_swapped_and_numbered_again_are_named_too(
    entries: list[Entry], data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(entries) - 2))
    moved = [*entries[:index], *entries[index + 1 :], entries[index]]
    renumbered = [replace(e, seq=seq) for seq, e in enumerate(moved, start=1)]
    assert first_bad(renumbered) == index + 1


@given(chains(least=2), st.data())
def test_an_entry_slipped_in_is_named(entries: list[Entry], data: st.DataObject) -> None:
    index = data.draw(st.integers(1, len(entries) - 1))
    forged = entry(index + 1, entries[index - 1].hash, target="intrus")
    after = [replace(e, seq=e.seq + 1) for e in entries[index:]]
    assert first_bad([*entries[:index], forged, *after]) == index + 2


@given(chains())
def test_a_chain_that_does_not_begin_at_the_beginning_is_refused(entries: list[Entry]) -> None:
    assert first_bad([again(entries[0], prev_hash=NEVER)]) == 1
    assert first_bad([entry(2, GENESIS)]) == 1


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=12), max_size=6))
def test_the_order_of_the_fields_changes_nothing(body: dict[str, str]) -> None:
    assert canonical(body) == canonical(dict(reversed(body.items())))


def test_the_canonical_text_is_one_line_without_spaces_and_keeps_accents() -> None:
    assert canonical({"b": "é", "a": 1}) == '{"a":1,"b":"é"}'


@given(st.text(max_size=20), st.text(max_size=20))
def test_another_body_or_another_past_gives_another_hash(one: str, other: str) -> None:
    assert (chained(GENESIS, one) == chained(GENESIS, other)) is (one == other)
    assert chained(NEVER, one) != chained(GENESIS, one)


def test_the_hash_is_sha_256_over_the_previous_one_a_line_end_and_the_body() -> None:
    assert chained("a", "b") == sha256(b"a\nb").hexdigest()

"""Tables for spreadsheets: nothing typed becomes a formula, every number stays one."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.partial_date import PartialDate
from app.exchange.spreadsheet import cell, write_table


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+33612345678", "-25 %", "@SUM(A1)", "\t=1", "  =cmd", "＝1+1", "\r=1", "\n-1"],
)
def test_a_text_that_a_spreadsheet_could_run_is_neutralised(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (-5, "-5"),
        (0, "0"),
        (Decimal("-1.5"), "-1,5"),
        (Decimal(34), "34"),
        (None, ""),
        ("", ""),
        ("TEST-NOM", "TEST-NOM"),
        ("a=b", "a=b"),
        (date(2026, 3, 1), "01/03/2026"),
        (PartialDate(2026, 3), "03/2026"),
    ],
)
def test_numbers_dates_and_plain_texts_are_written_as_they_are(value: object, shown: str) -> None:
    assert cell(value) == shown


def test_the_table_opens_in_a_french_spreadsheet() -> None:
    content = write_table(["Nom", "Âge"], [["TEST-É; « x »", 61], ['"cité"\nsuite', None]])
    assert content.startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert read == [["Nom", "Âge"], ["TEST-É; « x »", "61"], ['"cité"\nsuite', ""]]


@given(st.lists(st.text(max_size=20), min_size=1, max_size=4))
def test_no_text_ever_begins_a_formula_and_none_is_lost(texts: list[str]) -> None:
    content = write_table(["x"] * len(texts), [texts]).decode("utf-8-sig", "surrogatepass")
    (_head, line) = list(csv.reader(io.StringIO(content, newline=""), delimiter=";"))[:2]
    for written, text in zip(line, texts, strict=True):
        assert not written.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
        assert written in {text, f"'{text}"}

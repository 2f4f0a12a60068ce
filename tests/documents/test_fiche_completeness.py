"""The fiche says whether the file was complete, as it stood for the board."""

from __future__ import annotations

from dataclasses import replace

from app.documents import fiche
from app.documents.blocks import text_of
from app.domain.markers import expected_markers
from app.domain.requirements import Needs
from app.domain.vocabulary import Need
from tests.documents import sample
from tests.documents.reading import flat


def said(needs: Needs) -> str:
    """The words of the fiche of a case of which this is asked."""
    record = replace(sample.DRAFT, needs=needs)
    return flat(text_of(fiche.blocks_of(record, printed_on=sample.PRINTED_ON)))


def test_a_file_that_has_what_was_asked_is_said_complete() -> None:
    assert "Dossier : complet" in said(Needs(items=(Need.QUESTION, Need.BIRTH)))


def test_a_file_discussed_incomplete_names_what_was_missing() -> None:
    asked = Needs(items=(Need.QUESTION, Need.LVEF, Need.URACIL))
    assert "Dossier : incomplet (1 sur 3), manque : fraction d’éjection (FEVG), uracilémie" in said(
        asked
    )


def test_what_is_not_known_yet_is_not_said_missing() -> None:
    asked = Needs(items=(Need.QUESTION, Need.LVEF), unknown=("lvef",))
    assert "Dossier : complet" in said(asked)


def test_a_long_list_names_five_items_and_counts_the_others() -> None:
    bare = replace(sample.CASE_FILE, measures=(), cautions=(), statements=(), social_notes=())
    every = tuple(need for need in Need if need not in {Need.MARKERS, Need.BIRTH})
    record = replace(sample.DRAFT, case_file=bare, needs=Needs(items=every))
    words = flat(text_of(fiche.blocks_of(record, printed_on=sample.PRINTED_ON)))
    assert "autres" in words[words.index("incomplet (") :][:300]


def test_markers_nobody_looked_for_are_named_before_any_alternative() -> None:
    record = sample.DRAFT
    bare = replace(record, case_file=replace(record.case_file, biomarkers=()))
    read = flat(text_of(fiche.blocks_of(bare, printed_on=sample.PRINTED_ON)))
    expected = ", ".join(expected_markers(bare.case_file.tumour.site))
    assert expected
    assert read.index(f"Jamais faits : {expected}") < read.index("Possibilités examinées")

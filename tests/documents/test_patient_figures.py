"""Figures on the patient page: drawn and said, with both sides, and only for who asked."""

from __future__ import annotations

import re
from dataclasses import replace

from app.documents import patient_summary
from app.documents._patient_figures import figures
from app.documents.blocks import Columns, Pictogram, text_of
from app.domain.catalogue import ChosenFigure, Figure, Frequency
from app.domain.record import Record
from app.domain.vocabulary import FigureOutcome, Mark, PrognosisWish, Topic, Verdict
from tests.documents import sample
from tests.documents.reading import flat, text

FIGURE = Figure(
    "Survie à 5 ans 13,4 % contre 2,6 % ; effets graves 22 % contre 66 %.",
    "cancer du poumon",
    "docétaxel",
    "ESSAI TEST, 2021",
    Mark.VERIFIED,
    (
        Frequency(FigureOutcome.ALIVE, 13, 3, 60),
        Frequency(FigureOutcome.SEVERE_EFFECTS, 22, 66),
    ),
)
CHOSEN = ChosenFigure(
    "Une thérapie ciblée", FIGURE, "Des personnes déjà traitées", "Vous êtes plus âgé"
)


def asking(wish: PrognosisWish) -> Record:
    """The validated sample whose patient wishes this of the future, with a figure picked."""
    record = sample.validated()
    said = tuple(
        replace(s, item=wish) if s.topic is Topic.PROGNOSIS_WISH else s
        for s in record.case_file.statements
    )
    return replace(record, figures=(CHOSEN,), case_file=replace(record.case_file, statements=said))


def told(record: Record) -> str:
    """The words of the figures."""
    return flat(text_of(figures(record, sample.PRINTED_ON)))


def test_each_share_tells_both_sides_of_the_same_hundred() -> None:
    said = told(asking(PrognosisWish.WITH_FIGURES))
    assert "Sur 100 personnes, environ 13 sont en vie après 5 ans. 87 ne le sont pas." in said
    assert "Sur 100 personnes, environ 66 ont un effet gênant grave. 34 n’en ont pas." in said
    assert set(re.findall(r"[Ss]ur (\d+) personnes", said)) == {"100"}
    assert "Ils ne disent pas ce qui va vous arriver." in said
    assert "ESSAI TEST, 2021" in said
    assert "Ce qui est différent pour vous : Vous êtes plus âgé." in said


def test_arrays_stand_two_by_two_and_have_their_words() -> None:
    found = [
        block
        for columns in figures(asking(PrognosisWish.WITH_FIGURES), sample.PRINTED_ON)
        if isinstance(columns, Columns)
        for column in columns.columns
        for block in column
        if isinstance(block, Pictogram)
    ]
    assert [(p.count, p.alternative[:26]) for p in found] == [
        (13, "Sur 100 personnes, environ"),
        (3, "Sur 100 personnes, environ"),
        (22, "Sur 100 personnes, environ"),
        (66, "Sur 100 personnes, environ"),
    ]


def test_whoever_did_not_ask_for_figures_reads_none() -> None:
    for wish in PrognosisWish:
        record = asking(wish)
        printed = text(
            patient_summary.build(record, printed_on=sample.PRINTED_ON, unreviewed=False)
        )
        assert ("Que disent les chiffres" in printed) == (wish is PrognosisWish.WITH_FIGURES), wish


def test_a_possibility_the_page_does_not_present_has_no_figure_on_it() -> None:
    record = asking(PrognosisWish.WITH_FIGURES)
    assert told(record)
    options = tuple(replace(o, verdict=Verdict.SET_ASIDE) for o in record.options)
    assert told(replace(record, options=options)) == ""


def test_our_sentences_about_figures_keep_the_limits_of_reading() -> None:
    record = asking(PrognosisWish.WITH_FIGURES)
    remarks = patient_summary.reading(record, printed_on=sample.PRINTED_ON).remarks
    assert [r for r in remarks if "100 personnes" in r.sentence or "chiffres" in r.sentence] == []


def test_without_a_figure_on_harms_the_page_says_that_it_has_none() -> None:
    only = replace(CHOSEN, figure=replace(FIGURE, frequencies=FIGURE.frequencies[:1]))
    record = replace(asking(PrognosisWish.WITH_FIGURES), figures=(only,))
    assert "Nous n’avons pas ici de chiffre sur les effets gênants." in told(record)

"""What the prints say of a treatment that no longer works: reasons kept apart, and no cause laid on the patient."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.documents import fiche, patient_summary
from app.documents.blocks import text_of
from app.domain.opinion import violations
from app.domain.record import Record
from app.domain.vocabulary import Certainty, Considered, Mechanism, Response, StopReason
from app.domain.vocabulary.health import Extent
from tests.documents import sample
from tests.documents.reading import flat

SECOND = 1


def with_second_line(**change: Any) -> Record:
    """The sample with its last systemic line changed."""
    record = sample.validated()
    treatments = list(record.case_file.treatments)
    treatments[SECOND] = replace(treatments[SECOND], **change)
    return replace(record, case_file=replace(record.case_file, treatments=tuple(treatments)))


def on_fiche(record: Record) -> str:
    """The words of the fiche."""
    return flat(text_of(fiche.blocks_of(record, printed_on=sample.PRINTED_ON)))


def on_page(record: Record) -> str:
    """The words of the patient page."""
    return flat(text_of(patient_summary.blocks_of(record, printed_on=sample.PRINTED_ON)))


@pytest.mark.parametrize("certainty", Certainty)
def test_a_mechanism_is_said_on_the_fiche_with_how_sure_it_is(certainty: Certainty) -> None:
    read = on_fiche(
        with_second_line(
            mechanisms=(Mechanism.EFFLUX, Mechanism.MUTATION), mechanism_certainty=certainty
        )
    )
    assert f"mécanisme ({certainty.label.lower()}) : rejet du médicament, mutation" in read


def test_a_mechanism_nobody_named_is_not_spoken_of() -> None:
    assert "mécanisme" not in on_fiche(sample.validated())


def test_how_a_progression_was_confirmed_and_what_else_was_thought_of_are_on_the_fiche() -> None:
    read = on_fiche(
        with_second_line(confirmed_by="scanner et relecture", considered=tuple(Considered))
    )
    assert "confirmée par : scanner et relecture" in read
    assert (
        "envisagé : pseudo-progression, prise du traitement, interaction, dose insuffisante" in read
    )


def test_how_far_a_progression_went_is_on_the_fiche() -> None:
    read = on_fiche(with_second_line(progression_extent=(Extent.LOCAL, Extent.DISTANT)))
    assert "progression locale, à distance" in read


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        (StopReason.TOXICITY, "Il a été arrêté pour vous protéger."),
        (StopReason.PATIENT_CHOICE, "Vous avez choisi d’arrêter ce traitement."),
        (StopReason.PROGRESSION, "Puis la maladie a avancé de nouveau."),
    ],
)
def test_toxicity_choice_and_progression_are_never_taken_for_each_other(
    reason: StopReason, told: str
) -> None:
    record = with_second_line(stop_reason=reason, progressed_on=None, progression_sites="")
    others = {
        "Il a été arrêté pour vous protéger.",
        "Vous avez choisi d’arrêter ce traitement.",
        "Puis la maladie a avancé de nouveau.",
    } - {told}
    page = on_page(record)
    assert told in page
    assert not [other for other in others if other in page]
    assert reason.label in on_fiche(record)


def test_the_patients_page_gives_neither_dose_nor_adherence_nor_mechanism_as_a_cause() -> None:
    silent = with_second_line(dose_note="")
    told = with_second_line(
        dose_note="prises oubliées, doses réduites de moitié",
        considered=tuple(Considered),
        mechanisms=tuple(Mechanism),
        mechanism_certainty=Certainty.DOCUMENTED,
    )
    assert on_page(told) == on_page(silent)
    assert "Ce n’est pas votre faute." in on_page(told)


@pytest.mark.parametrize("reason", [StopReason.COMPLETED, StopReason.PATIENT_CHOICE])
def test_nobody_is_told_it_is_not_their_fault_where_nothing_went_wrong(reason: StopReason) -> None:
    record = with_second_line(stop_reason=reason, progressed_on=None, progression_sites="")
    assert "votre faute" not in on_page(record)


def test_many_lines_are_all_on_the_fiche_and_forbid_nothing() -> None:
    record = sample.validated()
    line = record.case_file.treatments[SECOND]
    more = tuple(replace(line, label=f"Protocole TEST {n}", line=n) for n in range(3, 13))
    file = replace(record.case_file, treatments=(*record.case_file.treatments, *more))
    long = replace(record, case_file=file)
    assert not [t.label for t in more if t.label not in on_fiche(long)]
    assert violations(long) == violations(record)


@pytest.mark.parametrize(
    ("response", "told"),
    [
        (
            Response.PARTIAL,
            "a d’abord fait reculer la maladie. Puis la maladie a avancé de nouveau.",
        ),
        (Response.STABLE, "a d’abord freiné la maladie. Puis la maladie a avancé de nouveau."),
        (Response.PROGRESSION, "La maladie a avancé."),
        (None, "La maladie a avancé."),
    ],
)
def test_a_first_response_a_mere_halt_and_none_are_told_differently(
    response: Response | None, told: str
) -> None:
    page = on_page(with_second_line(best_response=response))
    assert told in page
    assert ("d’abord" in page) is (told != "La maladie a avancé.")

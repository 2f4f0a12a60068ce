"""The text to paste into the DCC: the national headings in order, everything the fiche says, nothing kept back."""

from __future__ import annotations

from dataclasses import replace

from app.documents import dcc_text, fiche
from app.domain.casefile import Tumour
from app.domain.tnm import categories
from app.domain.vocabulary import Share, Site
from tests.documents import national_sample, sample
from tests.documents.reading import flat, pages


def written() -> dict[str, str]:
    """The text of the full sample by heading."""
    return {part.title: flat(part.text) for part in dcc_text.parts(national_sample.whole())}


def test_the_eighteen_national_headings_come_in_their_order_after_the_meeting_and_the_patient() -> (
    None
):
    keys = [part.key for part in dcc_text.parts(national_sample.whole())]
    assert keys == ["meeting", "patient", *map(str, range(1, 19))]


def test_each_heading_holds_its_items() -> None:
    said = written()
    assert "Appareil digestif" in said["Raison de la recommandation"]
    assert said["Résultats d’événements (dépistage)"] == "découverte par un dépistage"
    diagnosis = said["Diagnostic du cancer"]
    assert "Catégories : cT4a ; N1b ; M1c" in diagnosis
    assert "Morphologie : moyennement différencié 8140/3" in diagnosis
    assert "Autre tumeur : Carcinome du sein ancien, 2009" in diagnosis
    assert "Métastasectomie" in said["Actes (traitements reçus et en cours)"]
    assert "marges saines" in said["Conclusion d’anatomopathologie"]
    assert "BRAF V600E" in said["Conclusion de génétique moléculaire"]
    assert "Thésaurus fictif, version 4.2, mars 2026" in said["Cadre de la proposition"]
    assert "1. Thérapie ciblée" in said["Plan de soins (proposition)"]
    assert "Vient toujours avec son épouse." in said["Commentaire sur le patient"]
    assert "Approuvée" in said["Statut du document"]


def test_board_only_words_stand_and_what_is_kept_for_the_doctor_never_does() -> None:
    whole = dcc_text.whole(dcc_text.parts(national_sample.whole()))
    assert "Il se fatigue vite mais ne le dit pas." in whole
    assert any(s.share is Share.BOARD_ONLY for s in national_sample.whole().case_file.statements)
    assert national_sample.SECRET not in whole


def test_a_heading_about_which_nothing_stands_says_so() -> None:
    said = {part.key: part.text for part in dcc_text.parts(sample.validated())}
    assert said["10"] == "Non renseigné."
    assert "Référentiel\u00a0: non renseigné" in said["16"]


def test_the_whole_text_is_every_heading_one_under_the_other() -> None:
    given = dcc_text.parts(national_sample.whole())
    assert all(part.text in dcc_text.whole(given) for part in given)


def test_the_fiche_with_every_national_item_names_what_it_says_and_stays_short() -> None:
    read = pages(fiche.build(national_sample.whole(), printed_on=sample.PRINTED_ON))
    assert len(read) <= 3
    assert "Cadre national" in flat(" ".join(read))


def test_a_haematology_tumour_says_that_tnm_does_not_apply_and_gives_its_classification() -> None:
    tumour = Tumour(
        "Myélome",
        Site.HAEMATOLOGY,
        tnm="T1",
        tnm_not_applicable=True,
        other_name="R-ISS",
        other_value="II",
    )
    record = sample.validated()
    record = replace(record, case_file=replace(record.case_file, tumours=(tumour,)))
    said = {part.key: flat(part.text) for part in dcc_text.parts(record)}
    assert "TNM : non applicable" in said["3"]
    assert "Autre classification : R-ISS II" in said["3"]
    assert "Catégories" not in said["3"]


def test_t_n_and_m_are_read_as_typed_and_never_guessed() -> None:
    assert categories("cT4a N1b M1c") == ("cT4a", "N1b", "M1c")
    assert categories("pT2N0M0") == ("pT2", "N0", "M0")
    assert categories("ypT3 ypN1 cM0") == ("ypT3", "ypN1", "cM0")
    assert categories("Tis N0") == ("Tis", "N0", "")
    assert categories("stade IV, métastatique") == ("", "", "")

"""Readability of a page for a patient: each measure on a text made for it."""

from __future__ import annotations

import pytest

from app.domain.plain_words import avoided_in, is_drug, terms_in
from app.domain.readability import Reading, is_long, kandel_moles, read
from app.domain.readability_content import explained_inside, unexplained
from app.domain.readability_shape import Measure, Part, Passage, Side
from app.domain.sentences import sentences, words

PLAIN = (
    "Ce médicament aide vos défenses. Il peut freiner la maladie. Vous venez deux fois par mois."
)
HARD = (
    "L'administration concomitante d'inhibiteurs immunologiques nécessite une surveillance biologique et "
    "radiologique pluridisciplinaire particulièrement rapprochée"
)


def remarks(*passages: Passage | str, kept_out: tuple[str, ...] = ()) -> list[tuple[Measure, str]]:
    """Measure and word of each remark on some passages."""
    page = [p if isinstance(p, Passage) else Passage(p) for p in passages]
    return [(r.measure, r.word) for r in read(page, kept_out=kept_out).remarks]


def measures(*passages: Passage | str, **given: bool) -> list[Measure]:
    """The measures remarked upon."""
    page = [p if isinstance(p, Passage) else Passage(p) for p in passages]
    return [r.measure for r in read(page, **given).remarks]  # type: ignore[arg-type]


def card(title: str, brings: str, hard: str, **more: str) -> list[Passage]:
    """The passages of an option."""
    found = [Passage(title, Part.TITLE, "Les possibilités ?", title)]
    told = {Side.BRINGS: brings, Side.HARD: hard, **{Side(k): v for k, v in more.items()}}
    return found + [
        Passage(text, block="Les possibilités ?", card=title, side=side)
        for side, text in told.items()
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 1 sentence, 4 words, 5 syllables.
        ("Vous buvez de l'eau.", 207 - 1.015 * 4 - 73.6 * 5 / 4),
        # 2 sentences, 6 words, 7 syllables.
        ("Il mange. Vous ne dormez pas.", 207 - 1.015 * 3 - 73.6 * 7 / 6),
        # A number is said: 38,3 has five syllables.
        ("La fièvre monte à 38,3.", 207 - 1.015 * 5 - 73.6 * 9 / 5),
    ],
)
def test_the_index_is_that_of_kandel_and_moles(text: str, expected: float) -> None:
    assert kandel_moles(sentences(text)) == pytest.approx(expected)


def test_plain_words_score_high_and_those_of_specialists_low() -> None:
    assert kandel_moles(sentences(PLAIN)) > 80
    assert kandel_moles(sentences(HARD)) < 20
    assert kandel_moles(()) == 100


def test_sentences_end_at_marks_and_items_but_not_inside_numbers_or_quotations() -> None:
    text = "Fièvre à 38,3 °C ? Appelez : jour ou nuit ! • Souffle court. ☐ Il dit « Non. Jamais. » souvent."
    assert [len(s.words) for s in sentences(text)] == [4, 1, 3, 2, 3]
    assert [s.text for s in sentences("Un. Deux")] == ["Un.", "Deux"]
    assert sentences(" – ? ") == ()


def test_an_elided_word_is_one_word_and_signs_are_none() -> None:
    assert words("L’équipe – l'hôpital de jour (38 °C)") == [
        "L’équipe",
        "l'hôpital",
        "de",
        "jour",
        "38",
        "C",
    ]


def test_quotations_names_and_addresses_count_for_nothing_and_stay_as_they_are() -> None:
    text = "Madame TEST-LE GALL a dit « l’échec thérapeutique ». Elle habite 3, rue des Lilas."
    kept_out = ("Madame TEST-LE GALL", "3, rue des Lilas")
    found = sentences(text, kept_out)
    assert [s.words for s in found] == [("a", "dit"), ("Elle", "habite")]
    assert " ".join(s.text for s in found) == text
    assert Measure.AVOIDED not in measures(text)
    assert remarks(text, kept_out=kept_out) == []


def test_a_name_is_found_whatever_its_spaces_and_never_inside_a_word() -> None:
    assert sentences("Dr Claire\u00a0Morel.", ("Dr Claire Morel",)) == ()
    assert [s.words for s in sentences("Morels.", ("Morel",))] == [("Morels",)]


@pytest.mark.parametrize(
    ("word", "long"),
    [
        ("possibilité", True),
        ("essoufflement", True),
        ("rendez-vous", False),
        ("médicaments", False),
        ("l’immunothérapie", False),
        ("trifluridine-tipiracil", False),
        ("encorafénib", False),
        ("1234567890123", False),
    ],
)
def test_long_words_leave_out_numbers_drugs_and_explained_terms(word: str, long: bool) -> None:
    assert is_long(word) is long


@pytest.mark.parametrize("name", ["olaparib", "cétuximab", "carboplatine", "FOLFIRI", "paclitaxel"])
def test_drugs_are_known_by_their_names(name: str) -> None:
    assert is_drug(name)


@pytest.mark.parametrize("word", ["maison", "comprimé", "robinet", "chimiothérapie", "matin"])
def test_other_words_are_no_drugs(word: str) -> None:
    assert not is_drug(word)


def test_a_sentence_too_long_is_told_with_its_place() -> None:
    long = "Vous venez " + "et vous venez " * 7 + "ici."
    reading = read([Passage(long, block="Comment ?")])
    told = [r for r in reading.remarks if r.measure is Measure.LENGTH]
    assert [(r.block, r.sentence, r.value) for r in told] == [("Comment ?", long, 24)]
    assert reading.longest == 24
    assert not reading.passes


def test_sentences_too_long_on_average_are_told_once() -> None:
    thirteen = "Vous venez ici avec vos proches tous les mois pour voir votre médecin."
    assert measures(thirteen, thirteen) == [Measure.MEAN]


def test_a_block_hard_to_read_is_told_with_its_hardest_sentence() -> None:
    page = [Passage(PLAIN * 20), Passage(f"{HARD}. Vous venez.", block="Quoi ?")]
    told = [r for r in read(page).remarks if r.measure is Measure.INDEX_BLOCK]
    assert [r.block for r in told] == ["Quoi ?"]
    assert told[0].sentence == f"{HARD}."


def test_a_page_between_its_limit_and_what_is_wished_gets_advice_only() -> None:
    reading = read([Passage("La possibilité existe. La nouveauté demeure.")])
    assert reading.index < 65
    assert not reading.passes
    page = [
        Passage("Une analyse permet de savoir. Les résultats arrivent bientôt chez votre médecin.")
    ]
    advice = read(page)
    assert 65 <= advice.index < 70
    assert [r.measure for r in advice.remarks] == [Measure.INDEX_WANTED]
    assert advice.passes


def test_long_words_are_told_only_when_there_are_too_many() -> None:
    few = "Vous avez le choix et du temps. " * 6
    assert Measure.LONG_WORDS not in measures(few + "Une possibilité existe.")
    assert (Measure.LONG_WORDS, "possibilité") in remarks("Une possibilité existe pour vous.")


@pytest.mark.parametrize(
    ("text", "word", "plainer"),
    [
        ("C’est un échec.", "échec", "le traitement n’agit plus"),
        ("Un choix thérapeutique.", "thérapeutique", "traitement"),
        ("Des douleurs hépatiques.", "hépatiques", "du foie"),
        ("L’équipe a décidé.", "a décidé", "propose"),
        ("Vous êtes condamnée.", "condamnée", ""),
        ("Un espoir fou.", "espoir fou", ""),
    ],
)
def test_avoided_words_are_shown_as_written_with_a_plainer_one(
    text: str, word: str, plainer: str
) -> None:
    assert avoided_in(text) == ((word, plainer),)
    told = [r for r in read([Passage(text)]).remarks if r.measure is Measure.AVOIDED]
    assert [(r.word, r.plainer, r.sentence) for r in told] == [(word, plainer, text)]


def test_a_word_that_only_starts_like_an_avoided_one_is_none() -> None:
    assert avoided_in("Le combattant administre l’abandonware.") == ()


def test_terms_are_found_in_every_form() -> None:
    assert terms_in("Des perfusions à l’hôpital de jour, sans radiothérapie") == (
        "perfusion",
        "hôpital de jour",
        "rayons",
    )


@pytest.mark.parametrize(
    "text",
    [
        "La biopsie (un petit morceau prélevé) aide.",
        "Biopsie : un petit morceau prélevé.",
        "On prélève un petit morceau : c’est une biopsie.",
        "Ce prélèvement s’appelle la biopsie.",
    ],
)
def test_a_term_may_be_explained_where_it_stands(text: str) -> None:
    assert explained_inside("biopsie", text)
    assert unexplained([Passage(text), Passage("Votre biopsie est prête.")]) == ()


def test_a_term_named_only_is_to_be_explained_once_by_page() -> None:
    page = [Passage("La biopsie : l’équipe ne la propose pas."), Passage("Pas de biopsie ici.")]
    assert unexplained(page) == ("biopsie",)
    assert unexplained([*page, Passage("Biopsie : un prélèvement.", Part.GLOSSARY)]) == ()
    assert unexplained([*page, *card("Une biopsie", "Oui.", "Non.")]) == ()
    assert unexplained([Passage("« Plus de biopsie. »")]) == ()


def test_four_headings_in_five_ask_a_question() -> None:
    asked = [Passage(f"Question {n} ?", Part.HEADING) for n in range(4)]
    assert measures(*asked, Passage("Réponse", Part.HEADING)) == []
    told = measures(*asked[:3], Passage("Réponse", Part.HEADING))
    assert told == [Measure.HEADINGS]


def test_both_sides_of_an_option_take_about_as_many_words() -> None:
    alike = card("A", "Il aide bien vos défenses.", "Il fatigue un peu le soir.")
    assert measures(*alike) == []
    page = card("A", "Il aide vraiment très bien toutes vos défenses.", "Il fatigue un peu.")
    told = [r for r in read(page).remarks if r.measure is Measure.BALANCE]
    assert [(r.block, r.value) for r in told] == [("A", 2.0)]
    hidden = card("A", "Il aide.", "")
    assert Measure.BALANCE in measures(*hidden)


def test_options_shown_as_cards_have_the_same_fields_and_compare_in_length() -> None:
    short = card("A", "Un deux trois.", "Un deux trois.", daily="Un deux.")
    longer = card("B", "Un deux trois quatre.", "Un deux trois quatre cinq.", daily="Un.")
    assert measures(*short, *longer) == []
    longest = card("C", "Un " * 8, "Un " * 8, daily="Un.")
    told = [r for r in read([*short, *longest]).remarks if r.measure is Measure.PARITY]
    assert [(r.block, r.word) for r in told] == [("C", "A")]
    lacking = remarks(*short, *card("D", "Un deux trois.", "Un deux trois quatre."))
    assert lacking == [(Measure.FIELDS, "daily")]


def test_frequencies_share_one_denominator_and_scales_are_none() -> None:
    assert measures("13 sur 100 vont mieux. 87 sur 100 non.") == []
    assert measures("13 sur 100 vont mieux. Une douleur à 4 sur 10.") == []
    assert remarks("13 sur 100 vont mieux. 1 sur 20 non.") == [(Measure.DENOMINATORS, "20")]


def test_a_figure_of_survival_is_told_unless_it_was_asked_for() -> None:
    text = "Sur 100 personnes, 13 sont en vie 5 ans après."
    assert measures(text) == [Measure.FIGURES]
    assert measures(text, figures_wanted=True) == []
    assert measures("Vous avez envie de 2 jours calmes.") == []


def test_small_print_is_not_measured() -> None:
    note = Passage(f"{HARD}. Sources : échec thérapeutique.", Part.NOTE)
    assert read([Passage(PLAIN), note]) == read([Passage(PLAIN)])


def test_nothing_to_read_passes() -> None:
    assert read([]) == Reading(100, 0, 0, 0.0, 0, 0.0, ())
    assert read([]).passes

"""French syllables, word by word: counted by hand, as they are said."""

from __future__ import annotations

import pytest

from app.domain.syllables import syllables

COUNTED = {
    1: "le vie vue mes très yeux eau pied huit vient sont ils aident elles peau chez calme vite soins jours "
    "prennent parlent voient paient type août cœur oui qui que quelque cent dent qu’elle l’eau",
    2: "équipe l’équipe souvent moment fatigue guérir voyage mangeons beaucoup aimer avaient fumée soirée client "
    "patient payer moyen maïs Noël famille moitié lumière peut-être s’arrête douleur vitesse d’abord diarrhée "
    "scanner tumeur cellules essai ciblée chaos envoient argent",
    3: "traitement maladie quotidien février oublier réaction perfusion hôpital rendez-vous essayer cependant "
    "directive oncologue poésie aujourd’hui analyse incertain récupère théorie étudient puisqu’il-faut",
    4: "médicaments radiologie oncologie hospitalier coopérer anomalie réinventer",
    5: "possibilité chimiothérapie radiothérapie",
    6: "immunothérapie hormonothérapie",
}
NUMBERS = {
    "0": 2,
    "1": 1,
    "15": 1,
    "17": 2,
    "21": 3,
    "38": 2,
    "38,3": 5,
    "71": 4,
    "80": 3,
    "91": 4,
    "100": 1,
    "1999": 8,
    "2026": 4,
    "1\u202f000": 1,
    "2 000 000": 3,
    "RCP": 3,
    "MSI/MMR": 6,
    "HER2": 4,
    "FGFR2": 5,
}


@pytest.mark.parametrize(
    ("word", "count"), [(word, n) for n, words in COUNTED.items() for word in words.split()]
)
def test_a_word_has_the_syllables_one_hears(word: str, count: int) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize(("number", "count"), NUMBERS.items())
def test_numbers_and_initials_are_counted_as_they_are_said(number: str, count: int) -> None:
    assert syllables(number) == count


@pytest.mark.parametrize("mark", ["–", "•", "☐", "«", "?", "", "/"])
def test_a_sign_is_no_word(mark: str) -> None:
    assert syllables(mark) == 0


def test_accents_may_be_composed_or_not() -> None:
    assert syllables("e\u0301quipe") == 2

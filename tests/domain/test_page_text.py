"""A clinician's own words on the patient page: when they may stand, and what they may not say."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product

import pytest

from app.domain.casefile import Statement
from app.domain.page_text import (
    CARD,
    PROTECTIVE,
    BlockText,
    Openness,
    PageBlock,
    PageText,
    broken,
    is_writable,
    latest,
    openness,
)
from app.domain.readability import read
from app.domain.readability_limits import fits_in_place, limits, stretches, taken
from app.domain.readability_shape import Measure, Passage
from app.domain.vocabulary import PrognosisWish, StatementStatus, Topic

AT = datetime(2026, 11, 24, tzinfo=UTC)


def written(now: Openness, text: str = "Mes mots.") -> PageText:
    """Words written on a page as open as `now`."""
    return PageText("why", BlockText(text), now, "Dr Test", AT)


@pytest.mark.parametrize(("then", "now"), list(product(Openness, Openness)))
def test_words_never_stand_on_a_page_that_says_less_than_the_one_they_were_written_for(
    then: Openness, now: Openness
) -> None:
    stands = written(then).stands(now)
    assert stands is (then is now or Openness.PROTECTED < then < now)


def test_an_emptied_text_stands_nowhere_and_the_latest_revision_is_the_one() -> None:
    assert not any(written(now, "").stands(now) for now in Openness)
    again = PageText("why", BlockText("Après."), Openness.FUTURE, "Dr Test", AT, 2)
    assert latest([again, written(Openness.FUTURE)]) == (again,)


def test_openness_follows_the_stated_wish_about_the_future_and_nothing_else() -> None:
    def wish(item: str, status: StatementStatus = StatementStatus.STATED) -> Statement:
        return Statement(topic=Topic.PROGNOSIS_WISH, item=item, status=status)

    told = {item: openness(False, wish(item)) for item in PrognosisWish}
    assert told[PrognosisWish.WITH_FIGURES] is Openness.FIGURES
    assert told[PrognosisWish.WITHOUT_FIGURES] is Openness.FUTURE
    assert set(told.values()) <= {Openness.NO_FUTURE, Openness.FUTURE, Openness.FIGURES}
    assert openness(False, None) is Openness.NO_FUTURE
    gone = wish(PrognosisWish.WITH_FIGURES, StatementStatus.WITHDRAWN)
    assert openness(False, gone) is Openness.NO_FUTURE
    assert openness(True, wish(PrognosisWish.WITH_FIGURES)) is Openness.PROTECTED


def test_only_its_own_blocks_are_written_on_the_protective_page_and_nobody_writes_the_foot() -> (
    None
):
    card = f"{CARD}1"
    assert {b for b in PageBlock if is_writable(b, Openness.PROTECTED, [card])} == PROTECTIVE
    assert not is_writable(card, Openness.PROTECTED, [card])
    assert is_writable(card, Openness.NO_FUTURE, [card])
    for name in ("foot", "options", f"{CARD}2", "inconnu", "../why"):
        assert not is_writable(name, Openness.FIGURES, [card])


@pytest.mark.parametrize(
    ("text", "now", "code"),
    [
        ("L'équipe a décidé pour vous.", Openness.FIGURES, "page_decided"),
        ("Votre survie dépend de cela.", Openness.NO_FUTURE, "page_future"),
        ("La survie est de 8 mois.", Openness.FUTURE, "page_future"),
        ("Une chimiothérapie vous attend.", Openness.PROTECTED, "page_protective"),
        ("Vous prenez du cétuximab.", Openness.PROTECTED, "page_protective"),
        ("Le FOLFIRI commence lundi.", Openness.PROTECTED, "page_protective"),
        ("Votre maladie a grandi.", Openness.PROTECTED, "page_protective"),
        ("Je ne veux plus de perfusions chez moi.", Openness.FIGURES, "page_kept_back"),
        ("Un mot. " * 300, Openness.FIGURES, "page_text_long"),
    ],
)
def test_what_may_not_be_said_is_refused_beside_its_field(
    text: str, now: Openness, code: str
) -> None:
    said = ("je ne veux plus de perfusions", "non")
    found = broken(BlockText(text), "rights", now, named=["FOLFIRI"], kept_back=said)
    assert (code, "text") in [(v.code, v.field) for v in found]


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("Vous avez décidé de venir.", Openness.FIGURES),
        ("La survie est de 8 mois.", Openness.FIGURES),
        ("On peut parler de la fin de vie.", Openness.FUTURE),
        ("Votre personne de confiance peut venir.", Openness.PROTECTED),
        ("Rendez-vous lundi 4 avec le Dr Test.", Openness.PROTECTED),
    ],
)
def test_what_may_be_said_is_let_through(text: str, now: Openness) -> None:
    assert broken(BlockText(text), "rights", now, named=["FOLFIRI"]) == []


def test_a_card_keeps_its_five_parts() -> None:
    found = broken(BlockText("Des soins.", brings="Moins mal."), f"{CARD}1", Openness.FUTURE)
    assert [v.field for v in found] == ["hard", "daily", "unknown"]


def test_every_threshold_is_told_met_or_not() -> None:
    long = "Vous " + "venez " * 24 + "ici."
    found = {one.measure: one for one in limits(read([Passage(f"{long} L'asthénie dure.")]))}
    assert not found[Measure.LENGTH].is_met
    assert found[Measure.LENGTH].value == 26
    assert (found[Measure.AVOIDED].is_met, found[Measure.AVOIDED].value) == (False, 1)
    assert found[Measure.DENOMINATORS].is_met
    assert set(found) == set(Measure) - {Measure.INDEX_WANTED}


def test_the_sentence_is_marked_in_place_and_a_plainer_word_taken_once_whole() -> None:
    text = "Vous venez.\nL'asthénie  dure.\nVous dormez."
    remarks = read([Passage(text.replace("\n", " "))]).remarks
    cut = stretches(text, remarks)
    assert "".join(s.text for s in cut) == text
    assert [s.text for s in cut if s.remarks] == ["L'asthénie  dure."]
    (remark,) = (r for r in remarks if r.measure is Measure.AVOIDED)
    assert fits_in_place(remark)
    assert taken(["Rien.", text], "asthénie", "fatigue")[1] == text.replace("asthénie", "fatigue")
    assert taken(["combattre"], "combat", "x") == ("combattre",)
    (clause,) = (r for r in read([Passage("C'est un échec.")]).remarks if r.word == "échec")
    assert not fits_in_place(clause)

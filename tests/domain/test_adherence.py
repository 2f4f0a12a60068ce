"""Following a treatment is asked about to help: no answer weighs on any alternative."""

from __future__ import annotations

import pytest

from app.domain.casefile import Statement
from app.domain.catalogue import CatalogueEntry
from app.domain.concordance import fits
from app.domain.questionnaire import QUESTIONS
from app.domain.vocabulary import Topic
from tests.domain.test_concordance import ENTRIES, SAID_ON, TODAY

WORST = (
    Statement(Topic.ADHERENCE, "adherence.confidence", value="0", stated_on=SAID_ON),
    Statement(Topic.ADHERENCE, "adherence.obstacles", value="fear,memory", stated_on=SAID_ON),
    Statement(Topic.ADHERENCE, "adherence.help", value="pilulier", stated_on=SAID_ON),
)


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES.keys())
def test_little_confidence_and_obstacles_make_no_cell_of_any_alternative(
    entry: CatalogueEntry,
) -> None:
    assert fits(entry, WORST, today=TODAY) == fits(entry, (), today=TODAY)


def test_confidence_daily_obstacles_and_help_are_asked() -> None:
    asked = {code for code, each in QUESTIONS.items() if each.topic is Topic.ADHERENCE}
    assert asked == {each.item for each in WORST}
    offered = {code for code, _label in QUESTIONS["adherence.obstacles"].choices}
    assert offered == {"swallowing", "schedule", "cost", "fear", "memory", "alone"}

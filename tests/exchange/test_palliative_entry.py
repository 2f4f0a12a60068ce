"""Early palliative care is one alternative among the others: its aims, what it goes with, and when to call for it."""

from __future__ import annotations

from pathlib import Path

from app.domain.vocabulary import Family, Relation
from app.exchange.catalogue import read_entry

SEED = Path(__file__).parents[2] / "seed" / "catalogue"
ENTRY = read_entry((SEED / "early-palliative-care.yaml").read_text(encoding="utf-8"))


def test_it_relieves_supports_the_person_and_the_relatives() -> None:
    brings = " ".join(fact.text for fact in ENTRY.patient.brings)
    for aim in ("soulage la douleur", "les autres gênes", "aide aussi vos proches"):
        assert aim in brings


def test_it_is_added_early_and_its_family_never_comes_last() -> None:
    assert ENTRY.relation is Relation.ADDS
    assert not ENTRY.is_against_disease
    assert "Vous pouvez garder vos soins contre le cancer." in ENTRY.patient.sentence
    families = list(Family)
    against = [Family.IMMUNOTHERAPY, Family.TARGETED, Family.CHEMOTHERAPY, Family.TRIAL]
    assert all(families.index(Family.PALLIATIVE) < families.index(each) for each in against)
    assert all("open" in rule for rule in ENTRY.criteria)


def test_the_french_threshold_to_call_the_team_is_told() -> None:
    assert [f for f in ENTRY.clinical.when if "PALLIA-10" in f.text and "supérieur à 3" in f.text]

"""What is said of a clinical trial: its rules, what nobody knows, and no more hope than studies found."""

from __future__ import annotations

from pathlib import Path

from app.exchange.catalogue import read_entry

SEED = Path(__file__).parents[2] / "seed" / "catalogue"
ENTRY = read_entry((SEED / "clinical-trial.yaml").read_text(encoding="utf-8"))


def test_rules_and_the_right_to_leave_are_told() -> None:
    told = " ".join(fact.text for fact in ENTRY.clinical.prerequisites)
    for rule in (
        "ANSM",
        "comité de protection des personnes",
        "accord écrit",
        "retrait à tout moment",
    ):
        assert rule in told
    assert "Vous pouvez arrêter à tout moment, sans perdre vos soins." in ENTRY.patient.unknown


def test_what_is_not_known_is_said_to_the_patient() -> None:
    assert ENTRY.patient.unknown.startswith("On ne sait pas si ce traitement vous aidera.")
    assert "On ne sait pas encore s’il fait mieux." in ENTRY.patient.sentence


def test_usual_responses_have_their_source_and_never_reach_the_patient() -> None:
    assert ENTRY.clinical.figures
    assert all(figure.source and figure.population for figure in ENTRY.clinical.figures)
    told = ENTRY.patient
    texts = [told.sentence, told.unknown, *(f.text for f in (*told.brings, *told.hard, told.daily))]
    assert not [text for text in texts if "%" in text]
    assert "aider d’autres malades" in " ".join(fact.text for fact in told.brings)

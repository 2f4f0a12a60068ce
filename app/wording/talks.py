"""The steps towards a decision taken together, in French: takes steps, gives their names."""

from __future__ import annotations

from app.domain.interview import Step, Taken
from app.i18n import _

_NAMES = {
    Step.SHOWN: "Possibilités montrées",
    Step.WISHES: "Souhaits recueillis",
    Step.PROPOSAL: "Proposition de la réunion",
    Step.TALK: "Entretien d'explication",
    Step.DECISION: "Décision partagée",
}


def step_name(taken: Taken) -> str:
    """What was done at this step."""
    return _(_NAMES[taken.step])

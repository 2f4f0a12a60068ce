"""The phrases a conclusion is made of: the list every hospital starts with, and how a typed list is read."""

from __future__ import annotations

from app.errors import Violation

# Our own words: they begin sentences and propose nothing by themselves.
STARTING = (
    "La RCP propose ",
    "sous réserve de l’accord du patient ",
    "À défaut, la RCP propose ",
    "La RCP ne propose pas de nouveau traitement contre le cancer et propose ",
    "Une pause avec surveillance est possible\u00a0: ",
    "avec des soins de support dès maintenant ",
    "Avis de l’équipe de soins palliatifs demandé ",
    "Avis gériatrique demandé avant de commencer ",
    "Avis d’une autre RCP demandé\u00a0: ",
    "Dossier à revoir en RCP avec ",
    "La RCP ne peut pas conclure sans ",
    "La proposition sera réévaluée le ",
    "Le médecin référent explique cette proposition au patient, qui accepte, refuse ou demande du temps. ",
)
MOST, LONGEST = 60, 300


def read(typed: str) -> tuple[str, ...]:
    """One phrase a line, each once, in the order typed; a phrase that begins a sentence keeps its final space."""
    lines = (line.strip() for line in typed.splitlines())
    kept = dict.fromkeys(line for line in lines if line)
    return tuple(line if line.endswith((".", "!", "?")) else f"{line} " for line in kept)


def violations(phrases: tuple[str, ...]) -> list[Violation]:
    """Why a list is refused: too many phrases to choose from, or one too long to be a phrase."""
    broken = []
    if len(phrases) > MOST:
        broken.append(Violation("phrases_many", "phrases", {"most": str(MOST)}))
    if any(len(phrase) > LONGEST for phrase in phrases):
        broken.append(Violation("phrase_long", "phrases", {"most": str(LONGEST)}))
    return broken

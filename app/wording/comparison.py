"""The patient's questions as the side by side asks them, and what goes with what, in words."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.combinations import together
from app.domain.record import Option
from app.domain.side_by_side import Question
from app.i18n import _

_QUESTIONS = {
    Question.POSSIBLE: "Est-ce possible dans ma situation ?",
    Question.AIM: "À quoi cela sert-il pour moi ?",
    Question.WAY: "Comment, et où ?",
    Question.COME: "Combien de fois viendrai-je, avec quel trajet ?",
    Question.KNOWN: "Quand saura-t-on si cela marche ?",
    Question.BRINGS: "Que peut-on espérer ?",
    Question.QUALITY: "Et la qualité de vie ?",
    Question.COSTS: "Qu'est-ce que cela peut me coûter ?",
    Question.DAILY: "Et ma vie de tous les jours ?",
    Question.WISHES: "Et mes souhaits ?",
    Question.MISSING: "Que manque-t-il encore ?",
}


def question(asked: Question) -> str:
    """The question in the patient's words."""
    return _(_QUESTIONS[asked])


def goes_with(option: Option, options: Iterable[Option]) -> tuple[tuple[str, str], ...]:
    """Label and value: what the board said goes with it, in either direction, then what may be added to it."""
    found = together(option, options)
    pairs = []
    if found.said or found.words:
        pairs.append((_("Avec :"), ", ".join(filter(None, (*found.said, found.words)))))
    if found.with_anything:
        pairs.append((_("Peut s'ajouter :"), _("à toutes les autres")))
    elif found.open_to:
        pairs.append((_("Peut aller avec :"), ", ".join(found.open_to)))
    return tuple(pairs)

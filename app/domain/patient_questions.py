"""The questions of the patient: a list to tick in three categories and the rights, and the patient's own (R57, §3.7).

A question is a statement of topic QUESTION: dated, with who asked and its level of sharing, never overwritten. `item`
is the code of a listed one; a free one is `question.<category>.<random>` with its words as `verbatim`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .casefile import Statement
from .question_progress import Progress, QuestionState
from .vocabulary import Labelled, Speaker, StatementStatus, Topic


class Category(Labelled):
    """What a question is about; the article names the first three."""

    CARE = "care", "Soins proposés"
    FUTURE = "future", "Perspectives"
    DAILY = "daily", "Quotidien"
    RIGHTS = "rights", "Droits"


@dataclass(frozen=True)
class Listed:
    """A question that anybody may tick; `is_safe` ones may stand on the most protective page."""

    code: str
    category: Category
    text: str
    is_safe: bool = False


def _list(category: Category, *given: tuple[str, str], safe: frozenset[str]) -> tuple[Listed, ...]:
    return tuple(
        Listed(f"question.{category.value}.{name}", category, text, name in safe)
        for name, text in given
    )


LISTED: tuple[Listed, ...] = (
    *_list(
        Category.CARE,
        ("purpose", "À quoi sert ce traitement pour moi ?"),
        ("waiting", "Que se passe-t-il si j’attends, ou si je ne le fais pas ?"),
        ("others", "Quelles sont les autres possibilités ?"),
        ("missing", "Quelles analyses manquent encore ?"),
        ("immunotherapy", "Pourquoi pas l’immunothérapie ?"),
        ("targeted", "Pourquoi pas la thérapie ciblée ?"),
        ("trial", "Pourquoi pas un essai clinique ?"),
        ("effects", "Quels effets puis-je avoir, et que faire ?"),
        ("working", "Comment saura-t-on que cela marche ou non ?"),
        ("stopping", "Quand arrêtera-t-on ?"),
        safe=frozenset(),
    ),
    *_list(
        Category.FUTURE,
        ("hope", "Que peut-on espérer, dans le meilleur cas et le plus souvent ?"),
        ("aim", "Peut-on guérir, freiner, soulager ?"),
        ("months", "Que va-t-il se passer dans les prochains mois ?"),
        ("no_figures", "Puis-je avoir ces réponses sans chiffres ?"),
        safe=frozenset(),
    ),
    *_list(
        Category.DAILY,
        ("visits", "Combien de fois viendrai-je, où, avec quel transport ?"),
        ("life", "Pourrai-je travailler, voyager, conduire, m’occuper de mes enfants ?"),
        ("help", "Qui m’aide pour la douleur, la fatigue, les repas, le moral, l’argent ?"),
        ("relatives", "Qui aide mes proches ?"),
        ("night", "Qui appeler la nuit ?"),
        safe=frozenset({"help", "relatives", "night"}),
    ),
    *_list(
        Category.RIGHTS,
        ("second", "Puis-je avoir un autre avis ?"),
        ("trusted", "Qui est ma personne de confiance ?"),
        ("directives", "Où sont mes directives anticipées ?"),
        ("change", "Puis-je changer d’avis ?"),
        safe=frozenset({"second", "trusted", "directives", "change"}),
    ),
)
BY_CODE = {listed.code: listed for listed in LISTED}
# Free words of the questionnaire's last section, where questions were typed before they had their own list.
EARLIER_CODES = {
    "understanding.ask_care": Category.CARE,
    "understanding.ask_future": Category.FUTURE,
    "understanding.ask_daily": Category.DAILY,
}


@dataclass(frozen=True)
class Asked:
    """One question as a screen lists it: its text, what it is about, what was said of it since, and its statement."""

    category: Category
    text: str
    progress: Progress
    statement: Statement

    @property
    def is_open(self) -> bool:
        """Whether it still waits for an answer."""
        return self.progress.state.is_open


def category_of(item: str) -> Category | None:
    """What the question of that code is about; None when the code is no question's."""
    if item in EARLIER_CODES:
        return EARLIER_CODES[item]
    head, _dot, rest = item.partition(".")
    name = rest.partition(".")[0]
    known = {c.value for c in Category}
    return Category(name) if head == Topic.QUESTION.value and name in known else None


def is_known(statement: Statement) -> bool:
    """Whether its code and words make a question: a listed one, or a free one that has words."""
    if statement.item in BY_CODE:
        return True
    return category_of(statement.item) is not None and bool(statement.verbatim)


def text_of(statement: Statement) -> str:
    """The question itself: that of the list, or the words typed."""
    listed = BY_CODE.get(statement.item)
    return listed.text if listed else statement.verbatim


def asked(statements: Iterable[Statement]) -> tuple[Asked, ...]:
    """The questions among current statements, in the order of the list, free ones after those of their category."""
    order = {code: n for n, code in enumerate(BY_CODE)}
    places = {category: n for n, category in enumerate(Category)}
    found = [
        Asked(category, text_of(s), s.progress or Progress(), s)
        for s in statements
        if (category := category_of(s.item)) and not s.withheld and is_known(s) and _is_said(s)
    ]
    return tuple(
        sorted(
            found,
            key=lambda a: (
                places[a.category],
                order.get(a.statement.item, len(order)),
                a.statement.stated_on or date.min,
            ),
        )
    )


def _is_said(statement: Statement) -> bool:
    return statement.status is StatementStatus.STATED


def open_ones(statements: Iterable[Statement]) -> tuple[Asked, ...]:
    """The questions that nobody has answered yet."""
    return tuple(a for a in asked(statements) if a.is_open)


def is_withheld(statements: Iterable[Statement]) -> bool:
    """Whether the patient keeps questions for the doctor: said of them is that there are some, nothing else."""
    return any(s.withheld and s.topic is Topic.QUESTION for s in statements)


def for_page(statements: Iterable[Statement], *, protective: bool) -> tuple[Asked, ...]:
    """The patient's own open questions that the page may print, of statements that may stand on it.

    The most protective page names no treatment and speaks of no future: only listed questions that do neither. Free
    words of the questionnaire were not noted as questions to print: they stay on the screen.
    """
    own = (a for a in open_ones(statements) if a.statement.topic is Topic.QUESTION)
    own = (a for a in own if a.statement.speaker is Speaker.PATIENT)
    return tuple(a for a in own if not protective or _is_safe(a))


def _is_safe(question: Asked) -> bool:
    listed = BY_CODE.get(question.statement.item)
    return listed is not None and listed.is_safe


__all__ = [
    "BY_CODE",
    "EARLIER_CODES",
    "LISTED",
    "Asked",
    "Category",
    "Listed",
    "Progress",
    "QuestionState",
    "asked",
    "category_of",
    "for_page",
    "is_known",
    "is_withheld",
    "open_ones",
    "text_of",
]

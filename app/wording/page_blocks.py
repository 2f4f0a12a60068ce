"""The blocks of the patient page and the thresholds of its text, as clinicians read them."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.page_text import PageBlock
from app.domain.readability_limits import Limit
from app.domain.readability_shape import Measure
from app.i18n import _, ngettext

BLOCKS = {
    PageBlock.TITLE: "Titre",
    PageBlock.WHY: "Pourquoi ce document",
    PageBlock.SITUATION: "Ce qui se passe",
    PageBlock.MATTERS: "Ce qui compte pour le patient",
    PageBlock.OPTIONS: "Les possibilités",
    PageBlock.PROPOSAL: "La proposition de l'équipe",
    PageBlock.WITHOUT: "Sans traitement contre la maladie",
    PageBlock.HELPERS: "Qui aide au quotidien",
    PageBlock.CALL: "Quand appeler, et qui",
    PageBlock.QUESTIONS: "Questions à poser",
    PageBlock.NEXT_STEP: "Prochaine étape",
    PageBlock.RIGHTS: "Droits",
    PageBlock.GLOSSARY: "Mots difficiles",
    PageBlock.FOOT: "Pied de page",
}
HINTS = {
    PageBlock.MATTERS: "Les mots du patient restent tels quels. Vos phrases s'ajoutent dessous ; pour corriger ses mots, notez de nouveaux souhaits.",
    PageBlock.CALL: "Les signes et les numéros restent toujours. Vos phrases s'ajoutent entre les deux.",
    PageBlock.NEXT_STEP: "Les lignes à remplir restent. Vos phrases s'ajoutent au-dessus : un jour, un lieu, un nom.",
    PageBlock.RIGHTS: "Les droits restent toujours. Vos phrases s'ajoutent dessous.",
    PageBlock.GLOSSARY: "Une ligne par mot : le mot, deux points, ce qu'il veut dire. La liste se complète seule.",
    PageBlock.QUESTIONS: "Une question par ligne. Les questions du patient viennent toujours d'abord.",
    PageBlock.PROPOSAL: "La phrase « Vous pouvez dire oui, dire non ou demander du temps. » reste toujours à la fin.",
}
PARTS = {
    "text": "Ce que c'est",
    "brings": "Ce que cela peut apporter, un avantage par ligne",
    "hard": "Ce qui peut être difficile, un point par ligne",
    "daily": "Au quotidien",
    "unknown": "Ce qui est encore incertain",
}


def block_name(block: str, card_title: str = "") -> str:
    """The name of a block, or the title of the option whose card it is."""
    if card_title:
        return _("Possibilité : %(title)s", title=card_title)
    return _(BLOCKS[PageBlock(block)])


def block_hint(block: str) -> str:
    """What is kept whatever is typed there, "" when all of it is replaced."""
    return _(HINTS[PageBlock(block)]) if block in HINTS else ""


def fit_sentences(
    sheets: int, most: int, facts: int, all_facts: int, *, is_whole: bool, large: bool
) -> list[str]:
    """What a clinician must know before the page leaves: too many sheets, or reviewed cards cut short; none when it fits."""
    size = _("En grands caractères") if large else _("En taille ordinaire")
    said = []
    if sheets > most:
        said.append(
            _(
                "%(size)s, la page prend %(n)s feuilles au lieu de %(most)s au plus. Rien de ce que vous avez écrit n'est coupé : raccourcissez une partie écrite, ou remettez-la ainsi.",
                size=size,
                n=sheets,
                most=most,
            )
        )
    if facts < all_facts:
        said.append(
            ngettext(
                "%(size)s, chaque possibilité relue ne garde que %(n)s avantage et %(n)s difficulté (jusqu'à %(all)s sont relus). Les vôtres sont tous imprimés.",
                "%(size)s, chaque possibilité relue ne garde que %(n)s avantages et %(n)s difficultés (jusqu'à %(all)s sont relus). Les vôtres sont tous imprimés.",
                facts,
                size=size,
                all=all_facts,
            )
        )
    if not is_whole:
        said.append(
            _(
                "%(size)s, ce qui est encore incertain ou une partie du quotidien n'est pas imprimé pour les possibilités relues : dites-le de vive voix.",
                size=size,
            )
        )
    return said


def limit_sentence(limit: Limit) -> str:
    """One threshold with its value."""
    return _LIMITS[limit.measure](limit)


def _number(value: float, digits: int = 0) -> str:
    return f"{value:.{digits}f}".replace(".", ",")


def _index(limit: Limit) -> str:
    return _(
        "Indice de lecture : %(value)s (au moins %(limit)s)",
        value=_number(limit.value),
        limit=_number(limit.limit),
    )


def _mean(limit: Limit) -> str:
    return _(
        "Longueur moyenne des phrases : %(value)s mots (%(limit)s au plus)",
        value=_number(limit.value, 1),
        limit=_number(limit.limit),
    )


def _longest(limit: Limit) -> str:
    return _(
        "Phrase la plus longue : %(value)s mots (%(limit)s au plus)",
        value=_number(limit.value),
        limit=_number(limit.limit),
    )


def _long_words(limit: Limit) -> str:
    return _(
        "Mots longs : %(value)s %% (%(limit)s %% au plus)",
        value=_number(limit.value * 100, 1),
        limit=_number(limit.limit * 100),
    )


def _counted(name: str) -> Callable[[Limit], str]:
    def sentence(limit: Limit) -> str:
        count = int(limit.value)
        if not count:
            return _("%(name)s : rien à revoir", name=_(name))
        return ngettext(
            "%(name)s : %(n)s point à revoir",
            "%(name)s : %(n)s points à revoir",
            count,
            name=_(name),
        )

    return sentence


_LIMITS: dict[Measure, Callable[[Limit], str]] = {
    Measure.INDEX: _index,
    Measure.MEAN: _mean,
    Measure.LENGTH: _longest,
    Measure.LONG_WORDS: _long_words,
    Measure.INDEX_BLOCK: _counted("Chaque partie facile à lire"),
    Measure.GLOSSARY: _counted("Mots difficiles expliqués"),
    Measure.AVOIDED: _counted("Mots à éviter"),
    Measure.HEADINGS: _counted("Titres en questions"),
    Measure.BALANCE: _counted("Avantages et inconvénients de même longueur"),
    Measure.PARITY: _counted("Possibilités de même longueur"),
    Measure.FIELDS: _counted("Mêmes rubriques pour chaque possibilité"),
    Measure.DENOMINATORS: _counted("Un seul dénominateur"),
    Measure.FIGURES: _counted("Aucun chiffre sur l'avenir non demandé"),
}

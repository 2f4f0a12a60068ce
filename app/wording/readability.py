"""Remarks on how a page for a patient reads, as sentences for the clinician who edits it."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.readability_shape import Measure, Remark, Side
from app.i18n import _

_SIDES = {
    Side.BRINGS: "ce que cela peut apporter",
    Side.HARD: "ce qui peut être difficile",
    Side.DAILY: "ce que cela change au quotidien",
    Side.UNKNOWN: "ce qui est incertain",
}


def remark_sentence(remark: Remark) -> str:
    """What is to be looked at and, when the list has one, the plainer word to put instead."""
    return _SENTENCES[remark.measure](remark)


def _number(value: float, digits: int = 0) -> str:
    return f"{value:.{digits}f}".replace(".", ",")


def _index(remark: Remark) -> str:
    return _(
        "L'indice de lecture de la feuille est de %(value)s ; il en faut au moins %(limit)s.",
        value=_number(remark.value),
        limit=_number(remark.limit),
    )


def _index_wanted(remark: Remark) -> str:
    return _(
        "L'indice de lecture est de %(value)s. À partir de %(limit)s, la feuille se lit plus facilement.",
        value=_number(remark.value),
        limit=_number(remark.limit),
    )


def _index_block(remark: Remark) -> str:
    return _(
        "Cette partie est difficile à lire : indice de %(value)s, il en faut au moins %(limit)s. "
        "Commencez par cette phrase.",
        value=_number(remark.value),
        limit=_number(remark.limit),
    )


def _mean(remark: Remark) -> str:
    return _(
        "Les phrases ont %(value)s mots en moyenne ; le but est %(limit)s au plus.",
        value=_number(remark.value, 1),
        limit=_number(remark.limit),
    )


def _length(remark: Remark) -> str:
    return _(
        "Cette phrase a %(value)s mots. Coupez-la : %(limit)s au plus, une idée par phrase.",
        value=_number(remark.value),
        limit=_number(remark.limit),
    )


def _long_words(remark: Remark) -> str:
    return _(
        "« %(word)s » est un mot long, et la feuille en a trop : %(value)s %% des mots, le but est %(limit)s %% au plus.",
        word=remark.word,
        value=_number(remark.value * 100, 1),
        limit=_number(remark.limit * 100),
    )


def _glossary(remark: Remark) -> str:
    return _(
        "« %(word)s » n'est expliqué ni dans cette phrase ni dans les mots difficiles.",
        word=remark.word,
    )


def _avoided(remark: Remark) -> str:
    if remark.plainer:
        return _(
            "« %(word)s » est à éviter. Plus simple : « %(plainer)s ».",
            word=remark.word,
            plainer=remark.plainer,
        )
    return _("« %(word)s » est à éviter : dites-le autrement.", word=remark.word)


def _headings(remark: Remark) -> str:
    return _("Le titre « %(title)s » n'est pas une question.", title=remark.block)


def _balance(remark: Remark) -> str:
    return _(
        "Les avantages ont %(value)s fois la longueur des inconvénients ; le but est entre 0,67 et 1,5.",
        value=_number(remark.value, 2),
    )


def _parity(remark: Remark) -> str:
    return _(
        "Cette possibilité prend %(value)s fois la place de « %(other)s » ; le but est %(limit)s au plus.",
        value=_number(remark.value, 1),
        other=remark.word,
        limit=_number(remark.limit, 1),
    )


def _fields(remark: Remark) -> str:
    return _("Il manque à cette possibilité : %(what)s.", what=_(_SIDES[Side(remark.word)]))


def _denominators(remark: Remark) -> str:
    return _(
        "Cette phrase compte « sur %(word)s », une autre « sur %(other)s » : gardez un seul nombre.",
        word=remark.word,
        other=remark.plainer,
    )


def _figures(_remark: Remark) -> str:
    return _("Cette phrase donne un chiffre sur l'avenir, que le patient n'a pas demandé.")


_SENTENCES: dict[Measure, Callable[[Remark], str]] = {
    Measure.INDEX: _index,
    Measure.INDEX_WANTED: _index_wanted,
    Measure.INDEX_BLOCK: _index_block,
    Measure.MEAN: _mean,
    Measure.LENGTH: _length,
    Measure.LONG_WORDS: _long_words,
    Measure.GLOSSARY: _glossary,
    Measure.AVOIDED: _avoided,
    Measure.HEADINGS: _headings,
    Measure.BALANCE: _balance,
    Measure.PARITY: _parity,
    Measure.FIELDS: _fields,
    Measure.DENOMINATORS: _denominators,
    Measure.FIGURES: _figures,
}

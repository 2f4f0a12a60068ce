"""Figures on the patient page, only when asked for: a hundred people drawn, both sides said, where they come from."""

from __future__ import annotations

from datetime import date

from app.domain.catalogue import ChosenFigure, Frequency
from app.domain.frequency import HARMS, shown
from app.domain.record import Record
from app.domain.vocabulary import FigureOutcome
from app.i18n import _

from ._paper import openness_of
from ._style import Role
from .blocks import (
    Block,
    Columns,
    Heading,
    KeepTogether,
    Paragraph,
    Pictogram,
    plain,
    strong,
)

OUT_OF = 100
_SAID = {
    FigureOutcome.ALIVE: ("sont en vie", "ne le sont pas"),
    FigureOutcome.SHRINKS: ("ont un cancer qui diminue", "n'ont pas cet effet"),
    FigureOutcome.RELIEF: ("ont moins mal", "n'ont pas cet effet"),
    FigureOutcome.LOW_MOOD: ("ont le moral très bas", "ne l'ont pas"),
    FigureOutcome.SEVERE_EFFECTS: ("ont un effet gênant grave", "n'en ont pas"),
}


def figures(record: Record, printed_on: date) -> tuple[Block, ...]:
    """The figures picked for this patient; nothing at all unless he or she asked for figures."""
    chosen = shown(record, openness_of(record, printed_on))
    if not chosen:
        return ()
    warning = _(
        "Vous avez demandé des chiffres. Ils viennent d'études. Ils ne disent pas ce qui va vous arriver."
    )
    blocks: list[Block] = [Heading(2, _("Que disent les chiffres ?")), Paragraph(plain(warning))]
    for one in chosen:
        blocks += _figure(one)
    return tuple(blocks)


def _figure(chosen: ChosenFigure) -> list[Block]:
    blocks: list[Block] = [
        Heading(3, chosen.plain_title),
        Paragraph(plain(_("Chez qui : %(whom)s", whom=_ended(chosen.whom)))),
    ]
    if chosen.differs:
        said = _("Ce qui est différent pour vous : %(what)s", what=_ended(chosen.differs))
        blocks.append(Paragraph(plain(said)))
    blocks += [_frequency(each) for each in chosen.figure.frequencies]
    if not any(each.outcome in HARMS for each in chosen.figure.frequencies):
        blocks.append(
            Paragraph(plain(_("Nous n'avons pas ici de chiffre sur les effets gênants.")))
        )
    figure = chosen.figure
    source = _(
        "Étude : %(source)s. Personnes : %(population)s. Comparaison : %(comparator)s.",
        source=figure.source,
        population=figure.population,
        comparator=figure.comparator,
    )
    return [*blocks, Paragraph(plain(source), Role.SMALL)]


def _frequency(share: Frequency) -> Block:
    """One outcome: the array of this alternative, and the one of what it was compared to, the same size."""
    columns: list[tuple[Block, ...]] = [_array(share, share.here, _("Avec ce traitement"))]
    if share.there is not None:
        columns.append(_array(share, share.there, _("Avec l'autre choix de l'étude")))
    widths = (0.5, 0.5) if len(columns) == 2 else (1.0,)
    return KeepTogether((Columns(tuple(columns), widths),))


def _array(share: Frequency, count: int, title: str) -> tuple[Block, ...]:
    said = sentence(share, count)
    return Paragraph(strong(title)), Pictogram(count, said), Paragraph(plain(said))


def sentence(share: Frequency, count: int) -> str:
    """`Sur 100 personnes, environ 55 sont en vie après 5 ans. 45 ne le sont pas.`: both sides, one denominator."""
    yes, no = _SAID[share.outcome]
    return _(
        "Sur 100 personnes, environ %(count)s %(yes)s%(when)s. %(rest)s %(no)s.",
        count=count,
        yes=_(yes),
        when=_when(share.months),
        rest=OUT_OF - count,
        no=_(no),
    )


def _when(months: int | None) -> str:
    if months is None:
        return ""
    years, rest = divmod(months, 12)
    if rest:
        return _(" après %(n)s mois", n=months)
    return _(" après %(n)s ans", n=years) if years > 1 else _(" après un an")


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."

"""Figures on the patient page, only when asked for: a hundred people drawn, both sides said, where they come from."""

from __future__ import annotations

from datetime import date

from app.domain.catalogue import ChosenFigure, Frequency
from app.domain.frequency import HARMS, shown
from app.domain.record import Record
from app.i18n import _
from app.wording.frequencies import ended, sentence

from ._paper import openness_of
from ._style import Role
from .blocks import (
    Block,
    Columns,
    Heading,
    Paragraph,
    Pictogram,
    plain,
    strong,
)

# A drawing and its words, twice: the drawing is as wide as ten people, whatever the page.
_WIDTHS = (0.17, 0.33, 0.17, 0.33)


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
        Paragraph(plain(_("Chez qui : %(whom)s", whom=ended(chosen.whom)))),
    ]
    if chosen.differs:
        said = _("Ce qui est différent pour vous : %(what)s", what=ended(chosen.differs))
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
    columns = [*_array(share, share.here, _("Avec ce traitement"))]
    if share.there is not None:
        columns += _array(share, share.there, _("Avec l'autre choix de l'étude"))
    return Columns(tuple(columns), _WIDTHS[: len(columns)])


def _array(share: Frequency, count: int, title: str) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    said = sentence(share, count)
    words = Paragraph(strong(title)), Paragraph(plain(said))
    return (Pictogram(count, said),), words

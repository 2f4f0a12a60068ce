"""Forms of the patient page's editor."""

from __future__ import annotations

from app.domain.page_text import CARD, PARTS, BlockText

from .._forms import SavingForm, long


class BlockForm(SavingForm):
    """The words of one block."""

    text = long("Texte de cette partie")

    @property
    def words(self) -> BlockText:
        """What is typed."""
        return BlockText(**{p: self[p].data or "" for p in PARTS if p in self})


class CardForm(BlockForm):
    """The five parts of an option's card."""

    text = long("Ce que c'est")
    brings = long("Ce que cela peut apporter, un avantage par ligne")
    hard = long("Ce qui peut être difficile, un point par ligne")
    daily = long("Au quotidien")
    unknown = long("Ce qui est encore incertain")


def form_for(block: str) -> type[BlockForm]:
    """The form of a block."""
    return CardForm if block.startswith(CARD) else BlockForm

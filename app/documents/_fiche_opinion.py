"""Last blocks of the fiche: what the board proposes, who validated it, and what was added since."""

from __future__ import annotations

from app.domain.record import Option, Record
from app.domain.vocabulary import PresentationState, Verdict
from app.i18n import _
from app.wording import conclusion, verdicts
from app.wording.dates import moment

from ._style import Role
from .blocks import (
    Block,
    BulletList,
    Card,
    Heading,
    Paragraph,
    Run,
    labelled,
    muted,
    plain,
    strong,
)


def opinion_blocks(record: Record, *, may_split: bool = False) -> tuple[Block, ...]:
    """The opinion in its card, its signature, then the addenda under it; whole on a page unless it `may_split`."""
    return _opinion(record, may_split), *_addenda(record)


def _opinion(record: Record, may_split: bool) -> Block:
    opinion = record.opinion
    blocks: list[Block] = [Heading(2, _("La RCP propose"), Role.CARD_TITLE)]
    retained = sorted(
        (o for o in record.options if o.verdict is Verdict.RETAINED), key=lambda o: o.rank or 99
    )
    blocks += [_retained(option) for option in retained]
    blocks.append(Paragraph(plain(opinion.text or _("Avis non rédigé."))))
    outcome = opinion.outcome.label if opinion.outcome else _("non renseignée")
    blocks.append(Paragraph(labelled(_("Issue :"), outcome)))
    account = opinion.wishes_account or _("non renseigné")
    if opinion.wishes_effect:
        account = _("%(effect)s. %(account)s", effect=opinion.wishes_effect.label, account=account)
    blocks.append(Paragraph(labelled(_("Comment ses souhaits ont été pris en compte :"), account)))
    blocks += [
        Paragraph(labelled(_("%(what)s :", what=label), value))
        for label, value in conclusion.printed(record)
    ]
    steps = opinion.next_steps or _("non renseignées")
    blocks.append(Paragraph(labelled(_("Suites, qui fait quoi et quand :"), steps)))
    blocks.append(Paragraph(strong(_signature(record))))
    blocks.append(Paragraph(plain(_frame_of_proposal()), Role.SMALL))
    return Card(tuple(blocks), accent=True, may_split=may_split)


def _retained(option: Option) -> BulletList:
    marker = f"{option.rank}." if option.rank is not None else "•"
    title, *rest = verdicts.retained_line(option).split("\u202f; ", 1)
    tail = (Run("\u202f; " + rest[0]),) if rest else ()
    return BulletList(((*strong(title), *tail),), marker)


def _signature(record: Record) -> str:
    if record.state is PresentationState.VALIDATED and record.validated_at:
        return _(
            "Validé par %(name)s le %(when)s.",
            name=record.validated_by,
            when=moment(record.validated_at),
        )
    return _("PROJET : cet avis n'est pas validé.")


def _frame_of_proposal() -> str:
    return _(
        "Cette proposition est expliquée au patient par le médecin qui le suit. "
        "Le patient accepte, refuse ou demande du temps."
    )


def _addenda(record: Record) -> tuple[Block, ...]:
    if not record.addenda:
        return ()
    lines = [
        labelled(_("%(when)s, %(name)s :", when=moment(a.at), name=a.by), a.text)
        for a in record.addenda
    ]
    return (
        Heading(2, _("Ajouts après validation")),
        *(Paragraph(line) for line in lines),
        Paragraph(muted(_("L'avis d'origine, au-dessus, n'a pas changé.")), Role.SMALL),
    )

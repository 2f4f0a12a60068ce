"""Last blocks of the fiche: what the board proposes, who validated it, and what was added since."""

from __future__ import annotations

from app.domain.record import Opinion, Option, Record
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
    Line,
    Paragraph,
    Run,
    Tone,
    labelled,
    muted,
    plain,
    run_on,
    strong,
)


def opinion_blocks(
    record: Record, *, may_split: bool = False, runs_on: bool = False
) -> tuple[Block, ...]:
    """The opinion in its card, its signature, then the addenda under it.

    The card is whole on a page unless it `may_split`; its short items share a line when it `runs_on`.
    """
    return _opinion(record, may_split, runs_on), *_addenda(record, runs_on)


def _opinion(record: Record, may_split: bool, runs_on: bool) -> Block:
    opinion = record.opinion
    blocks: list[Block] = [Heading(2, _("La RCP propose"), Role.CARD_TITLE)]
    retained = sorted(
        (o for o in record.options if o.verdict is Verdict.RETAINED), key=lambda o: o.rank or 99
    )
    blocks += [_retained(option) for option in retained]
    blocks.append(Paragraph(plain(opinion.text or _("Avis non rédigé."))))
    blocks += [Paragraph(line) for line in _items(record, runs_on)]
    blocks.append(Paragraph(strong(_signature(record))))
    blocks.append(Paragraph(plain(_frame_of_proposal()), Role.SMALL))
    return Card(tuple(blocks), accent=True, may_split=may_split)


def _items(record: Record, runs_on: bool) -> list[Line]:
    """What was said besides the paragraph: the outcome and the conclusion's items, then the wishes and what follows."""
    opinion = record.opinion
    short = [
        (_("Issue :"), opinion.outcome.label if opinion.outcome else ""),
        *(
            (_("%(what)s :", what=label), value)
            for label, value in conclusion.lines(record, trial=False)
        ),
    ]
    long = [
        (_("Comment ses souhaits ont été pris en compte :"), _account(opinion)),
        (_("Suites, qui fait quoi et quand :"), opinion.next_steps),
    ]
    lines = [labelled(label, value) for label, value in short if value]
    others = [labelled(label, value) for label, value in long if value]
    silent = conclusion.silent(record)
    unsaid = [labelled(_("Non renseigné :"), ", ".join(silent) + ".")] if silent else []
    if runs_on:
        return [run_on([*lines, *unsaid]), *others] if lines or unsaid else others
    return [*lines, *others, *unsaid]


def _account(opinion: Opinion) -> str:
    if not opinion.wishes_effect:
        return opinion.wishes_account
    account = opinion.wishes_account or _("non renseigné")
    return _("%(effect)s. %(account)s", effect=opinion.wishes_effect.label, account=account)


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


def _addenda(record: Record, runs_on: bool) -> tuple[Block, ...]:
    if not record.addenda:
        return ()
    lines = [
        labelled(_("%(when)s, %(name)s :", when=moment(a.at), name=a.by), a.text)
        for a in record.addenda
    ]
    unchanged = _("L'avis d'origine, au-dessus, n'a pas changé.")
    if runs_on:
        lines[-1] = (*lines[-1], Run(" " + unchanged, Tone.MUTED))
    after = () if runs_on else (Paragraph(muted(unchanged), Role.SMALL),)
    return (
        Heading(2, _("Ajouts après validation")),
        *(Paragraph(line) for line in lines),
        *after,
    )

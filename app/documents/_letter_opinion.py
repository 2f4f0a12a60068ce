"""Middle of the family-doctor letter: diagnosis, question, and what the board said of each possibility."""

from __future__ import annotations

from app.domain.record import Option, Record
from app.domain.vocabulary import FindingOutcome, Verdict
from app.i18n import NBSP, _
from app.wording import facts, verdicts
from app.wording.dates import moment, partial, short_date
from app.wording.findings import finding_sentence

from ._style import Role
from .blocks import Block, BulletList, Card, Heading, Line, Paragraph, Run, labelled, plain, strong

_SILENT = {Verdict.NOT_DISCUSSED, Verdict.PROPOSED}


def situation(record: Record) -> tuple[Block, ...]:
    """The disease in two lines, then the question."""
    tumour = record.case_file.tumour
    since = partial(tumour.diagnosed_on) if tumour.diagnosed_on else ""
    details = (
        (_("Diagnostic :"), since),
        (_("Stade :"), tumour.stage),
        (_("Métastases :"), tumour.metastatic_sites),
    )
    line = strong(facts.tumour(tumour) + ". ")
    for label, value in details:
        if value:
            line += labelled(label, f"{value}. ")
    return (
        Heading(2, _("Diagnostic et question")),
        Paragraph(line),
        Paragraph(labelled(_("Question posée :"), record.question or _("non renseignée"))),
    )


def proposal(record: Record) -> Block:
    """The opinion with what is retained, its outcome and what was added since."""
    outcome = record.opinion.outcome.label if record.opinion.outcome else _("non renseignée")
    retained = sorted(_with(record, Verdict.RETAINED), key=lambda o: o.rank or 99)
    card: list[Block] = [Heading(2, _("Ce que la RCP propose"), Role.CARD_TITLE)]
    card += [_retained(option) for option in retained]
    card.append(Paragraph(plain(record.opinion.text or _("Avis non rédigé."))))
    card.append(Paragraph(labelled(_("Issue :"), outcome)))
    card += [
        Paragraph(labelled(_("Ajout du %(when)s :", when=moment(a.at)), a.text))
        for a in record.addenda
    ]
    return Card(tuple(card), accent=True, may_split=True)


def _retained(option: Option) -> Block:
    marker = f"{option.rank}." if option.rank is not None else "•"
    title, *rest = verdicts.retained_line(option).split("\u202f; ", 1)
    tail = (Run("\u202f; " + rest[0]),) if rest else ()
    return BulletList(((*strong(title), *tail),), marker)


def others(record: Record) -> tuple[Block, ...]:
    """Every other possibility, each verdict under its name; none is left out."""
    groups = (
        (_("À compléter"), _with(record, Verdict.TO_COMPLETE), _to_complete),
        (_("Écartées"), _with(record, Verdict.SET_ASIDE), _set_aside),
        (_("Sans objet"), _with(record, Verdict.NOT_APPLICABLE), _without_object),
    )
    blocks: list[Block] = []
    for title, options, words in groups:
        if options:
            blocks.append(Heading(3, title))
            blocks.append(BulletList(tuple(words(option) for option in options)))
    silent = [o.title for o in record.options if o.verdict in _SILENT]
    if silent:
        blocks.append(Paragraph(labelled(_("Non discutées :"), ", ".join(silent) + ".")))
    return (Heading(2, _("Les autres possibilités examinées")), *blocks) if blocks else ()


def _with(record: Record, verdict: Verdict) -> tuple[Option, ...]:
    return tuple(o for o in record.options if o.verdict is verdict)


def _to_complete(option: Option) -> Line:
    parts = [option.complete_what or _("ce qui manque n'est pas renseigné")]
    if option.complete_who:
        parts.append(_("par %(who)s", who=option.complete_who))
    if option.complete_by:
        parts.append(_("pour le %(on)s", on=short_date(option.complete_by)))
    return _named(option, ", ".join(parts))


def _set_aside(option: Option) -> Line:
    words = option.reason or _("motif non renseigné")
    if option.reconsider_if:
        words = _("%(why)s À revoir si : %(what)s", why=_stopped(words), what=option.reconsider_if)
    return _named(option, words)


def _without_object(option: Option) -> Line:
    unmet = [f for f in option.findings if f.outcome is FindingOutcome.NOT_MET]
    return _named(option, option.reason or ", ".join(finding_sentence(f) for f in unmet))


def _named(option: Option, words: str) -> Line:
    return labelled(f"{option.title}{NBSP}:", words)


def _stopped(words: str) -> str:
    return words if words.rstrip().endswith((".", "!", "?")) else words.rstrip() + "."

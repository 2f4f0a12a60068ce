"""The table of alternatives of the fiche: criteria, practical, wishes and verdict, in the neutral order."""

from __future__ import annotations

from app.domain.findings import Finding
from app.domain.record import Option, Record
from app.domain.vocabulary import FitOutcome, Verdict
from app.i18n import NBSP, _
from app.wording import verdicts
from app.wording.findings import finding_detail, finding_sentence, finding_sign
from app.wording.fits import fit_sentence

from ._style import Role
from .blocks import Block, Cell, Heading, Line, Paragraph, Run, Table, Tone, labelled, muted, plain

_FIT_ORDER = (FitOutcome.TENSION, FitOutcome.DISCUSS, FitOutcome.ALIGNED, FitOutcome.MISSING)


def option_blocks(record: Record) -> tuple[Block, ...]:
    """One row for each option, and what the signs mean."""
    heading = Heading(2, _("Possibilités examinées, dans un ordre neutre"))
    if not record.options:
        return heading, Paragraph(muted(_("Aucune possibilité n'est encore inscrite.")))
    header = (
        _("Possibilité"),
        _("Critères du dossier"),
        _("En pratique"),
        _("Au regard de ses souhaits"),
        _("Avis de la RCP"),
    )
    rows = tuple(_row(option) for option in record.options)
    key = _(
        "✓ rempli ou retenue, × non rempli ou écartée, ? à préciser ou à compléter, "
        "! précaution, → à juger par l'équipe, – sans objet. "
        "Les mots du patient, plus haut, sont à discuter pour chaque possibilité."
    )
    summary = _("Possibilités, critères, souhaits et avis")
    return heading, Table(header, rows, (0.165, 0.25, 0.135, 0.205, 0.245), summary), _small(key)


def _small(text: str) -> Paragraph:
    return Paragraph(plain(text), Role.SMALL)


def _row(option: Option) -> tuple[Cell, ...]:
    name: Cell = ((Run(option.entry.title, Tone.STRONG),),)
    if option.specifics:
        name += (plain(option.specifics),)
    practical = tuple(plain(t) for t in (option.entry.practical.short, option.practical_note) if t)
    return (
        name,
        tuple(_finding(f) for f in option.findings) or (muted(_("aucun critère écrit")),),
        practical,
        _fits(option),
        _verdict(option),
    )


def _finding(finding: Finding) -> Line:
    sentence = finding_sentence(finding)
    sign = Run(finding_sign(finding) + NBSP, Tone.STRONG)
    line: Line = (sign, Run(sentence))
    if finding.settled_by and finding.settled_by.casefold() not in sentence.casefold():
        line += (Run(f" ({finding.settled_by})"),)
    detail = finding_detail(finding)
    if detail.casefold().startswith(sentence.casefold()):
        return sign, Run(detail)
    return (*line, Run(f" – {detail}", Tone.MUTED)) if detail else line


def _fits(option: Option) -> Cell:
    """One line an outcome; the patient's free words stand above the table and are not repeated in each row."""
    lines = []
    for outcome in _FIT_ORDER:
        label = _("%(label)s :", label=outcome.label)
        same = [fit_sentence(f) for f in option.fits if f.outcome is outcome and f.code != "words"]
        said = [sentence.removeprefix(label).strip() for sentence in dict.fromkeys(same)]
        if said and outcome is FitOutcome.MISSING:
            lines.append(muted(", ".join(said)))
        elif said:
            lines.append(labelled(label, ", ".join(said)))
    return tuple(lines) or (muted("–"),)


def _verdict(option: Option) -> Cell:
    sign = verdicts.verdict_sign(option.verdict)
    name = verdicts.verdict_name(option)
    lines: list[Line] = [(Run(f"{sign}{NBSP}{name}" if sign else name, Tone.STRONG),)]
    if option.proposed and option.verdict in {Verdict.NOT_DISCUSSED, Verdict.PROPOSED}:
        lines.append(muted(_("Préparée comme : %(what)s", what=option.proposed.label.lower())))
    lines += [labelled(label, value) for label, value in verdicts.verdict_details(option)]
    return tuple(lines)

"""The table of alternatives of the fiche: criteria, practical, wishes and verdict, in the neutral order."""

from __future__ import annotations

from app.domain.findings import Finding
from app.domain.record import Option, Record
from app.domain.vocabulary import FindingOutcome, FitOutcome, Verdict
from app.i18n import NBSP, _
from app.wording import verdicts
from app.wording.burden import burden_short
from app.wording.catalogue import access_attribute, beside_care, local_way
from app.wording.findings import finding_detail, finding_sentence, finding_sign
from app.wording.fits import fit_sentence

from ._fiche_density import Density
from ._style import Role
from .blocks import (
    Block,
    BulletList,
    Cell,
    Heading,
    Line,
    Paragraph,
    Run,
    Table,
    Tone,
    labelled,
    muted,
    plain,
    run_on,
)

_MOST_RUN_ON = 3
_SILENT = {Verdict.NOT_DISCUSSED}
_FIT_ORDER = (FitOutcome.TENSION, FitOutcome.DISCUSS, FitOutcome.ALIGNED, FitOutcome.MISSING)


def option_blocks(record: Record, density: Density = Density.FULL) -> tuple[Block, ...]:
    """One row for each option, and what the signs mean; nothing is left aside, whatever the density."""
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
    silent = _SILENT if density is Density.LINES else set()
    rows = tuple(_row(o, density) for o in record.options if o.verdict not in silent)
    lines = tuple(_line(o) for o in record.options if o.verdict in silent)
    key = _(
        "✓ rempli ou retenue, × non rempli ou écartée, ? à préciser ou à compléter, "
        "! précaution, → à juger par l'équipe, – sans objet. "
        "Les mots du patient, plus haut, sont à discuter pour chaque possibilité."
    )
    summary = _("Possibilités, critères, souhaits et avis")
    table = (Table(header, rows, (0.145, 0.22, 0.185, 0.24, 0.21), summary),) if rows else ()
    return heading, *table, *_quiet(lines), _small(key)


def _quiet(lines: tuple[Line, ...]) -> tuple[Block, ...]:
    """The options nobody discussed: a few run on, more are listed."""
    if len(lines) > _MOST_RUN_ON:
        return Paragraph(plain(_("Non discutées :"))), BulletList(lines)
    if not lines:
        return ()
    return (Paragraph((Run(_("Non discutées :") + " "), *run_on(lines))),)


def _small(text: str) -> Paragraph:
    return Paragraph(plain(text), Role.SMALL)


def _line(option: Option) -> Line:
    """One option without a verdict, with what presses most."""
    reasons = [f"{finding_sign(f)}{NBSP}{finding_sentence(f)}" for f in _pressing(option)]
    said = " ; ".join(reasons) or _("aucun critère écrit")
    if way := local_way(option.local):
        said += _(" ; au centre : %(way)s", way=way)
    return labelled(_("%(name)s :", name=option.title), said)


def _pressing(option: Option) -> list[Finding]:
    """The two findings a reader needs first: what is not met, unknown or calls for caution, then what is met."""
    ranked = sorted(option.findings, key=lambda f: f.outcome is FindingOutcome.MET)
    return ranked[:2]


def _row(option: Option, density: Density) -> tuple[Cell, ...]:
    name: Cell = ((Run(option.entry.title, Tone.STRONG),),)
    precise = option.specifics or (option.entry.detail if option.entry.sites else "")
    if precise:
        name += (plain(precise),)
    if attribute := access_attribute(option.entry):
        name += (muted(attribute),)
    if beside := beside_care(option.entry):
        name += (muted(beside),)
    if density is Density.SHORT and option.verdict in _SILENT:
        return _short_row(name, option)
    practical = tuple(plain(t) for t in (option.entry.practical.short, option.practical_note) if t)
    practical += _burden(option)
    practical += _at_centre(option)
    return (
        name,
        tuple(_finding(f) for f in option.findings) or (muted(_("aucun critère écrit")),),
        practical,
        _fits(option),
        _verdict(option),
    )


def _burden(option: Option) -> tuple[Line, ...]:
    """What it asks of this patient, as far as it is known."""
    known = burden_short(option.burden)
    return (labelled(_("Pour ce patient :"), known),) if known else ()


def _at_centre(option: Option) -> tuple[Line, ...]:
    """How the case's own hospital organises it, under its label."""
    way = local_way(option.local)
    return (labelled(_("Au centre :"), way),) if way else ()


def _short_row(name: Cell, option: Option) -> tuple[Cell, ...]:
    tension = [f for f in option.fits if f.outcome is FitOutcome.TENSION and f.code != "words"]
    return (
        name,
        tuple(
            (Run(finding_sign(f) + NBSP, Tone.STRONG), Run(finding_sentence(f)))
            for f in _pressing(option)
        ),
        (plain(option.practical_note or option.entry.practical.short), *_at_centre(option)),
        tuple(plain(fit_sentence(f)) for f in tension) or (muted("–"),),
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

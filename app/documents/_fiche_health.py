"""Blocks of the fiche about the patient's health beside the tumour: emergencies, state, precautions, daily life."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.domain.casefile import CaseFile
from app.domain.vocabulary import MeasureKind
from app.i18n import _
from app.wording import facts, health

from .blocks import Block, Card, Line, Paragraph, Run, Tone, labelled, muted, plain


def red_flag_blocks(file: CaseFile) -> tuple[Block, ...]:
    """The emergencies nobody has called resolved, in a frame of their own; nothing when there is none."""
    if not file.open_red_flags:
        return ()
    told = _listed(health.phrase(flag) for flag in file.open_red_flags)
    label = _("URGENCE :") if len(file.open_red_flags) == 1 else _("URGENCES :")
    return (Card((Paragraph((Run(f"{label} {told}", Tone.STRONG),)),), accent=True),)


def disease_line(file: CaseFile) -> Line:
    """Tempo of the disease, brain and meninges, latest imaging, in one run of text; empty when nothing is said."""
    groups = (
        (_("Évolution :"), file.tempos[:1]),
        (_("Système nerveux :"), file.nervous_diseases),
        (_("Imagerie :"), file.imaging[:2]),
    )
    return _run(groups)


def state_line(file: CaseFile) -> Line:
    """The latest of every measure; a performance status nobody gave is said first."""
    said = health.state(file)
    if file.latest(MeasureKind.PERFORMANCE_STATUS) is None:
        said.insert(0, _("OMS non renseigné"))
    return plain(_listed(said))


def precaution_line(file: CaseFile) -> Line:
    """The precautions, then every group about which something stands, in one run of text across the page."""
    resolved = tuple(flag for flag in file.red_flags if flag.resolved)
    groups = (
        (_("Urgences résolues :"), resolved),
        (_("Sérologies, DPD :"), file.checks),
        (_("Traitements habituels :"), file.medications),
        (_("Allergies :"), file.allergies),
        (_("Famille :"), file.family_history),
        (_("Vie quotidienne et moral :"), file.social_notes),
    )
    return _cautions(file) + _run(groups)


def report_line(file: CaseFile) -> Line:
    """The conclusions of the reports, each with its author and date; empty when there is none."""
    return _run(((_("Comptes rendus :"), file.reports),))


def not_given_line(file: CaseFile) -> Line:
    """The treatments planned and not given; empty when there is none."""
    return _run(((_("Prévus, non réalisés :"), file.not_given),))


def _run(groups: Iterable[tuple[str, tuple[Any, ...]]]) -> Line:
    line: Line = ()
    for label, rows in groups:
        if rows:
            line += labelled(f" {label}", f"{_listed(map(health.phrase, rows))}.")
    return line


def _cautions(file: CaseFile) -> Line:
    if not file.cautions:
        return muted(_("Précautions non renseignées."))
    return plain(". ".join(facts.caution(c) for c in file.cautions) + ".")


def _listed(phrases: Iterable[str]) -> str:
    return _(" ; ").join(phrases)

"""The entry that stands for an option the board added in its own words."""

from __future__ import annotations

from app.domain.catalogue import CatalogueEntry, ClinicalText, Fact, PatientText, Practical
from app.domain.vocabulary import Family, Mark, Relation, Route
from app.i18n import _
from app.models import Option

_NOT_AGAINST_DISEASE = {Family.SUPPORTIVE, Family.PALLIATIVE, Family.PAUSE, Family.OTHER}


def free_entry(row: Option) -> CatalogueEntry:
    """An option the board added by itself: its own words for the board, and neutral words of ours for the patient.

    Board free text is never copied onto the patient's page (docs/decisions/0005).
    """
    nothing = Fact("")
    return CatalogueEntry(
        code="",
        version=0,
        family=row.family,
        title=row.free_title,
        detail="",
        relation=Relation.ADDS,
        practical=Practical(Route.CONSULTATION, (), nothing, ""),
        clinical=ClinicalText(
            "",
            (),
            (),
            _said(row.free_brings),
            _said(row.free_hard),
            organisation=_said(row.free_daily),
        ),
        patient=PatientText(
            _("Une autre possibilité"), _("Votre médecin vous l'explique."), (), (), nothing, "", ()
        ),
        is_against_disease=row.family not in _NOT_AGAINST_DISEASE,
    )


def _said(text: str) -> tuple[Fact, ...]:
    """One fact a line, to check as whatever nobody read against a source."""
    return tuple(Fact(line.strip(), Mark.TO_CHECK) for line in text.splitlines() if line.strip())

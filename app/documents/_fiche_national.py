"""The national frame on the fiche, in one small block: type, reason, identifiers, guideline, and what nobody said."""

from __future__ import annotations

from app.domain.record import Record
from app.i18n import _
from app.wording import national, people

from ._style import Role
from .blocks import Block, Line, Paragraph, labelled, muted, strong


def national_blocks(record: Record) -> tuple[Block, ...]:
    """Every national item that has no other place on the fiche, in one run of small text."""
    given, meeting = record.national, record.meeting
    doctor = people.person(record.family_doctor) if record.family_doctor else _("aucun déclaré")
    pairs = (
        (_("Type de RCP :"), national.board_type(given)),
        (_("Motif :"), national.reason(given)),
        (_("Coordinateur :"), meeting.ids.coordinator if meeting else ""),
        (_("Identifiants :"), national.identifiers(record)),
        (_("Adresse du lieu :"), meeting.ids.address if meeting else ""),
        (_("Médecin traitant :"), doctor),
        (_("Autres correspondants :"), given.correspondents),
        (_("Coordonnées du patient :"), national.contact(record)),
        (_("Commentaire sur le patient :"), given.patient_comment),
        (_("Commentaire sur le dossier :"), given.file_note),
        (_("Référentiel :"), national.guideline(given) or _("non renseigné")),
        (_("Essai :"), national.trial(record)),
        (_("Commentaire sur le cadre :"), given.frame_note),
        (_("Avis rédigé par :"), record.opinion.by),
        (_("Statut de la fiche :"), national.document_status(record).lower()),
    )
    line: Line = strong(_("Cadre national."))
    for label, value in pairs:
        if value:
            line += labelled(f" {label}", f"{value.rstrip(' .')}.")
    missing = national.unfilled(record)
    if missing:
        line += muted(" " + _("Non renseigné : %(what)s.", what=", ".join(missing)))
    return (Paragraph(line, Role.SMALL),)

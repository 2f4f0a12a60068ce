"""Documents of invented cases: two pages that say on every line that they are invented."""

from __future__ import annotations

import io
from uuid import UUID

from reportlab.pdfgen.canvas import Canvas

from app.domain.attachment import Attached, AttachmentKind
from app.domain.casefile import CaseFile
from app.domain.permissions import Actor
from app.i18n import _
from app.services import attachments
from app.wording import facts
from app.wording.people import full_name

from .people import ONCE

_A4 = (595.28, 841.89)


def attach(actor: Actor, case_id: UUID, file: CaseFile) -> None:
    """A molecular report made from the markers of the file, as a laboratory would send it."""
    about = Attached(
        AttachmentKind.MOLECULAR,
        _("Compte rendu de biologie moléculaire (TEST)"),
        next((m.resulted_on for m in file.biomarkers if m.resulted_on), None),
    )
    attachments.add(actor, case_id, "TEST-biologie.pdf", _report(file), about, ONCE)


def _report(file: CaseFile) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=_A4, invariant=1)
    head = [_("LABORATOIRE FICTIF, DOCUMENT DE TEST"), full_name(file.patient)]
    results = [f"{facts.marker_name(m)} : {facts.marker_result(m)}" for m in file.biomarkers]
    _page(canvas, head, [_("Résultats"), "", *results])
    method = [_("Méthode"), "", _("Texte inventé pour la démonstration : aucun patient réel.")]
    _page(canvas, head, method)
    canvas.save()
    return out.getvalue()


def _page(canvas: Canvas, head: list[str], lines: list[str]) -> None:
    height = _A4[1] - 70
    for place, line in enumerate([*head, "", *lines]):
        canvas.setFont("Helvetica-Bold" if place == 0 else "Helvetica", 14)
        canvas.drawString(60, height - 26 * place, line.replace("\u202f", " "))
    canvas.showPage()

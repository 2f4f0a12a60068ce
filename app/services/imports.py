"""Imported files: parsed without any lock, then one case in one transaction; what was not understood is kept."""

from __future__ import annotations

from uuid import UUID

from app.domain.permissions import Actor
from app.exchange import codec
from app.exchange.fhir import read_bundle
from app.exchange.imported import ImportedCase
from app.i18n import _

from . import cases
from ._transaction import Submitted


def preview(content: bytes) -> ImportedCase:
    """What a file says; UnreadableFile when it is refused whole."""
    return read_bundle(content)


def open_imported(
    actor: Actor,
    read: ImportedCase,
    requester_id: UUID | None = None,
    submitted: Submitted | None = None,
) -> UUID:
    """A case from an imported file, whole or not at all, with the report of what was left out; the case's id."""
    question = _("Dossier importé : question à préciser avec le médecin référent.")
    new = cases.NewCase(
        file=read.case_file,
        request=cases.Request(question=question, requester_id=requester_id),
        report={
            "not_understood": codec.to_plain(read.not_understood),
            "notes": codec.to_plain(read.notes),
        },
    )
    return cases.open_case(actor, new, submitted)

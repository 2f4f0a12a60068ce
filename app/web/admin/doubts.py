"""What administration should look at: doubtful numbers, missing units, unlinked accounts."""

from __future__ import annotations

from collections.abc import Iterator

from flask import url_for

from app.i18n import _
from app.queries.accounts import AccountLine
from app.queries.directory import HospitalLine, ProfessionalLine


def doubts(
    hospitals: list[HospitalLine], accounts: list[AccountLine], people: list[ProfessionalLine]
) -> Iterator[tuple[str, str, str]]:
    """Takes the lists; gives what is wrong, whose it is, and the page that mends it."""
    for line in hospitals:
        page = url_for("admin.hospital", hospital_id=line.id)
        if not line.units:
            yield _("établissement sans unité"), line.name, page
        if line.warns:
            yield _("numéro FINESS douteux"), line.name, page
    for account in accounts:
        if account.lacks_professional:
            page = url_for("admin.account", account_id=account.id)
            yield _("compte de soignant sans professionnel de l'annuaire"), account.name, page
    for person in people:
        if person.warns:
            page = url_for("admin.professional", professional_id=person.id)
            yield _("numéro RPPS douteux"), person.name, page

"""The page where every precaution that a criterion reads is typed at once."""

from __future__ import annotations

from types import SimpleNamespace
from uuid import UUID

from flask import render_template, url_for
from werkzeug.wrappers import Response

from app.domain import precautions
from app.domain.permissions import Action
from app.queries import cases as queries
from app.security import guard
from app.security.guard import access
from app.services import precautions as services

from .._forms import filled, save
from .precaution_forms import PrecautionsForm, stored_values
from .routes import _file, blueprint


@blueprint.route("/<uuid:case_id>/precautions", methods=["GET", "POST"])
@access(Action.EDIT_CASE)
def precautions_block(case_id: UUID) -> str | Response:
    """One short block: each condition yes, no or not known; nothing ticked stays unknown."""
    case = _file(case_id)
    rows = queries.cautions(guard.actor(), case_id)
    known = precautions.lines(row for row, _version in rows)
    stored = stored_values(known, {row.id: version for row, version in rows})
    form = filled(PrecautionsForm, SimpleNamespace(**stored))
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: services.save(guard.actor(), case_id, form.answers(), form.submitted),
            lambda _made: url_for("cases.show", case_id=case_id, _anchor="cautions"),
        )
        if answer:
            return answer
        if form.conflict:
            form.refresh(stored)
    return render_template(
        "cases/precautions_block.html", form=form, case=case, lines=form.lines(known)
    )

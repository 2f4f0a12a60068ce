"""The criteria of an entry, edited row by row and tried on a case before they are proposed."""

from __future__ import annotations

from types import SimpleNamespace
from uuid import UUID

from flask import render_template, request, url_for
from werkzeug.wrappers import Response

from app import clock
from app.domain import criteria as engine
from app.domain.findings import Finding
from app.domain.permissions import Action
from app.errors import NotFound
from app.exchange.catalogue import typeset
from app.exchange.entry_text import criteria_in
from app.queries import case_files, case_lists, governance, vocabularies
from app.security import guard
from app.security.guard import access, note_access
from app.services import drafts, proposals
from app.wording.criteria import KINDS

from .._forms import filled, save
from . import forms
from .routes import blueprint

_LISTED = 200


@blueprint.route("/<string:code>/<int:version>/criteria", methods=["GET", "POST"])
@access(Action.REVIEW_CATALOGUE)
def criteria(code: str, version: int) -> str | Response:
    """Change the criteria of an entry from this version; each gesture shows the page again, one proposes."""
    who = guard.actor()
    entry, life = governance.version(who, code, version)
    last = life.versions[-1].number
    source = SimpleNamespace(
        criteria=criteria_in(governance.source(who, code, version)), why="", case="", version=last
    )
    form = filled(forms.CriteriaForm, source)
    form.criteria.name_after(code)
    asked, where, tried = request.form.get("gesture", ""), -1, None
    if asked:
        where = form.criteria.gesture(asked)
        # First, so that the draft never keeps a case this person may not read.
        tried = _tried(form)
        kept = {"why": [form.why.data], "case": [form.case.data], **form.criteria.fields()}
        drafts.keep(who, request.path, {**kept, "seen_version": [form.seen_version.data]})
    elif form.validate_on_submit():
        answer = save(
            form,
            lambda: proposals.propose_criteria(
                who, code, version, form.criteria.data, form.why.data, form.seen, form.submitted
            ),
            lambda _made: url_for("catalogue.show", code=code, version=last + 1),
        )
        if answer:
            return answer
    return render_template(
        "catalogue/criteria.html",
        form=form,
        entry=entry,
        where=where,
        kinds=KINDS,
        cases=case_lists.lines(who, limit=_LISTED),
        tried=tried,
        said=request.method == "POST",
    )


def _tried(form: forms.CriteriaForm) -> tuple[Finding, ...] | None:
    """What the criteria would say of the case chosen; None without one, or while they are malformed."""
    if not form.case.data or form.criteria.data is None:
        return None
    try:
        case_id = UUID(form.case.data)
    except ValueError as error:
        raise NotFound from error
    file = case_files.readable(guard.actor(), case_id)
    note_access("case.read", str(case_id))
    return engine.findings(
        typeset(list(form.criteria.data)), file, today=clock.today(), tree=vocabularies.tree()
    )

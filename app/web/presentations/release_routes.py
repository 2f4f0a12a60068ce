"""Pages of what leaves for the patient: reading the page block by block, and letting it go."""

from __future__ import annotations

from uuid import UUID

from flask import render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from app import clock
from app.documents import page_view, patient_summary
from app.domain.permissions import Action
from app.domain.readability_limits import limits
from app.domain.record import Record
from app.security import guard
from app.security.guard import access
from app.services import documents, releases
from app.wording import page_blocks
from app.wording.rules import violation_sentence

from .._forms import filled, save
from . import forms
from .routes import _seen, blueprint


@blueprint.route("/<uuid:presentation_id>/patient-page", methods=["GET", "POST"])
@access(Action.RELEASE_PAGE)
def patient_page(presentation_id: UUID) -> str | BaseResponse:
    """Read the patient's page before it leaves, and add a few words of one's own."""
    record = _seen(presentation_id).record
    form = filled(forms.NoteForm, record)
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: releases.note(
                guard.actor(), presentation_id, form.patient_note.data, form.seen, form.submitted
            ),
            lambda _made: url_for("presentations.patient_page", presentation_id=presentation_id),
        )
        if answer:
            return answer
    shown = documents.with_present_wishes(record)
    today = clock.today()
    printed = documents.as_printed(shown)
    blocks = page_view.shown(printed, today)
    return render_template(
        "presentations/patient_page.html",
        form=form,
        record=record,
        mode=documents.mode(shown),
        blocks=blocks,
        fits=_fits(printed),
        names={one.block: page_blocks.block_name(one.block, one.title) for one in blocks},
        limits=[
            (one.is_met, page_blocks.limit_sentence(one))
            for one in limits(page_view.reads(printed, today))
        ],
        unsigned=[a.title for a in documents.with_signatures(shown) if a.asked and not a.signed],
        forbidden=[violation_sentence(v) for v in releases.violations(shown)],
    )


@blueprint.route("/<uuid:presentation_id>/release", methods=["GET", "POST"])
@access(Action.RELEASE_PAGE)
def release(presentation_id: UUID) -> str | BaseResponse:
    """Confirm what must be true before the patient's page leaves, then let it."""
    seen = _seen(presentation_id)
    guard.insist(seen.relations)
    record = documents.with_present_wishes(seen.record)
    form = filled(forms.ReleaseForm, record)
    if form.validate_on_submit():
        given = releases.Handing(
            form.read.data,
            form.told_on.data,
            form.told_by.data,
            form.in_consultation.data,
            form.own_words_read.data,
        )
        answer = save(
            form,
            lambda: releases.release(
                guard.actor(), presentation_id, given, form.seen, form.submitted
            ),
            lambda _made: url_for("presentations.patient_page", presentation_id=presentation_id),
        )
        if answer:
            return answer
    return render_template(
        "presentations/release.html",
        form=form,
        record=record,
        mode=documents.mode(record),
        written_by=documents.written_by(record),
        fits=_fits(documents.as_printed(record)),
        forbidden=[violation_sentence(v) for v in releases.violations(record)],
    )


def _fits(record: Record) -> list[str]:
    """What gave way, or did not fit, in each of the two sizes; nothing once the page has left."""
    if record.released_at:
        return []
    said: list[str] = []
    for large in (False, True):
        fit = patient_summary.fit(record, printed_on=clock.today(), large=large)
        said += page_blocks.fit_sentences(
            fit.sheets, fit.most, fit.facts, fit.all_facts, is_whole=fit.is_whole, large=large
        )
    return said

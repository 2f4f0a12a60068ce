"""Teaching cases: which presentations, each of their texts to review, and the archive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from app.domain.permissions import Action
from app.domain.redaction import Mark, marks, proposed
from app.domain.teaching import SMALL_CELL, FreeText, band_of
from app.errors import RuleViolation
from app.queries import drafts
from app.queries import teaching as queries
from app.security import guard
from app.security.guard import access, note_access
from app.services import teaching
from app.services.teaching import Left, Page
from app.wording import teaching as words
from app.wording.rules import violation_sentence

from .._forms import SavingForm, save

blueprint = Blueprint("teaching", __name__, url_prefix="/teaching")
_SECTIONS = (
    ("question", ("question", "changed_since")),
    ("said", ("statement", "told")),
    ("options", ("option",)),
    ("opinion", ("opinion", "addendum")),
    ("disease", ("tumours", "biomarkers", "treatments", "imaging", "reports", "not_given", "nervous", "tempos", "red")),
)  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """One text on the page: where it stands, its pieces with what names somebody, what is typed, and what is wrong."""

    one: FreeText
    pieces: tuple[tuple[str, Mark | None], ...]
    is_marked: bool
    typed: str
    is_read: bool
    errors: tuple[str, ...] = ()


@blueprint.get("")
@access(Action.EXPORT_TEACHING)
def index() -> str:
    """The validated presentations that may be chosen, all or those of one meeting."""
    return _index()


@blueprint.post("")
@access(Action.EXPORT_TEACHING)
def export() -> BaseResponse:
    """Download the archive of those chosen; a refusal is said on the page."""
    try:
        content = teaching.export(guard.actor(), _ids(request.form.getlist("chosen")))
    except RuleViolation as refusal:
        return Response(_index(*map(violation_sentence, refusal.violations)), 422)
    headers = {"Content-Disposition": 'attachment; filename="cas-enseignement.zip"'}
    return Response(content, content_type="application/zip", headers=headers)


@blueprint.route("/<uuid:presentation_id>", methods=["GET", "POST"])
@access(Action.EXPORT_TEACHING)
def review(presentation_id: UUID) -> str | BaseResponse:
    """What leaves of one presentation, what does not, and each of its texts to read."""
    page = teaching.page(guard.actor(), presentation_id)
    form, errors = SavingForm(), {}
    left = _posted(page) if request.method == "POST" else _drafted(page, form)
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: teaching.keep_review(guard.actor(), presentation_id, left, form.submitted),
            lambda _made: url_for("teaching.review", presentation_id=presentation_id),
        )
        if answer:
            return answer
        errors = _errors(page, left)
        form.form_errors = []
    note_access("teaching.read", page.seen.record.case_id)
    readings = [_reading(one, page, left, errors) for one in page.texts]
    return render_template(
        "teaching/review.html",
        form=form,
        page=page,
        record=page.seen.record,
        who=words.who(page.seen.record.case_file.patient.sex, band_of(page.seen.record)),
        few=0 < page.alike < SMALL_CELL,
        least=SMALL_CELL,
        sections=_sections(readings),
        read=sum(r.is_read for r in readings),
        wrong=[r for r in readings if r.errors],
        total=len(readings),
    )


def _index(*errors: str) -> str:
    every = queries.lines(guard.actor())
    wanted = request.args.get("meeting", "")
    shown = [one for one in every if not wanted or str(one.meeting_id) == wanted]
    return render_template(
        "teaching/index.html",
        lines=shown,
        meetings={one.meeting_id: one for one in every if one.meeting_id},
        wanted=wanted,
        chosen=set(request.form.getlist("chosen")),
        most=queries.MOST,
        errors=errors,
    )


def _reading(
    one: FreeText, page: Page, left: Mapping[str, Left], errors: Mapping[str, tuple[str, ...]]
) -> Reading:
    found = marks(one.text, page.known)
    given = left.get(one.key) or Left(proposed(one.text, found), is_read=False)
    return Reading(
        one=one,
        pieces=tuple(_pieces(one.text, found)),
        is_marked=bool(found),
        typed=given.text,
        is_read=given.is_read,
        errors=errors.get(one.key, ()),
    )


def _pieces(text: str, found: tuple[Mark, ...]) -> list[tuple[str, Mark | None]]:
    pieces: list[tuple[str, Mark | None]] = []
    at = 0
    for mark in found:
        pieces += [(text[at : mark.start], None), (text[mark.start : mark.end], mark)]
        at = mark.end
    return [*pieces, (text[at:], None)]


def _posted(page: Page) -> dict[str, Left]:
    """What the form says of each text; one whose wording changed since it was shown is not read any more."""
    return {one.key: found for one in page.texts if (found := _left(one, request.form))}


def _drafted(page: Page, form: SavingForm) -> dict[str, Left]:
    """What was typed and not saved, failing that what this person saved."""
    draft = drafts.of_form(guard.actor(), request.path)
    if draft is None:
        return dict(page.kept)
    form.draft_at = draft.saved_at
    typed = {name: values[0] for name, values in draft.fields.items() if values}
    return {one.key: found for one in page.texts if (found := _left(one, typed))}


def _left(one: FreeText, given: Mapping[str, Any]) -> Left | None:
    if f"t.{one.key}" not in given or given.get(f"d.{one.key}") != one.digest:
        return None
    return Left(str(given[f"t.{one.key}"]), f"r.{one.key}" in given)


def _errors(page: Page, left: Mapping[str, Left]) -> dict[str, tuple[str, ...]]:
    """The sentence beside each text that was refused."""
    return {v.field: (violation_sentence(v),) for v in teaching.violations(page, left) if v.field}


def _sections(readings: list[Reading]) -> list[tuple[str, list[Reading]]]:
    codes = [*(code for code, _starts in _SECTIONS), "health"]
    found: dict[str, list[Reading]] = {code: [] for code in codes}
    for one in readings:
        code = next((c for c, starts in _SECTIONS if one.one.key.startswith(starts)), "health")
        found[code].append(one)
    return [(words.section(code), given) for code, given in found.items() if given]


def _ids(texts: list[str]) -> list[UUID]:
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found

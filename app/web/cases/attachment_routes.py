"""Documents of a case: added by choosing or dropping, shown as pictures of their pages, downloaded, withdrawn."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import abort, render_template, request, url_for
from werkzeug.wrappers import Response

from app.domain.permissions import Action
from app.errors import Violation
from app.exchange.attached.judging import LARGEST, TEXT
from app.queries import attachments as queries
from app.queries.attachments import Line
from app.security import guard
from app.security.guard import access, note_access
from app.services import attachments as services
from app.services import files, page_pictures

from .._forms import attach, filled, save
from .attachment_forms import AddForm, DescribeForm, WithdrawForm
from .routes import _file, blueprint


@blueprint.route("/<uuid:case_id>/attachments/new", methods=["GET", "POST"])
@access(Action.EDIT_CASE)
def add_attachment(case_id: UUID) -> str | Response:
    """Add a document; one dropped on the case goes to its page, where its kind and date can be said."""
    case = _file(case_id)
    form = filled(AddForm)
    if form.validate_on_submit():
        sent = form.file.data
        if not sent:
            attach(form, [Violation("attachment_missing", "file")])
        elif answer := _added(case_id, form, sent):
            return answer
    limit = LARGEST // (1024 * 1024)
    return render_template("cases/add_attachment.html", form=form, case=case, limit=limit)


def _added(case_id: UUID, form: Any, sent: Any) -> Response | None:
    with sent.stream as stream:
        content = stream.read(LARGEST + 1)
    return save(
        form,
        lambda: services.add(
            guard.actor(),
            case_id,
            str(sent.filename or ""),
            content,
            form.about(),
            form.submitted,
        ),
        lambda made: _after(case_id, made),
    )


def _after(case_id: UUID, made: str) -> str:
    """The case; for a document dropped there, the page where its kind and its date are said."""
    if request.form.get("dropped") and made != str(case_id):
        return url_for("cases.describe_attachment", case_id=case_id, attachment_id=made)
    return url_for("cases.show", case_id=case_id, _anchor="attachments")


@blueprint.get("/<uuid:case_id>/attachments/<uuid:attachment_id>")
@access(Action.READ_CASE)
def attachment(case_id: UUID, attachment_id: UUID) -> str:
    """One document, page after page."""
    case, line = _read(case_id, attachment_id)
    words = files.read(line.sha256).decode() if line.media_type == TEXT else ""
    return render_template("cases/attachment.html", case=case, line=line, words=words)


@blueprint.get("/<uuid:case_id>/attachments/<uuid:attachment_id>/pages/<int:number>.png")
@access(Action.READ_CASE)
def attachment_page(case_id: UUID, attachment_id: UUID, number: int) -> Response:
    """The picture of one page."""
    _case, line = _read(case_id, attachment_id)
    if not 1 <= number <= line.pages:
        abort(404)
    content = page_pictures.picture(line.sha256, line.media_type, number)
    return Response(content, content_type="image/png")


@blueprint.get(
    "/<uuid:case_id>/attachments/<uuid:attachment_id>/document.<any(pdf, jpg, png, txt):ending>"
)
@access(Action.READ_CASE)
def attachment_file(case_id: UUID, attachment_id: UUID, ending: str) -> Response:
    """The document itself, always as a download under a name of ours."""
    case, line = _read(case_id, attachment_id)
    if ending != line.ending:
        abort(404)
    name = f"{case.reference}-{line.kind.value}-{line.id[:8]}.{ending}"
    kind = f"{TEXT}; charset=utf-8" if line.media_type == TEXT else line.media_type
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(files.read(line.sha256), content_type=kind, headers=headers)


@blueprint.route(
    "/<uuid:case_id>/attachments/<uuid:attachment_id>/describe", methods=["GET", "POST"]
)
@access(Action.EDIT_CASE)
def describe_attachment(case_id: UUID, attachment_id: UUID) -> str | Response:
    """Correct what is said of a document."""
    case, line = _read(case_id, attachment_id)
    form = filled(DescribeForm, line)
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: services.describe(
                guard.actor(), case_id, attachment_id, form.about(), form.seen, form.submitted
            ),
            lambda _made: _page_of(line, case_id),
        )
        if answer:
            return answer
    return render_template("cases/describe_attachment.html", form=form, case=case, line=line)


@blueprint.route(
    "/<uuid:case_id>/attachments/<uuid:attachment_id>/withdraw", methods=["GET", "POST"]
)
@access(Action.EDIT_CASE)
def withdraw_attachment(case_id: UUID, attachment_id: UUID) -> str | Response:
    """Take a document out of the file, with a reason."""
    case, line = _read(case_id, attachment_id)
    form = filled(WithdrawForm)
    if form.validate_on_submit():
        answer = save(
            form,
            lambda: services.withdraw(
                guard.actor(), case_id, attachment_id, form.reason.data, form.submitted
            ),
            lambda _made: url_for("cases.show", case_id=case_id, _anchor="attachments"),
        )
        if answer:
            return answer
    return render_template("cases/withdraw_attachment.html", form=form, case=case, line=line)


def _read(case_id: UUID, attachment_id: UUID) -> tuple[Any, Line]:
    """The case and the document; that it was opened is traced."""
    case = _file(case_id)
    line = queries.one(guard.actor(), case_id, attachment_id)
    note_access("attachment.read", str(case_id))
    return case, line


def _page_of(line: Line, case_id: UUID) -> str:
    return url_for("cases.attachment", case_id=case_id, attachment_id=line.id)

"""Pages of long work: how far it is, its file, and doing it again. Only who asked for it sees it."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, jsonify, redirect, render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from app.domain.permissions import Action
from app.errors import Violation
from app.queries import jobs as queries
from app.security import guard
from app.security.guard import access
from app.services import jobs
from app.wording.jobs import title
from app.wording.rules import violation_sentence

from .._forms import SavingForm

blueprint = Blueprint("jobs", __name__, url_prefix="/jobs")


@blueprint.get("/<uuid:job_id>")
@access(Action.USE_ACCOUNT)
def show(job_id: UUID) -> str:
    """How far it is; it can be left and come back to."""
    job = queries.of(guard.actor(), job_id)
    return render_template(
        "jobs/show.html",
        job=job,
        name=title(job.kind),
        is_mail=job.kind.startswith("mail_"),
        why=lambda code: violation_sentence(Violation(code)),
        wrong=[violation_sentence(Violation(code)) for code in job.codes],
    )


@blueprint.get("/<uuid:job_id>/state")
@access(Action.USE_ACCOUNT)
def state(job_id: UUID) -> Response:
    """The same for the script of that page."""
    job = queries.of(guard.actor(), job_id)
    return jsonify(progress=job.progress, going_on=job.is_going_on)


@blueprint.get("/<uuid:job_id>/file.pdf")
@access(Action.USE_ACCOUNT)
def file(job_id: UUID) -> Response:
    """What it made, while everything in it may still be read."""
    content, job = jobs.file_of(guard.actor(), job_id)
    return Response(
        content,
        mimetype=job.media_type,
        headers={"Content-Disposition": f'attachment; filename="{job.name}"'},
    )


@blueprint.post("/<uuid:job_id>/retry")
@access(Action.USE_ACCOUNT)
def retry(job_id: UUID) -> BaseResponse:
    """Do it again."""
    jobs.retry(guard.actor(), job_id, SavingForm().submitted)
    return redirect(url_for("jobs.show", job_id=job_id), 303)

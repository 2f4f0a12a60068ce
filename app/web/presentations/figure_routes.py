"""Figures for one patient: picked among those of the options, with whom the study was about, and taken off again."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from flask import redirect, render_template, session, url_for
from werkzeug.wrappers import Response as BaseResponse
from wtforms import RadioField

from app import clock
from app.documents import page_view
from app.domain.frequency import MOST, Offer, offers, shown
from app.domain.page_text import Openness
from app.domain.permissions import Action
from app.errors import AlreadyDone
from app.i18n import _
from app.security import guard
from app.security.guard import access
from app.services import chosen_figures as services
from app.services import documents
from app.wording.frequencies import told

from .._forms import SavingForm, filled, long, save
from .routes import _seen, blueprint


class FigureForm(SavingForm):
    """One figure, and what makes it readable by this patient."""

    figure = RadioField(_("Chiffre"), choices=[], validate_choice=False)
    whom = long("Chez qui l'étude a été faite, en une phrase simple")
    differs = long("Ce qui est différent pour ce patient")


@blueprint.route("/<uuid:presentation_id>/figures", methods=["GET", "POST"])
@access(Action.RELEASE_PAGE)
def figures(presentation_id: UUID) -> str | BaseResponse:
    """Pick a figure, for a patient who asked to hear of the future in figures."""
    record = documents.with_present_wishes(_seen(presentation_id).record)
    form = filled(FigureForm, record)
    found = offers(record)
    printed = shown(record, Openness.FIGURES)
    form.figure.choices = [(offer.key, _name(offer)) for offer in found]
    if form.validate_on_submit():
        picked = services.Picked(form.figure.data or "", form.whom.data, form.differs.data)
        answer = save(
            form,
            lambda: services.choose(
                guard.actor(), presentation_id, picked, form.seen, form.submitted
            ),
            lambda _made: url_for("presentations.figures", presentation_id=presentation_id),
        )
        if answer:
            return answer
    return render_template(
        "presentations/figures.html",
        form=form,
        record=record,
        offers=[(offer, told(offer.figure)) for offer in found],
        chosen=[(one, told(one.figure), one in printed) for one in record.figures],
        asked=page_view.openness_now(record, clock.today()) is Openness.FIGURES,
        most=MOST,
    )


@blueprint.post("/<uuid:presentation_id>/figures/<int:number>/off")
@access(Action.RELEASE_PAGE)
def take_figure_off(presentation_id: UUID, number: int) -> BaseResponse:
    """Take one figure off the page."""
    _seen(presentation_id)
    form = SavingForm()
    with suppress(AlreadyDone):
        services.take_off(guard.actor(), presentation_id, number, form.seen, form.submitted)
    session["saved"] = True
    return redirect(url_for("presentations.figures", presentation_id=presentation_id), 303)


def _name(offer: Offer) -> str:
    return _("%(option)s : %(text)s", option=offer.option.title, text=offer.figure.text)

"""Administration: hospitals and units, accounts, professionals. It reads no case."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, current_app, render_template, request, url_for
from werkzeug.wrappers import Response

from app.domain.permissions import Action
from app.errors import Violation
from app.queries import accounts as stored
from app.queries import directory
from app.security import guard
from app.security.guard import access
from app.services import accounts as account_service
from app.services import antivirus
from app.services import directory as directory_service
from app.services.accounts import AccountEntry, Invitation
from app.services.directory import HospitalEntry, ProfessionalEntry, UnitEntry
from app.wording.rules import violation_sentence

from .._forms import SavingForm, filled, save
from .doubts import doubts
from .forms import AccountForm, ConfirmForm, HospitalForm, ProfessionalForm, UnitForm

blueprint = Blueprint("admin", __name__, url_prefix="/admin")


@blueprint.get("")
@access(Action.ADMINISTER)
def index() -> str:
    """The three lists, and what in them is still to be put right."""
    lists = directory.hospitals(), stored.lines(), directory.professionals()
    counts = (
        len(lists[0]),
        sum(line.active for line in lists[1]),
        sum(line.active for line in lists[2]),
    )
    return render_template(
        "admin/index.html",
        counts=counts,
        todo=list(doubts(*lists)),
        antivirus=bool(antivirus.command()),
    )


@blueprint.get("/hospitals")
@access(Action.ADMINISTER)
def hospitals() -> str:
    """The hospitals."""
    return render_template("admin/hospitals.html", hospitals=directory.hospitals())


@blueprint.route("/hospitals/new", methods=["GET", "POST"])
@access(Action.ADMINISTER)
def new_hospital() -> str | Response:
    """Add a hospital."""
    form = filled(HospitalForm)
    answer = _saved(
        form,
        lambda: directory_service.create_hospital(
            guard.actor(), HospitalEntry(**form.values()), form.submitted
        ),
        lambda hospital_id: url_for(".hospital", hospital_id=hospital_id),
    )
    return answer or render_template("admin/new_hospital.html", form=form)


@blueprint.route("/hospitals/<uuid:hospital_id>", methods=["GET", "POST"])
@access(Action.ADMINISTER)
def hospital(hospital_id: UUID) -> str | Response:
    """One hospital and its units."""
    row = directory.hospital(hospital_id)
    form = filled(HospitalForm, row)
    form.doubts = _doubts(directory.finess_warning(row.finess))
    answer = _saved(
        form,
        lambda: directory_service.edit_hospital(
            guard.actor(), hospital_id, form.seen, HospitalEntry(**form.values()), form.submitted
        ),
        lambda _result: url_for(".hospital", hospital_id=hospital_id),
    )
    return answer or render_template(
        "admin/hospital.html",
        form=form,
        hospital=row,
        units=directory.units_of(hospital_id),
    )


@blueprint.route("/hospitals/<uuid:hospital_id>/units/new", methods=["GET", "POST"])
@access(Action.ADMINISTER)
def new_unit(hospital_id: UUID) -> str | Response:
    """Add a unit to a hospital."""
    row = directory.hospital(hospital_id)
    form = filled(UnitForm)
    answer = _saved(
        form,
        lambda: directory_service.create_unit(
            guard.actor(), hospital_id, UnitEntry(**form.values()), form.submitted
        ),
        lambda _result: url_for(".hospital", hospital_id=hospital_id),
    )
    return answer or render_template("admin/new_unit.html", form=form, hospital=row)


@blueprint.route("/units/<uuid:unit_id>", methods=["GET", "POST"])
@access(Action.ADMINISTER)
def unit(unit_id: UUID) -> str | Response:
    """One unit and its telephone numbers."""
    row = directory.unit(unit_id)
    form = filled(UnitForm, row)
    answer = _saved(
        form,
        lambda: directory_service.edit_unit(
            guard.actor(), unit_id, form.seen, UnitEntry(**form.values()), form.submitted
        ),
        lambda _result: url_for(".hospital", hospital_id=row.hospital_id),
    )
    return answer or render_template(
        "admin/unit.html", form=form, unit=row, hospital=directory.hospital(row.hospital_id)
    )


@blueprint.get("/professionals")
@access(Action.ADMINISTER)
def professionals() -> str:
    """The directory, or what a search finds in it."""
    search = request.args.get("q", "").strip()[:200]
    return render_template(
        "admin/professionals.html", professionals=directory.professionals(search), search=search
    )


@blueprint.route("/professionals/new", methods=["GET", "POST"])
@access(Action.ADMINISTER)
def new_professional() -> str | Response:
    """Add a person to the directory."""
    form = filled(ProfessionalForm)
    answer = _saved(
        form,
        lambda: directory_service.create_professional(
            guard.actor(), ProfessionalEntry(**form.values()), form.submitted
        ),
        lambda professional_id: url_for(".professional", professional_id=professional_id),
    )
    return answer or render_template("admin/new_professional.html", form=form)


@blueprint.route("/professionals/<uuid:professional_id>", methods=["GET", "POST"])
@access(Action.ADMINISTER)
def professional(professional_id: UUID) -> str | Response:
    """One person of the directory, with the accounts linked to it."""
    row = directory.professional(professional_id)
    form = filled(ProfessionalForm, row)
    form.doubts = _doubts(directory.rpps_warning(row.rpps))
    answer = _saved(
        form,
        lambda: directory_service.edit_professional(
            guard.actor(),
            professional_id,
            form.seen,
            ProfessionalEntry(**form.values()),
            form.submitted,
        ),
        lambda _result: url_for(".professional", professional_id=professional_id),
    )
    return answer or render_template(
        "admin/professional.html",
        form=form,
        professional=row,
        accounts=stored.linked_to(professional_id),
    )


@blueprint.get("/accounts")
@access(Action.ADMINISTER)
def accounts() -> str:
    """The accounts, or what a search finds among them."""
    search = request.args.get("q", "").strip()[:200]
    return render_template("admin/accounts.html", accounts=stored.lines(search), search=search)


@blueprint.route("/accounts/new", methods=["GET", "POST"])
@access(Action.ADMINISTER)
def new_account() -> str | Response:
    """Add an account; its first one-time link is shown at once."""
    form = filled(AccountForm)
    answer = _invited(
        form,
        lambda: account_service.create_account(
            guard.actor(), AccountEntry(**form.values()), form.submitted
        ),
    )
    return answer or render_template("admin/new_account.html", form=form)


@blueprint.route("/accounts/<uuid:account_id>", methods=["GET", "POST"])
@access(Action.ADMINISTER)
def account(account_id: UUID) -> str | Response:
    """One account: who, which rights, and how to enter it."""
    row = stored.by_id(account_id)
    form = filled(AccountForm, row)
    answer = _saved(
        form,
        lambda: account_service.edit_account(
            guard.actor(), account_id, form.seen, AccountEntry(**form.values()), form.submitted
        ),
        lambda _result: url_for(".account", account_id=account_id),
    )
    return answer or render_template(
        "admin/account.html", form=form, account=row, standing=stored.standing(account_id)
    )


@blueprint.route("/accounts/<uuid:account_id>/deactivate", methods=["GET", "POST"])
@access(Action.ADMINISTER)
def deactivate_account(account_id: UUID) -> str | Response:
    """Say what closing an account does, then close it."""
    return _switched(account_id, account_service.deactivate, "admin/deactivate_account.html")


@blueprint.route("/accounts/<uuid:account_id>/reactivate", methods=["GET", "POST"])
@access(Action.ADMINISTER)
def reactivate_account(account_id: UUID) -> str | Response:
    """Say what opening an account again does, then open it."""
    return _switched(account_id, account_service.reactivate, "admin/reactivate_account.html")


@blueprint.route("/accounts/<uuid:account_id>/one-time-link", methods=["GET", "POST"])
@access(Action.ADMINISTER)
def one_time_link(account_id: UUID) -> str | Response:
    """Say what a new link does, then make it and show it, once."""
    row = stored.by_id(account_id)
    form = filled(ConfirmForm, row)
    answer = _invited(
        form, lambda: account_service.make_link(guard.actor(), account_id, form.submitted)
    )
    return answer or _link_page(row, form)


def _saved(
    form: SavingForm, call: Callable[[], Any], then: Callable[[str], str]
) -> Response | None:
    return save(form, call, then) if form.validate_on_submit() else None


def _switched(account_id: UUID, service: Callable[..., str], template: str) -> str | Response:
    row = stored.by_id(account_id)
    form = filled(ConfirmForm, row)
    answer = _saved(
        form,
        lambda: service(guard.actor(), account_id, form.seen, form.submitted),
        lambda _result: url_for(".account", account_id=account_id),
    )
    return answer or render_template(
        template, form=form, account=row, standing=stored.standing(account_id)
    )


def _invited(form: SavingForm, call: Callable[[], Invitation]) -> str | Response | None:
    """The page with the link, built after the commit and kept nowhere; sent twice: the account."""
    made: list[Invitation] = []

    def keep() -> str:
        made.append(call())
        return made[0].account_id

    answer = _saved(form, keep, lambda account_id: url_for(".account", account_id=account_id))
    if answer is None or not made:
        return answer
    path = url_for("auth.choose_password", token=made[0].token)
    public = current_app.config["RELAIS"].public_url or request.host_url.rstrip("/")
    return _link_page(stored.by_id(made[0].account_id), form, link=public + path)


def _link_page(row: Any, form: SavingForm, *, link: str = "") -> str:
    standing = stored.standing(row.id)
    return render_template(
        "admin/one_time_link.html", account=row, form=form, link=link, standing=standing
    )


def _doubts(warning: Violation | None) -> dict[str, list[str]]:
    """What is doubtful in a number, to be shown beside its field."""
    return {warning.field: [violation_sentence(warning)]} if warning else {}

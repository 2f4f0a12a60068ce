"""Pages of the catalogue: every alternative with its state, one entry through its versions, what changed in it."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from app import clock
from app.domain import differences, fact_signing
from app.domain.catalogue import CatalogueEntry
from app.domain.fact_signing import FactReview
from app.domain.governance import signing
from app.domain.permissions import Action
from app.domain.sources import SourceKind
from app.domain.vocabulary import EntryState, Family, Wording
from app.queries import actions, catalogue, evidence, governance
from app.queries.governance import Line
from app.security import guard
from app.security.guard import access
from app.services import _access
from app.services import actions as asking
from app.services import catalogue as services
from app.wording import criteria

blueprint = Blueprint("catalogue", __name__, url_prefix="/alternatives")
WAITING, OURS = "waiting", "ours"


@blueprint.get("")
@access(Action.READ_CATALOGUE)
def index() -> str:
    """The catalogue in its neutral order, with the state of each entry; filters narrow it."""
    lines = governance.lines(guard.actor(), clock.today())
    asked = {name: request.args.get(name, "") for name in ("state", "family", "q")}
    counted = {state: sum(line.state is state for line in lines) for state in EntryState}
    return render_template(
        "catalogue/index.html",
        lines=[line for line in lines if _wanted(line, **asked)],
        total=len(lines),
        counted=counted,
        waiting=sum(line.waiting is not None for line in lines),
        asked=asked,
        states=EntryState,
        families=Family,
    )


@blueprint.get("/<string:code>")
@blueprint.get("/<string:code>/<int:version>")
@access(Action.READ_CATALOGUE)
def show(code: str, version: int | None = None) -> str:
    """One version of an alternative in full (the one new cases take first), and all its versions."""
    who = guard.actor()
    entry, life = governance.version(who, code, version)
    own = life.version(entry.version)
    editor = _access.editor(who)
    signable = {
        wording: not signing(own, wording, editor, to_write=entry.to_write) if own else False
        for wording in Wording
    }
    today = clock.today()
    medicines, sources = evidence.of_entry(entry)
    return render_template(
        "catalogue/show.html",
        entry=entry,
        life=life,
        own=own,
        state=life.state(entry.version, today),
        states={v.number: life.state(v.number, today) for v in life.versions},
        signable=signable,
        facts_signed=_signed_facts(entry),
        local=governance.local(who, code),
        medicines=medicines,
        sources=sources,
        kinds=SourceKind,
        before=max((v.number for v in life.versions if v.number < entry.version), default=None),
    )


@blueprint.get("/<string:code>/<int:version>/changes-since/<int:older>")
@access(Action.READ_CATALOGUE)
def compare(code: str, version: int, older: int) -> str:
    """What changed from one version to another, field by field."""
    who = guard.actor()
    new, life = governance.version(who, code, version)
    old, _life = governance.version(who, code, older)
    return render_template(
        "catalogue/compare.html",
        old=old,
        new=new,
        life=life,
        changes=differences.between(old, new, criteria.lines),
    )


@blueprint.post("/<string:code>/<int:version>/sign")
@access(Action.REVIEW_CATALOGUE)
def sign(code: str, version: int) -> Response:
    """Sign the clinical or the patient wording of one version."""
    services.review(guard.actor(), code, version, request.form.get("wording", ""))
    session["saved"] = True
    return redirect(url_for("catalogue.show", code=code, version=version), 303)


@blueprint.get("/actions")
@access(Action.READ_CATALOGUE)
def actions_list() -> str:
    """The actions a board may ask for besides any option, and who signed their wording."""
    given = actions.offered()
    signed = actions.reviews(actions.digest(a) for a in given)
    return render_template(
        "catalogue/actions_list.html",
        actions=[(a, signed.get(actions.digest(a))) for a in given],
    )


@blueprint.post("/actions/<string:code>/sign")
@access(Action.REVIEW_CATALOGUE)
def sign_action(code: str) -> Response:
    """Sign the present wording of an action."""
    asking.sign(guard.actor(), code)
    session["saved"] = True
    return redirect(url_for("catalogue.actions_list"), 303)


def _signed_facts(entry: CatalogueEntry) -> dict[str, FactReview | None]:
    """The facts to check of the patient's wording, by their words, each with its signature if any."""
    marked = fact_signing.marked(entry)
    signed = catalogue.fact_reviews(one.digest for one in marked)
    return {one.text: signed.get(one.digest) for one in marked}


def _wanted(line: Line, *, state: str, family: str, q: str) -> bool:
    """Whether a line passes the filters; `q` also knows the proposals that wait and the hospital's own entries."""
    if q not in {"", WAITING, OURS} or (state and state not in set(EntryState)):
        abort(404)
    return (
        (not state or line.state == state)
        and (not family or line.entry.family == family)
        and (q != WAITING or line.waiting is not None)
        and (q != OURS or bool(line.history.hospital))
    )

"""The activity of a hospital's boards over a period: on screen, as a table and as a report."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from flask import Blueprint, Response, render_template, request

from app import clock
from app.documents import activity as report
from app.domain import indicators as domain
from app.domain.partial_date import PartialDate
from app.domain.permissions import Action
from app.errors import Violation
from app.exchange.activity_table import write_activity
from app.queries import indicators as queries
from app.queries import installation
from app.security import guard
from app.security.guard import access
from app.wording import indicators as wording
from app.wording.dates import short_date
from app.wording.rules import violation_sentence

blueprint = Blueprint("activity", __name__, url_prefix="/activity")
_YEAR = timedelta(days=365)
# No day before is read as a date.
_FIRST = date(1850, 1, 1)
_COMPARED = {"validated", "quorum", "complete", "wishes_known", "applied"}


@dataclass(frozen=True)
class Asked:
    """What the address asks for: the period as understood, what was typed, and what is wrong beside each field."""

    period: queries.Period
    typed: dict[str, str]
    errors: dict[str, str]
    shows_small: bool = False


@dataclass(frozen=True)
class MeetingLine:
    """One meeting of the table: its cases, and the shares that are compared from one to the next."""

    held: queries.Held
    presentations: str
    lines: tuple[wording.ShareLine, ...]


@blueprint.get("")
@access(Action.READ_ACTIVITY)
def index() -> str:
    """Every indicator of the period, the table of its meetings; small numbers are hidden unless asked for."""
    asked = _asked()
    seen = queries.of_period(guard.actor(), asked.period)
    whole, hide = domain.activity(seen.counted), not asked.shows_small
    return render_template(
        "activity/index.html",
        asked=asked,
        hide_small=hide,
        kinds=queries.kinds(guard.actor()),
        totals=[(n, wording.number(v, hide_small=hide)) for n, v in wording.totals(whole)],
        shares=[wording.share_line(share, hide_small=hide) for share in whole.shares],
        delays=[wording.delay_line(delay, hide_small=hide) for delay in whole.delays],
        rankings=[
            (title, wording.ranked_lines(ranked, names, hide_small=hide), ranked is whole.months)
            for title, ranked, names in wording.rankings(whole)
        ],
        meetings=_meetings(seen, hide_small=hide),
    )


def _meetings(seen: queries.Seen, *, hide_small: bool) -> list[MeetingLine]:
    found = domain.by_meeting(seen.counted)
    return [
        MeetingLine(
            held,
            wording.number(found[held.id].presentations, hide_small=hide_small),
            tuple(
                wording.share_line(share, hide_small=hide_small)
                for share in found[held.id].shares
                if share.code in _COMPARED
            ),
        )
        for held in seen.meetings
    ]


@blueprint.get("/activite.csv")
@access(Action.READ_ACTIVITY)
def table() -> Response:
    """The indicators for a spreadsheet; small numbers are always hidden."""
    period = _asked().period
    counted = queries.of_period(guard.actor(), period).counted
    content = write_activity(domain.activity(counted), short_date(period.since), short_date(period.until))  # fmt: skip
    return _download(content, f"activite-{period.since}-{period.until}.csv", "text/csv")


@blueprint.get("/activite.pdf")
@access(Action.READ_ACTIVITY)
def pdf() -> Response:
    """The activity report on paper; small numbers are always hidden."""
    actor, period = guard.actor(), _asked().period
    kind = dict(queries.kinds(actor)).get(str(period.kind_id), "")
    scope = report.Scope(queries.hospital_name(actor), period.since, period.until, kind)
    content = report.build(
        domain.activity(queries.of_period(actor, period).counted),
        scope,
        printed_on=clock.today(),
        is_demonstration=installation.is_demonstration(),
    )
    return _download(content, f"activite-{period.since}-{period.until}.pdf", "application/pdf")


def _asked() -> Asked:
    """The period of the address, the last twelve months unless it says otherwise; a wrong day is named."""
    today = clock.today()
    typed = {name: request.args.get(name, "").strip() for name in ("since", "until", "kind")}
    errors: dict[str, str] = {}
    since = _day(typed["since"], "since", errors) or today - _YEAR
    until = _day(typed["until"], "until", errors) or today
    if since > until:
        errors["until"] = violation_sentence(Violation("period_reversed", "until"))
        since = max(until - _YEAR, _FIRST)
    period = queries.Period(since, until, _kind(typed["kind"]))
    typed |= {"since": typed["since"] or str(PartialDate.of(since)), "until": typed["until"] or str(PartialDate.of(until))}  # fmt: skip
    return replace(Asked(period, typed, errors), shows_small=request.args.get("small") == "1")


def _day(text: str, field: str, errors: dict[str, str]) -> date | None:
    if not text:
        return None
    try:
        typed = PartialDate.parse(text)
    except ValueError:
        typed = None
    if typed is None or typed.day is None:
        errors[field] = violation_sentence(Violation("bad_day", field))
        return None
    return typed.earliest


def _kind(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _download(content: bytes, name: str, kind: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, mimetype=kind, headers=headers)
